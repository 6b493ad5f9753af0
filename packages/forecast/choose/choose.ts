import { type Evaluation, evaluateRolling } from '../evaluate/rolling.ts'
import type { Forecast } from '../forecast.ts'
import { checkHorizon, checkSeason, readSeries, type Series } from '../series.ts'
import { fitMethod } from './methods.ts'

export interface ForecastOptions {
  /** periods in a season; 1: none */
  readonly season: number
  /** periods to forecast */
  readonly horizon: number
}

/** A forecast, and how the method did within the data. */
export interface EvaluatedForecast extends Forecast {
  readonly evaluation: Evaluation
}

/** A forecast by a method that the caller names, evaluated at origins within the data, where it is fitted anew.
 *  @param method see `fitMethod`
 *  @throws RangeError for a method that is not known, or data that do not suit it
 *  @example
 *  const y = Array.from({ length: 48 }, (_, t) => 100 + t + (t % 12))
 *  forecastBy('seasonal naive', y, { season: 12, horizon: 12 }).evaluation.seasonalNaiveMase // ≈ 1
 */
export function forecastBy(
  method: string,
  y: Series,
  { season, horizon }: ForecastOptions,
): EvaluatedForecast {
  checkSeason(season)
  checkHorizon(horizon)
  const values = readSeries(y)
  const forecast = fitMethod(method, values, season).forecast(horizon)
  const evaluation = evaluateRolling(values, { season, horizon }, (train, h) =>
    fitMethod(method, train, season).forecast(h),
  )
  return { ...forecast, evaluation }
}
