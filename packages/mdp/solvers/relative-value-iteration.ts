import { classify } from '../chain/classes.ts'
import { makePolicyChain } from '../chain/policy-chain.ts'
import { startLimits } from '../limits.ts'
import type { Model } from '../model.ts'
import type { AverageSolution, SolveOptions } from '../solution.ts'
import { backUp, type Change } from './back-up.ts'
import { roundingOf } from './bounds.ts'
import { checkEpsilon, startValue } from './check-options.ts'
import { onlyClosedClass, refuseMultichain } from './multichain.ts'
import { watchProgress } from './value-iteration.ts'

export interface RelativeValueIterationOptions extends Omit<SolveOptions, 'gamma'> {
  /** the part of each step that is taken, 0 < step < 1: staying put now and then makes periodic models settle, and
   *  changes neither gain nor policy; default 0.95 */
  readonly step?: number
}

/** The greatest average reward per step, by relative value iteration with the aperiodicity transformation. The gain is
 *  within epsilon of the optimum, and the policy earns at most epsilon less than it; min (Lh - h) ≤ g* ≤ max (Lh - h)
 *  bounds it however it ended. The bias is relative to state 0, and only as near as the last sweep brought it.
 *
 *  Of the model it is asked that the optimal gain is the same from every state. Checked: (1) that only one class of
 *  states is closed under all actions; (2) while iterating, that no class that the present policy keeps to earns for
 *  certain more than that closed class can. So communicating, weakly communicating and unichain models are solved,
 *  periodic ones too, and where the gain does differ it is refused.
 *  @throws RangeError that names two classes of a multichain model whose gains differ
 *  Complexity: O(entries) a sweep.
 *  Source: Puterman (2005), 8.5.4 (step), 8.5.5 and theorem 8.5.5 (bounds).
 *  @example
 *  const transitions = [[0, 0, 1, 1], [1, 0, 0, 1]]
 *  const model = buildModel({ nStates: 2, transitions, rewards: [[0, 0, 1], [1, 0, 2]] })
 *  relativeValueIteration(model).gain // ≈ 1.50000
 */
export function relativeValueIteration(
  model: Model,
  options: RelativeValueIterationOptions = {},
): AverageSolution {
  const { step = 0.95 } = options
  if (!(step > 0 && step < 1)) throw new RangeError(`step is ${step}; it must be between 0 and 1.`)
  const epsilon = checkEpsilon(options.epsilon ?? 1e-6)
  const limits = startLimits(options)
  const closed = onlyClosedClass(model)
  const bias = startValue(model, options.initialValue)
  const next = new Float64Array(model.stateCount)
  const policy = new Int32Array(model.stateCount)
  const progress = watchProgress()
  for (let iterations = 1, check = 64; ; iterations++) {
    const change = backUp(model, 1, bias, next, policy)
    const span = change.greatest - change.least
    const isLast = span <= epsilon || limits.isOver(iterations) || !progress(span)
    if (!isLast && iterations === check) {
      check *= 2
      refuseUnequalGains(model, policy, closed, bias, next)
    }
    if (isLast) return finish(model, { bias, policy, change, iterations, epsilon })
    move(bias, next, step)
  }
}

/** bias + step · (L bias - bias), relative to state 0 so that it does not grow. */
function move(bias: Float64Array, next: Float64Array, step: number): void {
  const shift = bias[0]! + step * (next[0]! - bias[0]!)
  for (let s = 0; s < bias.length; s++) bias[s]! += step * (next[s]! - bias[s]!) - shift
}

/** A class that the greedy policy keeps to earns at least its least (Lh - h); the closed class at most its greatest. */
function refuseUnequalGains(
  model: Model,
  policy: Int32Array,
  closed: ReturnType<typeof onlyClosedClass>,
  bias: Float64Array,
  next: Float64Array,
): void {
  if (closed.states.length === model.stateCount) return
  const most = closed.states.reduce((greatest, s) => Math.max(greatest, next[s]! - bias[s]!), -Infinity)
  const margin = 8 * roundingOf(model, bias, 1)
  for (const states of classify(makePolicyChain(model, policy).matrix).recurrent) {
    if (closed.isInside[states[0]!]) continue
    const least = states.reduce((smallest, s) => Math.min(smallest, next[s]! - bias[s]!), Infinity)
    if (least > most + margin) refuseMultichain(states, least, closed.states, most)
  }
}

interface Finish {
  readonly bias: Float64Array
  readonly policy: Int32Array
  readonly change: Change
  readonly iterations: number
  readonly epsilon: number
}

function finish(model: Model, { bias, policy, change, iterations, epsilon }: Finish): AverageSolution {
  const first = bias[0]!
  for (let s = 0; s < bias.length; s++) bias[s]! -= first
  const gain = (change.least + change.greatest) / 2
  const residual = (change.greatest - change.least) / 2
  const doubt = residual + roundingOf(model, bias, 1)
  const bounds = { below: doubt, above: doubt }
  return { gain, bias, policy, bounds, iterations, residual, converged: doubt <= epsilon }
}
