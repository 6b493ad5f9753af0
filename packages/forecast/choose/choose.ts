import { evaluateRolling } from '../evaluate/rolling.ts'
import { checkHorizon, checkSeason, readSeries, type Series } from '../series.ts'
import { chooseForecast, type EvaluatedForecast, type ForecastOptions } from './automatic.ts'
import { fitMethod } from './methods.ts'

/** A forecast by a method that the caller names, evaluated at origins within the data, where it is fitted anew.
 *  @param method `auto`, or see `fitMethod`
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
  if (/^auto(?:matic)?$/i.test(method.trim())) return chooseForecast(values, { season, horizon })
  const forecast = fitMethod(method, values, season).forecast(horizon)
  const evaluation = evaluateRolling(values, { season, horizon }, (train, h) =>
    fitMethod(method, train, season).forecast(h),
  )
  return { ...forecast, evaluation }
}
