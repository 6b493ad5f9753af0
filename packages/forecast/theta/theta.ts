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
  const filled = fillGaps(values, season)
  const kind = filled.every(value => value > 0) ? 'M' : 'A'
  const isSeasonal = hasSeason(filled, season)
  const figures = isSeasonal
    ? seasonalFigures(filled, season, kind)
    : new Float64Array(1).fill(kind === 'M' ? 1 : 0)
  if (kind === 'M' && figures.some(figure => figure <= 0.001))
    return theta0(values, filled, new Float64Array(1), 'A')
  return theta0(values, filled, figures, kind)
}

function theta0(y: Float64Array, filled: Float64Array, figures: Float64Array, kind: 'A' | 'M'): FittedModel {
  const period = figures.length
  const without = (value: number, t: number) =>
    kind === 'M' ? value / figures[t % period]! : value - figures[t % period]!
  const withSeason = (value: number, t: number) =>
    kind === 'M' ? value * figures[t % period]! : value + figures[t % period]!
  const adjusted = y.map(without)
  const smooth = fitEts(adjusted, 1, { error: 'A', trend: 'N', season: 'N' }, { criterion: 'squares' })
  const slope = fitLine(filled.map(without), y.length).slope / 2
  const n = y.length
  const alpha = Math.max(1e-10, smooth.parameters.alpha)
  const step = (h: number) => slope * (h + (1 - (1 - alpha) ** n) / alpha)
  return {
    method: 'theta',
    fitted: smooth.fitted.map((value, t) => withSeason(value + slope * ((1 - (1 - alpha) ** t) / alpha), t)),
    aicc: null,
    logLikelihood: null,
    iterations: smooth.iterations,
    converged: smooth.converged,
    forecast(horizon) {
      checkHorizon(horizon)
      const mean = new Float64Array(horizon)
      const sd = new Float64Array(horizon)
      for (let h = 0; h < horizon; h++) {
        mean[h] = withSeason(smooth.state.level + step(h), n + h)
        const spread = Math.sqrt(smooth.state.variance * (1 + h * alpha * alpha))
        sd[h] = kind === 'M' ? spread * figures[(n + h) % period]! : spread
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
