/** Coefficients c of y_t = Σ c_i y_(t−i) + w_t where w = (1 − B)^d (1 − B^period)^D y. @returns [d + period · D] */
export function differencingLags(d: number, seasonalD: number, period: number): Float64Array {
  let polynomial: number[] = [1]
  for (let k = 0; k < d; k++) polynomial = timesOneMinusLag(polynomial, 1)
  for (let k = 0; k < seasonalD; k++) polynomial = timesOneMinusLag(polynomial, period)
  return Float64Array.from(polynomial.slice(1), value => -value)
}

/** (1 − B)^d (1 − B^period)^D y. @returns [length − d − period · D] */
export function difference(y: Float64Array, d: number, seasonalD: number, period: number): Float64Array {
  let current = y
  for (let k = 0; k < seasonalD; k++) current = differenceOnce(current, period)
  for (let k = 0; k < d; k++) current = differenceOnce(current, 1)
  return current
}

function differenceOnce(y: Float64Array, lag: number): Float64Array {
  const out = new Float64Array(Math.max(0, y.length - lag))
  for (let t = 0; t < out.length; t++) out[t] = y[t + lag]! - y[t]!
  return out
}

function timesOneMinusLag(polynomial: number[], lag: number): number[] {
  const out = new Array<number>(polynomial.length + lag).fill(0)
  for (let i = 0; i < polynomial.length; i++) {
    out[i] = out[i]! + polynomial[i]!
    out[i + lag] = out[i + lag]! - polynomial[i]!
  }
  return out
}
