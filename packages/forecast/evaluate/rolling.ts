import type { Forecast } from '../forecast.ts'
import { seasonalNaive } from '../naive/naive.ts'
import { checkHorizon, checkSeason, readSeries, type Series } from '../series.ts'
import { coverage, mase, pinball, rmsse, smape } from './measures.ts'

/** How a method did at origins within the data: means over the origins. */
export interface Evaluation {
  /** at how many points in time the method was asked for what came next */
  readonly origins: number
  /** periods ahead that were compared at each */
  readonly horizon: number
  /** null: no yardstick, because the series does not change from season to season, or no origin */
  readonly mase: number | null
  readonly rmsse: number | null
  readonly smape: number | null
  /** mean quantile loss of the ends of the 80% interval, in the unit of the series */
  readonly pinball: number | null
  readonly coverage80: number | null
  readonly coverage95: number | null
  readonly seasonalNaiveMase: number | null
  readonly betterThanSeasonalNaive: boolean | null
}

export interface RollingOptions {
  readonly season: number
  readonly horizon: number
  /** at most; default 4 */
  readonly origins?: number
  /** periods between origins; default half the horizon */
  readonly step?: number
  /** periods before the first origin, at least; default two seasons, and 4 */
  readonly trainingMin?: number
}

/** The lengths of the training parts of a rolling-origin evaluation, the longest first. The last origin leaves a whole
 *  horizon to compare with; a series too short for one origin with the whole horizon gets a shorter horizon.
 *  @example
 *  listOrigins(96, { season: 12, horizon: 12 }).trainingLengths // → [84,78,72,66]
 *  listOrigins(8, { season: 1, horizon: 12 }) // → {"horizon":2,"trainingLengths":[6,5,4]}
 */
export function listOrigins(
  length: number,
  options: RollingOptions,
): { horizon: number; trainingLengths: number[] } {
  const { season, origins = 4 } = options
  const trainingMin = options.trainingMin ?? Math.max(4, 2 * season)
  const room = length - trainingMin
  const horizon = Math.min(options.horizon, Math.max(1, Math.floor(room / 2)))
  const step = options.step ?? Math.max(1, Math.round(horizon / 2))
  const trainingLengths: number[] = []
  for (let end = length - horizon; end >= trainingMin && trainingLengths.length < origins; end -= step)
    trainingLengths.push(end)
  return { horizon, trainingLengths }
}

/** Rolling-origin evaluation: the method is fitted again at each origin, to what was known then, and its forecast
 *  compared with what came.
 *  @param forecast answers the forecast of `horizon` periods after `train`; it must use nothing else
 *  @throws RangeError when nothing was observed, or for a season or horizon that is none
 *  Source: Tashman, Out-of-sample tests of forecasting accuracy (2000). As many fits as origins.
 *  @example
 *  const y = Array.from({ length: 48 }, (_, t) => 100 + t + (t % 12))
 *  const options = { season: 12, horizon: 12 }
 *  evaluateRolling(y, options, (train, h) => seasonalNaive(train, 12).forecast(h)).mase // ≈ 1
 */
export function evaluateRolling(
  y: Series,
  options: RollingOptions,
  forecast: (train: Float64Array, horizon: number) => Forecast,
): Evaluation {
  checkSeason(options.season)
  checkHorizon(options.horizon)
  const values = readSeries(y)
  const { horizon, trainingLengths } = listOrigins(values.length, options)
  const trials = trainingLengths
    .map(length => ({ train: values.subarray(0, length), actual: values.subarray(length, length + horizon) }))
    .filter(({ train, actual }) => hasObserved(train) && hasObserved(actual))
    .map(({ train, actual }) => ({ train, actual, forecast: forecast(train, horizon) }))
  return summariseTrials(trials, options.season, horizon)
}

export interface Trial {
  readonly train: Float64Array
  readonly actual: Float64Array
  readonly forecast: Forecast
}

/** The measures of forecasts already made. */
export function summariseTrials(trials: readonly Trial[], season: number, horizon: number): Evaluation {
  const mean = (measure: (trial: Trial) => number | null) => meanOfKnown(trials.map(measure))
  const own = mean(({ actual, forecast, train }) => mase(actual, forecast.mean, train, season))
  const naive = mean(({ actual, train }) =>
    mase(actual, seasonalNaive(train, season).forecast(horizon).mean, train, season),
  )
  return {
    origins: trials.length,
    horizon,
    mase: own,
    rmsse: mean(({ actual, forecast, train }) => rmsse(actual, forecast.mean, train, season)),
    smape: mean(({ actual, forecast }) => smape(actual, forecast.mean)),
    pinball: mean(({ actual, forecast }) =>
      meanOfKnown([pinball(actual, forecast.lower80, 0.1), pinball(actual, forecast.upper80, 0.9)]),
    ),
    coverage80: mean(({ actual, forecast }) => coverage(actual, forecast.lower80, forecast.upper80)),
    coverage95: mean(({ actual, forecast }) => coverage(actual, forecast.lower95, forecast.upper95)),
    seasonalNaiveMase: naive,
    betterThanSeasonalNaive: own === null || naive === null ? null : own < naive,
  }
}

function hasObserved(values: Float64Array): boolean {
  return values.some(value => !Number.isNaN(value))
}

function meanOfKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter(value => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}
