import { requireFinite, requireNonNegative } from '../inputs.ts'
import type { Demand } from './demand.ts'

/** Demand listed value by value.
 *  @param values units, finite, in any order, repeated values are added up; [n]
 *  @param probabilities ≥ 0, summing to 1 within 1e-6 (then scaled to sum to exactly 1); [n]
 *  @returns {Demand} with listed support
 *  @throws RangeError naming the entry, or the sum. O(n log n) to build, O(log n) per question.
 *  @example
 *  const demand = discreteDemand([1, 2, 3], [0.5, 0.3, 0.2])
 *  [demand.mean, demand.cdf(2), demand.quantile(0.8), demand.loss(2)] // ≈ [1.7, 0.8, 2, 0.2]
 */
export function discreteDemand(values: ArrayLike<number>, probabilities: ArrayLike<number>): Demand {
  if (values.length !== probabilities.length || values.length === 0)
    throw new RangeError(
      `${values.length} values and ${probabilities.length} probabilities: give as many of each, and at least one`,
    )
  const weights = new Map<number, number>()
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    const weight = requireNonNegative(`probabilities[${i}]`, probabilities[i]!)
    const value = requireFinite(`values[${i}]`, values[i]!)
    if (weight > 0) weights.set(value, (weights.get(value) ?? 0) + weight)
    sum += weight
  }
  if (Math.abs(sum - 1) > 1e-6)
    throw new RangeError(`probabilities sum to ${sum}: they must sum to 1; divide each by their sum`)
  return listDemand(
    [...weights].sort((a, b) => a[0] - b[0]),
    sum,
  )
}

/** Demand as it has been: every observation equally likely.
 *  @param sample units, finite; [n]  @returns {Demand} with listed support
 *  @throws RangeError naming the observation. O(n log n).
 *  @example
 *  empiricalDemand([3, 1, 4, 1, 5]).quantile(0.6) // ≈ 3
 */
export function empiricalDemand(sample: ArrayLike<number>): Demand {
  if (sample.length === 0) throw new RangeError('sample is empty: give at least one observation')
  const weights = new Map<number, number>()
  for (let i = 0; i < sample.length; i++) {
    const value = requireFinite(`sample[${i}]`, sample[i]!)
    weights.set(value, (weights.get(value) ?? 0) + 1)
  }
  return listDemand(
    [...weights].sort((a, b) => a[0] - b[0]),
    sample.length,
  )
}

function listDemand(weights: [value: number, weight: number][], sum: number): Demand {
  const n = weights.length
  const values = Float64Array.from(weights, ([value]) => value)
  const pmf = Float64Array.from(weights, ([, weight]) => weight / sum)
  const cdf = new Float64Array(n + 1) // i → P(one of the first i values)
  const tail = new Float64Array(n + 1) // i → P(none of the first i values)
  const below = new Float64Array(n + 1) // i → Σ of value × probability over the first i
  for (let i = 0; i < n; i++) {
    cdf[i + 1] = i === n - 1 ? 1 : cdf[i]! + pmf[i]!
    below[i + 1] = below[i]! + pmf[i]! * values[i]!
  }
  for (let i = n - 1; i >= 0; i--) tail[i] = tail[i + 1]! + pmf[i]!
  const mean = below[n]!
  const variance = weights.reduce((total, [value], i) => total + pmf[i]! * (value - mean) ** 2, 0)
  const countUpTo = (x: number) => countAtMost(values, x)
  return {
    kind: 'discrete',
    support: 'listed',
    values,
    mean,
    variance,
    pmf: x => {
      const i = countUpTo(x) - 1
      return i >= 0 && values[i] === x ? pmf[i]! : 0
    },
    cdf: x => cdf[countUpTo(x)]!,
    tail: x => tail[countUpTo(x)]!,
    quantile: p => {
      if (!(p >= 0 && p <= 1)) throw new RangeError(`probability is ${p}: give a number from 0 to 1`)
      // A sum of probabilities that misses p by rounding only has reached it.
      let i = 0
      while (i < n - 1 && cdf[i + 1]! < p * (1 - 1e-12)) i++
      return values[i]!
    },
    loss: x => {
      const i = countUpTo(x)
      return Math.max(0, mean - below[i]! - x * tail[i]!)
    },
    complementaryLoss: x => {
      const i = countUpTo(x)
      return Math.max(0, x * cdf[i]! - below[i]!)
    },
  }
}

/** How many of the ascending values are ≤ x. */
function countAtMost(values: Float64Array, x: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle]! <= x) low = middle + 1
    else high = middle
  }
  return low
}
