/** @throws RangeError for a negative or infinite value or a series without any observation */
export function checkDemand(y: Float64Array): void {
  let observed = 0
  for (let t = 0; t < y.length; t++) {
    if (y[t]! < 0 || y[t] === Infinity)
      throw new RangeError(`y[${t}] = ${y[t]}: demand is a finite number from 0, or NaN if missing`)
    if (!Number.isNaN(y[t]!)) observed++
  }
  if (observed === 0)
    throw new RangeError(`y has no observed value among ${y.length}: there is nothing to forecast from`)
}

/** @throws RangeError unless 0 < value ≤ 1 */
export function checkSmoothing(name: string, value: number): void {
  if (!(value > 0 && value <= 1))
    throw new RangeError(`${name} = ${value}: a smoothing constant is above 0 and at most 1`)
}
