import type { FittedModel } from '../forecast.ts'
import { demandModel } from './demand-model.ts'
import { crostonPath, tsbPath } from './demand-path.ts'
import { checkDemand, checkSmoothing } from './demand-series.ts'

/** Croston's method for demand with pauses: sizes and intervals smoothed apart. Flat forecast size / interval, 0 for
 *  a series that never sold.
 *  @param y [length] demand per period, NaN = missing (not zero)
 *  @param alpha smoothing of the sizes, @param beta of the intervals
 *  @throws RangeError for negative demand or a constant outside (0, 1]
 *  Source: Croston (1972) ORQ 23(3); start values as R's `croston`. O(length).
 *  @example
 *  fitCroston(Float64Array.from([0, 2, 0, 0, 3, 0, 1, 0, 0, 0, 4, 0])).forecast(1).mean // ≈ 0.960544
 */
export function fitCroston(y: Float64Array, alpha = 0.1, beta = alpha): FittedModel {
  return fitIntervals(y, alpha, beta, 1, 'Croston')
}

/** Croston's method less its bias: times 1 − β/2, β the smoothing constant of the intervals.
 *  @throws RangeError for negative demand or a constant outside (0, 1]
 *  Source: Syntetos & Boylan (2005) IJF 21(2), eq. 5. O(length).
 *  @example
 *  fitSba(Float64Array.from([0, 2, 0, 0, 3, 0, 1, 0, 0, 0, 4, 0])).forecast(1).mean // ≈ 0.912516
 */
export function fitSba(y: Float64Array, alpha = 0.1, beta = alpha): FittedModel {
  return fitIntervals(y, alpha, beta, 1 - beta / 2, 'SBA')
}

/** Teunter–Syntetos–Babai: the probability of demand is smoothed every period, so that the forecast of what stopped
 *  selling falls. Starts from the share of periods with demand and the first demand's size.
 *  @param alpha smoothing of the sizes, @param beta of the probability
 *  @throws RangeError for negative demand or a constant outside (0, 1]
 *  Source: Teunter, Syntetos & Babai (2011) EJOR 214(3). O(length).
 *  @example
 *  fitTsb(Float64Array.from([0, 2, 0, 0, 3, 0, 1, 0, 0, 0, 4, 0])).forecast(1).mean // ≈ 0.714024
 */
export function fitTsb(y: Float64Array, alpha = 0.1, beta = alpha): FittedModel {
  checkDemand(y)
  checkSmoothing('alpha', alpha)
  checkSmoothing('beta', beta)
  let observed = 0
  let sold = 0
  for (const value of y) {
    if (Number.isNaN(value)) continue
    observed++
    if (value > 0) sold++
  }
  const { level } = tsbPath(y, alpha, beta, sold / observed)
  return demandModel('TSB', y, level, () => level[y.length]!)
}

function fitIntervals(
  y: Float64Array,
  alpha: number,
  beta: number,
  factor: number,
  name: string,
): FittedModel {
  checkDemand(y)
  checkSmoothing('alpha', alpha)
  checkSmoothing('beta', beta)
  const { level } = crostonPath(y, alpha, beta, factor, name)
  const last = level[y.length]!
  return demandModel(name, y, level, () => (Number.isNaN(last) ? 0 : last))
}
