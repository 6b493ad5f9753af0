import type { SparseMatrix } from '../chain/policy-chain.ts'

/** A walk on 0 … size: one to the left with chance `left`, else one to the right; it stays at `size`, and ends at 0. */
export function walk(size: number, left: number): { matrix: SparseMatrix; leaves: Float64Array } {
  const start = Int32Array.from({ length: size + 1 }, (_, s) => (s === 0 ? 0 : 2 * s - 1))
  const column = new Int32Array(2 * size - 1)
  const weight = new Float64Array(2 * size - 1)
  for (let s = 0; s < size; s++) {
    if (s > 0) column[start[s]!] = s - 1
    if (s > 0) weight[start[s]!] = left
    column[start[s + 1]! - 1] = Math.min(size - 1, s + 1)
    weight[start[s + 1]! - 1] = 1 - left
  }
  const leaves = new Float64Array(size)
  leaves[0] = left
  return { matrix: { size, start, column, weight }, leaves }
}
