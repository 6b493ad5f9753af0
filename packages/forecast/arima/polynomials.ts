/** Lag polynomials of a seasonal ARMA model, written as the coefficients at lags 1 … length of
 *  w_t = Σ ar_i w_(t−i) + e_t + Σ ma_j e_(t−j) (the signs of R's `arima`). */

/** Autoregressive coefficients whose partial autocorrelations are tanh(x): every real x gives a stationary
 *  process (Barndorff-Nielsen & Schou 1973; Monahan 1984). `sign` −1 gives an invertible moving average.
 *  Writes `count` numbers of `out` from `at`; `scratch` needs `count`. */
export function stableCoefficients(
  x: Float64Array,
  at: number,
  count: number,
  out: Float64Array,
  scratch: Float64Array,
  sign: 1 | -1,
): void {
  for (let k = 0; k < count; k++) {
    const partial = Math.tanh(x[at + k]!)
    for (let i = 0; i < k; i++) scratch[i] = out[at + i]! - partial * out[at + k - 1 - i]!
    for (let i = 0; i < k; i++) out[at + i] = scratch[i]!
    out[at + k] = partial
  }
  if (sign < 0) for (let k = 0; k < count; k++) out[at + k] = -out[at + k]!
}

/** The inverse of `stableCoefficients`; coefficients outside the admissible region are drawn inside it. */
export function unconstrainedOf(coefficients: Float64Array, sign: 1 | -1): Float64Array {
  const count = coefficients.length
  const current = Float64Array.from(coefficients, value => sign * value)
  const next = new Float64Array(count)
  const out = new Float64Array(count)
  for (let k = count - 1; k >= 0; k--) {
    const partial = Math.max(-0.98, Math.min(0.98, current[k]!))
    out[k] = Math.atanh(partial)
    for (let i = 0; i < k; i++)
      next[i] = (current[i]! + partial * current[k - 1 - i]!) / (1 - partial * partial)
    current.set(next.subarray(0, k))
  }
  return out
}

/** (1 − Σ short_i Bⁱ)(1 − Σ long_j B^(j·period)) for sign −1, both plus for sign 1, without the leading 1,
 *  in the same sign convention as its factors. @returns the number of lags, short + period · long */
export function multiplyOut(
  coefficients: Float64Array,
  shortAt: number,
  shortCount: number,
  longAt: number,
  longCount: number,
  period: number,
  sign: 1 | -1,
  out: Float64Array,
): number {
  const lags = shortCount + period * longCount
  out.fill(0, 0, lags)
  for (let i = 0; i < shortCount; i++) out[i] = coefficients[shortAt + i]!
  for (let j = 0; j < longCount; j++) {
    const long = coefficients[longAt + j]!
    const base = (j + 1) * period - 1
    out[base] = out[base]! + long
    for (let i = 0; i < shortCount; i++)
      out[base + 1 + i] = out[base + 1 + i]! + sign * long * coefficients[shortAt + i]!
  }
  return lags
}

/** Whether every root of 1 − Σ ar_i Bⁱ lies outside the circle of this radius: the step-down recursion on
 *  ar_i · radiusⁱ finds all partial autocorrelations inside (−1, 1). O(lags²). */
export function rootsOutside(ar: ArrayLike<number>, radius: number): boolean {
  const count = ar.length
  const current = new Float64Array(count)
  const next = new Float64Array(count)
  for (let i = 0; i < count; i++) current[i] = ar[i]! * radius ** (i + 1)
  for (let k = count - 1; k >= 0; k--) {
    const partial = current[k]!
    if (!(Math.abs(partial) < 1)) return false
    for (let i = 0; i < k; i++)
      next[i] = (current[i]! + partial * current[k - 1 - i]!) / (1 - partial * partial)
    current.set(next.subarray(0, k))
  }
  return true
}

/** ψ weights: w_t = Σ ψ_j e_(t−j), ψ_0 = 1. */
export function movingAverageWeights(ar: Float64Array, ma: Float64Array, count: number): Float64Array {
  const psi = new Float64Array(count)
  if (count > 0) psi[0] = 1
  for (let j = 1; j < count; j++) {
    let sum = j <= ma.length ? ma[j - 1]! : 0
    for (let i = 1; i <= Math.min(j, ar.length); i++) sum += ar[i - 1]! * psi[j - i]!
    psi[j] = sum
  }
  return psi
}

/** Whether a root of the autoregression or moving average lies within one percent of the unit circle, where
 *  automatic choice does not trust the fit (Hyndman & Khandakar 2008, §3.2). */
export function isNearUnitRoot(ar: Float64Array, ma: Float64Array): boolean {
  const inverted = Float64Array.from(ma, value => -value)
  return !rootsOutside(ar, 1.01) || !rootsOutside(inverted, 1.01)
}
