import { readSeries, type Series } from '../series.ts'

/** Mean absolute change from one season to the next within the training part: the yardstick of MASE.
 *  Pairs with a missing value are left out.
 *  @returns 0 when the series never changes (or has no such pair): scaled errors have no meaning then
 *  Source: Hyndman & Koehler, Int. J. Forecasting 22 (2006), 679–688.
 *  @example
 *  scaleOf([1, 2, 4, 3], 1) // ≈ 1.3333
 */
export function scaleOf(train: Series, season: number): number {
  return meanChange(train, season, Math.abs)
}

/** Mean absolute scaled error: below 1, better than last season's value was within the training part.
 *  @param actual [horizon] null where not observed: left out
 *  @param mean [horizon] forecasts
 *  @returns null when there is no yardstick or nothing to compare
 *  @throws RangeError when the lengths differ
 *  Source: Hyndman & Koehler 2006; with the seasonal yardstick as in FPP3 §5.8.
 *  @example
 *  mase([5, 6], [4, 8], [1, 2, 4, 3], 1) // ≈ 1.125
 *  mase([5], [4], [7, 7, 7], 1) // → null
 */
export function mase(actual: Series, mean: ArrayLike<number>, train: Series, season: number): number | null {
  return ratio(meanError(actual, mean, Math.abs), meanChange(train, season, Math.abs))
}

/** Root mean squared scaled error, on the yardstick of squared seasonal changes.
 *  @returns null when there is no yardstick or nothing to compare
 *  @throws RangeError when the lengths differ
 *  Source: Makridakis, Spiliotis & Assimakopoulos, The M5 competition (2022), eq. 1.
 *  @example
 *  rmsse([5, 6], [4, 8], [1, 2, 4, 3], 1) // ≈ 1.1180
 */
export function rmsse(actual: Series, mean: ArrayLike<number>, train: Series, season: number): number | null {
  const square = (value: number) => value * value
  const value = ratio(meanError(actual, mean, square), meanChange(train, season, square))
  return value === null ? null : Math.sqrt(value)
}

/** Symmetric mean absolute percentage error, 0 … 200; a forecast of 0 for a 0 counts as right.
 *  @returns null when there is nothing to compare
 *  @throws RangeError when the lengths differ
 *  Source: Makridakis & Hibon, The M3-Competition (2000).
 *  @example
 *  smape([100, 50], [110, 50]) // ≈ 4.7619
 */
export function smape(actual: Series, mean: ArrayLike<number>): number | null {
  const values = observedPairs(actual, mean)
  const parts = values.map(([y, f]) => (y === f ? 0 : (200 * Math.abs(y - f)) / (Math.abs(y) + Math.abs(f))))
  return meanOf(parts)
}

/** Quantile (pinball) loss, in the unit of the series: how good a forecast of one quantile is.
 *  @param quantile [horizon] forecasts of the quantile  @param probability 0 … 1, that the value lies below it
 *  @returns null when there is nothing to compare
 *  @throws RangeError when the lengths differ or the probability is none
 *  Source: Koenker & Bassett 1978; FPP3 §5.9.
 *  @example
 *  pinball([10], [8], 0.9) // ≈ 1.8
 *  pinball([10], [12], 0.9) // ≈ 0.2
 */
export function pinball(actual: Series, quantile: ArrayLike<number>, probability: number): number | null {
  if (!(probability > 0 && probability < 1))
    throw new RangeError(`the probability of the quantile is ${probability}; it must lie between 0 and 1`)
  const values = observedPairs(actual, quantile)
  return meanOf(values.map(([y, f]) => (y >= f ? probability * (y - f) : (1 - probability) * (f - y))))
}

/** The share of observations within their interval, ends included.
 *  @returns null when there is nothing to compare
 *  @throws RangeError when the lengths differ
 *  @example
 *  coverage([1, 5, 9], [0, 0, 0], [2, 4, 9]) // ≈ 0.6667
 */
export function coverage(actual: Series, lower: ArrayLike<number>, upper: ArrayLike<number>): number | null {
  const low = observedPairs(actual, lower)
  const high = observedPairs(actual, upper)
  return meanOf(low.map(([y, bottom], i) => (y >= bottom && y <= high[i]![1] ? 1 : 0)))
}

function meanChange(train: Series, season: number, size: (change: number) => number): number {
  if (!Number.isInteger(season) || season < 1)
    throw new RangeError(`the season is ${season}; it must be a whole number of periods, at least 1`)
  const y = readSeries(train)
  let sum = 0
  let count = 0
  for (let t = season; t < y.length; t++) {
    const change = y[t]! - y[t - season]!
    if (Number.isNaN(change)) continue
    sum += size(change)
    count++
  }
  return count > 0 ? sum / count : 0
}

function meanError(actual: Series, mean: ArrayLike<number>, size: (error: number) => number): number | null {
  return meanOf(observedPairs(actual, mean).map(([y, f]) => size(y - f)))
}

function observedPairs(actual: Series, forecast: ArrayLike<number>): [number, number][] {
  if (actual.length !== forecast.length)
    throw new RangeError(`${actual.length} observations cannot be compared with ${forecast.length} forecasts`)
  const pairs: [number, number][] = []
  for (let h = 0; h < actual.length; h++) {
    const value = actual[h]
    if (value !== null && value !== undefined && !Number.isNaN(value)) pairs.push([value, forecast[h]!])
  }
  return pairs
}

function ratio(error: number | null, yardstick: number): number | null {
  return error === null || yardstick === 0 ? null : error / yardstick
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}
