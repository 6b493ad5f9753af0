/** Replaces missing values (NaN) for methods that cannot take them: linearly between the neighbours, after the
 *  mean of each season (ratio-free, around a centred moving average of the observed values) is taken out when at
 *  least two seasons are there. Values before the first and after the last observation take the nearest one.
 *  @param y [length] NaN = missing
 *  @param period observations in a season, 1 for none
 *  @returns [length] a copy without NaN; observed values are unchanged
 *  @throws RangeError when nothing is observed or a value is infinite
 *  O(length · period).
 *  @example
 *  fillGaps(Float64Array.from([1, NaN, 3, 4]), 1) // ≈ [1, 2, 3, 4]
 */
export function fillGaps(y: Float64Array, period: number): Float64Array {
  if (!Number.isInteger(period) || period < 1)
    throw new RangeError(`period ${period}: give the observations in a season, a whole number from 1`)
  let gaps = 0
  for (let t = 0; t < y.length; t++) {
    if (Math.abs(y[t]!) === Infinity)
      throw new RangeError(`y[${t}] is infinite: give a number, or NaN if missing`)
    if (Number.isNaN(y[t]!)) gaps++
  }
  if (gaps === y.length) throw new RangeError('y has no observed value: there is nothing to fill from')
  if (gaps === 0) return Float64Array.from(y)
  const line = interpolateLine(y)
  if (period === 1 || y.length < 2 * period) return line
  let filled = line
  // The first pass sees seasons through straight lines; the second through its own filling.
  for (let pass = 0; pass < 2; pass++) {
    const figures = seasonMeans(y, filled, period)
    const adjusted = Float64Array.from(y, (value, t) => value - figures[t % period]!)
    filled = interpolateLine(adjusted).map((value, t) =>
      Number.isNaN(y[t]!) ? value + figures[t % period]! : y[t]!,
    )
  }
  return filled
}

function interpolateLine(y: Float64Array): Float64Array {
  const out = Float64Array.from(y)
  let before = -1
  for (let t = 0; t <= y.length; t++) {
    if (t < y.length && Number.isNaN(y[t]!)) continue
    for (let s = before + 1; s < t; s++) {
      if (before < 0) out[s] = y[t]!
      else if (t === y.length) out[s] = y[before]!
      else out[s] = y[before]! + ((y[t]! - y[before]!) * (s - before)) / (t - before)
    }
    before = t
  }
  return out
}

/** Mean departure of the observed values of each season from the moving average over one season. */
function seasonMeans(y: Float64Array, filled: Float64Array, period: number): Float64Array {
  const sums = new Float64Array(period)
  const counts = new Int32Array(period)
  const half = Math.floor(period / 2)
  const isEven = period % 2 === 0
  for (let t = half; t + half < y.length; t++) {
    if (Number.isNaN(y[t]!)) continue
    let sum = 0
    for (let k = -half; k <= half; k++) sum += filled[t + k]! * (isEven && Math.abs(k) === half ? 0.5 : 1)
    sums[t % period] = sums[t % period]! + y[t]! - sum / period
    counts[t % period] = counts[t % period]! + 1
  }
  let mean = 0
  for (let s = 0; s < period; s++) {
    sums[s] = counts[s]! > 0 ? sums[s]! / counts[s]! : 0
    mean += sums[s]! / period
  }
  return sums.map(value => value - mean)
}
