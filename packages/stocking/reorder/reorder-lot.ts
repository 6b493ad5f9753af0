import type { Demand } from '../demand/demand.ts'
import { poissonDemand } from '../demand/poisson.ts'
import { type LeadTime, listLeadTimes, mixtureDemand } from '../demand/sum.ts'
import { requireNonNegative, requirePositive, requireWhole } from '../inputs.ts'
import { type Ending, type Limits, startMeter } from './renewal.ts'

export interface ReorderLotQuestion {
  /** units per time, Poisson, ≥ 0 */
  readonly demandRate: number
  /** time from order to arrival; orders do not overtake each other */
  readonly leadTime: LeadTime
  /** money per order, ≥ 0 */
  readonly fixedCost: number
  /** money per unit and time, > 0 */
  readonly holdingCost: number
  /** money per unit waited for and time, > 0 */
  readonly stockoutCost: number
}

export interface LotPolicy {
  /** r: as soon as the inventory position falls to it, a lot is ordered */
  readonly reorderPoint: number
  /** Q */
  readonly quantity: number
}

/** Best (r, Q) of a stock that is watched all the time, Poisson demand, buyers wait; exact: the positions r+1 … r+Q are
 *  equally likely, so the cheapest neighbour joins as long as it costs less than the average so far.
 *  @returns `reorderPoint` r, `quantity` Q, `cost` money per time, and how the search ended
 *  @throws RangeError naming the field. O(Q). Source: Federgruen & Zheng (1992), Operations Research 40(4), 808–813.
 *  @example
 *  const costs = { fixedCost: 100, holdingCost: 20, stockoutCost: 150 }
 *  const policy = findReorderLot({ ...costs, demandRate: 1.5, leadTime: 2 })
 *  [policy.reorderPoint, policy.quantity, policy.cost] // ≈ [3, 5, 107.92358]
 */
export function findReorderLot(
  question: ReorderLotQuestion,
  limits: Limits = {},
): LotPolicy & { readonly cost: number } & Ending {
  const { fixedCost, holdingCost: h, stockoutCost: p, demandRate } = check(question)
  const during = leadTimeDemand(question)
  const G = (y: number) => h * during.complementaryLoss(y) + p * during.loss(y)
  const meter = startMeter(limits)
  let top = during.quantile(p / (p + h), h / (p + h))
  let reorderPoint = top - 1
  let total = fixedCost * demandRate + G(top)
  let [below, above] = [G(reorderPoint), G(top + 1)]
  let converged = true
  for (; Math.min(below, above) < total / (top - reorderPoint); converged = meter.spend(1)) {
    if (!converged) break
    if (below <= above) {
      total += below
      below = G(--reorderPoint)
    } else {
      total += above
      above = G(++top + 1)
    }
  }
  const quantity = top - reorderPoint
  const cost = total / quantity
  const residual = converged ? 0 : cost - Math.min(below, above)
  return { reorderPoint, quantity, cost, iterations: quantity, residual, converged }
}

/** What a given (r, Q) costs per time in the long run, exactly: [Kλ + Σ_{y=r+1..r+Q} G(y)] / Q.
 *  @throws RangeError naming the field. O(Q). Source: Federgruen & Zheng (1992), (1); Zheng (1992), Management Science 38(1).
 *  @example
 *  const costs = { fixedCost: 100, holdingCost: 20, stockoutCost: 150 }
 *  evaluateReorderLot({ ...costs, demandRate: 1.5, leadTime: 2 }, { reorderPoint: 8, quantity: 12 }) // ≈ 242.52816
 */
export function evaluateReorderLot(
  question: ReorderLotQuestion,
  { reorderPoint, quantity }: LotPolicy,
): number {
  const { fixedCost, holdingCost, stockoutCost, demandRate } = check(question)
  requireWhole('reorderPoint', reorderPoint)
  requirePositive('quantity', requireWhole('quantity', quantity))
  const during = leadTimeDemand(question)
  let total = fixedCost * demandRate
  for (let y = reorderPoint + 1; y <= reorderPoint + quantity; y++)
    total += holdingCost * during.complementaryLoss(y) + stockoutCost * during.loss(y)
  return total / quantity
}

function leadTimeDemand({ demandRate, leadTime }: ReorderLotQuestion): Demand {
  const { values, probabilities } = listLeadTimes(leadTime)
  const parts = Array.from(values, (time, i) =>
    poissonDemand(demandRate * requireNonNegative(`leadTime.values[${i}]`, time)),
  )
  return mixtureDemand(parts, probabilities)
}

function check(question: ReorderLotQuestion): ReorderLotQuestion {
  requireNonNegative('demandRate', question.demandRate)
  requireNonNegative('fixedCost', question.fixedCost)
  requirePositive('holdingCost', question.holdingCost)
  requirePositive('stockoutCost', question.stockoutCost)
  return question
}
