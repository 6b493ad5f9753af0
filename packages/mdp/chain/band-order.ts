import { type SparseMatrix, transpose } from './policy-chain.ts'

/** An order of the states in which successors lie near: as they are numbered, or by Cuthill and McKee (1969) where that
 *  is narrower. O(entries log entries)
 *  @returns [size] place → state */
export function orderForBand(matrix: SparseMatrix): Int32Array {
  const asNumbered = Int32Array.from({ length: matrix.size }, (_, s) => s)
  if (widthOf(matrix, asNumbered) <= Math.sqrt(matrix.size)) return asNumbered
  const reordered = orderByNeighbours(matrix)
  return widthOf(matrix, reordered) < widthOf(matrix, asNumbered) ? reordered : asNumbered
}

/** How far from the diagonal entries lie at most in an order. */
export function widthOf({ size, start, column }: SparseMatrix, order: Int32Array): number {
  const place = new Int32Array(size)
  for (let i = 0; i < size; i++) place[order[i]!] = i
  let width = 0
  for (let s = 0; s < size; s++)
    for (let e = start[s]!; e < start[s + 1]!; e++)
      width = Math.max(width, Math.abs(place[s]! - place[column[e]!]!))
  return width
}

/** Level by level from a state at the rim, neighbours with few neighbours first. */
function orderByNeighbours(matrix: SparseMatrix): Int32Array {
  const back = transpose(matrix)
  const degree = (s: number) => matrix.start[s + 1]! - matrix.start[s]! + back.start[s + 1]! - back.start[s]!
  const order = new Int32Array(matrix.size)
  const isPlaced = new Uint8Array(matrix.size)
  let end = 0
  for (let first = 0; first < matrix.size; first++) {
    if (isPlaced[first]) continue
    // the last state that is reached from anywhere lies at the rim
    const from = end
    end = spread(matrix, back, first, order, from, isPlaced, degree)
    const rim = order[end - 1]!
    for (let i = from; i < end; i++) isPlaced[order[i]!] = 0
    end = spread(matrix, back, rim, order, from, isPlaced, degree)
  }
  return order
}

function spread(
  matrix: SparseMatrix,
  back: SparseMatrix,
  first: number,
  order: Int32Array,
  from: number,
  isPlaced: Uint8Array,
  degree: (s: number) => number,
): number {
  let end = from
  order[end++] = first
  isPlaced[first] = 1
  for (let at = from; at < end; at++) {
    const met = end
    for (const { start, column } of [matrix, back])
      for (let e = start[order[at]!]!; e < start[order[at]! + 1]!; e++) {
        const next = column[e]!
        if (isPlaced[next]) continue
        isPlaced[next] = 1
        order[end++] = next
      }
    order.subarray(met, end).sort((one, other) => degree(one) - degree(other) || one - other)
  }
  return end
}
