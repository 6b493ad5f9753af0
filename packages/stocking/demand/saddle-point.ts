import normalCdf from '@stdlib/stats-base-dists-normal-cdf'

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

/** Taylor coefficients in η of Temme's C₀ … C₃; DiDonato & Morris (1986), appendix. */
const temme = [
  [
    -1 / 3,
    1 / 12,
    -2 / 135,
    1 / 864,
    1 / 2835,
    -0.0001787551440329218,
    3.919263178522438e-5,
    -2.1854485106799924e-6,
    -1.85406221071516e-6,
  ],
  [-1 / 540, -1 / 288, 1 / 378, -0.0009902263374485596, 0.00020576131687242798],
  [0.004133597883597883, -0.0026813271604938273, 0.0007716049382716049],
  [0.0006494341563786008],
]

/** P(D ≤ k) and P(D > k) of a Poisson mean of a thousand and more, where the common series stop before they have
 *  converged (off by 8e-3 at a mean of 10⁴): the uniform expansion Q(a, x) = Φ(-z) + e^{-z²/2}/√(2πa) Σ Cᵢ(η)/aⁱ,
 *  a = k + 1, z = η√a; relative precision 1e-11 within six standard deviations.
 *  Source: Temme (1979), SIAM J. Math. Anal. 10(4); DiDonato & Morris (1986), ACM TOMS 12(4). */
export function largePoisson(k: number, mean: number): { cdf: number; tail: number } {
  const a = k + 1
  const half = deviance(a, mean)
  const z = Math.sign(mean - a) * Math.sqrt(2 * half)
  const eta = z / Math.sqrt(a)
  // The series is for the middle; at such a mean both are 0 or 1 long before |η| = 1.
  if (Math.abs(eta) > 1) return mean > a ? { cdf: 0, tail: 1 } : { cdf: 1, tail: 0 }
  let series = 0
  for (let i = temme.length - 1; i >= 0; i--) series = series / a + evaluatePolynomial(temme[i]!, eta)
  const rest = (Math.exp(-half) / Math.sqrt(2 * Math.PI * a)) * series
  return { cdf: normalCdf(-z, 0, 1) + rest, tail: normalCdf(z, 0, 1) - rest }
}

function evaluatePolynomial(coefficients: readonly number[], x: number): number {
  let sum = 0
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i]!
  return sum
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
