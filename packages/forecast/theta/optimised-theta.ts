import { type FittedModel, normalForecast } from '../forecast.ts'
import { checkHorizon, checkSeason, readSeries, type Series, summarise } from '../series.ts'
import { minimise } from '../smoothing/minimise.ts'
import { fitLine } from '../smoothing/start.ts'
import { type Adjusted, takeSeasonOut } from './theta.ts'

interface Estimates {
  readonly alpha: number
  readonly level: number
  readonly theta: number
}

/** The optimised Theta method: as `theta`, but how much of the trend line's curvature is kept (θ ≥ 1; 2 in the
 *  standard method), the smoothing and its start are estimated together by least squares of one-step errors.
 *  @param y [length] observations, oldest first; null where missing
 *  @throws RangeError when nothing was observed
 *  Source: Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler, Int. J. Forecasting 32 (2016), 1151–1161, eq. 6–9
 *  (optimised Theta model, fixed line). O(length) a step of the search.
 *  @example
 *  optimisedTheta([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 1).forecast(2).mean // ≈ [11.0, 12.0]
 */
export function optimisedTheta(y: Series, season = 1): FittedModel {
  checkSeason(season)
  const values = readSeries(y)
  const series = takeSeasonOut(values, season)
  const scale = summarise(series.adjusted).meanSize || 1
  const line = fitLine(series.filled, series.n)
  const walk = (estimates: Estimates) => runTheta(series, line, estimates)
  const read = (x: Float64Array): Estimates => ({
    alpha: 0.0001 + 0.9998 / (1 + Math.exp(-x[0]!)),
    level: x[1]! * scale,
    theta: 1 + Math.exp(x[2]!),
  })
  const errors = (x: Float64Array) => walk(read(x)).squares / (scale * scale)
  const start = Float64Array.of(0, (series.filled[0] ?? 0) / scale, 0)
  const found = minimise((x, gradient) => withSlopes(errors, x, gradient), start)
  const estimates = read(found.x)
  const { fitted, level, squares, observed } = walk(estimates)
  const variance = squares / Math.max(1, observed - 3)
  const { alpha, theta } = estimates
  const { n, restore, spreadFactor } = series
  return {
    method: 'optimised theta',
    fitted: fitted.map(restore),
    aicc: null,
    logLikelihood: null,
    iterations: found.iterations,
    converged: found.converged,
    forecast(horizon) {
      checkHorizon(horizon)
      const mean = new Float64Array(horizon)
      const sd = new Float64Array(horizon)
      for (let h = 0; h < horizon; h++) {
        mean[h] = restore(level + (1 - 1 / theta) * pull(line, alpha, n, h), n + h)
        sd[h] = Math.sqrt(variance * (1 + h * alpha * alpha)) * spreadFactor(n + h)
      }
      return normalForecast('optimised theta', mean, sd)
    },
  }
}

/** What the line adds, h + 1 periods after the first t: (1−α)ᵗ·A + (h + (1−(1−α)ᵗ⁺¹)/α)·B. */
function pull(line: { intercept: number; slope: number }, alpha: number, t: number, h: number): number {
  return (1 - alpha) ** t * line.intercept + (h + (1 - (1 - alpha) ** (t + 1)) / alpha) * line.slope
}

function runTheta(
  { n, adjusted }: Adjusted,
  line: { intercept: number; slope: number },
  { alpha, level: first, theta }: Estimates,
) {
  const fitted = new Float64Array(n)
  let level = first
  let squares = 0
  let observed = 0
  for (let t = 0; t < n; t++) {
    fitted[t] = level + (1 - 1 / theta) * pull(line, alpha, t, 0)
    const value = adjusted[t]!
    if (Number.isNaN(value)) {
      level += alpha * (fitted[t]! - level)
      continue
    }
    squares += (value - fitted[t]!) ** 2
    observed++
    level += alpha * (value - level)
  }
  return { fitted, level, squares, observed }
}

/** Central differences: three parameters, not worth a derivation. */
function withSlopes(target: (x: Float64Array) => number, x: Float64Array, gradient: Float64Array): number {
  const point = x.slice()
  for (let i = 0; i < x.length; i++) {
    const step = 1e-6 * Math.max(1, Math.abs(x[i]!))
    point[i] = x[i]! + step
    const above = target(point)
    point[i] = x[i]! - step
    gradient[i] = (above - target(point)) / (2 * step)
    point[i] = x[i]!
  }
  return target(x)
}
