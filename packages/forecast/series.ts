/** A series as callers hold it: numbers in equal steps of time; null or NaN where nothing was observed. */
export type Series = ArrayLike<number | null>

/** Copies a series into doubles; a missing value becomes NaN.
 *  @param y [length] observations, oldest first; null or NaN = not observed (which is not zero)
 *  @returns [length]
 *  @throws TypeError when something is not a number, RangeError when a value is infinite or nothing was observed
 *  @example
 *  readSeries([3, null, 5]).length // → 3
 *  readSeries([3, Infinity]) // throws RangeError: value 1 of the series is Infinity
 */
export function readSeries(y: Series): Float64Array {
  const values = new Float64Array(y.length)
  let observed = 0
  for (let t = 0; t < y.length; t++) {
    const value = y[t] ?? Number.NaN
    if (typeof value !== 'number') throw new TypeError(`value ${t} of the series is not a number: ${value}`)
    if (value === Infinity || value === -Infinity)
      throw new RangeError(`value ${t} of the series is ${value}; give null where nothing is known`)
    if (Math.abs(value) > 1e100)
      throw new RangeError(`value ${t} of the series is ${value}; magnitudes up to 1e100 are understood`)
    values[t] = value
    if (!Number.isNaN(value)) observed++
  }
  if (observed === 0)
    throw new RangeError(`the series has no observed value (length ${y.length}); one is needed at least`)
  return values
}

/** Refuses a horizon that is not a whole number of periods, 1 … 10000. */
export function checkHorizon(horizon: number): void {
  if (!Number.isInteger(horizon) || horizon < 1 || horizon > 10_000)
    throw new RangeError(`the horizon is ${horizon}; it must be a whole number of periods, 1 … 10000`)
}

/** Refuses a season that is not a whole number of periods, 1 … 1000. */
export function checkSeason(season: number): void {
  if (!Number.isInteger(season) || season < 1 || season > 1000)
    throw new RangeError(`the season is ${season}; it must be a whole number of periods, 1 … 1000`)
}

/** Of the observed values. */
export function summarise(y: Float64Array) {
  let count = 0
  let sum = 0
  let min = Infinity
  let max = -Infinity
  let sumOfSizes = 0
  for (const value of y) {
    if (Number.isNaN(value)) continue
    count++
    sum += value
    sumOfSizes += Math.abs(value)
    if (value < min) min = value
    if (value > max) max = value
  }
  return { count, mean: sum / count, min, max, meanSize: sumOfSizes / count }
}
