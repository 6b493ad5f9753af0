import { findClosedClasses, nameStates } from '../model/closed-classes.ts'
import type { Model } from '../model.ts'

/** The one class of states that no action leaves, in which every state can be reached from every other. The optimal
 *  gain of a model with two or more depends on where it starts, whatever is done.
 *  @throws RangeError that names two of several */
export function onlyClosedClass(model: Model): { states: Int32Array; isInside: Uint8Array } {
  const { classOf, classes } = findClosedClasses(model)
  const [states, other] = classes
  if (!states) throw new TypeError('The model has no states.')
  if (other)
    throw new RangeError(
      `The model is multichain: neither the states ${nameStates(states)} nor ${nameStates(other)} are ever left, so ` +
        'the average reward depends on the first state. Solve them apart, or discount.',
    )
  return { states, isInside: Uint8Array.from(classOf, each => (each >= 0 ? 1 : 0)) }
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
