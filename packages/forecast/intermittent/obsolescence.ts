import type { FittedModel } from '../forecast.ts'
import { demandModel } from './demand-model.ts'
import { adaptiveTsbPath, type DemandPath, lastValuePath, lifeCyclePath } from './demand-path.ts'
import { checkDemand } from './demand-series.ts'

/** Forecasts demand of items that are born, pause and die, as car trims do. Last value, TSB with slow to quick
 *  smoothing, and a life cycle with a hazard of ending run side by side over the series; each is weighed by its own
 *  past one-step errors, the sharper the more of them there are. What died is forecast to fall towards zero.
 *  @param y [length] demand per period, NaN = missing (not zero)
 *  @throws RangeError for negative demand or a series without observations
 *  Intervals: negative binomial (gamma for amounts and large counts) with the past squared errors of each horizon.
 *  Source: Teunter, Syntetos & Babai (2011); weights as in Stock & Watson (2004), J. Forecasting 23. O(length).
 *  @example
 *  const died = Float64Array.from([4, 3, 5, 4, 3, 4, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
 *  fitObsolescence(died).forecast(1).mean[0]! < 0.1 // → true
 *  fitCroston(died).forecast(1).mean[0]! > 3 // → true
 */
export function fitObsolescence(y: Float64Array): FittedModel {
  checkDemand(y)
  const paths = candidates(y)
  const weights = weighPaths(y, paths)
  const level = new Float64Array(y.length + 1)
  for (let t = 0; t <= y.length; t++) {
    level[t] = 0
    for (let k = 0; k < paths.length; k++) level[t] = level[t]! + weights[k]! * paths[k]!.level[t]!
  }
  const best = paths[weights.indexOf(weights.reduce((most, weight) => Math.max(most, weight), 0))]!
  const meanAhead = (periods: number) => {
    let mean = 0
    for (let k = 0; k < paths.length; k++) {
      const { level: own, survival } = paths[k]!
      mean += weights[k]! * own[y.length]! * survival ** (periods - 1)
    }
    return mean
  }
  return demandModel(`obsolescence (mostly ${best.name})`, y, level, meanAhead)
}

function candidates(y: Float64Array): DemandPath[] {
  const paths = [lastValuePath(y)]
  for (const alpha of [0.1, 0.2, 0.4, 0.7, 1]) {
    for (const beta of [0.05, 0.2, 0.5]) paths.push(adaptiveTsbPath(y, alpha, beta))
    for (const hazard of [1 / 96, 1 / 24]) paths.push(lifeCyclePath(y, alpha, hazard))
  }
  return paths
}

/** Weights from the geometric mean of root mean squared and mean absolute error: squared errors alone follow the
 *  few large sales, absolute ones alone forecast nothing wherever most periods are zero. */
function weighPaths(y: Float64Array, paths: readonly DemandPath[]): Float64Array {
  const scores = new Float64Array(paths.length)
  let count = 0
  for (let k = 0; k < paths.length; k++) {
    const { level } = paths[k]!
    let squares = 0
    let sizes = 0
    count = 0
    for (let t = 1; t < y.length; t++) {
      const error = y[t]! - level[t]!
      if (Number.isNaN(error)) continue
      squares += error * error
      sizes += Math.abs(error)
      count++
    }
    scores[k] = count > 0 ? Math.sqrt(Math.sqrt(squares / count) * (sizes / count)) : 1
  }
  const least = scores.reduce((min, score) => Math.min(min, score), Infinity)
  const power = Math.min(12, count / 3)
  const weights = scores.map(score => (score > 0 ? (least / score) ** power : 1))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map(weight => weight / sum)
}
