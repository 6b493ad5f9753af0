import { requireNonNegative, requirePositive, requireWhole } from '../inputs.ts'

export interface LostSalesQuestion {
  /** units per time, Poisson, ≥ 0 */
  readonly demandRate: number
  /** mean time from order to arrival, of any distribution, ≥ 0 */
  readonly leadTime: number
  /** money per unit on hand and time, > 0 */
  readonly holdingCost: number
  /** money per sale lost, > 0 */
  readonly lostSaleCost: number
}

export interface LostSalesAnswer {
  readonly level: number
  /** money per time */
  readonly cost: number
  /** share of demand that finds an empty yard */
  readonly lostFraction: number
  /** units, in the mean */
  readonly onHand: number
}

/** Share of arrivals that find all of `places` taken: the Erlang loss formula, by its recursion.
 *  @param load mean number that would be there without a limit, ≥ 0  @param places whole ≥ 0
 *  @returns a probability  @throws RangeError naming the field. O(places).
 *  Source: Erlang (1917); Zipkin, Foundations of Inventory Management (2000), 7.2.
 *  @example
 *  [erlangLoss(2, 3), erlangLoss(10, 10)] // ≈ [0.21053, 0.21458]
 */
export function erlangLoss(load: number, places: number): number {
  requireNonNegative('load', load)
  requireNonNegative('places', requireWhole('places', places))
  let blocked = 1
  for (let n = 1; n <= places; n++) blocked = (load * blocked) / (n + load * blocked)
  return blocked
}

/** What a base stock costs when buyers who find nothing go elsewhere. Each sale orders one unit, so the units on order
 *  are the busy places of an Erlang loss system, whatever the distribution of the lead time (M/G/S/S).
 *  @throws RangeError naming the field. O(level). Source: Karush (1957), Operations Research 5(5); Zipkin (2000), 7.2.3.
 *  @example
 *  const answer = evaluateLostSales({ demandRate: 1, leadTime: 2, holdingCost: 1, lostSaleCost: 10 }, 3)
 *  [answer.cost, answer.lostFraction] // ≈ [3.52632, 0.21053]
 */
export function evaluateLostSales(question: LostSalesQuestion, level: number): LostSalesAnswer {
  const load = loadOf(question)
  return present(question, level, erlangLoss(load, level))
}

/** The best base stock under lost sales: the cost is convex in the level (the Erlang loss is), so the first level after
 *  which it rises is the best. @returns the level and what it costs, exact
 *  @throws RangeError naming the field. O(level). Source: Karush (1957), Operations Research 5(5).
 *  @example
 *  findLostSalesBaseStock({ demandRate: 1, leadTime: 2, holdingCost: 1, lostSaleCost: 10 }).level // ≈ 4
 */
export function findLostSalesBaseStock(question: LostSalesQuestion): LostSalesAnswer {
  const load = loadOf(question)
  let best = present(question, 0, 1)
  let blocked = 1
  for (let level = 1; ; level++) {
    blocked = (load * blocked) / (level + load * blocked)
    const answer = present(question, level, blocked)
    if (answer.cost >= best.cost) return best
    best = answer
  }
}

function present(question: LostSalesQuestion, level: number, lostFraction: number): LostSalesAnswer {
  const { demandRate, leadTime, holdingCost, lostSaleCost } = question
  const onHand = Math.max(0, level - demandRate * leadTime * (1 - lostFraction))
  return {
    level,
    cost: holdingCost * onHand + lostSaleCost * demandRate * lostFraction,
    lostFraction,
    onHand,
  }
}

function loadOf(question: LostSalesQuestion): number {
  requireNonNegative('demandRate', question.demandRate)
  requireNonNegative('leadTime', question.leadTime)
  requirePositive('holdingCost', question.holdingCost)
  requirePositive('lostSaleCost', question.lostSaleCost)
  return question.demandRate * question.leadTime
}
