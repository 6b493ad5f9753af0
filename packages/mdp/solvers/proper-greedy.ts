import type { Model } from '../model.ts'
import { rowValue } from './back-up.ts'
import { searchProperPolicy } from './proper-policy.ts'

/** A proper policy among the rows that are as good as the best under a value, but for `tolerance`: one that is merely
 *  greedy may go round for ever where going round costs nothing.
 *  @param rest [stateCount] a row that stays at rest, -1 where there is none; it counts where the value is none
 *  @returns rows [stateCount]; null where those rows alone do not lead to rest */
export function findProperGreedy(
  model: Model,
  rest: Int32Array,
  value: Float64Array,
  tolerance: number,
): Int32Array | null {
  const { stateCount, rowStart, entryStart } = model
  const rowOf: number[] = []
  const starts = new Int32Array(stateCount + 1)
  const restingRow = new Int32Array(stateCount).fill(-1)
  for (let s = 0; s < stateCount; s++) {
    const rows = Array.from({ length: rowStart[s + 1]! - rowStart[s]! }, (_, k) => rowStart[s]! + k)
    const q = rows.map(row => rowValue(model, row, 1, value))
    const best = Math.max(...q)
    rows.forEach((row, k) => {
      const mayRest = row === rest[s] && value[s]! <= tolerance
      if (mayRest) restingRow[s] = rowOf.length
      if (mayRest || q[k]! >= best - tolerance) rowOf.push(row)
    })
    starts[s + 1] = rowOf.length
  }
  const entries = rowOf.map(row => [entryStart[row]!, entryStart[row + 1]!] as const)
  const entryStarts = new Int32Array(rowOf.length + 1)
  for (const [i, [from, to]] of entries.entries()) entryStarts[i + 1] = entryStarts[i]! + to - from
  const successor = new Int32Array(entryStarts[rowOf.length]!)
  const probability = new Float64Array(successor.length)
  for (const [i, [from, to]] of entries.entries()) {
    successor.set(model.successor.subarray(from, to), entryStarts[i])
    probability.set(model.probability.subarray(from, to), entryStarts[i])
  }
  const kept: Model = {
    stateCount,
    rowStart: starts,
    action: Int32Array.from(rowOf, row => model.action[row]!),
    entryStart: entryStarts,
    successor,
    probability,
    reward: Float64Array.from(rowOf, row => model.reward[row]!),
  }
  const found = searchProperPolicy(kept, restingRow)
  return found.includes(-1) ? null : found.map(row => rowOf[row]!)
}
