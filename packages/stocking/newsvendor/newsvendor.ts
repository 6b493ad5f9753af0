import type { Demand } from '../demand/demand.ts'
import { requireFinite, requireFiniteAnswer, requireNonNegative } from '../inputs.ts'

export interface NewsvendorQuestion {
  readonly demand: Demand
  /** money per unit that was asked for and not there, ≥ 0 */
  readonly underageCost: number
  /** money per unit left over, ≥ 0 */
  readonly overageCost: number
  /** units: evaluates this level instead of finding the best */
  readonly level?: number
}

export interface NewsvendorAnswer {
  /** units; of discrete demand the smallest of the best levels */
  readonly level: number
  /** money, the expected cost of the mismatch at this level */
  readonly cost: number
  /** underageCost / (underageCost + overageCost) */
  readonly criticalRatio: number
  /** P(D ≤ level): how often nobody goes without */
  readonly cycleService: number
  /** share of the units asked for that are served; null where nothing is asked for on average */
  readonly fillRate: number | null
  /** units */
  readonly expectedShortage: number
  /** units */
  readonly expectedLeftover: number
}

/** Newsvendor: one order before a demand that is not known yet. The best level is the smallest S with
 *  P(D ≤ S) ≥ p/(p + h), exactly optimal for discrete demand as well.
 *  @returns {NewsvendorAnswer}
 *  @throws RangeError naming the field; where no finite level is best (overageCost 0 of demand without an end).
 *  O(1) for normal, O(log) for other demand. Source: Snyder & Shen, Fundamentals of Supply Chain Theory, 2nd ed., 4.3.2.
 *  @example
 *  const answer = newsvendor({ demand: poissonDemand(6), underageCost: 4, overageCost: 1 })
 *  [answer.level, answer.cost] // ≈ [8, 3.5701069]
 */
export function newsvendor(question: NewsvendorQuestion): NewsvendorAnswer {
  const { demand, underageCost, overageCost } = question
  requireNonNegative('underageCost', underageCost)
  requireNonNegative('overageCost', overageCost)
  if (underageCost === 0 && overageCost === 0)
    throw new RangeError('underageCost and overageCost are both 0: every level is as good; give one above 0')
  const sum = underageCost + overageCost
  const level = question.level ?? findLevel(demand, underageCost / sum, overageCost / sum)
  requireFinite('level', level)
  const expectedShortage = demand.loss(level)
  const expectedLeftover = demand.complementaryLoss(level)
  return {
    level,
    cost: requireFiniteAnswer('cost', underageCost * expectedShortage + overageCost * expectedLeftover),
    criticalRatio: underageCost / sum,
    cycleService: demand.cdf(level),
    fillRate: demand.mean > 0 ? Math.max(0, 1 - expectedShortage / demand.mean) : null,
    expectedShortage,
    expectedLeftover,
  }
}

function findLevel(demand: Demand, ratio: number, complement: number): number {
  if (complement === 0 && demand.support !== 'listed' && demand.variance > 0)
    throw new RangeError(
      `overageCost is 0 beside the underageCost, and ${demand.kind} demand has no end: no finite level is best; give an overageCost above 0`,
    )
  return demand.quantile(ratio, complement)
}

export interface PriceQuestion {
  readonly demand: Demand
  /** money per unit sold */
  readonly price: number
  /** money per unit bought */
  readonly cost: number
  /** money per unit left over, below the cost */
  readonly salvage: number
  /** money per unit that was asked for and not there, beside the lost margin; default 0 */
  readonly goodwill?: number
  /** money per unit left over for keeping it; default 0 */
  readonly holding?: number
  readonly level?: number
}

/** Newsvendor from prices: underage = price - cost + goodwill, overage = cost - salvage + holding.
 *  @returns the answer of `newsvendor` and `profit`, money: (price - cost) × mean - cost of the mismatch
 *  @throws RangeError naming the field, and where price < cost or cost ≤ salvage.
 *  Source: Snyder & Shen, 2nd ed., 4.3.2.5. O(1).
 *  @example
 *  const answer = newsvendorPrices({ demand: normalDemand({ mean: 50, sd: 8 }), price: 1, cost: 0.3, salvage: 0.12 })
 *  [answer.level, answer.profit] // ≈ [56.60396, 33.00239]
 */
export function newsvendorPrices(question: PriceQuestion): NewsvendorAnswer & { profit: number } {
  const { demand, goodwill = 0, holding = 0, level } = question
  const price = requireNonNegative('price', question.price)
  const cost = requireNonNegative('cost', question.cost)
  const salvage = requireFinite('salvage', question.salvage)
  requireNonNegative('goodwill', goodwill)
  requireNonNegative('holding', holding)
  if (price < cost)
    throw new RangeError(`price ${price} is below cost ${cost}: every sale loses money; order nothing`)
  if (cost - salvage + holding <= 0)
    throw new RangeError(
      `salvage ${salvage} is not below cost ${cost}: leftovers would earn money without end; give a salvage below the cost`,
    )
  const answer = newsvendor({
    demand,
    underageCost: price - cost + goodwill,
    overageCost: cost - salvage + holding,
    level,
  })
  return { ...answer, profit: (price - cost) * demand.mean - answer.cost }
}
