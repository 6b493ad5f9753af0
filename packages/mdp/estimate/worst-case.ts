import { checkAmounts, sum } from './dirichlet.ts'

/** The distribution that an adversary would choose, and the mean it leaves. */
export interface WorstCase {
  /** [n] */
  readonly probability: Float64Array
  readonly value: number
}

/** The smallest mean of V over the distributions within an L1 distance of p: mass moves from the best
 *  successors to the worst, budget / 2 in all (Strehl and Littman 2008; Weissman et al. 2003). O(n log n)
 *  @param p [n] a distribution
 *  @param value [n]
 *  @param budget Σ |q - p| allowed, ≥ 0; beyond 2 nothing more is gained
 *  @throws RangeError when p is no distribution, a value is not finite or the budget is negative
 *  @example
 *  worstCaseL1([0.5, 0.3, 0.2], [10, 4, 0], 0.4).probability // ≈ [0.3, 0.3, 0.4]
 *  worstCaseL1([0.5, 0.3, 0.2], [10, 4, 0], 0.4).value // ≈ 4.2
 */
export function worstCaseL1(p: ArrayLike<number>, value: ArrayLike<number>, budget: number): WorstCase {
  checkDistribution(p)
  checkValues(value, p.length)
  if (!(budget >= 0)) throw new RangeError(`the budget must be ≥ 0, not ${budget}`)
  const q = Float64Array.from(p)
  const order = orderByValue(value)
  const worst = order[0]!
  let rest = Math.min(budget / 2, 1 - q[worst]!)
  q[worst]! += rest
  for (let k = order.length - 1; k > 0 && rest > 0; k--) {
    const taken = Math.min(rest, q[order[k]!]!)
    q[order[k]!]! -= taken
    rest -= taken
  }
  return { probability: q, value: meanOf(q, value) }
}

/** The smallest mean of V over the distributions whose every probability lies in its interval: everyone gets
 *  the lower end, the rest goes to the worst successors first (Givan, Leach and Dean 2000; Nilim and El
 *  Ghaoui 2005). O(n log n)
 *  @param lower [n] @param upper [n] 0 ≤ lower ≤ upper ≤ 1, Σ lower ≤ 1 ≤ Σ upper
 *  @param value [n]
 *  @throws RangeError when no distribution lies within the intervals
 *  @example
 *  worstCaseInterval([0.4, 0.5], [0.9, 0.8], [1, 0]).value // ≈ 0.4
 */
export function worstCaseInterval(
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
  value: ArrayLike<number>,
): WorstCase {
  checkIntervals(lower, upper)
  checkValues(value, lower.length)
  const q = Float64Array.from(lower)
  let rest = Math.max(0, 1 - sum(lower))
  for (const i of orderByValue(value)) {
    const given = Math.min(rest, upper[i]! - q[i]!)
    q[i]! += given
    rest -= given
  }
  return { probability: q, value: meanOf(q, value) }
}

function orderByValue(value: ArrayLike<number>): number[] {
  return Array.from(value, (_, i) => i).sort((a, b) => value[a]! - value[b]!)
}

function meanOf(q: Float64Array, value: ArrayLike<number>): number {
  return q.reduce((total, each, i) => total + each * value[i]!, 0)
}

function checkDistribution(p: ArrayLike<number>) {
  checkAmounts(p, 'probability')
  if (Math.abs(sum(p) - 1) > 1e-9) throw new RangeError(`the probabilities sum to ${sum(p)}, not to 1`)
}

function checkValues(value: ArrayLike<number>, count: number) {
  if (value.length !== count)
    throw new TypeError(`${count} successors need as many values, not ${value.length}`)
  for (let i = 0; i < count; i++)
    if (!Number.isFinite(value[i])) throw new RangeError(`value ${i} is not finite: ${value[i]}`)
}

function checkIntervals(lower: ArrayLike<number>, upper: ArrayLike<number>) {
  if (lower.length !== upper.length)
    throw new TypeError(`${lower.length} lower ends need as many upper ends, not ${upper.length}`)
  for (let i = 0; i < lower.length; i++)
    if (!(0 <= lower[i]! && lower[i]! <= upper[i]! && upper[i]! <= 1))
      throw new RangeError(`interval ${i}: [${lower[i]}, ${upper[i]}] is not within [0, 1]`)
  if (sum(lower) > 1 + 1e-9) throw new RangeError(`the lower ends sum to ${sum(lower)}, above 1`)
  if (sum(upper) < 1 - 1e-9) throw new RangeError(`the upper ends sum to ${sum(upper)}, below 1`)
}
