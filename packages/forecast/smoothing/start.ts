import { seasonalFigures } from '../stl/decompose.ts'
import type { EtsForm } from './form.ts'

export interface EtsStart {
  level: number
  trend: number
  /** [season] or empty; that of the first period first */
  seasonal: Float64Array
}

/** A first guess of the initial states: classical seasonal figures, then a line through the first seasonally adjusted
 *  observations (at least ten, and two seasons).
 *  @param y [length] without gaps
 *  Source: Hyndman et al. 2008, §2.6.1; R's `ets`. */
export function guessStart(y: Float64Array, season: number, { trend, season: kind }: EtsForm): EtsStart {
  const seasonal = kind === 'N' ? new Float64Array(0) : seasonalFigures(y, season, kind)
  if (kind === 'M') for (let p = 0; p < season; p++) seasonal[p] = Math.max(seasonal[p]!, 0.01)
  const adjusted = y.map((value, t) => {
    if (kind === 'N') return value
    return kind === 'A' ? value - seasonal[t % season]! : value / seasonal[t % season]!
  })
  const count = Math.min(y.length, Math.max(10, kind === 'N' ? 10 : 2 * season))
  const { intercept, slope } = fitLine(adjusted, count)
  if (trend === 'N') return { level: meanOf(adjusted, count), trend: 0, seasonal }
  if (trend === 'A' || trend === 'Ad') return { level: intercept, trend: slope, seasonal }
  const level = Math.max(intercept, 0.1 * meanOf(adjusted, count), 1e-3)
  return { level, trend: Math.min(Math.max(1 + slope / level, 0.8), 1.2), seasonal }
}

/** The initial states of Holt–Winters by hand: the first season's mean, its change to the second season's, and the
 *  first season's departures from its mean.
 *  @param y [length ≥ 2·season] without gaps
 *  Source: Hyndman & Athanasopoulos, hw(initial = "simple") of R's package forecast; Winters 1960. */
export function classicalStart(y: Float64Array, season: number, { season: kind }: EtsForm): EtsStart {
  const level = meanOf(y, season)
  const seasonal = y.slice(0, season).map(value => (kind === 'A' ? value - level : value / level))
  return { level, trend: (meanOf(y.subarray(season), season) - level) / season, seasonal }
}

/** Least squares over the first observations; time starts at 1, so that the intercept stands before the first. */
export function fitLine(y: Float64Array, count: number): { intercept: number; slope: number } {
  const meanTime = (count + 1) / 2
  const mean = meanOf(y, count)
  let product = 0
  let squares = 0
  for (let t = 0; t < count; t++) {
    product += (t + 1 - meanTime) * (y[t]! - mean)
    squares += (t + 1 - meanTime) ** 2
  }
  const slope = squares > 0 ? product / squares : 0
  return { intercept: mean - slope * meanTime, slope }
}

function meanOf(y: Float64Array, count: number): number {
  let sum = 0
  for (let t = 0; t < count; t++) sum += y[t]!
  return sum / count
}
