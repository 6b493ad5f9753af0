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

/** The best (s, S), exactly. As Zheng & Federgruen have it, s is first lowered from the best single position, and an S
 *  above improves the policy if and only if it does so with the s at hand. Instead of one
 *  S after another, each round prices all that may pay at once, by the recursion k(y) = G(y) + Σ f(d) k(y - d), takes the
 *  cheapest, and raises s after it; a round without gain proves the policy best.
 *  @returns the policy, its cost per review, and how the search ended: `iterations` are rounds; where a limit was
 *  reached, the best seen so far
 *  O(rounds × (S - s) × demands worth counting), a handful of rounds.
 *  Source: Zheng & Federgruen (1991), Operations Research 39(4), p. 659. */
export function findUpTo(
  question: UpToQuestion,
  limits: Limits = {},
): UpToPolicy & { cost: number } & Ending {
  const { best, demand } = question
  requireNonNegative('fixedCost', question.fixedCost)
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
  let orderUpTo = best
  let { reorderPoint, converged } = lowerFrom(question, renewal, G, meter)
  let cost = costOf(question, renewal, G, reorderPoint, orderUpTo)
  let iterations = 0
  while (converged) {
    iterations++
    const found = priceAll(question, renewal, G, reorderPoint, cost, meter)
    converged = found.converged
    if (found.cost >= cost) break
    orderUpTo = found.orderUpTo
    reorderPoint = raise(question, renewal, G, reorderPoint, orderUpTo)
    const next = costOf(question, renewal, G, reorderPoint, orderUpTo)
    // A gain that rounding alone has made would go round for ever.
    if (next >= cost) break
    cost = next
  }
  // No policy costs less than standing at the best position all the time and paying for no order.
  const residual = converged ? 0 : cost - G(best)
  return { reorderPoint, orderUpTo, cost, iterations, residual, converged }
}

type Meter = ReturnType<typeof startMeter>

/** The best s of S = best: c(s, best) one position lower at a time, each from the sum before. */
function lowerFrom(
  { best, fixedCost }: UpToQuestion,
  renewal: Renewal,
  G: (position: number) => number,
  meter: Meter,
) {
  let s = best - 1
  let total = fixedCost + renewal.at(0) * G(best)
  while (total / renewal.sum(best - s) > G(s)) {
    if (!meter.spend(renewal.step)) return { reorderPoint: s, converged: false }
    total += renewal.at(best - s) * G(s)
    s--
  }
  return { reorderPoint: s, converged: true }
}

/** The cheapest S for this s among all whose own position costs no more than the policy at hand. */
function priceAll(
  { best, fixedCost }: UpToQuestion,
  renewal: Renewal,
  G: (position: number) => number,
  s: number,
  costSoFar: number,
  meter: Meter,
) {
  const until: number[] = [] // y - s - 1 → expected cost from position y until an order is placed
  let cost = Number.POSITIVE_INFINITY
  let orderUpTo = best
  for (let y = s + 1; y <= best || G(y) <= costSoFar; y++) {
    if (!meter.spend(renewal.step)) return { orderUpTo, cost, converged: false }
    until.push(renewal.follow(G(y), until))
    if (y < best) continue
    const candidate = (fixedCost + until.at(-1)!) / renewal.sum(y - s)
    if (candidate >= cost) continue
    cost = candidate
    orderUpTo = y
  }
  return { orderUpTo, cost, converged: true }
}

/** The best s of a higher S: never below the one at hand. */
function raise(
  question: UpToQuestion,
  renewal: Renewal,
  G: (position: number) => number,
  from: number,
  S: number,
) {
  let s = from
  let total = costOf(question, renewal, G, s, S) * renewal.sum(S - s)
  while (s + 1 < S && total / renewal.sum(S - s) <= G(s + 1)) {
    total -= renewal.at(S - s - 1) * G(s + 1)
    s++
  }
  return s
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
