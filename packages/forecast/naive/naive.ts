import { type FittedModel, normalForecast } from '../forecast.ts'
import { checkHorizon, checkSeason, readSeries, type Series, summarise } from '../series.ts'

/** Tomorrow is like today: a random walk.
 *  Missing values: the last observed value stands in; intervals widen with √h.
 *  @param y [length] observations, oldest first; null where missing
 *  @throws RangeError when nothing was observed
 *  Source: Hyndman & Athanasopoulos, Forecasting: Principles and Practice (FPP3), §5.2. O(length).
 *  @example
 *  naive([3, 5, 4]).forecast(2).mean // → [4,4]
 */
export function naive(y: Series): FittedModel {
  return seasonalWalk(readSeries(y), 1, false, 'naive')
}

/** The same period a season ago.
 *  @param season periods in a season, ≥ 1 (1: naive)
 *  @throws RangeError when nothing was observed
 *  Source: FPP3 §5.2; variance σ²·(⌊(h−1)/m⌋ + 1). O(length).
 *  @example
 *  seasonalNaive([1, 2, 3, 11, 12, 13], 3).forecast(4).mean // → [11,12,13,11]
 */
export function seasonalNaive(y: Series, season: number): FittedModel {
  checkSeason(season)
  return seasonalWalk(readSeries(y), season, false, season === 1 ? 'naive' : 'seasonal naive')
}

/** The same period a season ago, plus the mean change over a season; with season 1, the line through the first and
 *  the last observation.
 *  @throws RangeError when nothing was observed
 *  Source: FPP3 §5.2 (drift method). O(length).
 *  @example
 *  drift([1, 2, 3], 1).forecast(2).mean // → [4,5]
 *  drift([1, 2, 3, 11, 12, 13], 3).forecast(1).mean // → [21]
 */
export function drift(y: Series, season = 1): FittedModel {
  checkSeason(season)
  return seasonalWalk(readSeries(y), season, true, season === 1 ? 'drift' : 'seasonal naive with drift')
}

/** The mean of all observations.
 *  @throws RangeError when nothing was observed
 *  Source: FPP3 §5.2; variance s²·(1 + 1/n). O(length).
 *  @example
 *  meanForecast([2, 4]).forecast(1).mean // → [3]
 */
export function meanForecast(y: Series): FittedModel {
  const values = readSeries(y)
  const { mean, count } = summarise(values)
  let squares = 0
  for (const value of values) if (!Number.isNaN(value)) squares += (value - mean) ** 2
  const sd = count > 1 ? Math.sqrt((squares / (count - 1)) * (1 + 1 / count)) : 0
  return {
    ...notFitted,
    method: 'mean',
    fitted: new Float64Array(values.length).fill(mean),
    forecast(horizon) {
      checkHorizon(horizon)
      return normalForecast('mean', new Float64Array(horizon).fill(mean), new Float64Array(horizon).fill(sd))
    },
  }
}

const notFitted = { aicc: null, logLikelihood: null, iterations: 0, converged: true }

function seasonalWalk(y: Float64Array, season: number, withDrift: boolean, method: string): FittedModel {
  const past = holdLast(y, season)
  const change = withDrift ? meanChange(y, season) : 0
  const fitted = y.map((value, t) => {
    if (t >= season) return past[t - season]! + change
    return !Number.isNaN(value) ? value : past[t]!
  })
  const { sd, count } = errorSd(y, fitted, season, withDrift)
  return {
    ...notFitted,
    method,
    fitted,
    forecast(horizon) {
      checkHorizon(horizon)
      const mean = new Float64Array(horizon)
      const spread = new Float64Array(horizon)
      for (let h = 0; h < horizon; h++) {
        const seasons = Math.floor(h / season) + 1
        const source = past.length - season + (h % season)
        mean[h] = past[source < 0 ? past.length - 1 : source]! + seasons * change
        spread[h] = sd * Math.sqrt(seasons * (1 + (withDrift && count > 0 ? seasons / count : 0)))
      }
      return normalForecast(method, mean, spread)
    },
  }
}

/** Each missing value replaced by the last one observed in that period of the season, else by the value before it. */
function holdLast(y: Float64Array, season: number): Float64Array {
  const held = y.slice()
  const first = y.find(value => !Number.isNaN(value))!
  for (let t = 0; t < y.length; t++) {
    if (!Number.isNaN(held[t])) continue
    held[t] = t >= season ? held[t - season]! : t > 0 ? held[t - 1]! : first
  }
  return held
}

/** Mean change over one season, from pairs of observations a season apart. */
function meanChange(y: Float64Array, season: number): number {
  if (season === 1) {
    const first = y.findIndex(value => !Number.isNaN(value))
    const last = y.findLastIndex(value => !Number.isNaN(value))
    return last > first ? (y[last]! - y[first]!) / (last - first) : 0
  }
  let sum = 0
  let count = 0
  for (let t = season; t < y.length; t++) {
    const difference = y[t]! - y[t - season]!
    if (Number.isNaN(difference)) continue
    sum += difference
    count++
  }
  return count > 0 ? sum / count : 0
}

function errorSd(y: Float64Array, fitted: Float64Array, season: number, withDrift: boolean) {
  let squares = 0
  let count = 0
  for (let t = season; t < y.length; t++) {
    const error = y[t]! - fitted[t]!
    if (Number.isNaN(error)) continue
    squares += error * error
    count++
  }
  const free = Math.max(1, count - (withDrift ? 1 : 0))
  return { sd: Math.sqrt(squares / free), count }
}
