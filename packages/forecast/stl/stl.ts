import type { FittedModel, Forecast } from '../forecast.ts'
import { fillGaps } from '../gaps/fill.ts'
import { checkHorizon, checkSeason, readSeries, type Series } from '../series.ts'
import { chooseEts, type RankOptions } from '../smoothing/choose-ets.ts'
import type { EtsForm } from '../smoothing/form.ts'
import { type LoessOptions, loess, loessAt } from './loess.ts'

export interface StlOptions {
  /** seasons that a seasonal figure is smoothed over, odd ≥ 7; `periodic`: the figures never change; default 11 */
  readonly seasonalWindow?: number | 'periodic'
  /** default: the next odd number above 1.5·season/(1 − 1.5/seasonalWindow) */
  readonly trendWindow?: number
  /** outliers lose their weight; default false */
  readonly robust?: boolean
}

/** A series as trend + season + remainder. */
export interface Decomposition {
  /** [length] */
  readonly trend: Float64Array
  readonly seasonal: Float64Array
  /** observed − trend − seasonal; 0 where missing */
  readonly remainder: Float64Array
  /** [length] 0 … 1, what an observation counted for: below 1 only with `robust`, 0 where missing */
  readonly weights: Float64Array
}

/** Seasonal and trend decomposition by loess.
 *  @param y [length] observations, oldest first; null where missing (no weight)
 *  @param season periods in a season, ≥ 2; two seasons of data are needed
 *  @throws RangeError for too short a series or a window that is not odd
 *  Source: Cleveland, Cleveland, McRae & Terpenning, STL, J. Official Statistics 6 (1990), §2–3; defaults as R's
 *  `stl` (2 inner passes; robust: 1 inner, 15 outer). O(length · windows / jumps) a pass.
 *  @example
 *  const y = Array.from({ length: 24 }, (_, t) => t + [0, 3, -3][t % 3]!)
 *  const { trend, seasonal } = decomposeStl(y, 3)
 *  trend[10]! + seasonal[10]! // ≈ 13.0
 */
export function decomposeStl(y: Series, season: number, options: StlOptions = {}): Decomposition {
  checkSeason(season)
  const values = readSeries(y)
  if (season < 2) throw new RangeError(`the season is ${season}; a decomposition needs 2 periods at least`)
  if (values.length < 2 * season)
    throw new RangeError(
      `a decomposition needs two seasons (${2 * season} values); the series has ${values.length}`,
    )
  const isPeriodic = options.seasonalWindow === 'periodic'
  const chosen = typeof options.seasonalWindow === 'number' ? options.seasonalWindow : 11
  const seasonalWindow = isPeriodic ? 10 * values.length + 1 : chosen
  const trendWindow = options.trendWindow ?? nextOdd(Math.ceil((1.5 * season) / (1 - 1.5 / seasonalWindow)))
  checkWindow('seasonal', seasonalWindow)
  checkWindow('trend', trendWindow)
  const windows: Windows = {
    seasonal: { window: seasonalWindow, degree: 0 },
    trend: { window: trendWindow, degree: 1 },
    low: { window: nextOdd(season), degree: 1 },
  }
  const filled = fillGaps(values, season)
  const observed = values.map(value => (Number.isNaN(value) ? 0 : 1))
  const hasGaps = observed.includes(0)
  const parts = { trend: new Float64Array(filled.length), seasonal: new Float64Array(filled.length) }
  const rounds = options.robust ? 16 : 1
  let weights = hasGaps ? observed : null
  for (let round = 0; round < rounds; round++) {
    for (let pass = 0; pass < (options.robust ? 1 : 2); pass++)
      refine(filled, season, windows, weights, parts)
    if (round < rounds - 1) weights = robustWeights(filled, parts, observed)
  }
  if (isPeriodic) averageCycles(parts.seasonal, season)
  return {
    ...parts,
    remainder: values.map((value, t) =>
      Number.isNaN(value) ? 0 : value - parts.trend[t]! - parts.seasonal[t]!,
    ),
    weights: weights ?? observed,
  }
}

interface Windows {
  readonly seasonal: LoessOptions
  readonly trend: LoessOptions
  readonly low: LoessOptions
}

/** One inner pass (§2.3): seasonal figures from what the trend leaves, then the trend from what the figures leave. */
function refine(
  y: Float64Array,
  season: number,
  windows: Windows,
  weights: Float64Array | null,
  parts: { trend: Float64Array; seasonal: Float64Array },
): void {
  const detrended = y.map((value, t) => value - parts.trend[t]!)
  const cycles = smoothCycles(detrended, season, windows.seasonal, weights)
  const low = loess(average(average(average(cycles, season), season), 3), windows.low, null)
  for (let t = 0; t < y.length; t++) parts.seasonal[t] = cycles[t + season]! - low[t]!
  const adjusted = y.map((value, t) => value - parts.seasonal[t]!)
  parts.trend.set(loess(adjusted, windows.trend, weights))
}

/** Each period of the season smoothed over the years, one year added at either end. [length + 2·season] */
function smoothCycles(y: Float64Array, season: number, options: LoessOptions, weights: Float64Array | null) {
  const smooth = new Float64Array(y.length + 2 * season)
  for (let p = 0; p < season; p++) {
    const count = Math.ceil((y.length - p) / season)
    const cycle = everyNth(y, p, season, count)
    const cycleWeights = weights ? everyNth(weights, p, season, count) : null
    const inner = loess(cycle, options, cycleWeights)
    const right = Math.min(options.window, count)
    const left = Math.max(1, count - options.window + 1)
    smooth[p] = loessAt(cycle, 0, 1, right, options, cycleWeights) ?? inner[0]!
    for (let k = 0; k < count; k++) smooth[p + (k + 1) * season] = inner[k]!
    smooth[p + (count + 1) * season] =
      loessAt(cycle, count + 1, left, count, options, cycleWeights) ?? inner[count - 1]!
  }
  return smooth
}

function everyNth(values: Float64Array, from: number, step: number, count: number): Float64Array {
  const out = new Float64Array(count)
  for (let k = 0; k < count; k++) out[k] = values[from + k * step]!
  return out
}

function average(y: Float64Array, width: number): Float64Array {
  const out = new Float64Array(y.length - width + 1)
  let sum = 0
  for (let t = 0; t < y.length; t++) {
    sum += y[t]!
    if (t >= width) sum -= y[t - width]!
    if (t >= width - 1) out[t - width + 1] = sum / width
  }
  return out
}

/** Bisquare of the remainder on six times its median (§2.4). */
function robustWeights(
  y: Float64Array,
  parts: { trend: Float64Array; seasonal: Float64Array },
  observed: Float64Array,
) {
  const sizes = y.map((value, t) => Math.abs(value - parts.trend[t]! - parts.seasonal[t]!))
  const sorted = sizes.filter((_, t) => observed[t] === 1).sort()
  const middle = sorted.length >> 1
  const bound = 3 * (sorted[middle]! + sorted[sorted.length - 1 - middle]!)
  return sizes.map((size, t) => {
    if (observed[t] === 0 || size > 0.999 * bound) return bound > 0 ? 0 : observed[t]!
    return size <= 0.001 * bound ? 1 : (1 - (size / bound) ** 2) ** 2
  })
}

function averageCycles(seasonal: Float64Array, season: number): void {
  for (let p = 0; p < season; p++) {
    const cycle = seasonal.filter((_, t) => t % season === p)
    const mean = cycle.reduce((sum, value) => sum + value, 0) / cycle.length
    for (let t = p; t < seasonal.length; t += season) seasonal[t] = mean
  }
}

function nextOdd(value: number): number {
  const whole = Math.round(value)
  return whole % 2 === 0 ? whole + 1 : whole
}

function checkWindow(name: string, window: number): void {
  if (!Number.isInteger(window) || window < 3 || window % 2 === 0)
    throw new RangeError(`the ${name} window is ${window}; it must be an odd whole number, at least 3`)
}

/** What is left without the season is an exponential smoothing model. */
export interface StlModel extends FittedModel {
  readonly form: EtsForm
}

/** STL, exponential smoothing without season of what is left without the season, and the last season added again.
 *  @throws RangeError as `decomposeStl`
 *  Source: FPP3 §5.7; R's `stlf(method = "ets")`. O(length) a step of the search.
 *  @example
 *  const y = Array.from({ length: 24 }, (_, t) => t + [0, 3, -3][t % 3]!)
 *  stlForecast(y, 3).forecast(3).mean // ≈ [24, 28, 23]
 */
export function stlForecast(
  y: Series,
  season: number,
  options: StlOptions & { ets?: RankOptions } = {},
): StlModel {
  const values = readSeries(y)
  const { seasonal } = decomposeStl(values, season, options)
  const adjusted = values.map((value, t) => value - seasonal[t]!)
  const model = chooseEts(adjusted, 1, options.ets)
  const method = `STL + ${model.method}`
  const last = seasonal.slice(-season)
  return {
    ...model,
    method,
    fitted: model.fitted.map((value, t) => value + seasonal[t]!),
    forecast(horizon): Forecast {
      checkHorizon(horizon)
      const inner = model.forecast(horizon)
      const add = (values: Float64Array) => values.map((value, h) => value + last[h % season]!)
      return {
        method,
        mean: add(inner.mean),
        lower80: add(inner.lower80),
        upper80: add(inner.upper80),
        lower95: add(inner.lower95),
        upper95: add(inner.upper95),
      }
    },
  }
}
