import { requireNonNegative } from '../inputs.ts'

export interface PlanQuestion {
  /** [periods] units, known ahead, ≥ 0 */
  readonly demand: ArrayLike<number>
  /** money per order; one number or [periods] */
  readonly fixedCost: number | ArrayLike<number>
  /** money per unit on hand at the end of a period; one number or [periods] */
  readonly holdingCost: number | ArrayLike<number>
  /** money per unit; one number or [periods]; default 0 */
  readonly purchaseCost?: number | ArrayLike<number>
}

export interface Plan {
  /** [periods] units ordered at the start of each period */
  readonly orders: Float64Array
  /** money over all periods */
  readonly cost: number
  /** [periods + 1] money from each period on, when it is entered without stock */
  readonly costToGo: Float64Array
}

/** Cheapest plan of orders for a known demand without waiting: each order covers whole periods. Nothing is ordered for
 *  periods without demand; of equally cheap plans the one whose order covers fewer periods.
 *  @returns {Plan}  @throws RangeError naming the entry. O(periods²).
 *  Source: Wagner & Whitin (1958), Management Science 5, 89–96.
 *  @example
 *  const plan = planOrders({ demand: [90, 120, 80, 70], fixedCost: 500, holdingCost: 2 })
 *  plan.orders // → [210,0,150,0]
 *  plan.cost // ≈ 1380
 */
export function planOrders(question: PlanQuestion): Plan {
  const { demand } = question
  const n = demand.length
  const fixed = perPeriod('fixedCost', question.fixedCost, n)
  const holding = perPeriod('holdingCost', question.holdingCost, n)
  const price = perPeriod('purchaseCost', question.purchaseCost ?? 0, n)
  const costToGo = new Float64Array(n + 1)
  const next = new Int32Array(n) // t → the period before which the order of t is used up
  for (let t = n - 1; t >= 0; t--) {
    requireNonNegative(`demand[${t}]`, demand[t]!)
    if (demand[t] === 0) {
      // Whoever needs nothing yet does better, or as well, to order later at the price of then, unless now is cheaper.
      costToGo[t] = costToGo[t + 1]!
      next[t] = t
    } else costToGo[t] = Number.POSITIVE_INFINITY
    let carried = 0 // money per unit kept from t until the period at hand
    let cost = fixed[t]!
    for (let end = t + 1; end <= n; end++) {
      cost += demand[end - 1]! * (price[t]! + carried)
      carried += holding[end - 1]!
      if (cost + costToGo[end]! < costToGo[t]!) {
        costToGo[t] = cost + costToGo[end]!
        next[t] = end
      }
    }
  }
  return { orders: readOrders(demand, next), cost: costToGo[0]!, costToGo }
}

function readOrders(demand: ArrayLike<number>, next: Int32Array): Float64Array {
  const orders = new Float64Array(next.length)
  for (let t = 0; t < next.length; t = Math.max(t + 1, next[t]!))
    for (let covered = t; covered < next[t]!; covered++) orders[t]! += demand[covered]!
  return orders
}

function perPeriod(field: string, given: number | ArrayLike<number>, n: number): Float64Array {
  const all = typeof given === 'number' ? new Float64Array(n).fill(given) : Float64Array.from(given)
  if (all.length !== n)
    throw new RangeError(
      `${field} has ${all.length} entries for ${n} periods: give one number, or one per period`,
    )
  for (let t = 0; t < n; t++)
    requireNonNegative(typeof given === 'number' ? field : `${field}[${t}]`, all[t]!)
  return all
}
