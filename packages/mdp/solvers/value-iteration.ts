import { startLimits } from '../limits.ts'
import type { Model } from '../model.ts'
import type { Solution, SolveOptions } from '../solution.ts'
import { backUp, type Change } from './back-up.ts'
import { aside, halfway, roundingOf } from './bounds.ts'
import { checkDiscount, checkEpsilon, startValue } from './check-options.ts'

export interface ValueIterationOptions extends SolveOptions {
  /** 'span' (default) stops when all states still move by the same and adds what they will move; 'sup-norm' when they
   *  hardly move, which takes more sweeps */
  readonly stop?: 'span' | 'sup-norm'
}

/** Discounted value iteration. On convergence the values are within epsilon of the optimum and the policy loses at
 *  most epsilon; the bounds hold however it ended.
 *  @throws RangeError for a gamma or an epsilon that cannot be
 *  Complexity: O(entries) a sweep; sweeps ~ log(1/epsilon) / log(1/(γ·λ)), λ the mixing of the optimal policy (span),
 *  or log(1/epsilon) / log(1/γ) (sup norm). Ends unconverged where epsilon is finer than rounding allows.
 *  Source: Puterman (2005), sections 6.3 and 6.6.3, shift (6.6.12); MacQueen (1966).
 *  @example
 *  const transitions = [[0, 0, 0, 0.5], [0, 0, 1, 0.5], [0, 1, 1, 1], [1, 0, 1, 1]]
 *  const model = buildModel({ nStates: 2, transitions, rewards: [[0, 0, 5], [0, 1, 10], [1, 0, -1]] })
 *  const { value, converged } = valueIteration(model, { gamma: 0.95 })
 *  value // ≈ [-8.57143, -20.00000]
 *  converged // → true
 */
export function valueIteration(model: Model, options: ValueIterationOptions): Solution {
  const { gamma, stop = 'span' } = options
  checkDiscount(gamma)
  const epsilon = checkEpsilon(options.epsilon ?? 1e-6)
  const limits = startLimits(options)
  let value = startValue(model, options.initialValue)
  let next: Float64Array = new Float64Array(model.stateCount)
  const policy = new Int32Array(model.stateCount)
  const progress = watchProgress()
  for (let iterations = 1; ; iterations++) {
    const change = backUp(model, gamma, value, next, policy)
    ;[value, next] = [next, value]
    const doubt = doubtOf(change, gamma, stop)
    const isNear = doubt <= epsilon
    if (!isNear && !limits.isOver(iterations) && progress(doubt)) continue
    return finish(model, options, { value, policy, change, iterations, epsilon, stop })
  }
}

/** Twice what the values may be off, so that the policy too is within epsilon (Puterman, theorem 6.3.1, 6.6.6). */
function doubtOf({ least, greatest }: Change, gamma: number, stop: 'span' | 'sup-norm'): number {
  const factor = gamma / (1 - gamma)
  return factor * (stop === 'span' ? greatest - least : 2 * Math.max(greatest, -least))
}

/** Says whether something still comes nearer. The doubt shrinks by γ at least, slowly when γ is near one: only a
 *  doubt that has not become less for thousands of sweeps has met the end of rounding. */
export function watchProgress(patience = 4096): (doubt: number) => boolean {
  let least = Infinity
  let since = 0
  return doubt => {
    since = doubt < least ? 0 : since + 1
    least = Math.min(least, doubt)
    return since < patience
  }
}

interface Finish {
  readonly value: Float64Array
  readonly policy: Int32Array
  readonly change: Change
  readonly iterations: number
  readonly epsilon: number
  readonly stop: 'span' | 'sup-norm'
}

function finish(model: Model, { gamma }: SolveOptions, end: Finish): Solution {
  const { value, policy, change, iterations, epsilon, stop } = end
  const rounding = roundingOf(model, value, gamma)
  const residual = Math.max(change.greatest, -change.least, 0)
  if (stop === 'sup-norm') {
    const bounds = aside(change, gamma, rounding)
    return { value, policy, bounds, iterations, residual, converged: isWithin(bounds, epsilon) }
  }
  const { shift, doubt } = halfway(change, gamma, rounding)
  for (let s = 0; s < value.length; s++) value[s]! += shift
  const bounds = { below: doubt, above: doubt }
  return { value, policy, bounds, iterations, residual, converged: isWithin(bounds, epsilon) }
}

function isWithin({ below, above }: Solution['bounds'], epsilon: number): boolean {
  return below <= epsilon && above <= epsilon
}
