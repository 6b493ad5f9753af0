import type { Demand } from '../demand/demand.ts'
import { requireNonNegative, requireWhole } from '../inputs.ts'
import { type Ending, type Limits, Renewal, startMeter } from './renewal.ts'

/** A stock that is raised to an upper level whenever a review finds it at or below a lower one. */
export interface UpToQuestion {
  /** demand between two reviews, whole units */
  readonly demand: Demand
  /** money per order, ≥ 0 */
  readonly fixedCost: number
  /** expected cost of holding and shortage, money per review, that an inventory position of y after ordering brings;
   *  falls, then rises */
  readonly costAt: (position: number) => number
  /** a position of least cost; found by search from 0 when absent */
  readonly best: number
}

export interface UpToPolicy {
  /** s: the highest inventory position at which an order is placed */
  readonly reorderPoint: number
  /** S: the inventory position that an order restores */
  readonly orderUpTo: number
}

/** Long-run cost per review of ordering up to S at or below s: [K + Σ_{j<S-s} m(j) G(S-j)] / M(S-s).
 *  @throws RangeError unless s < S are whole. O((S - s) × demands worth counting).
 *  Source: Zheng & Federgruen (1991), Operations Research 39(4), (4). */
export function evaluateUpTo(question: UpToQuestion, { reorderPoint, orderUpTo }: UpToPolicy): number {
  requireWhole('reorderPoint', reorderPoint)
  requireWhole('orderUpTo', orderUpTo)
  if (reorderPoint >= orderUpTo)
    throw new RangeError(
      `reorderPoint ${reorderPoint} is not below orderUpTo ${orderUpTo}: an order must add stock`,
    )
  if (question.demand.tail(0) <= 0) return question.costAt(orderUpTo)
  const renewal = new Renewal(question.demand)
  return costOf(question, renewal, remember(question.costAt), reorderPoint, orderUpTo)
}

/** The best (s, S), exactly, by the search of Zheng & Federgruen: s is first lowered from the best single position,
 *  then S is raised as long as it may pay, s following upwards.
 *  @returns the policy, its cost per review, and how the search ended (best seen so far where a limit was reached)
 *  O((S - s)²) at most. Source: Zheng & Federgruen (1991), Operations Research 39(4), p. 659. */
export function findUpTo(
  question: UpToQuestion,
  limits: Limits = {},
): UpToPolicy & { cost: number } & Ending {
  const { best, demand } = question
  const fixedCost = requireNonNegative('fixedCost', question.fixedCost)
  const G = remember(question.costAt)
  if (demand.tail(0) <= 0)
    return {
      reorderPoint: best - 1,
      orderUpTo: best,
      cost: G(best),
      iterations: 0,
      residual: 0,
      converged: true,
    }
  const renewal = new Renewal(demand)
  const meter = startMeter(limits)
  let iterations = 0
  let converged = true

  // c(s, best) one position lower at a time, each from the sum before.
  let s = best - 1
  let total = fixedCost + renewal.at(0) * G(best)
  while (total / renewal.sum(best - s) > G(s)) {
    iterations++
    converged = meter.spend(renewal.step)
    if (!converged) break
    total += renewal.at(best - s) * G(s)
    s--
  }
  let orderUpTo = best
  let cost = total / renewal.sum(best - s)

  for (let S = best + 1; converged && G(S) <= cost; S++) {
    iterations++
    converged = meter.spend(1 + Math.max(0, S - s - renewal.first))
    const candidate = costOf(question, renewal, G, s, S)
    if (candidate >= cost) continue
    orderUpTo = S
    cost = candidate
    while (s + 1 < S && costOf(question, renewal, G, s, S) <= G(s + 1)) {
      converged &&= meter.spend(S - s)
      s++
    }
    cost = costOf(question, renewal, G, s, S)
  }
  // No policy costs less than standing at the best position all the time and paying for no order.
  const residual = converged ? 0 : cost - G(best)
  return { reorderPoint: s, orderUpTo, cost, iterations, residual, converged }
}

function costOf(
  { fixedCost }: UpToQuestion,
  renewal: Renewal,
  G: (position: number) => number,
  s: number,
  S: number,
): number {
  let total = fixedCost + renewal.at(0) * G(S)
  for (let j = renewal.first; j < S - s; j++) total += renewal.at(j) * G(S - j)
  return total / renewal.sum(S - s)
}

/** Positions are asked for again and again; the distributions behind them are dear. */
function remember(costAt: (position: number) => number): (position: number) => number {
  const known = new Map<number, number>()
  return position => {
    let cost = known.get(position)
    if (cost === undefined) {
      cost = costAt(position)
      known.set(position, cost)
    }
    return cost
  }
}
