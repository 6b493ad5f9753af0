import { findClosedClasses } from '../model/closed-classes.ts'
import type { Model } from '../model.ts'
import { solveChain } from './chain-value.ts'

/** What a recurrent class earns a step, and its relative values: g + h = r + P h with h = 0 at its first state. Solved by
 *  first returns to that state: g = expected reward of a round / expected steps of a round, so that periodic classes
 *  are no exception. (Puterman 2005, 8.2; renewal reward)
 *  @param bias [stateCount], written at the states of the class */
export function solveClass(
  chain: Model,
  states: Int32Array,
  bias: Float64Array,
  isOver?: () => boolean,
): number {
  const first = states[0]!
  const isFixed = new Uint8Array(chain.stateCount).fill(1)
  for (const s of states) if (s !== first) isFixed[s] = 0
  const earned = new Float64Array(chain.stateCount)
  const steps = new Float64Array(chain.stateCount)
  solveChain(chain, 1, earned, chain.reward, isFixed, isOver)
  solveChain(chain, 1, steps, new Float64Array(chain.stateCount).fill(1), isFixed, isOver)
  let reward = chain.reward[first]!
  let length = 1
  for (let i = chain.entryStart[first]!; i < chain.entryStart[first + 1]!; i++) {
    reward += chain.probability[i]! * earned[chain.successor[i]!]!
    length += chain.probability[i]! * steps[chain.successor[i]!]!
  }
  // Rewards and steps of a long round cancel: what a step earns above the gain is solved for anew, which also shows
  // what the gain is still off.
  const near = reward / length
  const above = new Float64Array(chain.stateCount)
  solveChain(
    chain,
    1,
    above,
    chain.reward.map(each => each - near),
    isFixed,
    isOver,
  )
  let left = chain.reward[first]! - near
  for (let i = chain.entryStart[first]!; i < chain.entryStart[first + 1]!; i++)
    left += chain.probability[i]! * above[chain.successor[i]!]!
  const off = left / length
  for (const s of states) bias[s] = s === first ? 0 : above[s]! - off * steps[s]!
  return near + off
}

/** The reward a step in the long run from every state of a chain [stateCount]; where a state may end up in several
 *  recurrent classes, the mean of theirs. */
export function chainGains(chain: Model): Float64Array {
  return solveChainGain(chain).gain
}

/** Gains and biases of a chain with any number of recurrent classes; within each the bias is relative to its first
 *  state, and on the way there h = r - g + P h. */
export function solveChainGain(chain: Model, isOver?: () => boolean) {
  const { classOf, classes } = findClosedClasses(chain)
  const bias = new Float64Array(chain.stateCount)
  const gains = classes.map(states => solveClass(chain, states, bias, isOver))
  const isFixed = Uint8Array.from(classOf, each => (each >= 0 ? 1 : 0))
  const gain = Float64Array.from(classOf, each => (each >= 0 ? gains[each]! : 0))
  const isSame = gains.every(each => each === gains[0])
  if (isSame) gain.fill(gains[0]!)
  else solveChain(chain, 1, gain, new Float64Array(chain.stateCount), isFixed, isOver)
  const advantage = chain.reward.map((reward, s) => reward - gain[s]!)
  solveChain(chain, 1, bias, advantage, isFixed, isOver)
  return { gain, bias, classes, gains }
}
