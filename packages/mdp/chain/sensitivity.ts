import { type IterationLimits, startLimits, systemLimits } from '../limits.ts'
import type { Model } from '../model.ts'
import { prepareSystem } from './linear-system.ts'
import { checkGamma, discountedOccupancy, type OccupancyOptions, solveValue } from './occupancy.ts'
import { makePolicyChain, type Policy, scale } from './policy-chain.ts'

/** How a policy's value answers to a small change. */
export interface Sensitivity {
  readonly iterations: number
  readonly residual: number
  readonly converged: boolean
}

/** dV(start)/dR(s,a) of every row under a policy: the discounted visits of the row, for V = Σ x(s,a) R(s,a)
 *  is linear in the rewards (Puterman 2005, theorem 6.9.1).
 *  @returns `gradient` [rowCount], 0 at rows that the policy does not use
 *  @throws as `discountedOccupancy`
 *  @example
 *  const counts: [number, number, number, number][] = [[0, 0, 0, 1], [0, 0, 1, 1]]
 *  const { model } = estimateModel({ stateCount: 2, counts, rewards: [[0, 0, 11]], terminal: [1] })
 *  rewardSensitivity(model, Int32Array.of(0, 1), { gamma: 0.9, start: 0 }).gradient // ≈ [1.8182, 8.1818]
 */
export function rewardSensitivity(
  model: Model,
  policy: Policy,
  options: OccupancyOptions,
): Sensitivity & { readonly gradient: Float64Array } {
  const { row, iterations, residual, converged } = discountedOccupancy(model, policy, options)
  return { gradient: row, iterations, residual, converged }
}

/** dV(start)/dε when ε of a row's probability moves from one successor to another: γ x(row) (V(to) -
 *  V(from)), with x the row's discounted visits.
 *  @param shift `from` must have probability > 0 in the row, or no mass could move
 *  @throws RangeError for a row or state that does not exist, and when `from` has no mass; as
 *    `discountedOccupancy`
 *  @example
 *  const counts: [number, number, number, number][] = [[0, 0, 0, 1], [0, 0, 1, 1]]
 *  const { model } = estimateModel({ stateCount: 2, counts, rewards: [[0, 0, 11]], terminal: [1] })
 *  const shift = { row: 0, from: 1, to: 0 }
 *  transitionSensitivity(model, Int32Array.of(0, 1), { gamma: 0.9, start: 0, ...shift }).derivative // ≈ 32.7273
 */
export function transitionSensitivity(
  model: Model,
  policy: Policy,
  options: OccupancyOptions & { readonly row: number; readonly from: number; readonly to: number },
): Sensitivity & { readonly derivative: number } {
  const { row, from, to, gamma } = options
  checkShift(model, row, from, to)
  const visits = discountedOccupancy(model, policy, options)
  const value = solveValue(makePolicyChain(model, policy), gamma, options)
  return {
    derivative: gamma * visits.row[row]! * (value.x[to]! - value.x[from]!),
    iterations: Math.max(visits.iterations, value.iterations),
    residual: Math.max(visits.residual, value.residual),
    converged: visits.converged && value.converged,
  }
}

export interface RowChange {
  readonly row: number
  /** added to the row's reward; default 0 */
  readonly reward?: number
  /** [successor, added probability] pairs; the additions sum to 0; default none */
  readonly probability?: readonly (readonly [successor: number, added: number])[]
}

/** The policy's values after one row has changed by any feasible amount, without building another model: the
 *  change has rank one, V' = V + X eₛ · w (Δr + γ d·V) / (1 - w γ d·X eₛ), X = (I - γP)⁻¹, w the row's
 *  probability in the policy (Sherman and Morrison 1950). Exact, not a tangent.
 *  @returns `value` [stateCount] before, `changed` [stateCount] after
 *  @throws RangeError when the additions do not sum to 0 or push a probability out of [0, 1]
 *  @example
 *  const counts: [number, number, number, number][] = [[0, 0, 0, 1], [0, 0, 1, 1]]
 *  const { model } = estimateModel({ stateCount: 2, counts, rewards: [[0, 0, 11]], terminal: [1] })
 *  const change: { row: number; probability: [number, number][] } = { row: 0, probability: [[0, -0.5], [1, 0.5]] }
 *  perturbRow(model, Int32Array.of(0, 1), { gamma: 0.9, ...change }).changed // ≈ [11.0000, 0.0000]
 */
export function perturbRow(
  model: Model,
  policy: Policy,
  options: { readonly gamma: number } & RowChange & IterationLimits,
): Sensitivity & { readonly value: Float64Array; readonly changed: Float64Array } {
  const { gamma, row, reward = 0, probability = [] } = options
  checkGamma(gamma)
  checkRowChange(model, options)
  const chain = makePolicyChain(model, policy)
  const solve = prepareSystem(scale(chain.matrix, gamma), startLimits(options, systemLimits))
  const before = solve(chain.reward)
  const unit = new Float64Array(model.stateCount)
  unit[stateOf(model, row)] = 1
  const column = solve(unit)
  const along = (x: Float64Array) => probability.reduce((sum, [to, added]) => sum + added * x[to]!, 0)
  const share = chain.share[row]!
  const step = (share * (reward + gamma * along(before.x))) / (1 - share * gamma * along(column.x))
  return {
    value: before.x,
    changed: before.x.map((v, s) => v + step * column.x[s]!),
    iterations: Math.max(before.iterations, column.iterations),
    residual: Math.max(before.residual, column.residual * Math.abs(step)),
    converged: before.converged && column.converged,
  }
}

/** The state that a row belongs to. O(log states) */
export function stateOf(model: Model, row: number): number {
  let low = 0
  let high = model.stateCount - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (model.rowStart[middle]! <= row) low = middle
    else high = middle - 1
  }
  return low
}

export function checkRow(model: Model, row: number) {
  if (!Number.isInteger(row) || row < 0 || row >= model.action.length)
    throw new RangeError(`row ${row} does not exist; rows are 0 … ${model.action.length - 1}`)
}

export function checkState(model: Model, state: number) {
  if (!Number.isInteger(state) || state < 0 || state >= model.stateCount)
    throw new RangeError(`state ${state} does not exist; states are 0 … ${model.stateCount - 1}`)
}

function checkShift(model: Model, row: number, from: number, to: number) {
  checkRow(model, row)
  checkState(model, from)
  checkState(model, to)
  if (massOf(model, row, from) === 0)
    throw new RangeError(`row ${row} never leads to state ${from}: no probability can move from there`)
}

function massOf(model: Model, row: number, next: number): number {
  let mass = 0
  for (let e = model.entryStart[row]!; e < model.entryStart[row + 1]!; e++)
    if (model.successor[e] === next) mass += model.probability[e]!
  return mass
}

function checkRowChange(model: Model, { row, reward = 0, probability = [] }: RowChange) {
  checkRow(model, row)
  if (!Number.isFinite(reward))
    throw new RangeError(`row ${row}: the change of reward ${reward} is not finite`)
  const added = new Map<number, number>()
  for (const [to, mass] of probability) {
    checkState(model, to)
    added.set(to, (added.get(to) ?? 0) + mass)
  }
  let sum = 0
  for (const [to, mass] of added) {
    const after = massOf(model, row, to) + mass
    if (!(after >= -1e-12 && after <= 1 + 1e-12))
      throw new RangeError(`row ${row}: adding ${mass} makes the probability of state ${to} ${after}`)
    sum += mass
  }
  if (Math.abs(sum) > 1e-12) throw new RangeError(`row ${row}: the additions sum to ${sum}, not to 0`)
}
