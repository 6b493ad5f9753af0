import { fitCroston, fitSba, fitTsb } from './croston.ts'
import { lastValuePath } from './demand-path.ts'
import { fitObsolescence } from './obsolescence.ts'

export interface IntermittentComparison {
  readonly method: string
  /** mean over the series of mean absolute error / mean absolute one-step error of the last value */
  readonly meanAbsolute: number
  /** the same of root mean squared errors */
  readonly rootMeanSquared: number
  /** forecasts judged */
  readonly forecasts: number
}

/** Forecasts every series one step ahead from every origin after `warmUp` observed periods and compares the methods
 *  by errors relative to those of the last value; series whose last value never errs are left out.
 *  @param series each [length], NaN = missing: neither an origin nor judged
 *  O(series · length²).
 *  @example
 *  const rows = compareIntermittent([Float64Array.from([0, 2, 0, 1, 0, 0, 3, 0, 0, 1, 0, 2])], 6)
 *  rows.find((row) => row.method === 'last value')!.meanAbsolute // ≈ 1
 */
export function compareIntermittent(series: readonly Float64Array[], warmUp = 6): IntermittentComparison[] {
  const methods: [string, (y: Float64Array) => number][] = [
    ['last value', y => lastValuePath(y).level[y.length]!],
    ['Croston', y => fitCroston(y).forecast(1).mean[0]!],
    ['SBA', y => fitSba(y).forecast(1).mean[0]!],
    ['TSB', y => fitTsb(y).forecast(1).mean[0]!],
    ['obsolescence', y => fitObsolescence(y).forecast(1).mean[0]!],
  ]
  const absolute = new Float64Array(methods.length)
  const squared = new Float64Array(methods.length)
  let counted = 0
  let forecasts = 0
  for (const y of series) {
    const sums = methods.map(() => ({ absolute: 0, squared: 0 }))
    let origins = 0
    let seen = 0
    for (let t = 0; t < y.length; t++) {
      if (Number.isNaN(y[t]!)) continue
      if (seen++ < warmUp) continue
      origins++
      const past = y.subarray(0, t)
      methods.forEach(([, forecast], k) => {
        const error = Math.abs(forecast(past) - y[t]!)
        sums[k]!.absolute += error
        sums[k]!.squared += error * error
      })
    }
    const base = sums[0]!
    if (!(base.absolute > 0)) continue
    counted++
    forecasts += origins
    methods.forEach((_, k) => {
      absolute[k] = absolute[k]! + sums[k]!.absolute / base.absolute
      squared[k] = squared[k]! + Math.sqrt(sums[k]!.squared / base.squared)
    })
  }
  return methods.map(([method], k) => ({
    method,
    meanAbsolute: counted > 0 ? absolute[k]! / counted : 0,
    rootMeanSquared: counted > 0 ? squared[k]! / counted : 0,
    forecasts,
  }))
}
