import { type IterationLimits, type Limits, startLimits, systemLimits } from '../limits.ts'
import type { Model } from '../model.ts'
import { policyIteration } from '../solvers/policy-iteration.ts'
import { qValues } from '../solvers/q-values.ts'
import { prepareSystem } from './linear-system.ts'
import { checkGamma } from './occupancy.ts'
import { makePolicyChain, scale } from './policy-chain.ts'
import { checkRow, checkState, stateOf } from './sensitivity.ts'
import { largest } from './sparse-solver.ts'

export interface RewardChangeOptions extends IterationLimits {
  /** discount factor, 0 ≤ gamma < 1 */
  readonly gamma: number
  /** the state whose best action shall flip */
  readonly state: number
  /** the row whose reward changes, of this or of another state; default: the row of this state that needs
   *  least */
  readonly row?: number
}

/** What it takes to change a mind. */
export interface RewardChange {
  /** added to the reward of `row`: from here on, another action is as good as the best; beyond, it is better.
   *  0 when two are best already, null when no change of this reward flips the state */
  readonly change: number | null
  readonly row: number
  /** the state's best row now */
  readonly from: number
  /** the row that becomes the best; null when none does */
  readonly to: number | null
  /** pieces of the optimal value, linear in the change, that were walked through */
  readonly iterations: number
  readonly residual: number
  readonly converged: boolean
}

/** The smallest change of one reward that flips the best action of a state, exactly, for the discounted
 *  problem. As the reward moves, every value of the chain moves, and other states may change their minds
 *  first: the optimal value is convex and piecewise linear in the reward, and its pieces are walked through
 *  by policy iteration with a parameter (the parametric simplex method on the linear program, Gass and Saaty
 *  1955) in both directions. O(pieces × one evaluation of a policy).
 *  @throws RangeError for a state or row that does not exist, or gamma outside 0 ≤ gamma < 1
 *  @example
 *  // Stay for 10 a step for ever, or leave at once for 60: leaving must earn 40 more; staying 4 less a step.
 *  const counts: [number, number, number, number][] = [[0, 0, 0, 1], [0, 1, 1, 1]]
 *  const rewards: [number, number, number][] = [[0, 0, 10], [0, 1, 60]]
 *  const { model } = estimateModel({ stateCount: 2, counts, rewards, terminal: [1] })
 *  smallestRewardChange(model, { gamma: 0.9, state: 0, row: 1 }).change // ≈ 40.000000
 *  smallestRewardChange(model, { gamma: 0.9, state: 0, row: 0 }).change // ≈ -4.000000
 *  smallestRewardChange(model, { gamma: 0.9, state: 0 }).row // → 0
 */
export function smallestRewardChange(model: Model, options: RewardChangeOptions): RewardChange {
  const { gamma, state, row } = options
  checkGamma(gamma)
  checkState(model, state)
  if (row !== undefined) checkRow(model, row)
  const limits = startLimits(options, systemLimits)
  const start = policyIteration(model, options)
  const rows =
    row === undefined
      ? Array.from(
          { length: model.rowStart[state + 1]! - model.rowStart[state]! },
          (_, i) => model.rowStart[state]! + i,
        )
      : [row]
  let least: RewardChange | null = null
  let converged = start.converged
  for (const each of rows) {
    for (const sign of [1, -1]) {
      const sizeMax: number = Math.abs(least?.change ?? Infinity)
      const found = walkReward(model, options, start.policy, each, sign, { sizeMax, limits })
      converged &&= found.converged
      if (least === null || Math.abs(found.change ?? Infinity) < sizeMax) least = found
    }
  }
  if (least === null) throw new RangeError(`state ${state} has no rows`)
  return { ...least, converged }
}

/** Moves one reward in one direction until the state flips, or by more than `sizeMax`, which is known to do. */
function walkReward(
  model: Model,
  options: RewardChangeOptions,
  optimal: Int32Array,
  row: number,
  sign: number,
  { sizeMax, limits }: { readonly sizeMax: number; readonly limits: Limits },
): RewardChange {
  const { gamma, state } = options
  const policy = optimal.slice()
  const moved = { ...model, reward: model.reward.slice() }
  const slope = { ...model, reward: new Float64Array(model.reward.length) }
  slope.reward[row] = sign
  const from = optimal[state]!
  const hasChoice = model.rowStart[state + 1]! - model.rowStart[state]! > 1
  const piecesMax = 50 * (model.action.length + 1)
  let size = 0
  for (let iterations = 1; ; iterations++) {
    moved.reward[row] = model.reward[row]! + sign * size
    const chain = makePolicyChain(moved, policy)
    const solve = prepareSystem(scale(chain.matrix, gamma), limits)
    const value = solve(chain.reward)
    const speed = solve(makePolicyChain(slope, policy).reward)
    const residual = value.residual
    const gaps = differences(moved, policy, qValues(moved, value.x, gamma))
    const closing = differences(slope, policy, qValues(slope, speed.x, gamma))
    const tolerance = toleranceOf(value.x, residual, gamma)
    const next = findNext(gaps, closing, tolerance, toleranceOf(speed.x, speed.residual, gamma))
    const tied = findTied(model, policy, gaps, state, tolerance)
    const ending = { row, from, iterations, residual, converged: value.converged && speed.converged }
    if (tied !== null) return { ...ending, change: sign * size, to: tied }
    if (next === null || !hasChoice || size + next.step > sizeMax)
      return { ...ending, change: null, to: null }
    if (iterations >= piecesMax || limits.isLate())
      return { ...ending, change: null, to: null, converged: false }
    if (stateOf(model, next.row) === state)
      return { ...ending, change: sign * (size + next.step), to: next.row }
    size += next.step
    policy[stateOf(model, next.row)] = next.row
  }
}

/** Differences of row values below this are rounding. */
function toleranceOf(value: Float64Array, residual: number, gamma: number): number {
  return 1e-12 * largest(value) + (2 * residual) / (1 - gamma)
}

/** [rowCount] V(s) - Q(s,a), ≥ 0 when the policy is optimal. */
function differences(model: Model, policy: Int32Array, rowValue: Float64Array): Float64Array {
  const out = new Float64Array(rowValue.length)
  for (let s = 0; s < model.stateCount; s++)
    for (let row = model.rowStart[s]!; row < model.rowStart[s + 1]!; row++)
      out[row] = rowValue[policy[s]!]! - rowValue[row]!
  return out
}

/** The row that catches up first; among ties the one that gains fastest, so that no circle is walked. */
function findNext(gaps: Float64Array, closing: Float64Array, tolerance: number, slack: number) {
  let best: { row: number; step: number } | null = null
  for (let row = 0; row < gaps.length; row++) {
    if (!(closing[row]! < -slack)) continue
    const step = Math.max(gaps[row]! <= tolerance ? 0 : gaps[row]!, 0) / -closing[row]!
    const isSooner = best === null || step < best.step
    if (isSooner || (step === best!.step && closing[row]! < closing[best!.row]!)) best = { row, step }
  }
  return best
}

/** Another row of the state that is as good as its best already. */
function findTied(model: Model, policy: Int32Array, gaps: Float64Array, state: number, tolerance: number) {
  for (let row = model.rowStart[state]!; row < model.rowStart[state + 1]!; row++)
    if (row !== policy[state] && gaps[row]! <= tolerance) return row
  return null
}
