import { orderForBand, widthOf } from './band-order.ts'
import type { SparseMatrix } from './policy-chain.ts'

/** A way to solve (I - P) x = b, not yet begun. */
export interface BandElimination {
  /** multiplications that the factors take */
  readonly work: number
  /** numbers to be kept */
  readonly memory: number
  /** @throws RangeError when I - P is singular */
  readonly factorise: () => (b: Float64Array) => Float64Array
  /** x = x P of a P that is never left, summing to one */
  readonly balance: () => Float64Array
}

/** Elimination within a band about the diagonal, states renumbered where that narrows it. Without pivoting: I - P is an
 *  M-matrix. Where it is known how much of each row `leaves` (one less its sum), the diagonal is what leaves and what
 *  goes on, so that nothing is ever subtracted and the answer for b ≥ 0 is right in nearly every digit however slowly
 *  the chain mixes (Grassmann, Taksar and Heyman 1985; Alfa, Xue and Ye 2002). O(size · width²)
 *  @param leaves [size] */
export function planElimination(matrix: SparseMatrix, leaves?: Float64Array): BandElimination {
  const order = orderForBand(matrix)
  const width = widthOf(matrix, order)
  return {
    work: matrix.size * width * (width + 1),
    memory: matrix.size * (2 * width + 1),
    factorise: () => {
      const { p, pivot } = eliminate(matrix, order, width, matrix.size, leaves)
      return b => substitute(p, pivot, order, width, b)
    },
    balance: () => {
      const { p } = eliminate(matrix, order, width, matrix.size - 1, new Float64Array(matrix.size))
      return balance(p, order, width)
    },
  }
}

/** Factors of the first `count` states in the order. */
function eliminate(
  matrix: SparseMatrix,
  order: Int32Array,
  width: number,
  count: number,
  leaves?: Float64Array,
) {
  const { size } = matrix
  const stride = 2 * width + 1
  const p = fillBand(matrix, order, width) // (i, j) at i · stride + j - i + width; factors below the diagonal in the end
  const leave = leaves && Float64Array.from(order, s => leaves[s]!)
  const pivot = new Float64Array(size)
  for (let k = 0; k < count; k++) {
    const end = Math.min(size - 1, k + width)
    const rowK = k * stride + width - k
    let diagonal = leave ? leave[k]! : 1 - p[rowK + k]!
    if (leave) for (let j = k + 1; j <= end; j++) diagonal += p[rowK + j]!
    if (!(diagonal > 0 && diagonal < Infinity))
      throw new RangeError(`the system is singular: state ${order[k]} of the chain never gets out`)
    pivot[k] = diagonal
    for (let i = k + 1; i <= end; i++) {
      const rowI = i * stride + width - i
      if (p[rowI + k] === 0) continue
      const factor = p[rowI + k]! / diagonal
      p[rowI + k] = factor
      for (let j = k + 1; j <= end; j++) p[rowI + j]! += factor * p[rowK + j]!
      if (leave) leave[i]! += factor * leave[k]!
    }
  }
  return { p, pivot }
}

/** How often each state is visited between two visits of the last one in the order, as shares. */
function balance(p: Float64Array, order: Int32Array, width: number): Float64Array {
  const size = order.length
  const visits = new Float64Array(size)
  visits[size - 1] = 1
  for (let k = size - 2; k >= 0; k--) {
    for (let i = k + 1, end = Math.min(size - 1, k + width); i <= end; i++)
      visits[k]! += visits[i]! * p[i * 2 * width + width + k]!
    if (visits[k]! < 1e250) continue
    for (let i = k; i < size; i++) visits[i]! *= 1e-250 // the last one may hardly ever be visited
  }
  const most = visits.reduce((greatest, each) => Math.max(greatest, each), 0)
  const sum = visits.reduce((total, each) => total + each / most, 0)
  const out = new Float64Array(size)
  for (let i = 0; i < size; i++) out[order[i]!] = visits[i]! / most / sum
  return out
}

function fillBand({ size, start, column, weight }: SparseMatrix, order: Int32Array, width: number) {
  const place = new Int32Array(size)
  for (let i = 0; i < size; i++) place[order[i]!] = i
  const p = new Float64Array(size * (2 * width + 1))
  for (let s = 0; s < size; s++)
    for (let e = start[s]!; e < start[s + 1]!; e++)
      p[place[s]! * 2 * width + width + place[column[e]!]!]! += weight[e]!
  return p
}

function substitute(
  p: Float64Array,
  pivot: Float64Array,
  order: Int32Array,
  width: number,
  b: Float64Array,
): Float64Array {
  const size = pivot.length
  const x = Float64Array.from(order, s => b[s]!)
  for (let i = 0; i < size; i++) {
    const row = i * 2 * width + width
    for (let j = Math.max(0, i - width); j < i; j++) x[i]! += p[row + j]! * x[j]!
  }
  for (let i = size - 1; i >= 0; i--) {
    const row = i * 2 * width + width
    for (let j = i + 1, end = Math.min(size - 1, i + width); j <= end; j++) x[i]! += p[row + j]! * x[j]!
    x[i]! /= pivot[i]!
  }
  const out = new Float64Array(size)
  for (let i = 0; i < size; i++) out[order[i]!] = x[i]!
  return out
}
