import { chooseArima } from '../arima/choose.ts'

/** Replaces missing values by their means given all others, before and after (Kalman smoother of the ARIMA model
 *  that suits the series). Slower and surer than `fillGaps`.
 *  @param y [length] NaN = missing
 *  @param period observations in a season, 1 for none
 *  @throws RangeError for an infinite value or fewer than 3 observed values
 *  Source: de Jong (1989) JASA 84; Hyndman & Khandakar (2008) for the model. O(length · lags²) after the search.
 *  @example
 *  smoothGaps(Float64Array.from([1, 2, 3, NaN, 5, 6, 7, 8]), 1) // ≈ [1, 2, 3, 4, 5, 6, 7, 8]
 */
export function smoothGaps(y: Float64Array, period: number): Float64Array {
  return chooseArima(y, { period }).interpolate()
}
