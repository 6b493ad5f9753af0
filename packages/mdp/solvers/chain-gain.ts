import { classify } from '../chain/classes.ts'
import { solveLongRun } from '../chain/linear-system.ts'
import { cut, type PolicyChain } from '../chain/policy-chain.ts'
import type { Limits } from '../limits.ts'
import { prepareChain, systemLimitsWith } from './chain-value.ts'

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

/** What a recurrent class earns a step, and its relative values: g + h = r + P h with h = 0 at its first state. The gain
 *  is the mean over the long run; the bias is solved from the state that is visited most, since rounds from a state that
 *  is hardly ever seen may take 1e100 steps. Periodic classes are no exception. (Puterman 2005, 8.2)
 *  @param bias [stateCount], written at the states of the class */
function solveClass(chain: PolicyChain, states: Int32Array, bias: Float64Array, limits: Deadline): number {
  if (states.length === 1) return chain.reward[states[0]!]!
  const size = chain.reward.length
  const { x: share } = solveLongRun(cut(chain.matrix, states), systemLimitsWith(limits))
  const home = share.reduce((most, each, i) => (each > share[most]! ? i : most), 0)
  const near = share.reduce((sum, each, i) => sum + each * chain.reward[states[i]!]!, 0)
  const isFixed = new Uint8Array(size).fill(1)
  for (const s of states) isFixed[s] = 0
  isFixed[states[home]!] = 1
  const relative = new Float64Array(size)
  prepareChain(
    chain,
    1,
    isFixed,
    limits,
  )(
    relative,
    chain.reward.map(each => each - near),
  )
  const first = relative[states[0]!]!
  for (const s of states) bias[s] = relative[s]! - first
  return near
}
