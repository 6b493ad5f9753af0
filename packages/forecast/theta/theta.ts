import { type FittedModel, normalForecast } from '../forecast.ts'
import { fillGaps } from '../gaps/fill.ts'
import { checkHorizon, checkSeason, readSeries, type Series } from '../series.ts'
import { fitEts } from '../smoothing/fit-ets.ts'
import { fitLine } from '../smoothing/start.ts'
import { seasonalFigures } from '../stl/decompose.ts'

/** The standard Theta method: simple exponential smoothing with half the slope of the trend line as its drift, on
 *  the series without its season (classical, multiplicative where all values are > 0) when it has one.
 *  Missing values are passed over by the smoothing; lines and seasonal figures use the neighbours' in their place.
 *  @param y [length] observations, oldest first; null where missing
 *  @param season periods in a season; 1: none
 *  @throws RangeError when nothing was observed
 *  Source: Assimakopoulos & Nikolopoulos 2000; Hyndman & Billah, Unmasking the Theta method (2003), eq. 5–8;
 *  R's `thetaf`. O(length) a step of the search.
 *  @example
 *  theta([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 1).forecast(2).mean // ≈ [10.5, 11.0]
 */
export function theta(y: Series, season = 1): FittedModel {
  checkSeason(season)
  const values = readSeries(y)
  const { n, adjusted, filled, restore, spreadFactor } = takeSeasonOut(values, season)
  const smooth = fitEts(adjusted, 1, { error: 'A', trend: 'N', season: 'N' }, { criterion: 'squares' })
  const slope = fitLine(filled, n).slope / 2
  const alpha = Math.max(1e-10, smooth.parameters.alpha)
  const lift = (t: number) => (1 - (1 - alpha) ** t) / alpha
  return {
    method: 'theta',
    fitted: smooth.fitted.map((value, t) => restore(value + slope * lift(t), t)),
    aicc: null,
    logLikelihood: null,
    iterations: smooth.iterations,
    converged: smooth.converged,
    forecast(horizon) {
      checkHorizon(horizon)
      const mean = new Float64Array(horizon)
      const sd = new Float64Array(horizon)
      for (let h = 0; h < horizon; h++) {
        mean[h] = restore(smooth.state.level + slope * (h + lift(n)), n + h)
        sd[h] = Math.sqrt(smooth.state.variance * (1 + h * alpha * alpha)) * spreadFactor(n + h)
      }
      return normalForecast('theta', mean, sd)
    },
  }
}

/** Whether the autocorrelation one season back is too large for chance, at the 10% level.
 *  Source: R's `thetaf`; Fiorucci et al. 2016, §3.
 *  @example
 *  hasSeason([1, 4, 9, 1, 4, 9, 1, 4, 9, 1, 4, 9, 1, 4, 9], 3) // → true
 *  hasSeason([5, 5, 5, 5, 5, 5], 2) // → false
 */
export function hasSeason(y: ArrayLike<number>, season: number): boolean {
  const n = y.length
  if (season < 2 || n <= 2 * season) return false
  let mean = 0
  for (let t = 0; t < n; t++) mean += y[t]! / n
  const autocorrelation = (lag: number) => {
    let sum = 0
    for (let t = lag; t < n; t++) sum += (y[t]! - mean) * (y[t - lag]! - mean)
    return sum
  }
  const variance = autocorrelation(0)
  if (!(variance > 0)) return false
  let squares = 0
  for (let lag = 1; lag < season; lag++) squares += (autocorrelation(lag) / variance) ** 2
  return Math.abs(autocorrelation(season) / variance) / Math.sqrt((1 + 2 * squares) / n) > 1.645
}

/** A series without its season, and the way back. */
export interface Adjusted {
  readonly n: number
  /** [n] NaN where missing */
  readonly adjusted: Float64Array
  /** [n] the same without gaps */
  readonly filled: Float64Array
  /** puts the season of period t on again */
  restore(value: number, t: number): number
  /** what the season multiplies a spread by in period t */
  spreadFactor(t: number): number
}

/** Classical seasonal figures taken out where the test finds a season: ratios where all values are > 0 (and no figure
 *  is near 0), else differences. */
export function takeSeasonOut(y: Float64Array, season: number): Adjusted {
  const filled = fillGaps(y, season)
  const n = y.length
  const plain: Adjusted = { n, adjusted: y, filled, restore: value => value, spreadFactor: () => 1 }
  if (!hasSeason(filled, season)) return plain
  if (!filled.every(value => value > 0)) {
    const figures = seasonalFigures(filled, season, 'A')
    const without = (value: number, t: number) => value - figures[t % season]!
    return {
      ...plain,
      adjusted: y.map(without),
      filled: filled.map(without),
      restore: (value, t) => value + figures[t % season]!,
    }
  }
  const figures = seasonalFigures(filled, season, 'M')
  if (figures.some(figure => figure < 0.001)) return plain
  const without = (value: number, t: number) => value / figures[t % season]!
  return {
    n,
    adjusted: y.map(without),
    filled: filled.map(without),
    restore: (value, t) => value * figures[t % season]!,
    spreadFactor: t => figures[t % season]!,
  }
}
