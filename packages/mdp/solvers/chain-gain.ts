import { classify } from '../chain/classes.ts'
import type { PolicyChain } from '../chain/policy-chain.ts'
import type { Limits } from '../limits.ts'
import { prepareChain } from './chain-value.ts'

type Deadline = Pick<Limits, 'isLate'>

/** Gains and biases of a chain with any number of recurrent classes; within each the bias is relative to its first
 *  state, and on the way there h = r - g + P h.
 *  @returns gain [stateCount]: where a state may end up in several classes, the mean of theirs; gains by class */
export function solveChainGain(chain: PolicyChain, limits: Deadline = { isLate: () => false }) {
  const { recurrent: classes } = classify(chain.matrix)
  const size = chain.reward.length
  const bias = new Float64Array(size)
  const gain = new Float64Array(size)
  const isFixed = new Uint8Array(size)
  const gains = classes.map(states => solveClass(chain, states, bias, limits))
  for (const [index, states] of classes.entries())
    for (const s of states) {
      gain[s] = gains[index]!
      isFixed[s] = 1
    }
  const solve = prepareChain(chain, 1, isFixed, limits)
  if (gains.every(each => each === gains[0])) gain.fill(gains[0]!)
  else solve(gain, new Float64Array(size))
  solve(
    bias,
    chain.reward.map((reward, s) => reward - gain[s]!),
  )
  return { gain, bias, classes, gains }
}

/** What a recurrent class earns a step, and its relative values: g + h = r + P h with h = 0 at its first state. Solved by
 *  returns to one state: g = expected reward of a round / expected steps of a round, so that periodic classes are no
 *  exception. (Puterman 2005, 8.2; renewal reward)
 *  @param bias [stateCount], written at the states of the class */
function solveClass(chain: PolicyChain, states: Int32Array, bias: Float64Array, limits: Deadline): number {
  if (states.length === 1) return chain.reward[states[0]!]!
  const size = chain.reward.length
  const home = mostEntered(chain, states)
  const isFixed = new Uint8Array(size).fill(1)
  for (const s of states) if (s !== home) isFixed[s] = 0
  const solve = prepareChain(chain, 1, isFixed, limits)
  const earned = new Float64Array(size)
  const steps = new Float64Array(size)
  solve(earned, chain.reward)
  solve(steps, new Float64Array(size).fill(1))
  const length = 1 + expect(chain, home, steps)
  // Rewards and steps of a long round cancel: what a step earns above the gain is solved for anew, which also shows
  // what the gain is still off.
  const near = (chain.reward[home]! + expect(chain, home, earned)) / length
  const above = new Float64Array(size)
  solve(
    above,
    chain.reward.map(each => each - near),
  )
  const off = (chain.reward[home]! - near + expect(chain, home, above)) / length
  const relative = (s: number) => (s === home ? 0 : above[s]! - off * steps[s]!)
  const first = relative(states[0]!)
  for (const s of states) bias[s] = relative(s) - first
  return near + off
}

/** The state that most steps lead to: rounds from there are short, and what is left without it is the simplest. */
function mostEntered({ matrix }: PolicyChain, states: Int32Array): number {
  const entered = new Float64Array(matrix.size)
  for (const s of states)
    for (let e = matrix.start[s]!; e < matrix.start[s + 1]!; e++) entered[matrix.column[e]!]! += matrix.weight[e]!
  return states.reduce((most, s) => (entered[s]! > entered[most]! ? s : most), states[0]!)
}

function expect({ matrix: { start, column, weight } }: PolicyChain, s: number, value: Float64Array): number {
  let sum = 0
  for (let e = start[s]!; e < start[s + 1]!; e++) sum += weight[e]! * value[column[e]!]!
  return sum
}
