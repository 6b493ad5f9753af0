/** Probabilities by Loader's saddle-point expansion (C. Loader, "Fast and Accurate Computation of Binomial
 *  Probabilities", 2000): full relative precision at any size, where exp(x ln λ - λ - ln x!) loses a digit for every
 *  factor of ten in x. */

/** Poisson probability of x, mean > 0, x a whole number. */
export function poissonProbability(x: number, mean: number): number {
  if (x < 0) return 0
  if (x === 0) return Math.exp(-mean)
  return Math.exp(-stirlingError(x) - deviance(x, mean)) / Math.sqrt(2 * Math.PI * x)
}

/** Negative binomial probability of x failures before `size` successes of probability `success`. */
export function negativeBinomialProbability(
  x: number,
  size: number,
  success: number,
  failure: number,
): number {
  if (x < 0) return 0
  if (x === 0) return Math.exp(size * Math.log1p(-failure))
  const n = size + x
  const exponent =
    stirlingError(n) -
    stirlingError(size) -
    stirlingError(x) -
    deviance(size, n * success) -
    deviance(x, n * failure)
  return (size / n) * Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * size * x))
}

/** ln z! - ln(√(2πz) (z/e)^z), z > 0 and not necessarily whole. */
export function stirlingError(z: number): number {
  let shifted = 0
  let y = z
  // δ(y) = δ(y + 1) + (y + ½) ln(1 + 1/y) - 1 lifts y to where the series has converged.
  for (; y < 16; y++) shifted += (y + 0.5) * Math.log1p(1 / y) - 1
  const yy = y * y
  return shifted + (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / (1188 * yy)) / yy) / yy) / yy) / y
}

/** x ln(x/m) + m - x without cancellation near x = m. */
function deviance(x: number, m: number): number {
  const d = x - m
  if (Math.abs(d) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x
  const v = d / (x + m)
  let sum = d * v
  let term = 2 * x * v
  for (let k = 1; k < 1000; k++) {
    term *= v * v
    const next = sum + term / (2 * k + 1)
    if (next === sum) break
    sum = next
  }
  return sum
}
