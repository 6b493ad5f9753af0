import type { Model } from '../model.ts'
import type { Solution, SolveOptions } from '../solution.ts'

/** How modified policy iteration is to run. */
export interface ModifiedPolicyIterationOptions extends SolveOptions {
  /** evaluations of a policy between two improvements; default 20 */
  readonly innerSweeps?: number
}

/** Solves a discounted process by modified policy iteration: sweeps that improve the policy alternate with cheaper ones
 *  that only evaluate it (Puterman 2005, section 6.5).
 *
 *  Stops when span(TV - V) γ/(1 - γ) ≤ ε, and shifts the values into the middle of the bounds (Puterman 6.6.12; MacQueen
 *  1966): V* lies within `bounds`, and the policy loses at most ε. The bounds include the rounding of the last sweep.
 *  @throws RangeError unless 0 ≤ gamma < 1 and epsilon > 0
 *  @complexity O(entries) of a sweep that improves, O(entries / actions) of one that evaluates
 *  @example
 *  const model: Model = { stateCount: 1, rowStart: Int32Array.of(0, 2), action: Int32Array.of(0, 1),
 *    entryStart: Int32Array.of(0, 1, 2), successor: Int32Array.of(0, 0), probability: Float64Array.of(1, 1),
 *    reward: Float64Array.of(1, 2) }
 *  modifiedPolicyIteration(model, { gamma: 0.9 }).value // ≈ 20.000000
 *  modifiedPolicyIteration(model, { gamma: 0.9 }).policy // → [1]
 */
export function modifiedPolicyIteration(model: Model, options: ModifiedPolicyIterationOptions): Solution {
  const {
    gamma,
    epsilon = 1e-6,
    iterationsMax = 1e6,
    secondsMax = Infinity,
    now = () => performance.now(),
  } = options
  const { initialValue, innerSweeps = 20 } = options
  if (!(gamma >= 0 && gamma < 1))
    throw new RangeError(`gamma ${gamma}: a discounted process needs 0 ≤ gamma < 1`)
  if (!(epsilon > 0)) throw new RangeError(`epsilon ${epsilon}: the accuracy must be above zero`)
  if (initialValue && initialValue.length !== model.stateCount)
    throw new RangeError(`initialValue has ${initialValue.length} values for ${model.stateCount} states`)
  const end = now() + secondsMax * 1000
  const policy = new Int32Array(model.stateCount)
  let value = initialValue ? Float64Array.from(initialValue) : new Float64Array(model.stateCount)
  let next = new Float64Array(model.stateCount)
  const rounding = roundingOf(model)
  const factor = gamma / (1 - gamma)
  for (let iterations = 1; ; iterations++) {
    const change = improve(model, gamma, value, next, policy)
    const half = (factor * (change.high - change.low)) / 2
    const slack = rounding(value, gamma)
    const converged = 2 * half + slack <= epsilon
    if (converged || half <= slack / 8 || iterations >= iterationsMax || now() >= end) {
      const shift = (factor * (change.high + change.low)) / 2
      const bound = half + slack
      const residual = Math.max(Math.abs(change.low), Math.abs(change.high))
      return {
        value: next.map(x => x + shift),
        policy,
        iterations,
        residual,
        converged,
        bounds: { below: bound, above: bound },
      }
    }
    for (let sweep = 0; sweep < innerSweeps; sweep++) {
      ;[value, next] = [next, value]
      const { low, high } = evaluate(model, gamma, value, next, policy)
      if (factor * (high - low) <= epsilon) break
    }
    ;[value, next] = [next, value]
  }
}

interface Change {
  readonly low: number
  readonly high: number
}

/** next = max over actions; ties go to the first row. */
function improve(
  model: Model,
  gamma: number,
  value: Float64Array,
  next: Float64Array,
  policy: Int32Array,
): Change {
  const { stateCount, rowStart, entryStart, successor, probability, reward } = model
  let low = Infinity
  let high = -Infinity
  for (let s = 0; s < stateCount; s++) {
    let best = -Infinity
    let bestRow = rowStart[s]!
    for (let row = rowStart[s]!; row < rowStart[s + 1]!; row++) {
      let sum = 0
      for (let e = entryStart[row]!; e < entryStart[row + 1]!; e++)
        sum += probability[e]! * value[successor[e]!]!
      const q = reward[row]! + gamma * sum
      if (q > best) {
        best = q
        bestRow = row
      }
    }
    next[s] = best
    policy[s] = bestRow
    const change = best - value[s]!
    if (change < low) low = change
    if (change > high) high = change
  }
  return { low, high }
}

function evaluate(
  model: Model,
  gamma: number,
  value: Float64Array,
  next: Float64Array,
  policy: Int32Array,
): Change {
  const { stateCount, entryStart, successor, probability, reward } = model
  let low = Infinity
  let high = -Infinity
  for (let s = 0; s < stateCount; s++) {
    const row = policy[s]!
    let sum = 0
    for (let e = entryStart[row]!; e < entryStart[row + 1]!; e++)
      sum += probability[e]! * value[successor[e]!]!
    const q = reward[row]! + gamma * sum
    next[s] = q
    const change = q - value[s]!
    if (change < low) low = change
    if (change > high) high = change
  }
  return { low, high }
}

/** What rounding may add to the bounds: each backup is off by at most (K + 3) units of its largest term (Higham 2002,
 *  section 3.1), and the bounds multiply that by 1/(1 - γ). */
function roundingOf(model: Model) {
  let longest = 0
  let rewardMax = 0
  for (let row = 0; row < model.reward.length; row++) {
    longest = Math.max(longest, model.entryStart[row + 1]! - model.entryStart[row]!)
    rewardMax = Math.max(rewardMax, Math.abs(model.reward[row]!))
  }
  return (value: Float64Array, gamma: number) => {
    const largest = value.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
    return ((longest + 3) * 2 ** -53 * (rewardMax + gamma * largest)) / (1 - gamma)
  }
}
