import type { Model } from '../model.ts'
import { startDeadline } from './deadline.ts'
import { solveValue } from './occupancy.ts'
import { makePolicyChain } from './policy-chain.ts'
import { type IterationLimits, largest } from './sparse-solver.ts'

/** An optimal policy and its values. */
export interface Optimum {
  readonly value: Float64Array
  /** [stateCount] state → row */
  readonly policy: Int32Array
  /** [rowCount] Q(s,a) */
  readonly rowValue: Float64Array
  readonly iterations: number
  /** max |V - (r + γPV)| of the policy's own equations */
  readonly residual: number
  readonly converged: boolean
}

/** Howard's policy iteration for what has to ask again and again about models that hardly differ: it starts
 *  from the policy given, and keeps a state's row unless another is better by more than rounding. Puterman
 *  (2005), section 6.4. */
export function findOptimum(
  model: Model,
  gamma: number,
  options: IterationLimits & { readonly policy?: Int32Array; readonly improvementsMax?: number } = {},
): Optimum {
  const { improvementsMax = 1000 } = options
  const isLate = startDeadline(options)
  const policy = options.policy?.slice() ?? model.rowStart.slice(0, model.stateCount)
  for (let iterations = 1; ; iterations++) {
    const { x: value, residual, converged } = solveValue(makePolicyChain(model, policy), gamma, options)
    const rowValue = rowValues(model, gamma, value)
    const isStable = !improve(model, policy, rowValue, toleranceOf(value, residual, gamma))
    if (isStable || iterations >= improvementsMax || isLate())
      return { value, policy, rowValue, iterations, residual, converged: converged && isStable }
  }
}

/** Differences of row values below this are rounding. */
export function toleranceOf(value: Float64Array, residual: number, gamma: number): number {
  return 1e-12 * largest(value) + (2 * residual) / (1 - gamma)
}

/** Q(s,a) = R(s,a) + γ Σ P(s'|s,a) V(s') */
export function rowValues(model: Model, gamma: number, value: Float64Array): Float64Array {
  const { entryStart, successor, probability, reward } = model
  const out = new Float64Array(reward.length)
  for (let row = 0; row < out.length; row++) {
    let next = 0
    for (let e = entryStart[row]!; e < entryStart[row + 1]!; e++)
      next += probability[e]! * value[successor[e]!]!
    out[row] = reward[row]! + gamma * next
  }
  return out
}

function improve(model: Model, policy: Int32Array, rowValue: Float64Array, tolerance: number): boolean {
  let isImproved = false
  for (let s = 0; s < model.stateCount; s++) {
    let best = policy[s]!
    for (let row = model.rowStart[s]!; row < model.rowStart[s + 1]!; row++)
      if (rowValue[row]! > rowValue[best]! + (best === policy[s] ? tolerance : 0)) best = row
    if (best !== policy[s]) isImproved = true
    policy[s] = best
  }
  return isImproved
}
