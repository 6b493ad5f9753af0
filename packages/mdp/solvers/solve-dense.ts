/** Solves A x = b by elimination with partial pivoting and one step of refinement (Higham 2002, chapters 9 and 12).
 *  @param matrix [size × size] row by row; left as it was
 *  @returns [size]; a pivot of zero leaves numbers that are not finite, which the caller must look for
 *  Complexity: O(size³). */
export function solveDense(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const factors = matrix.slice()
  const swaps = factorise(factors, size)
  const solution = substitute(factors, swaps, right)
  const remainder = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    let sum = right[i]!
    for (let j = 0; j < size; j++) sum -= matrix[i * size + j]! * solution[j]!
    remainder[i] = sum
  }
  const correction = substitute(factors, swaps, remainder)
  for (let i = 0; i < size; i++) solution[i]! += correction[i]!
  return solution
}

/** Leaves L below the diagonal and U from it on. @returns step → the row that was swapped in */
function factorise(a: Float64Array, size: number): Int32Array {
  const swaps = new Int32Array(size)
  for (let k = 0; k < size; k++) {
    let pivot = k
    for (let i = k + 1; i < size; i++)
      if (Math.abs(a[i * size + k]!) > Math.abs(a[pivot * size + k]!)) pivot = i
    swaps[k] = pivot
    if (pivot !== k)
      for (let j = 0; j < size; j++) {
        const kept = a[k * size + j]!
        a[k * size + j] = a[pivot * size + j]!
        a[pivot * size + j] = kept
      }
    const diagonal = a[k * size + k]!
    for (let i = k + 1; i < size; i++) {
      const at = i * size
      if (a[at + k] === 0) continue
      a[at + k]! /= diagonal
      const factor = a[at + k]!
      for (let j = k + 1; j < size; j++) a[at + j]! -= factor * a[k * size + j]!
    }
  }
  return swaps
}

function substitute(factors: Float64Array, swaps: Int32Array, right: Float64Array): Float64Array {
  const size = right.length
  const x = right.slice()
  for (let k = 0; k < size; k++) {
    const kept = x[k]!
    x[k] = x[swaps[k]!]!
    x[swaps[k]!] = kept
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) x[i]! -= factors[i * size + j]! * x[j]!
  for (let i = size - 1; i >= 0; i--) {
    for (let j = i + 1; j < size; j++) x[i]! -= factors[i * size + j]! * x[j]!
    x[i]! /= factors[i * size + i]!
  }
  return x
}
