import negativeBinomialCdf from '@stdlib/stats-base-dists-negative-binomial-cdf'
import { requirePositive } from '../inputs.ts'
import { type Demand, findWholeQuantile, requireFiniteQuantile, wholeLosses } from './demand.ts'
import { negativeBinomialProbability } from './saddle-point.ts'

/** Negative binomial demand: Poisson demand whose rate itself varies, as from month to month in a showroom.
 *  @param of `mean` units > 0, `variance` units² > mean (where they are equal, demand is Poisson)
 *  @returns {Demand} with whole support, size r = mean²/(variance - mean), success probability mean/variance
 *  @throws RangeError naming the field. O(1) per question, far tails O(√x).
 *  Source: Zipkin, Foundations of Inventory Management (2000), C.2.3.6.
 *  @example
 *  const demand = negativeBinomialDemand({ mean: 4, variance: 12 })
 *  [demand.pmf(0), demand.quantile(0.9), demand.loss(9)] // ≈ [0.1111, 9, 0.2601]
 */
export function negativeBinomialDemand({ mean, variance }: { mean: number; variance: number }): Demand {
  requirePositive('mean', mean)
  requirePositive('variance', variance)
  if (variance <= mean)
    throw new RangeError(
      `variance is ${variance}, not above the mean ${mean}: use Poisson demand where they are equal`,
    )
  const success = mean / variance
  const failure = (variance - mean) / variance
  const size = (mean * mean) / (variance - mean)
  const pmf = (x: number) =>
    Number.isInteger(x) ? negativeBinomialProbability(x, size, success, failure) : 0
  const cdf = (x: number) => (x < 0 ? 0 : negativeBinomialCdf(Math.floor(x), size, success))
  const tail = (x: number) => findTail(Math.floor(x), 1 - cdf(x), pmf, size, failure)
  const spread = (k: number) => ((k + size) * failure * pmf(k)) / success
  return {
    kind: 'negative-binomial',
    support: 'whole',
    mean,
    variance,
    pmf,
    cdf,
    tail,
    quantile: (p, q = 1 - p) => {
      requireFiniteQuantile(p, q)
      return findWholeQuantile({ cdf, tail }, mean, p, q)
    },
    ...wholeLosses(mean, spread, cdf, tail),
  }
}

/** P(D > k) = I_q(k + 1, r): where one minus the cdf has lost its digits, f(k + 1) times the continued fraction of the
 *  incomplete beta function (Abramowitz & Stegun 26.5.8, by Lentz), which beyond the mean converges within about √k steps. */
function findTail(k: number, complement: number, pmf: (x: number) => number, size: number, failure: number) {
  if (k < 0) return 1
  if (complement > 1e-3) return complement
  const [a, b, x] = [k + 1, size, failure]
  let c = 1
  let d = 1 / (1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1, change = 2; m < 1e6 && Math.abs(change - 1) > 1e-15; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / (1 + even * d)
    c = 1 + even / c
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + odd * d)
    c = 1 + odd / c
    change = d * c
    fraction *= change
  }
  return Math.min(complement + 1e-3, pmf(k + 1) * fraction)
}
