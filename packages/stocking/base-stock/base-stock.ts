import type { Demand } from '../demand/demand.ts'
import { normalDemand } from '../demand/normal.ts'
import { type LeadTime, protectionDemand } from '../demand/sum.ts'
import { requireFinite, requireNonNegative, requirePositive } from '../inputs.ts'
import { type NewsvendorAnswer, newsvendor } from '../newsvendor/newsvendor.ts'

export interface NormalBaseStockQuestion {
  /** money per unit waited for and period, > 0 */
  readonly underageCost: number
  /** money per unit on hand and period, > 0 */
  readonly overageCost: number
  /** units per period */
  readonly mean: number
  /** units, of one period */
  readonly sd: number
  /** periods from order to arrival, or their mean and variance; default 0 */
  readonly leadTime?: number | { readonly mean: number; readonly variance: number }
  /** periods from one order to the next; default 1 */
  readonly reviewPeriods?: number
  /** units: evaluates this level instead of finding the best */
  readonly level?: number
}

/** Base-stock level that balances overage against underage, for demand that is normal over lead time and review:
 *  S = F⁻¹(p/(p + h)), with mean μ(L + R) and variance σ²(L + R) + μ² Var L.
 *  @returns the answer of `newsvendor`; `cost` is money per period, at the end of a review interval
 *  @throws RangeError naming the field. O(1). Source: Snyder & Shen, 2nd ed., 4.3.4; Silver, Pyke, Peterson, 7.10.
 *  @example
 *  baseStock({ underageCost: 0.70, overageCost: 0.18, mean: 50, sd: 8 }).level // ≈ 56.604
 *  baseStock({ underageCost: 0.70, overageCost: 0.18, mean: 50, sd: 8, leadTime: 4 }).level // ≈ 264.767
 */
export function baseStock(question: NormalBaseStockQuestion): NewsvendorAnswer {
  const { mean, sd, leadTime = 0, reviewPeriods = 1, level } = question
  requireFinite('mean', mean)
  requireNonNegative('sd', sd)
  requirePositive('reviewPeriods', reviewPeriods)
  const time = typeof leadTime === 'number' ? { mean: leadTime, variance: 0 } : leadTime
  const periods = requireNonNegative('leadTime', time.mean) + reviewPeriods
  const variance = sd * sd * periods + mean * mean * requireNonNegative('leadTime.variance', time.variance)
  return newsvendor({
    demand: normalDemand({ mean: mean * periods, sd: Math.sqrt(variance) }),
    underageCost: requirePositive('underageCost', question.underageCost),
    overageCost: requirePositive('overageCost', question.overageCost),
    level,
  })
}

export interface BaseStockQuestion {
  readonly underageCost: number
  readonly overageCost: number
  /** of one period, whole units: Poisson, negative binomial or listed */
  readonly demand: Demand
  /** periods, fixed or with probabilities; orders do not overtake each other; default 0 */
  readonly leadTime?: LeadTime
  /** whole periods from one order to the next; default 1 */
  readonly reviewPeriods?: number
  readonly level?: number
}

/** Base-stock level for whole demand and a random lead time, exactly: the demand over each possible lead time is a
 *  distribution of its own, and they are mixed. (Moments alone miss the tail that a rare long lead time makes.)
 *  @returns the answer of `newsvendor`; `cost` is money per period, the average over the periods between two reviews
 *  @throws RangeError naming the field. O(lead times × reviewPeriods × log level).
 *  Source: Zipkin, Foundations of Inventory Management (2000), 7.4.
 *  @example
 *  const leadTime = { values: [1, 3], probabilities: [0.9, 0.1] }
 *  exactBaseStock({ underageCost: 9, overageCost: 1, demand: poissonDemand(6), leadTime }).level // ≈ 20
 */
export function exactBaseStock(question: BaseStockQuestion): NewsvendorAnswer {
  return newsvendor({
    demand: protectionDemand(question),
    underageCost: requirePositive('underageCost', question.underageCost),
    overageCost: requirePositive('overageCost', question.overageCost),
    level: question.level,
  })
}
