import type { Demand } from '../demand/demand.ts'
import { requireWholeValues } from '../demand/sum.ts'
import { requireNonNegative, requirePositive, requireWhole } from '../inputs.ts'
import { type Ending, type Limits, startMeter } from '../reorder/renewal.ts'

export interface PeriodicLostSalesQuestion {
  /** of one period, whole units */
  readonly demand: Demand
  /** whole periods from order to arrival, 0 … 6 */
  readonly leadTime: number
  /** money per unit left at the end of a period, > 0 */
  readonly holdingCost: number
  /** money per sale lost, > 0 */
  readonly lostSaleCost: number
}

export interface PeriodicLostSalesAnswer extends Ending {
  readonly level: number
  /** money per period */
  readonly cost: number
  /** units per period */
  readonly lostSales: number
  /** units left at the end of a period, in the mean */
  readonly onHand: number
}

const statesMax = 60_000
const tolerance = 1e-12

/** What ordering up to a base stock at the start of each period costs when buyers who find nothing go elsewhere, exactly:
 *  the steady state of the Markov chain over stock on hand and orders under way. (Lost sales have no closed form once
 *  orders are under way for longer than a period.)
 *  @returns the costs, `residual` the change that the last sweep still made, `converged`
 *  @throws RangeError naming the field, or where the chain would have more than 60 000 states (lower level or lead time).
 *  O(states × demands × sweeps), states = (level + leadTime choose leadTime).
 *  Source: Zipkin (2008), Operations Research 56(5), 1256–1263.
 *  @example
 *  const question = { demand: poissonDemand(5), leadTime: 0, holdingCost: 1, lostSaleCost: 9 }
 *  evaluatePeriodicLostSales(question, 8).lostSales // ≈ 0.1221
 */
export function evaluatePeriodicLostSales(
  question: PeriodicLostSalesQuestion,
  level: number,
  limits: Limits = {},
): PeriodicLostSalesAnswer {
  check(question)
  requireNonNegative('level', requireWhole('level', level))
  const { demand, leadTime, holdingCost, lostSaleCost } = question
  const chain = buildChain(level, leadTime)
  const { shares, ...ending } = findSteadyState(chain, demand, level, limits)
  let [lostSales, onHand] = [0, 0]
  for (let s = 0; s < chain.count; s++) {
    lostSales += shares[s]! * demand.loss(chain.onHand[s]!)
    onHand += shares[s]! * demand.complementaryLoss(chain.onHand[s]!)
  }
  return { level, cost: holdingCost * onHand + lostSaleCost * lostSales, lostSales, onHand, ...ending }
}

/** The best base stock: the cost is convex in the level (Janakiraman & Roundy 2004, Operations Research 52(5)), so the
 *  last level before it rises. @returns the level and what it costs; `converged` only if each level's was
 *  @throws RangeError as `evaluatePeriodicLostSales`. O(levels × its cost).
 *  @example
 *  const question = { demand: poissonDemand(5), leadTime: 1, holdingCost: 1, lostSaleCost: 9 }
 *  findPeriodicLostSalesBaseStock(question).level // ≈ 13
 */
export function findPeriodicLostSalesBaseStock(
  question: PeriodicLostSalesQuestion,
  limits: Limits = {},
): PeriodicLostSalesAnswer {
  check(question)
  let best = evaluatePeriodicLostSales(question, 0, limits)
  for (let level = 1; best.converged; level++) {
    const answer = evaluatePeriodicLostSales(question, level, limits)
    if (answer.cost >= best.cost) return { ...best, converged: answer.converged }
    best = answer
  }
  return best
}

interface Chain {
  readonly count: number
  /** [count] units on hand once the arrival of the period is in */
  readonly onHand: Int32Array
  /** [count × (level + 1)] state and units left → state of the next period */
  readonly next: Int32Array
}

/** States: on hand x and the orders of the last leadTime - 1 periods; this period's order brings all of it up to the level. */
function buildChain(level: number, leadTime: number): Chain {
  const pipeline = Math.max(0, leadTime - 1)
  const states: number[][] = []
  const index = new Map<string, number>()
  const list = (state: number[], rest: number): void => {
    if (state.length > pipeline) {
      if (states.length === statesMax)
        throw new RangeError(
          `level ${level} with leadTime ${leadTime} has more than ${statesMax} states: lower one of them`,
        )
      index.set(state.join(), states.push(state) - 1)
    } else for (let units = 0; units <= rest; units++) list([...state, units], rest - units)
  }
  if (leadTime === 0) list([level], 0)
  else list([], level)
  const next = new Int32Array(states.length * (level + 1))
  for (let s = 0; s < states.length; s++) {
    const [x = 0, ...orders] = states[s]!
    const ordered = level - x - orders.reduce((sum, units) => sum + units, 0)
    for (let left = 0; left <= x; left++) {
      const following = leadTime === 0 ? [level] : [left, ...orders, ordered]
      if (leadTime > 0) following.splice(0, 2, left + following[1]!)
      next[s * (level + 1) + left] = index.get(following.join())!
    }
  }
  return { count: states.length, onHand: Int32Array.from(states, ([x = 0]) => x), next }
}

function findSteadyState({ count, onHand, next }: Chain, demand: Demand, level: number, limits: Limits) {
  const f = Float64Array.from({ length: level + 1 }, (_, x) => demand.pmf(x))
  const atLeast = Float64Array.from({ length: level + 1 }, (_, x) => demand.tail(x - 1))
  const meter = startMeter(limits)
  let shares = new Float64Array(count).fill(1 / count)
  let after = new Float64Array(count)
  let [iterations, residual] = [0, 1]
  while (residual > tolerance && meter.spend(count * (level + 1))) {
    after.fill(0)
    for (let s = 0; s < count; s++) {
      const x = onHand[s]!
      const row = s * (level + 1)
      for (let left = 1; left <= x; left++) after[next[row + left]!]! += shares[s]! * f[x - left]!
      after[next[row]!]! += shares[s]! * atLeast[x]!
    }
    residual = 0
    // Half of the old share damps a chain that would go round in circles; the steady state is the same.
    for (let s = 0; s < count; s++) {
      residual += Math.abs(after[s]! - shares[s]!)
      after[s] = 0.5 * (after[s]! + shares[s]!)
    }
    ;[shares, after] = [after, shares]
    iterations++
  }
  return { shares, iterations, residual, converged: residual <= tolerance }
}

function check(question: PeriodicLostSalesQuestion): void {
  requireWholeValues(question.demand)
  requirePositive('holdingCost', question.holdingCost)
  requirePositive('lostSaleCost', question.lostSaleCost)
  if (requireNonNegative('leadTime', requireWhole('leadTime', question.leadTime)) > 6)
    throw new RangeError(`leadTime is ${question.leadTime} periods: give at most 6, or longer periods`)
}
