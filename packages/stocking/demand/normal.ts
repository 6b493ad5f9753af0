import cdf from '@stdlib/stats-base-dists-normal-cdf'
import quantile from '@stdlib/stats-base-dists-normal-quantile'
import { requireFinite, requireNonNegative } from '../inputs.ts'
import type { Demand } from './demand.ts'

/** Standard normal loss E(Z - z)⁺ = φ(z) - z (1 - Φ(z)).
 *  @param z standard deviations, finite  @returns standard deviations, ≥ 0
 *  @throws RangeError unless z is finite. O(1). Source: Silver, Pyke, Peterson, Inventory Management, Table B.1.
 *  @example
 *  [0, 1, 1.5, 2].map(standardNormalLoss) // ≈ [0.3989423, 0.0833155, 0.0293068, 0.0084907]
 */
export function standardNormalLoss(z: number): number {
  requireFinite('z', z)
  // Of the two sides the one without cancellation, then n(z) = n(-z) - z.
  const upper = Math.max(0, density(Math.abs(z)) - Math.abs(z) * cdf(-Math.abs(z), 0, 1))
  return z >= 0 ? upper : upper - z
}

/** Normally distributed demand; a standard deviation of zero is a certain demand.
 *  @param of `mean` units (may be anything finite), `sd` units ≥ 0
 *  @returns {Demand} with continuous support
 *  @throws RangeError naming the field. O(1) per question.
 *  @example
 *  const demand = normalDemand({ mean: 50, sd: 8 })
 *  [demand.quantile(0.7 / 0.88), demand.loss(50), demand.cdf(58)] // ≈ [56.6040, 3.1915, 0.8413]
 */
export function normalDemand({ mean, sd }: { mean: number; sd: number }): Demand {
  requireFinite('mean', mean)
  requireNonNegative('sd', sd)
  const z = (x: number) => (sd === 0 ? (x < mean ? -40 : 40) : (x - mean) / sd)
  const loss = (x: number) => (sd === 0 ? Math.max(0, mean - x) : sd * standardNormalLoss(z(x)))
  return {
    kind: 'normal',
    support: 'continuous',
    mean,
    variance: sd * sd,
    pmf: x => (sd === 0 ? (x === mean ? 1 : 0) : density(z(x)) / sd),
    cdf: x => cdf(z(x), 0, 1),
    tail: x => cdf(-z(x), 0, 1),
    quantile: (p, q = 1 - p) => findQuantile(mean, sd, p, q),
    loss,
    complementaryLoss: x => (sd === 0 ? Math.max(0, x - mean) : sd * standardNormalLoss(-z(x))),
  }
}

function findQuantile(mean: number, sd: number, p: number, q: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`probability is ${p}: give a number from 0 to 1`)
  if (sd === 0) return mean
  if (p <= 0 || q <= 0)
    throw new RangeError(
      `probability is ${p}: normal demand has no end, so no finite level; give one strictly between 0 and 1`,
    )
  return mean + sd * (p <= 0.5 ? quantile(p, 0, 1) : -quantile(q, 0, 1))
}

function density(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)
}
