import { LuDecomposition, Matrix } from 'ml-matrix'
import { multiply, type SparseMatrix } from './policy-chain.ts'

/** From here on a system is solved by sweeps instead of elimination, whose time grows with the cube. */
export const DENSE_SIZE_MAX = 400

/** Limits of what is solved by sweeps (more than `DENSE_SIZE_MAX` unknowns). */
export interface SweepLimits {
  /** default 100 000 */
  readonly iterationsMax?: number
  /** default 30; the best so far is answered when they are over */
  readonly secondsMax?: number
  /** milliseconds of a clock that never goes back */
  readonly now?: () => number
}

/** An answer and how far it is from solving its equations. */
export interface Solved {
  readonly x: Float64Array
  /** max |b - (I - P) x| */
  readonly residual: number
  readonly iterations: number
  readonly converged: boolean
}

/** Solves (I - P) x = b for any number of right-hand sides. P ≥ 0 with spectral radius below one, so that I - P is
 *  an M-matrix: elimination is stable and sweeps of Gauss and Seidel converge from anywhere (Varga 2000, theorem
 *  3.29). Elimination with one refinement up to 400 unknowns, symmetric sweeps beyond.
 *  @throws RangeError when I - P is singular */
export function prepareSystem(matrix: SparseMatrix, limits: SweepLimits = {}): (b: Float64Array) => Solved {
  if (matrix.size === 0)
    return () => ({ x: new Float64Array(0), residual: 0, iterations: 0, converged: true })
  return matrix.size <= DENSE_SIZE_MAX ? prepareElimination(matrix) : b => sweep(matrix, b, limits)
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
    return finish(matrix, b, x, 1, true)
  }
}

function sweep(matrix: SparseMatrix, b: Float64Array, limits: SweepLimits): Solved {
  const { iterationsMax = 100_000, secondsMax = 30, now = () => performance.now() } = limits
  const x = new Float64Array(matrix.size)
  const deadline = now() + secondsMax * 1000
  let change = Infinity
  let iterations = 0
  while (iterations < iterationsMax && now() <= deadline) {
    change = relax(matrix, b, x, iterations % 2 === 0)
    iterations++
    if (change <= 1e-14 * largest(x)) break
  }
  return finish(matrix, b, x, iterations, change <= 1e-14 * largest(x))
}

/** One sweep, up or down. Answers the largest change. */
function relax(
  { size, start, column, weight }: SparseMatrix,
  b: Float64Array,
  x: Float64Array,
  isUp: boolean,
): number {
  let change = 0
  for (let k = 0; k < size; k++) {
    const r = isUp ? k : size - 1 - k
    let sum = b[r]!
    let rest = 1
    for (let e = start[r]!; e < start[r + 1]!; e++) {
      if (column[e] === r) rest -= weight[e]!
      else sum += weight[e]! * x[column[e]!]!
    }
    const to = sum / rest
    const step = Math.abs(to - x[r]!)
    if (step > change) change = step
    x[r] = to
  }
  return change
}

function finish(
  matrix: SparseMatrix,
  b: Float64Array,
  x: Float64Array,
  iterations: number,
  converged: boolean,
): Solved {
  const residual = largest(difference(matrix, b, x))
  if (!Number.isFinite(residual)) throw new RangeError('the system is singular: its answer is not finite')
  return { x, residual, iterations, converged }
}

function difference(matrix: SparseMatrix, b: Float64Array, x: Float64Array): Float64Array {
  const out = multiply(matrix, x)
  for (let i = 0; i < out.length; i++) out[i] = b[i]! - x[i]! + out[i]!
  return out
}

/** Sup norm; 0 of nothing. */
export function largest(x: Float64Array): number {
  let max = 0
  for (const each of x) if (!(Math.abs(each) <= max)) max = Math.abs(each)
  return max
}
