import { classify, nameStates } from '../chain/classes.ts'
import { allSteps } from '../chain/policy-chain.ts'
import type { Model } from '../model.ts'

/** The one class of states that no action leaves, in which every state can be reached from every other. The optimal
 *  gain of a model with two or more depends on where it starts, whatever is done.
 *  @throws RangeError that names two of several */
export function onlyClosedClass(model: Model): { states: Int32Array; isInside: Uint8Array } {
  const [states, other] = classify(allSteps(model)).recurrent
  if (!states) throw new TypeError('The model has no states.')
  if (other)
    throw new RangeError(
      `The model is multichain: neither the states ${nameStates(states)} nor ${nameStates(other)} are ever left, so ` +
        'the average reward depends on the first state. Solve them apart, or discount.',
    )
  const isInside = new Uint8Array(model.stateCount)
  for (const s of states) isInside[s] = 1
  return { states, isInside }
}

/** @throws RangeError: the process does better for ever outside the class to which every state can go */
export function refuseMultichain(
  better: ArrayLike<number>,
  gain: number,
  states: ArrayLike<number>,
  most: number,
): never {
  throw new RangeError(
    `The model is multichain: from the states ${nameStates(better)}, that can be kept to, ${gain} a step can be ` +
      `earned, from the states ${nameStates(states)}, that are never left, at most ${most}. The average reward ` +
      'depends on the first state: solve them apart, or discount.',
  )
}
