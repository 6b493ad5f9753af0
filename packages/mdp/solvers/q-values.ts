import type { Model } from '../model.ts'
import { rowValue } from './back-up.ts'
import { roundingOf } from './bounds.ts'
import { checkStateValues } from './check-options.ts'

/** Q(s,a) = R(s,a) + γ Σ P(s'|s,a) V(s') of every row [rowCount].
 *  @param value [stateCount]
 *  @throws TypeError unless there is one value for each state
 *  Complexity: O(entries). Source: Puterman (2005), section 6.2.
 *  @example
 *  const transitions = [[0, 0, 0, 0.5], [0, 0, 1, 0.5], [0, 1, 1, 1], [1, 0, 1, 1]]
 *  const model = buildModel({ nStates: 2, transitions, rewards: [[0, 0, 5], [0, 1, 10], [1, 0, -1]] })
 *  qValues(model, Float64Array.of(0, 2), 0.5) // ≈ [5.5, 11.0, 0.0]
 */
export function qValues(model: Model, value: Float64Array, gamma: number): Float64Array {
  checkStateValues('value', model, value)
  const q = new Float64Array(model.action.length)
  for (let row = 0; row < q.length; row++) q[row] = rowValue(model, row, gamma, value)
  return q
}

/** The best actions of every state: those whose Q is within `tolerance` of the state's greatest.
 *  @param value [stateCount], of the optimum; a value that is off by e leaves Q off by γ·e, so give 2·γ·e
 *  @param tolerance in units of value; default: what rounding may have done
 *  @returns [stateCount] action numbers, ascending
 *  @throws TypeError unless there is one value for each state; RangeError for a tolerance below zero
 *  Complexity: O(entries).
 *  @example
 *  const loop = [[0, 0, 0, 1], [0, 1, 0, 1]]
 *  const model = buildModel({ nStates: 1, transitions: loop, rewards: [[0, 0, 3], [0, 1, 3]] })
 *  optimalActions(model, Float64Array.of(6), 0.5) // → [[0,1]]
 */
export function optimalActions(
  model: Model,
  value: Float64Array,
  gamma: number,
  tolerance?: number,
): number[][] {
  const q = qValues(model, value, gamma)
  const allowed = tolerance ?? roundingOf(model, value, gamma) * 16
  if (!(allowed >= 0)) throw new RangeError(`tolerance is ${allowed}; it must be at least 0.`)
  return Array.from({ length: model.stateCount }, (_, s) => {
    const rows = Array.from(
      { length: model.rowStart[s + 1]! - model.rowStart[s]! },
      (_, k) => model.rowStart[s]! + k,
    )
    const best = rows.reduce((most, row) => Math.max(most, q[row]!), -Infinity)
    return rows.filter(row => q[row]! >= best - allowed).map(row => model.action[row]!)
  })
}
