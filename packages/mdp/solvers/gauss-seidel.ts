import { startLimits } from '../limits.ts'
import type { Model } from '../model.ts'
import type { Solution, SolveOptions } from '../solution.ts'
import { backUp } from './back-up.ts'
import { aside, roundingOf } from './bounds.ts'
import { checkDiscount, checkEpsilon, startValue } from './check-options.ts'
import { watchProgress } from './value-iteration.ts'

/** Discounted value iteration that uses each new value at once, and divides by what a row keeps in its own state. When
 *  a sweep changes little enough, one plain backup gives the bounds.
 *  @throws RangeError for a gamma or an epsilon that cannot be
 *  Complexity: O(entries) a sweep, fewer sweeps than plain value iteration with the sup-norm stop.
 *  Source: Puterman (2005), section 6.3.3.
 *  @example
 *  const transitions = [[0, 0, 0, 0.5], [0, 0, 1, 0.5], [0, 1, 1, 1], [1, 0, 1, 1]]
 *  const model = buildModel({ nStates: 2, transitions, rewards: [[0, 0, 5], [0, 1, 10], [1, 0, -1]] })
 *  gaussSeidel(model, { gamma: 0.95 }).value // ≈ [-8.57143, -20.00000]
 */
export function gaussSeidel(model: Model, options: SolveOptions): Solution {
  const { gamma } = options
  checkDiscount(gamma)
  const epsilon = checkEpsilon(options.epsilon ?? 1e-6)
  const limits = startLimits(options)
  const value = startValue(model, options.initialValue)
  const enough = (epsilon * (1 - gamma)) / 2
  const progress = watchProgress()
  for (let iterations = 1; ; iterations++) {
    const changed = sweepInPlace(model, gamma, value)
    if (changed * gamma > enough && !limits.isOver(iterations) && progress(changed)) continue
    const next = new Float64Array(model.stateCount)
    const policy = new Int32Array(model.stateCount)
    const change = backUp(model, gamma, value, next, policy)
    const bounds = aside(change, gamma, roundingOf(model, next, gamma))
    const residual = Math.max(change.greatest, -change.least, 0)
    const converged = Math.max(bounds.below, bounds.above) <= epsilon
    return { value: next, policy, bounds, iterations, residual, converged }
  }
}

/** @returns the greatest change of a value */
export function sweepInPlace(model: Model, gamma: number, value: Float64Array): number {
  const { stateCount, rowStart, entryStart, successor, probability, reward } = model
  let changed = 0
  let i = 0
  for (let s = 0; s < stateCount; s++) {
    let best = -Infinity
    for (let row = rowStart[s]!; row < rowStart[s + 1]!; row++) {
      let self = 0
      let expected = 0
      for (const end = entryStart[row + 1]!; i < end; i++)
        if (successor[i] === s) self += probability[i]!
        else expected += probability[i]! * value[successor[i]!]!
      const leaving = 1 - gamma * self // nothing where an undiscounted row stays for ever
      const q = leaving > 0 ? (reward[row]! + gamma * expected) / leaving : reward[row]! + value[s]!
      best = Math.max(best, q)
    }
    changed = Math.max(changed, Math.abs(best - value[s]!))
    value[s] = best
  }
  return changed
}
