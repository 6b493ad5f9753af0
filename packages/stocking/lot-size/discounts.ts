import { requireFinite, requireFiniteAnswer, requireNonNegative, requirePositive } from '../inputs.ts'
import type { Lot } from './economic-order.ts'

export interface DiscountQuestion {
  /** money per order, ≥ 0 */
  readonly fixedCost: number
  /** share of a unit's price per time that keeping it costs, > 0 */
  readonly holdingRate: number
  /** units per time, > 0 */
  readonly demandRate: number
  /** [n] units from which each price holds: 0 first, ascending */
  readonly breakpoints: ArrayLike<number>
  /** [n] money per unit, > 0 */
  readonly unitCosts: ArrayLike<number>
}

export interface DiscountLot extends Lot {
  /** index of the price that applies */
  readonly region: number
}

/** Order quantity where a larger order makes every unit of it cheaper. The cost has the price of the goods in it.
 *  @returns {DiscountLot}  @throws RangeError naming the field or entry. O(n). Source: Snyder & Shen, 2nd ed., 3.4.1.
 *  @example
 *  const prices = { breakpoints: [0, 400, 800], unitCosts: [0.75, 0.72, 0.68] }
 *  const lot = orderQuantityAllUnits({ fixedCost: 8, holdingRate: 0.3, demandRate: 1300, ...prices })
 *  [lot.quantity, lot.region, lot.cost] // ≈ [800, 2, 978.6]
 */
export function orderQuantityAllUnits(question: DiscountQuestion): DiscountLot {
  const { fixedCost, holdingRate, demandRate, unitCosts } = checkDiscounts(question)
  return bestRegion(question, region => {
    const price = unitCosts[region]!
    return { fixed: fixedCost, holding: holdingRate * price, base: price * demandRate }
  })
}

/** Order quantity where the lower price holds only for the units above its breakpoint.
 *  @returns {DiscountLot}  @throws RangeError naming the field or entry. O(n). Source: Snyder & Shen, 2nd ed., 3.4.2.
 *  @example
 *  const prices = { breakpoints: [0, 400, 800], unitCosts: [0.75, 0.72, 0.68] }
 *  const lot = orderQuantityIncremental({ fixedCost: 8, holdingRate: 0.3, demandRate: 1300, ...prices })
 *  [lot.quantity, lot.region, lot.cost] // ≈ [304.0468, 0, 1043.4105]
 */
export function orderQuantityIncremental(question: DiscountQuestion): DiscountLot {
  const { fixedCost, holdingRate, demandRate, breakpoints, unitCosts } = checkDiscounts(question)
  let surcharge = 0 // what the first units cost more than at the price of this region
  return bestRegion(question, region => {
    const price = unitCosts[region]!
    if (region > 0) surcharge += (unitCosts[region - 1]! - price) * breakpoints[region]!
    return {
      fixed: fixedCost + surcharge,
      holding: holdingRate * price,
      base: price * demandRate + (holdingRate * surcharge) / 2,
    }
  })
}

/** The cheapest quantity over all prices, each within the quantities for which it holds. */
function bestRegion(
  { demandRate, breakpoints, unitCosts }: DiscountQuestion,
  costOf: (region: number) => { fixed: number; holding: number; base: number },
): DiscountLot {
  let best: DiscountLot | null = null
  for (let region = 0; region < unitCosts.length; region++) {
    const { fixed, holding, base } = costOf(region)
    const free = Math.sqrt((2 * fixed * demandRate) / holding)
    // Beyond the upper end a lower price starts whose own quantity costs no more; the end itself is not of this region.
    if (region + 1 < breakpoints.length && free >= breakpoints[region + 1]!) continue
    const quantity = Math.max(free, breakpoints[region]!)
    const ordering = quantity === 0 ? 0 : (fixed * demandRate) / quantity
    const cost = requireFiniteAnswer('cost', base + ordering + (holding * quantity) / 2)
    if (best === null || cost < best.cost) best = { quantity, region, cost, cycle: quantity / demandRate }
  }
  if (best === null) throw new RangeError('unitCosts is empty: give at least one price')
  return best
}

function checkDiscounts(question: DiscountQuestion): DiscountQuestion {
  const { breakpoints, unitCosts } = question
  requireNonNegative('fixedCost', question.fixedCost)
  requirePositive('holdingRate', question.holdingRate)
  requirePositive('demandRate', question.demandRate)
  if (breakpoints.length !== unitCosts.length || unitCosts.length === 0)
    throw new RangeError(
      `${breakpoints.length} breakpoints and ${unitCosts.length} unitCosts: give one breakpoint per price, the first 0`,
    )
  for (let i = 0; i < unitCosts.length; i++) {
    requirePositive(`unitCosts[${i}]`, unitCosts[i]!)
    requireFinite(`breakpoints[${i}]`, breakpoints[i]!)
    if (i === 0 ? breakpoints[0] !== 0 : breakpoints[i]! <= breakpoints[i - 1]!)
      throw new RangeError(`breakpoints[${i}] is ${breakpoints[i]}: start at 0 and go up`)
    if (i > 0 && unitCosts[i]! > unitCosts[i - 1]!)
      throw new RangeError(
        `unitCosts[${i}] is ${unitCosts[i]}, above the price before it: a discount goes down`,
      )
  }
  return question
}
