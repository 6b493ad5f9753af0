import quantile from '@stdlib/stats-base-dists-normal-quantile'

/** What is expected of the next periods, with the intervals that hold with 80 and 95 percent. */
export interface Forecast {
  /** such as `ETS(M,Ad,M)`, `ARIMA(0,1,1)(0,1,1)[12]`, `seasonal naive` */
  readonly method: string
  /** [horizon] */
  readonly mean: Float64Array
  readonly lower80: Float64Array
  readonly upper80: Float64Array
  readonly lower95: Float64Array
  readonly upper95: Float64Array
}

/** A method fitted to one series. */
export interface FittedModel {
  readonly method: string
  /** [length] one-step-ahead means; NaN never: where nothing can be said yet, the observation itself */
  readonly fitted: Float64Array
  /** corrected Akaike criterion; comparable only within a family and the same differencing; null where not likelihood-based */
  readonly aicc: number | null
  readonly logLikelihood: number | null
  /** how the fit ended */
  readonly iterations: number
  readonly converged: boolean
  forecast(horizon: number): Forecast
}

const z80 = quantile(0.9, 0, 1)
const z95 = quantile(0.975, 0, 1)

/** A forecast whose errors are normal.
 *  @param mean [horizon]  @param sd [horizon] standard deviation of the error that far ahead, ≥ 0
 *  @example
 *  normalForecast('naive', Float64Array.of(10), Float64Array.of(2)).upper80 // ≈ [12.5631]
 */
export function normalForecast(method: string, mean: Float64Array, sd: Float64Array): Forecast {
  const at = (z: number) => mean.map((value, h) => value + z * sd[h]!)
  return { method, mean, lower80: at(-z80), upper80: at(z80), lower95: at(-z95), upper95: at(z95) }
}

/** The interval of another level, from those of 80 and 95 percent: each side lies on the line through the two ends in
 *  normal quantiles (exact where errors are normal), and never nearer than the mean.
 *  @param level percent, 50 … 99.9
 *  @throws RangeError for another level
 *  @example
 *  const forecast = normalForecast('naive', Float64Array.of(10), Float64Array.of(2))
 *  intervalAt(forecast, 90).upper // ≈ [13.2897]
 */
export function intervalAt(forecast: Forecast, level: number): { lower: Float64Array; upper: Float64Array } {
  if (!(level >= 50 && level <= 99.9))
    throw new RangeError(`the level is ${level}; it must lie between 50 and 99.9 percent`)
  const share = (quantile(0.5 + level / 200, 0, 1) - z80) / (z95 - z80)
  const { mean } = forecast
  const between = (near: Float64Array, far: Float64Array) =>
    near.map((end, h) => end + share * (far[h]! - end))
  return {
    lower: between(forecast.lower80, forecast.lower95).map((end, h) => Math.min(end, mean[h]!)),
    upper: between(forecast.upper80, forecast.upper95).map((end, h) => Math.max(end, mean[h]!)),
  }
}
