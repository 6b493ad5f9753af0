import gammaCdf from '@stdlib/stats-base-dists-gamma-cdf'
import poissonCdf from '@stdlib/stats-base-dists-poisson-cdf'
import { requireNonNegative } from '../inputs.ts'
import { type Demand, findWholeQuantile, requireFiniteQuantile, wholeLosses } from './demand.ts'
import { largePoisson, poissonProbability } from './saddle-point.ts'

/** Poisson demand: buyers come one by one, independently, at a steady rate.
 *  @param mean units from 0 to 10¹²
 *  @returns {Demand} with whole support; losses by n(x) = μ f(x) - (x - μ) P(D > x), Snyder & Shen (C.30)
 *  @throws RangeError unless the mean is finite and ≥ 0. O(1) per question, the quantile O(log).
 *  @example
 *  const demand = poissonDemand(6)
 *  [demand.quantile(0.8), demand.loss(8), demand.complementaryLoss(8)] // ≈ [8, 0.3140, 2.3140]
 */
export function poissonDemand(mean: number): Demand {
  if (requireNonNegative('mean', mean) > 1e12)
    throw new RangeError(`mean is ${mean}: single units do not count any more; choose a larger unit`)
  const pmf = (x: number) =>
    !Number.isInteger(x) ? 0 : mean === 0 ? Number(x === 0) : poissonProbability(x, mean)
  const isLarge = mean >= 1000
  const cdf = (x: number) =>
    x < 0
      ? 0
      : mean === 0
        ? 1
        : isLarge
          ? largePoisson(Math.floor(x), mean).cdf
          : poissonCdf(Math.floor(x), mean)
  // P(D > x) is the chance that the (x + 1)th arrival falls within the mean: a gamma distribution, precise in the tail.
  const tail = (x: number) =>
    x < 0
      ? 1
      : mean === 0
        ? 0
        : isLarge
          ? largePoisson(Math.floor(x), mean).tail
          : gammaCdf(mean, Math.floor(x) + 1, 1)
  return {
    kind: 'poisson',
    support: 'whole',
    mean,
    variance: mean,
    pmf,
    cdf,
    tail,
    quantile: (p, q = 1 - p) => {
      requireFiniteQuantile(p, mean === 0 ? 1 : q)
      return findWholeQuantile({ cdf, tail }, mean, p, mean === 0 ? 1 : q)
    },
    ...wholeLosses(mean, k => mean * pmf(k), cdf, tail),
  }
}
