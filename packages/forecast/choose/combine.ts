import type { Forecast } from '../forecast.ts'

/** The weighted mean of forecasts, and of the ends of their intervals.
 *  @param forecasts all of one horizon  @param weights ≥ 0, of any sum above 0; default: equal
 *  @throws RangeError for no forecast, horizons that differ or weights that are none
 *  Averaging quantiles rather than mixing distributions keeps the intervals as wide as the members' own.
 *  Source: Bates & Granger 1969; Lichtendahl, Grushka-Cockayne & Winkler, Is it better to average probabilities or
 *  quantiles? (2013).
 *  @example
 *  const one = seasonalNaive([2, 4, 2, 4], 2).forecast(2)
 *  combineForecasts([one, meanForecast([2, 4, 2, 4]).forecast(2)], [1, 1], 'both').mean // → [2.5,3.5]
 */
export function combineForecasts(
  forecasts: readonly Forecast[],
  weights: readonly number[] = forecasts.map(() => 1),
  method = forecasts.map(forecast => forecast.method).join(' + '),
): Forecast {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const horizon = forecasts[0]?.mean.length ?? 0
  if (forecasts.length === 0 || forecasts.some(({ mean }) => mean.length !== horizon))
    throw new RangeError('forecasts to combine must be of one horizon, and one at least')
  if (weights.length !== forecasts.length || !(total > 0) || weights.some(weight => !(weight >= 0)))
    throw new RangeError(`weights ${weights.join(', ')} do not suit ${forecasts.length} forecasts`)
  const average = (read: (forecast: Forecast) => Float64Array) => {
    const out = new Float64Array(horizon)
    forecasts.forEach((forecast, i) => {
      const values = read(forecast)
      const share = weights[i]! / total
      for (let h = 0; h < horizon; h++) out[h]! += share * values[h]!
    })
    return out
  }
  return {
    method,
    mean: average(({ mean }) => mean),
    lower80: average(({ lower80 }) => lower80),
    upper80: average(({ upper80 }) => upper80),
    lower95: average(({ lower95 }) => lower95),
    upper95: average(({ upper95 }) => upper95),
  }
}

/** Intervals so many times as wide, about the same means. */
export function widen(forecast: Forecast, factor80: number, factor95: number): Forecast {
  const { mean } = forecast
  const scale = (ends: Float64Array, factor: number) =>
    ends.map((end, h) => mean[h]! + factor * (end - mean[h]!))
  const [lower80, upper80] = [scale(forecast.lower80, factor80), scale(forecast.upper80, factor80)]
  const lower95 = scale(forecast.lower95, factor95).map((end, h) => Math.min(end, lower80[h]!))
  const upper95 = scale(forecast.upper95, factor95).map((end, h) => Math.max(end, upper80[h]!))
  return { method: forecast.method, mean, lower80, upper80, lower95, upper95 }
}

/** What never was negative is not expected to become so. */
export function keepAboveZero(forecast: Forecast): Forecast {
  const lift = (values: Float64Array) => values.map(value => Math.max(0, value))
  return {
    method: forecast.method,
    mean: lift(forecast.mean),
    lower80: lift(forecast.lower80),
    upper80: lift(forecast.upper80),
    lower95: lift(forecast.lower95),
    upper95: lift(forecast.upper95),
  }
}
