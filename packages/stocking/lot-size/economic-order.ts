import { requireFiniteAnswer, requireNonNegative, requirePositive } from '../inputs.ts'

/** What every lot size needs. Rates are per one and the same stretch of time (a year, a month). */
export interface LotQuestion {
  /** money per order, ≥ 0 */
  readonly fixedCost: number
  /** money per unit and time, > 0 */
  readonly holdingCost: number
  /** units per time, ≥ 0 */
  readonly demandRate: number
}

export interface Lot {
  /** units per order */
  readonly quantity: number
  /** money per time */
  readonly cost: number
  /** time between two orders; null where nothing is ever ordered */
  readonly cycle: number | null
}

/** Economic order quantity √(2Kλ/h); its cost √(2Kλh) has the holding and ordering cost, not the price of the goods.
 *  @returns {Lot}  @throws RangeError naming the field. O(1). Source: Harris (1913); Snyder & Shen, 2nd ed., (3.4).
 *  @example
 *  const lot = orderQuantity({ fixedCost: 8, holdingCost: 0.225, demandRate: 1300 })
 *  [lot.quantity, lot.cost] // ≈ [304.04678, 68.41053]
 */
export function orderQuantity(question: LotQuestion): Lot {
  const { fixedCost, holdingCost, demandRate } = checkLot(question)
  // Square roots apart: a product of three large numbers may overflow where their roots do not.
  const quantity = Math.SQRT2 * Math.sqrt(fixedCost / holdingCost) * Math.sqrt(demandRate)
  requireFiniteAnswer('quantity', quantity)
  const cost = requireFiniteAnswer('cost', holdingCost * quantity)
  return { quantity, cost, cycle: cycleOf(quantity, demandRate) }
}

/** Economic order quantity where buyers wait at a cost.
 *  @param question and `stockoutCost`, money per unit and time waited, > 0
 *  @returns {Lot} and `stockoutFraction`, the share of demand that waits, h/(h + p)
 *  @throws RangeError naming the field. O(1). Source: Snyder & Shen, 2nd ed., (3.26)–(3.28).
 *  @example
 *  const lot = orderQuantityWithBackorders({ fixedCost: 40, holdingCost: 40.05, stockoutCost: 60, demandRate: 2080 })
 *  [lot.quantity, lot.stockoutFraction, lot.cost] // ≈ [83.235448, 0.40029985, 1999.14824]
 */
export function orderQuantityWithBackorders(
  question: LotQuestion & { readonly stockoutCost: number },
): Lot & { stockoutFraction: number } {
  const { holdingCost, demandRate } = checkLot(question)
  const stockoutCost = requirePositive('stockoutCost', question.stockoutCost)
  const plain = orderQuantity(question)
  const served = stockoutCost / (holdingCost + stockoutCost)
  const quantity = plain.quantity / Math.sqrt(served)
  return {
    quantity,
    stockoutFraction: holdingCost / (holdingCost + stockoutCost),
    cost: plain.cost * Math.sqrt(served),
    cycle: cycleOf(quantity, demandRate),
  }
}

/** Economic production quantity: the lot arrives at a rate instead of at once, √(2Kλ/(h(1 - λ/μ))).
 *  @param question and `productionRate`, units per time, above the demand rate
 *  @returns {Lot}  @throws RangeError naming the field. O(1). Source: Snyder & Shen, 2nd ed., (3.33).
 *  @example
 *  const lot = productionQuantity({ fixedCost: 8, holdingCost: 0.225, demandRate: 1300, productionRate: 2000 })
 *  [lot.quantity, lot.cost] // ≈ [513.93286, 40.47221]
 */
export function productionQuantity(question: LotQuestion & { readonly productionRate: number }): Lot {
  const { fixedCost, holdingCost, demandRate } = checkLot(question)
  const productionRate = requirePositive('productionRate', question.productionRate)
  if (productionRate <= demandRate)
    throw new RangeError(
      `productionRate ${productionRate} is not above demandRate ${demandRate}: stock would never build up; give a higher rate`,
    )
  return orderQuantity({
    fixedCost,
    demandRate,
    holdingCost: holdingCost * (1 - demandRate / productionRate),
  })
}

function checkLot(question: LotQuestion): LotQuestion {
  requireNonNegative('fixedCost', question.fixedCost)
  requirePositive('holdingCost', question.holdingCost)
  requireNonNegative('demandRate', question.demandRate)
  return question
}

function cycleOf(quantity: number, demandRate: number): number | null {
  return demandRate === 0 ? null : quantity / demandRate
}
