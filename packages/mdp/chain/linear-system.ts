import { LuDecomposition, Matrix } from 'ml-matrix'
import type { SparseMatrix } from './policy-chain.ts'
import {
  difference,
  type IterationLimits,
  largest,
  prepareIteration,
  type Solved,
  sumOfSizes,
} from './sparse-solver.ts'

/** Beyond, a system is solved by iteration instead of elimination, whose time grows with the cube. */
const DENSE_SIZE_MAX = 64

/** Solves (I - P) x = b for any number of right-hand sides. P ≥ 0 with spectral radius below one, so that I -
 *  P is an M-matrix. Elimination with one refinement up to 64 unknowns, iteration beyond.
 *  @throws RangeError when I - P is singular */
export function prepareSystem(
  matrix: SparseMatrix,
  limits: IterationLimits = {},
): (b: Float64Array) => Solved {
  if (matrix.size === 0)
    return () => ({ x: new Float64Array(0), residual: 0, residualSum: 0, iterations: 0, converged: true })
  return matrix.size <= DENSE_SIZE_MAX ? prepareElimination(matrix) : prepareIteration(matrix, limits)
}

function prepareElimination(matrix: SparseMatrix) {
  const { size, start, column, weight } = matrix
  const dense = Matrix.eye(size, size)
  for (let r = 0; r < size; r++)
    for (let e = start[r]!; e < start[r + 1]!; e++)
      dense.set(r, column[e]!, dense.get(r, column[e]!) - weight[e]!)
  const lu = new LuDecomposition(dense)
  if (lu.isSingular()) throw new RangeError('the system is singular: some states never leave their class')
  const solve = (b: Float64Array) => Float64Array.from(lu.solve(Matrix.columnVector(b)).to1DArray())
  return (b: Float64Array): Solved => {
    const x = solve(b)
    const correction = solve(difference(matrix, b, x))
    for (let i = 0; i < size; i++) x[i]! += correction[i]!
    const missed = difference(matrix, b, x)
    const residual = largest(missed)
    if (!Number.isFinite(residual)) throw new RangeError('the system is singular: its answer is not finite')
    return { x, residual, residualSum: sumOfSizes(missed), iterations: 1, converged: true }
  }
}
