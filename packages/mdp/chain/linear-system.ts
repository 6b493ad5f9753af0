import { type Limits, startLimits, systemLimits } from '../limits.ts'
import { type BandElimination, planElimination } from './band-elimination.ts'
import { cut, multiply, type SparseMatrix, transpose } from './policy-chain.ts'
import { difference, largest, prepareIteration, type Solved, sumOfSizes } from './sparse-solver.ts'

/** Multiplications that are done without further thought: 450 states of any form, or 20 000 that step by 50. */
const QUICK_WORK = 1e8
/** Multiplications, some seconds of them, that are done where iteration hardly gets on. */
const RESCUE_WORK = 1e10
const ITERATIONS_BEFORE_RESCUE = 300
const NUMBERS_MAX = 2 ** 25 // 256 MiB

/** Solves (I - P) x = b for any number of right-hand sides. P ≥ 0 with spectral radius below one, so that I - P is an
 *  M-matrix. By elimination where that is quick: where there are few states, or their successors lie near; else by
 *  iteration, and by elimination after all where that stands still.
 *  @param leaves [size] what each row of P lacks to one, where it is known better than by subtraction
 *  @throws RangeError when I - P is singular */
export function prepareSystem(
  matrix: SparseMatrix,
  limits: Limits = startLimits({}, systemLimits),
  leaves?: Float64Array,
): (b: Float64Array) => Solved {
  if (matrix.size === 0)
    return () => ({ x: new Float64Array(0), residual: 0, residualSum: 0, iterations: 0, converged: true })
  const plan = planElimination(matrix, leaves)
  const fits = plan.memory <= NUMBERS_MAX
  const eliminate = () => byElimination(matrix, plan.factorise(), leaves === undefined)
  if (isQuick(plan, matrix)) return eliminate()
  const iterate = prepareIteration(matrix)
  if (!fits || plan.work > RESCUE_WORK) return b => iterate(b, limits.isOver)
  let eliminated: ReturnType<typeof byElimination> | undefined
  return b => {
    if (!eliminated) {
      const found = iterate(b, count => count >= ITERATIONS_BEFORE_RESCUE || limits.isOver(count))
      if (found.converged || limits.isOver(found.iterations)) return found
    }
    eliminated ??= eliminate()
    return eliminated(b)
  }
}

/** No more work than the iterations that would be tried before it. */
function isQuick({ work, memory }: BandElimination, { size, column }: SparseMatrix): boolean {
  const tried = ITERATIONS_BEFORE_RESCUE * 4 * (column.length + size)
  return memory <= NUMBERS_MAX && work <= Math.max(QUICK_WORK, tried)
}

/** The long run x = x P of a chain whose states all reach each other [size], summing to one. By elimination, right in
 *  nearly every digit, as far as `prepareSystem` would; else by iteration on the visits between two returns to a state
 *  that is visited often. */
export function solveLongRun(matrix: SparseMatrix, limits: Limits = startLimits({}, systemLimits)) {
  if (matrix.size === 1) return { x: Float64Array.of(1), iterations: 0, converged: true }
  const plan = planElimination(matrix)
  const found = isQuick(plan, matrix) ? null : balanceByVisits(matrix, limits)
  if (
    found?.converged ||
    (found && (plan.memory > NUMBERS_MAX || plan.work > RESCUE_WORK || limits.isLate()))
  )
    return found
  return { x: plan.balance(), iterations: 1, converged: true }
}

function balanceByVisits(matrix: SparseMatrix, limits: Limits) {
  const back = transpose(matrix)
  const home = findHome(back)
  const others = Int32Array.from({ length: matrix.size - 1 }, (_, i) => (i < home ? i : i + 1))
  const first = new Float64Array(matrix.size)
  for (let e = matrix.start[home]!; e < matrix.start[home + 1]!; e++)
    first[matrix.column[e]!] = matrix.weight[e]!
  const isOver = (count: number) => count >= ITERATIONS_BEFORE_RESCUE || limits.isOver(count)
  const right = Float64Array.from(others, s => first[s]!)
  const visits = prepareIteration(cut(back, others))(right, isOver)
  const x = new Float64Array(matrix.size)
  x[home] = 1
  for (let i = 0; i < others.length; i++) x[others[i]!] = visits.x[i]!
  const sum = x.reduce((total, each) => total + each, 0)
  return { x: x.map(each => each / sum), iterations: visits.iterations, converged: visits.converged }
}

/** Where the chain is most often after some steps from anywhere. */
function findHome(back: SparseMatrix): number {
  let x: Float64Array = new Float64Array(back.size).fill(1)
  for (let step = 0; step < 50; step++) {
    const next = multiply(back, x)
    x = x.map((each, s) => (each + next[s]!) / 2)
  }
  return x.reduce((most, each, s) => (each > x[most]! ? s : most), 0)
}

/** @param isRefined once, where subtractions may have cost digits */
function byElimination(matrix: SparseMatrix, solve: (b: Float64Array) => Float64Array, isRefined: boolean) {
  return (b: Float64Array): Solved => {
    const x = solve(b)
    if (isRefined) {
      const correction = solve(difference(matrix, b, x))
      for (let i = 0; i < x.length; i++) x[i]! += correction[i]!
    }
    const missed = difference(matrix, b, x)
    const residual = largest(missed)
    if (!Number.isFinite(residual)) throw new RangeError('the system is singular: its answer is not finite')
    return { x, residual, residualSum: sumOfSizes(missed), iterations: 1, converged: true }
  }
}
