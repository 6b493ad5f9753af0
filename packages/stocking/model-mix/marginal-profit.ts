import type { Demand } from '../demand/demand.ts'
import { requireFinite, requireNonNegative } from '../inputs.ts'

export interface MarginalQuestion {
  readonly demand: Demand
  /** earned by a unit that is sold; currency */
  readonly margin: number
  /** lost by a unit that is left over: its keep and what is taken off its price; currency, ≥ 0 */
  readonly overageCost: number
  /** units looked at */
  readonly maxUnits: number
}

/** What each further unit is expected to earn: the k-th sells as much as it lowers what k − 1 units
 *  leave unserved, which is the chance that at least k are asked for.
 *  @returns [maxUnits], never rising; the sum of the first q is the expected profit of q units
 *  @throws RangeError naming the field. O(maxUnits) questions to the demand.
 *  Source: Silver, Pyke, Peterson, Inventory Management, 10.2 (marginal analysis of the newsvendor).
 *  @example
 *  const demand = discreteDemand([1, 2, 3], [0.5, 0.3, 0.2])
 *  marginalProfits({ demand, margin: 10, overageCost: 4, maxUnits: 4 }) // ≈ [10, 3, -1.2, -4]
 */
export function marginalProfits({ demand, margin, overageCost, maxUnits }: MarginalQuestion): Float64Array {
  requireFinite('margin', margin)
  requireNonNegative('overageCost', overageCost)
  if (margin < -overageCost)
    throw new RangeError(
      `margin ${margin} is below −overageCost ${-overageCost}: a unit sold would earn less than one left over`,
    )
  if (!Number.isInteger(maxUnits) || maxUnits < 0)
    throw new RangeError(`maxUnits is ${maxUnits}: give a whole number, 0 or more`)
  const profits = new Float64Array(maxUnits)
  for (let k = 1; k <= maxUnits; k++) {
    const sold = Math.min(1, Math.max(0, demand.loss(k - 1) - demand.loss(k)))
    const profit = margin * sold - overageCost * (1 - sold)
    profits[k - 1] = k > 1 ? Math.min(profits[k - 2]!, profit) : profit // rounding must not let it rise
  }
  return profits
}
