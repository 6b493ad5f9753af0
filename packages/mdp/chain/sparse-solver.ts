import { multiply, type SparseMatrix } from './policy-chain.ts'

/** An answer and how far it is from solving its equations. */
export interface Solved {
  readonly x: Float64Array
  /** max |b - (I - P) x| */
  readonly residual: number
  /** Σ |b - (I - P) x| */
  readonly residualSum: number
  readonly iterations: number
  readonly converged: boolean
}

/** I - P = LU + error, on the places where I - P has entries. L has ones on its diagonal, which are not kept.
 */
interface Factors {
  readonly start: Int32Array
  readonly column: Int32Array
  readonly weight: Float64Array
  /** [size] row → the place of its diagonal */
  readonly diagonal: Int32Array
}

/** Solves (I - P) x = b for P ≥ 0 with spectral radius below one by BiCGSTAB (van der Vorst 1992),
 *  preconditioned by incomplete factors without fill, which exist and are stable for M-matrices (Meijerink
 *  and van der Vorst 1977) and are exact for chains that only step to neighbours. Where its recurrences break
 *  down or stand still, Gauss and Seidel go on, who always arrive (Varga 2000, theorem 3.29). Converged means
 *  a residual below 1e-14 (|x| + |b|): as good as rounding allows. O(entries) per iteration. */
export function prepareIteration(
  matrix: SparseMatrix,
): (b: Float64Array, isStopped: (iterations: number) => boolean) => Solved {
  const factors = factorise(matrix)
  return (b, isStopped) => {
    const state: Progress = { x: new Float64Array(matrix.size), residual: largest(b), iterations: 0 }
    const isOver = () => isStopped(state.iterations)
    const isDone = () => state.residual <= 1e-14 * (largest(state.x) + largest(b))
    for (let before = Infinity; !isDone() && !isOver() && state.residual < 0.5 * before; ) {
      before = state.residual
      correct(matrix, factors, b, state, isOver)
    }
    while (!isDone() && !isOver()) {
      for (let sweep = 0; sweep < 4 && !isOver(); sweep++)
        relax(matrix, b, state.x, state.iterations++ % 2 === 0)
      state.residual = largest(difference(matrix, b, state.x))
    }
    if (!Number.isFinite(state.residual))
      throw new RangeError('the system is singular: its answer is not finite')
    return { ...state, residualSum: sumOfSizes(difference(matrix, b, state.x)), converged: isDone() }
  }
}

interface Progress {
  x: Float64Array
  residual: number
  iterations: number
}

/** b - (I - P) x */
export function difference(matrix: SparseMatrix, b: Float64Array, x: Float64Array): Float64Array {
  const out = multiply(matrix, x)
  for (let i = 0; i < out.length; i++) out[i] = b[i]! - x[i]! + out[i]!
  return out
}

/** Σ |x| */
export function sumOfSizes(x: Float64Array): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += Math.abs(x[i]!)
  return sum
}

/** Sup norm; 0 of nothing. */
export function largest(x: Float64Array): number {
  let max = 0
  for (let i = 0; i < x.length; i++) if (!(Math.abs(x[i]!) <= max)) max = Math.abs(x[i]!)
  return max
}

/** One run of BiCGSTAB on (I - P) d = b - (I - P) x; x + d replaces x when its residual is smaller. */
function correct(
  matrix: SparseMatrix,
  factors: Factors,
  b: Float64Array,
  state: Progress,
  isOver: () => boolean,
) {
  const size = matrix.size
  const r = difference(matrix, b, state.x)
  const shadow = r.slice()
  const d = new Float64Array(size)
  const p = r.slice()
  const aim = 1e-15 * largest(b) // of the correction; the true residual is what decides
  let rho = dot(shadow, r)
  let bestNorm = largest(r)
  let best = d.slice()
  while (!isOver() && rho !== 0 && Number.isFinite(rho)) {
    state.iterations++
    const y = precondition(factors, p)
    const v = apply(matrix, y)
    const alpha = rho / dot(shadow, v)
    for (let i = 0; i < size; i++) r[i]! -= alpha * v[i]!
    const z = precondition(factors, r)
    const t = apply(matrix, z)
    const square = dot(t, t)
    const omega = square > 0 ? dot(t, r) / square : 0
    for (let i = 0; i < size; i++) {
      d[i]! += alpha * y[i]! + omega * z[i]!
      r[i]! -= omega * t[i]!
    }
    const norm = largest(r)
    if (!Number.isFinite(norm)) break
    if (norm < bestNorm) {
      bestNorm = norm
      best = d.slice()
    }
    if (norm <= aim || omega === 0) break
    const next = dot(shadow, r)
    const beta = (next / rho) * (alpha / omega)
    for (let i = 0; i < size; i++) p[i] = r[i]! + beta * (p[i]! - omega * v[i]!)
    rho = next
  }
  const x = state.x.map((each, i) => each + best[i]!)
  const residual = largest(difference(matrix, b, x))
  if (residual < state.residual) Object.assign(state, { x, residual })
}

/** I - P with sorted columns and a diagonal in each row, factorised in place. */
function factorise(matrix: SparseMatrix): Factors {
  const { start, column, weight, diagonal } = subtractFromIdentity(matrix)
  const place = new Int32Array(matrix.size).fill(-1) // column → its place in the row at hand
  for (let i = 0; i < matrix.size; i++) {
    const end = start[i + 1]!
    for (let e = start[i]!; e < end; e++) place[column[e]!] = e
    for (let e = start[i]!; e < diagonal[i]!; e++) {
      const k = column[e]!
      weight[e]! /= weight[diagonal[k]!]!
      for (let f = diagonal[k]! + 1; f < start[k + 1]!; f++) {
        const to = place[column[f]!]!
        if (to >= start[i]!) weight[to]! -= weight[e]! * weight[f]!
      }
    }
  }
  return { start, column, weight, diagonal }
}

function subtractFromIdentity(matrix: SparseMatrix): Factors {
  const { size } = matrix
  const start = new Int32Array(size + 1)
  const column = new Int32Array(matrix.column.length + size)
  const weight = new Float64Array(column.length)
  const diagonal = new Int32Array(size)
  let count = 0
  for (let i = 0; i < size; i++) {
    const order = Array.from(matrix.column.subarray(matrix.start[i], matrix.start[i + 1]))
      .map((c, k) => [c, matrix.weight[matrix.start[i]! + k]!] as const)
      .sort((a, b) => a[0] - b[0])
    let isPlaced = false
    const putDiagonal = (own: number) => {
      diagonal[i] = count
      column[count] = i
      weight[count++] = 1 - own
      isPlaced = true
    }
    for (const [c, own] of order) {
      if (!isPlaced && c >= i) putDiagonal(c === i ? own : 0)
      if (c === i) continue
      column[count] = c
      weight[count++] = -own
    }
    if (!isPlaced) putDiagonal(0)
    start[i + 1] = count
  }
  return { start, column: column.slice(0, count), weight: weight.slice(0, count), diagonal }
}

/** (LU)⁻¹ x */
function precondition({ start, column, weight, diagonal }: Factors, x: Float64Array): Float64Array {
  const out = x.slice()
  for (let i = 0; i < out.length; i++) {
    let sum = out[i]!
    for (let e = start[i]!; e < diagonal[i]!; e++) sum -= weight[e]! * out[column[e]!]!
    out[i] = sum
  }
  for (let i = out.length - 1; i >= 0; i--) {
    let sum = out[i]!
    for (let e = diagonal[i]! + 1; e < start[i + 1]!; e++) sum -= weight[e]! * out[column[e]!]!
    out[i] = sum / weight[diagonal[i]!]!
  }
  return out
}

/** (I - P) x */
function apply(matrix: SparseMatrix, x: Float64Array): Float64Array {
  const out = multiply(matrix, x)
  for (let i = 0; i < out.length; i++) out[i] = x[i]! - out[i]!
  return out
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** One sweep of Gauss and Seidel, up or down. */
function relax(
  { size, start, column, weight }: SparseMatrix,
  b: Float64Array,
  x: Float64Array,
  isUp: boolean,
) {
  for (let k = 0; k < size; k++) {
    const r = isUp ? k : size - 1 - k
    let sum = b[r]!
    let rest = 1
    for (let e = start[r]!; e < start[r + 1]!; e++) {
      if (column[e] === r) rest -= weight[e]!
      else sum += weight[e]! * x[column[e]!]!
    }
    x[r] = sum / rest
  }
}
