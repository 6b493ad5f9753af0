import type { Model } from '../model.ts'

/** How far a backup moved: the least and the greatest of Tv - v. */
export interface Change {
  readonly least: number
  readonly greatest: number
}

/** One Bellman backup of all states: next = T value, policy = the first best row of each state.
 *  Complexity: O(entries), nothing allocated but the answer. */
export function backUp(
  model: Model,
  gamma: number,
  value: Float64Array,
  next: Float64Array,
  policy: Int32Array,
): Change {
  const { stateCount, rowStart, entryStart, successor, probability, reward } = model
  let least = Infinity
  let greatest = -Infinity
  let i = 0
  for (let s = 0; s < stateCount; s++) {
    let best = -Infinity
    let bestRow = -1
    const rowEnd = rowStart[s + 1]!
    for (let row = rowStart[s]!; row < rowEnd; row++) {
      let expected = 0
      const end = entryStart[row + 1]!
      for (; i < end; i++) expected += probability[i]! * value[successor[i]!]!
      const q = reward[row]! + gamma * expected
      if (q > best) {
        best = q
        bestRow = row
      }
    }
    next[s] = best
    policy[s] = bestRow
    const change = best - value[s]!
    if (change < least) least = change
    if (change > greatest) greatest = change
  }
  return { least, greatest }
}

/** Q(s,a) of a row under a value. */
export function rowValue(model: Model, row: number, gamma: number, value: Float64Array): number {
  const { entryStart, successor, probability } = model
  let expected = 0
  for (let i = entryStart[row]!; i < entryStart[row + 1]!; i++)
    expected += probability[i]! * value[successor[i]!]!
  return model.reward[row]! + gamma * expected
}
