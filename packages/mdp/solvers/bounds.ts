import { largest } from '../chain/sparse-solver.ts'
import type { Model } from '../model.ts'
import type { Change } from './back-up.ts'

/** What rounding may do to one backup of a value: a sum of K products is off by at most (K + 2) units of the last
 *  place of its greatest term (Higham 2002, section 3.1). */
export function roundingOf(model: Model, value: Float64Array, gamma: number): number {
  const { entryStart, reward } = model
  let longest = 0
  let greatest = 0
  for (let row = 0; row < reward.length; row++) {
    longest = Math.max(longest, entryStart[row + 1]! - entryStart[row]!)
    greatest = Math.max(greatest, Math.abs(reward[row]!))
  }
  return (longest + 2) * Number.EPSILON * (greatest + gamma * largest(value))
}

/** From Tv and how far it is from v to where V* lies: Tv + γ/(1-γ)·least ≤ V* ≤ Tv + γ/(1-γ)·greatest (MacQueen 1966;
 *  Puterman 2005, 6.6.2). The shift puts the value halfway (6.6.12); what is left of doubt is the same on both sides.
 *  @param rounding of one backup */
export function halfway({ least, greatest }: Change, gamma: number, rounding: number) {
  const factor = gamma / (1 - gamma)
  return {
    shift: (factor * (least + greatest)) / 2,
    doubt: (factor * (greatest - least)) / 2 + rounding / (1 - gamma),
  }
}

/** The same without a shift: the bounds on either side of Tv, neither below zero. */
export function aside({ least, greatest }: Change, gamma: number, rounding: number) {
  const factor = gamma / (1 - gamma)
  const slack = rounding / (1 - gamma)
  return {
    below: Math.max(0, -factor * least) + slack,
    above: Math.max(0, factor * greatest) + slack,
  }
}
