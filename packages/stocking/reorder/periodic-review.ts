import type { Demand } from '../demand/demand.ts'
import { type LeadTime, protectionDemand, requireWholeValues, sumDemand } from '../demand/sum.ts'
import { requireNonNegative, requirePositive } from '../inputs.ts'
import type { Ending, Limits } from './renewal.ts'
import { evaluateUpTo, findUpTo, type UpToPolicy, type UpToQuestion } from './reorder-up-to.ts'

export interface ReviewQuestion {
  /** of one period, whole units: Poisson, negative binomial or listed */
  readonly demand: Demand
  /** money per order, ≥ 0 */
  readonly fixedCost: number
  /** money per unit and period left at its end, > 0 */
  readonly holdingCost: number
  /** money per unit and period waited for at its end, > 0 */
  readonly stockoutCost: number
  /** periods from order to arrival; default 0: an order placed at the start of a period serves its demand */
  readonly leadTime?: LeadTime
  /** periods from one review to the next, whole; default 1 */
  readonly reviewPeriods?: number
}

/** Best (s, S), or (R, s, S) with its review every R periods: order up to S whenever a review finds s or less on hand
 *  and on order. Buyers wait. Exact for Poisson, negative binomial and listed demand, at fixed and random lead times
 *  (orders do not overtake each other).
 *  @returns `reorderPoint` s, `orderUpTo` S, `cost` money per period, and how the search ended
 *  @throws RangeError naming the field. O((S - s)²) at most, under the limits given.
 *  Source: Zheng & Federgruen (1991), Operations Research 39(4), 654–665.
 *  @example
 *  const policy = findReorderUpTo({ demand: poissonDemand(6), fixedCost: 5, holdingCost: 1, stockoutCost: 4 })
 *  [policy.reorderPoint, policy.orderUpTo, policy.cost] // ≈ [4, 10, 8.0341116]
 */
export function findReorderUpTo(
  question: ReviewQuestion,
  limits: Limits = {},
): UpToPolicy & { readonly cost: number } & Ending {
  const { reviewPeriods = 1 } = question
  const { reorderPoint, orderUpTo, cost, iterations, residual, converged } = findUpTo(
    prepare(question),
    limits,
  )
  return {
    reorderPoint,
    orderUpTo,
    cost: cost / reviewPeriods,
    iterations,
    residual: residual / reviewPeriods,
    converged,
  }
}

/** What a given (s, S) or (R, s, S) costs per period in the long run, exactly.
 *  @throws RangeError naming the field. O((S - s) × demands worth counting).
 *  Source: Zheng & Federgruen (1991), Operations Research 39(4), (4).
 *  @example
 *  const question = { demand: poissonDemand(6), fixedCost: 5, holdingCost: 1, stockoutCost: 4 }
 *  evaluateReorderUpTo(question, { reorderPoint: 6, orderUpTo: 18 }) // ≈ 10.1937987
 */
export function evaluateReorderUpTo(question: ReviewQuestion, policy: UpToPolicy): number {
  return evaluateUpTo(prepare(question), policy) / (question.reviewPeriods ?? 1)
}

function prepare(question: ReviewQuestion): UpToQuestion {
  const { demand, reviewPeriods = 1 } = question
  const fixedCost = requireNonNegative('fixedCost', question.fixedCost)
  const h = requirePositive('holdingCost', question.holdingCost)
  const p = requirePositive('stockoutCost', question.stockoutCost)
  requireWholeValues(demand)
  const protection = protectionDemand(question)
  return {
    demand: sumDemand(demand, reviewPeriods),
    fixedCost,
    best: protection.quantile(p / (p + h), h / (p + h)),
    costAt: y => reviewPeriods * (h * protection.complementaryLoss(y) + p * protection.loss(y)),
  }
}

/** (s, S) by the power approximation of Ehrhardt & Mosier: close to the best for a cost of seconds by hand. Its second
 *  branch, for lots below 1.5 × mean demand, is left out as in the textbook; there, use the exact search.
 *  @param question `mean` units > 0 and `sd` units > 0 of one period, costs as in `findReorderUpTo`, `leadTime` periods
 *  @returns `reorderPoint` s and `orderUpTo` S, not rounded
 *  @throws RangeError naming the field. O(1).
 *  Source: Ehrhardt & Mosier (1984), Management Science 30, 618–622; Snyder & Shen, 2nd ed., (4.77)–(4.80).
 *  @example
 *  const costs = { fixedCost: 2.5, holdingCost: 0.18, stockoutCost: 0.7 }
 *  const policy = approximateReorderUpTo({ ...costs, mean: 50, sd: 8 })
 *  [policy.reorderPoint, policy.orderUpTo] // ≈ [40.194617, 74.290170]
 */
export function approximateReorderUpTo(question: {
  readonly mean: number
  readonly sd: number
  readonly fixedCost: number
  readonly holdingCost: number
  readonly stockoutCost: number
  readonly leadTime?: number
}): UpToPolicy {
  const mean = requirePositive('mean', question.mean)
  const sd = requirePositive('sd', question.sd)
  const fixedCost = requireNonNegative('fixedCost', question.fixedCost)
  const holdingCost = requirePositive('holdingCost', question.holdingCost)
  const stockoutCost = requirePositive('stockoutCost', question.stockoutCost)
  const periods = requireNonNegative('leadTime', question.leadTime ?? 0) + 1
  const spread = sd * Math.sqrt(periods)
  const lot = 1.3 * mean ** 0.494 * (fixedCost / holdingCost) ** 0.506 * (1 + (spread / mean) ** 2) ** 0.116
  const z = Math.sqrt((lot / spread) * (holdingCost / stockoutCost))
  if (z === 0)
    throw new RangeError('fixedCost is 0: the approximation needs an order cost; use the base stock instead')
  const reorderPoint = 0.973 * mean * periods + spread * (0.183 / z + 1.063 - 2.192 * z)
  return { reorderPoint, orderUpTo: reorderPoint + lot }
}
