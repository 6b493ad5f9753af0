import { type IterationLimits, startLimits, systemLimits } from '../limits.ts'
import type { Model } from '../model.ts'
import { prepareSystem } from './linear-system.ts'
import { makePolicyChain, type Policy, type PolicyChain, scale, transpose } from './policy-chain.ts'
import type { Solved } from './sparse-solver.ts'

export interface OccupancyOptions extends IterationLimits {
  /** discount factor, 0 ≤ gamma < 1 */
  readonly gamma: number
  /** a state, or [stateCount] the probability of each first state */
  readonly start: number | ArrayLike<number>
}

/** Discounted expected visits. */
export interface Occupancy {
  /** [stateCount] Σₜ γᵗ P(sₜ = s); sums to 1 / (1 - γ) */
  readonly state: Float64Array
  /** [rowCount] Σₜ γᵗ P(sₜ = s, aₜ = a) */
  readonly row: Float64Array
  /** Σ row · reward, the policy's value from the start */
  readonly value: number
  readonly iterations: number
  /** max over states of what the balance equations miss */
  readonly residual: number
  /** Σ |error| over the states is at most this */
  readonly errorBound: number
  readonly converged: boolean
}

/** How often a policy visits each state and uses each row, discounted: x = start + γ Pᵀ x (Puterman 2005,
 *  section 6.9.2). Its sum is 1 / (1 - γ); times (1 - γ) it is a distribution. As `policyIteration` evaluates one policy.
 *  @throws RangeError unless 0 ≤ gamma < 1 and the start is a state or a distribution over states
 *  @example
 *  const counts: [number, number, number, number][] = [[0, 0, 0, 1], [0, 0, 1, 1]]
 *  const { model } = estimateModel({ stateCount: 2, counts, rewards: [[0, 0, 11]], terminal: [1] })
 *  const visits = discountedOccupancy(model, Int32Array.of(0, 1), { gamma: 0.9, start: 0 })
 *  visits.state // ≈ [1.8182, 8.1818]
 *  visits.value // ≈ 20.0000
 */
export function discountedOccupancy(model: Model, policy: Policy, options: OccupancyOptions): Occupancy {
  checkGamma(options.gamma)
  const { matrix, share } = makePolicyChain(model, policy)
  const start = readStart(options.start, model.stateCount)
  const solve = prepareSystem(scale(transpose(matrix), options.gamma), startLimits(options, systemLimits))
  const solved = solve(start)
  const row = new Float64Array(model.action.length)
  let value = 0
  for (let s = 0; s < model.stateCount; s++) {
    for (let i = model.rowStart[s]!; i < model.rowStart[s + 1]!; i++) {
      row[i] = solved.x[s]! * share[i]!
      value += row[i]! * model.reward[i]!
    }
  }
  const errorBound = solved.residualSum / (1 - options.gamma)
  return { state: solved.x, row, value, errorBound, ...endingOf(solved) }
}

/** V = (I - γP)⁻¹ r of a policy; the error is at most residual / (1 - γ). */
export function solveValue(chain: PolicyChain, gamma: number, limits: IterationLimits = {}): Solved {
  return prepareSystem(scale(chain.matrix, gamma), startLimits(limits, systemLimits))(chain.reward)
}

export function checkGamma(gamma: number) {
  if (!(gamma >= 0 && gamma < 1)) throw new RangeError(`gamma must be ≥ 0 and < 1, not ${gamma}`)
}

export function endingOf({ iterations, residual, converged }: Solved) {
  return { iterations, residual, converged }
}

/** A state or a distribution as a distribution. */
export function readStart(start: number | ArrayLike<number>, stateCount: number): Float64Array {
  const out = new Float64Array(stateCount)
  if (typeof start === 'number') {
    if (!Number.isInteger(start) || start < 0 || start >= stateCount)
      throw new RangeError(`start: state ${start} does not exist; states are 0 … ${stateCount - 1}`)
    out[start] = 1
    return out
  }
  if (start.length !== stateCount)
    throw new TypeError(`start: one probability per state is needed: ${stateCount}, not ${start.length}`)
  let sum = 0
  for (let s = 0; s < stateCount; s++) {
    if (!(start[s]! >= 0)) throw new RangeError(`start: ${start[s]} is no probability (state ${s})`)
    sum += out[s] = start[s]!
  }
  if (Math.abs(sum - 1) > 1e-9) throw new RangeError(`start: the probabilities sum to ${sum}, not to 1`)
  return out
}
