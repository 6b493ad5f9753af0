import { makePolicyChain } from '../chain/policy-chain.ts'
import { improvementLimits, type Limits, startLimits } from '../limits.ts'
import type { Model } from '../model.ts'
import type { AverageSolution, SolveOptions } from '../solution.ts'
import { backUp } from './back-up.ts'
import { roundingOf } from './bounds.ts'
import { solveChainGain } from './chain-gain.ts'
import { solveDiscounted } from './chain-value.ts'
import { checkEpsilon, startValue } from './check-options.ts'
import { improve } from './improve.ts'
import { onlyClosedClass, refuseMultichain } from './multichain.ts'
import { stepsBefore } from './proper-policy.ts'

/** The greatest average reward per step by policy iteration: gain and bias of each policy are solved for exactly, so
 *  the gain and the bias (relative to state 0) are right but for rounding.
 *
 *  Of the model it is asked that the optimal gain is the same from every state. Checked: (1) that only one class of
 *  states is closed under all actions; (2) of every policy met, that no recurrent class outside that closed class earns
 *  more than can be earned within. A policy with several recurrent classes is led to the best one within.
 *  @throws RangeError that names two classes of a multichain model whose gains differ
 *  Complexity: few improvements, each as `policyIteration`.
 *  Source: Howard (1960); Puterman (2005), 8.6.1 and 9.5.1 (communicating models).
 *  @example
 *  const transitions = [[0, 0, 0, 0.5], [0, 0, 1, 0.5], [0, 1, 0, 0.8], [0, 1, 1, 0.2],
 *    [1, 0, 0, 0.4], [1, 0, 1, 0.6], [1, 1, 0, 0.7], [1, 1, 1, 0.3]]
 *  const toymaker = buildModel({ nStates: 2, transitions, rewards: [[0, 0, 6], [0, 1, 4], [1, 0, -3], [1, 1, -5]] })
 *  const { gain, bias } = averagePolicyIteration(toymaker)
 *  gain // ≈ 2.0000000000
 *  bias // ≈ [0.0, -10.0000000000]
 */
export function averagePolicyIteration(
  model: Model,
  options: Omit<SolveOptions, 'gamma'> = {},
): AverageSolution {
  const epsilon = checkEpsilon(options.epsilon ?? 1e-6)
  const limits = startLimits(options, improvementLimits)
  const closed = onlyClosedClass(model)
  const { policy, value } = startPolicy(model, options.initialValue, limits)
  if (limits.isLate() && !options.initialValue) return boundGain(model, value, epsilon)
  const before = stepsBefore(model)
  let most = Infinity // what the closed class can earn at most
  for (let iterations = 1; ; iterations++) {
    const { gain, bias } = evaluateLed(model, policy, closed, before, most, limits)
    const rounding = roundingOf(model, bias, 1)
    const evaluated = policy.slice()
    const { changed, least, greatest } = improve(model, 1, bias, policy, rounding * 16)
    most = Math.min(most, greatestInside(model, bias, closed) + rounding * 16)
    if (changed > 0 && !limits.isOver(iterations)) continue
    const bounds = {
      below: Math.max(0, gain - least) + rounding,
      above: Math.max(0, greatest - gain) + rounding,
    }
    const residual = greatest - least
    const converged =
      changed === 0 && (Math.max(bounds.below, bounds.above) <= epsilon || residual <= 64 * rounding)
    return { gain, bias, policy: evaluated, bounds, iterations, residual, converged }
  }
}

/** Greedy for the value given; else the best policy of ever weaker discounts. That one already leads to where most is
 *  earned, whereas one that looks a step ahead may keep to places that it leaves once in 1e100 steps, and the bias of
 *  those is no number to reckon with. (Blackwell 1962; Puterman 2005, 8.4.2: vanishing discount) */
function startPolicy(model: Model, initialValue: Float64Array | undefined, limits: Limits) {
  const policy = new Int32Array(model.stateCount)
  let value = startValue(model, initialValue)
  backUp(model, 1, value, new Float64Array(model.stateCount), policy)
  if (initialValue || model.stateCount <= 50) return { policy, value }
  for (let horizon = 10; horizon <= 1e5; horizon *= 10)
    for (let changed = 1, round = 0; changed > 0 && round < 20 && !limits.isLate(); round++) {
      const gamma = 1 - 1 / horizon
      value = solveDiscounted(makePolicyChain(model, policy), gamma, limits)
      changed = improve(model, gamma, value, policy, 4 * roundingOf(model, value, gamma)).changed
    }
  return { policy, value }
}

/** What one backup of any value says of the gain. (Puterman 2005, theorem 8.5.5) */
function boundGain(model: Model, value: Float64Array, epsilon: number): AverageSolution {
  const policy = new Int32Array(model.stateCount)
  const { least, greatest } = backUp(model, 1, value, new Float64Array(model.stateCount), policy)
  const doubt = (greatest - least) / 2 + roundingOf(model, value, 1)
  return {
    gain: (least + greatest) / 2,
    bias: value.map(each => each - value[0]!),
    policy,
    bounds: { below: doubt, above: doubt },
    iterations: 1,
    residual: greatest - least,
    converged: doubt <= epsilon,
  }
}

/** Gain and bias of the policy, after it was changed to lead to its best recurrent class. */
function evaluateLed(
  model: Model,
  policy: Int32Array,
  closed: ReturnType<typeof onlyClosedClass>,
  before: ReturnType<typeof stepsBefore>,
  most: number,
  limits: Limits,
): { gain: number; bias: Float64Array } {
  let found = solveChainGain(makePolicyChain(model, policy), limits)
  if (found.classes.length > 1) {
    leadTo(bestClass(found, closed, most, limits), model, policy, before)
    found = solveChainGain(makePolicyChain(model, policy), limits)
  }
  bestClass(found, closed, most, limits)
  const first = found.bias[0]!
  return { gain: found.gains[0]!, bias: found.bias.map(each => each - first) }
}

/** Of those within the closed class; there is one, since no policy leaves it. What was cut short proves nothing.
 *  @throws RangeError when another earns more than that class can */
function bestClass(
  { classes, gains }: Pick<ReturnType<typeof solveChainGain>, 'classes' | 'gains'>,
  closed: ReturnType<typeof onlyClosedClass>,
  most: number,
  limits: Limits,
): Int32Array {
  let best = -1
  for (const [index, states] of classes.entries()) {
    const gain = gains[index]!
    if (!closed.isInside[states[0]!]) {
      if (gain > most && !limits.isLate()) refuseMultichain(states, gain, closed.states, most)
    } else if (best < 0 || gain > gains[best]!) best = index
  }
  return classes[best]!
}

/** Every other state takes a row of which some successor is nearer to the class. */
function leadTo(
  states: Int32Array,
  model: Model,
  policy: Int32Array,
  before: ReturnType<typeof stepsBefore>,
): void {
  const isLed = new Uint8Array(model.stateCount)
  const queue = new Int32Array(model.stateCount)
  queue.set(states)
  for (const s of states) isLed[s] = 1
  for (let at = 0, end = states.length; at < end; at++)
    for (let i = before.start[queue[at]!]!; i < before.start[queue[at]! + 1]!; i++) {
      const row = before.row[i]!
      const s = before.stateOf[row]!
      if (isLed[s]) continue
      isLed[s] = 1
      policy[s] = row
      queue[end++] = s
    }
}

function greatestInside(
  model: Model,
  bias: Float64Array,
  { states }: ReturnType<typeof onlyClosedClass>,
): number {
  const next = new Float64Array(model.stateCount)
  backUp(model, 1, bias, next, new Int32Array(model.stateCount))
  return states.reduce((greatest, s) => Math.max(greatest, next[s]! - bias[s]!), -Infinity)
}
