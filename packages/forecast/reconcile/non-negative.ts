import { Matrix, solve } from 'ml-matrix'

/** Minimises ½ b′Q b − c′b over b ≥ 0 by the active set of Lawson & Hanson (1974) on the normal equations (Bro & de
 *  Jong 1997). Q symmetric positive definite. At most 10 · size rounds, then the best so far. */
export function minimiseNonNegative(quadratic: Matrix, linear: Float64Array) {
  const size = linear.length
  const x = new Float64Array(size)
  const isFree = new Uint8Array(size)
  let largest = 0
  for (let i = 0; i < size; i++) largest = Math.max(largest, Math.abs(linear[i]!))
  const tolerance = 1e-12 * (largest || 1)
  let iterations = 0
  for (; iterations < 10 * size + 10; iterations++) {
    const entering = steepest(quadratic, linear, x, isFree, tolerance)
    if (entering < 0) return { x, iterations, converged: true }
    isFree[entering] = 1
    for (let guard = 0; guard <= size; guard++) {
      const free = Array.from(isFree.keys()).filter(i => isFree[i] === 1)
      const trial = solveFree(quadratic, linear, free)
      let stride = 1
      free.forEach((i, k) => {
        if (trial[k]! <= 0) stride = Math.min(stride, x[i]! / (x[i]! - trial[k]!))
      })
      free.forEach((i, k) => {
        x[i] = x[i]! + stride * (trial[k]! - x[i]!)
        if (trial[k]! <= 0 && x[i]! <= tolerance * 1e-3) {
          x[i] = 0
          isFree[i] = 0
        }
      })
      if (stride === 1) break
    }
  }
  return { x, iterations, converged: false }
}

/** The bound variable whose increase lowers the objective fastest, −1 when none does. */
function steepest(
  q: Matrix,
  c: Float64Array,
  x: Float64Array,
  isFree: Uint8Array,
  tolerance: number,
): number {
  let best = -1
  let most = tolerance
  for (let i = 0; i < c.length; i++) {
    if (isFree[i] === 1) continue
    let gradient = c[i]!
    for (let j = 0; j < c.length; j++) gradient -= q.get(i, j) * x[j]!
    if (gradient > most) {
      most = gradient
      best = i
    }
  }
  return best
}

function solveFree(q: Matrix, c: Float64Array, free: number[]): number[] {
  const right = Matrix.columnVector(free.map(i => c[i]!))
  return solve(q.selection(free, free), right).to1DArray()
}
