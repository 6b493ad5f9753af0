import { CholeskyDecomposition, inverse, Matrix, pseudoInverse } from 'ml-matrix'
import type { Hierarchy } from './hierarchy.ts'
import { minimiseNonNegative } from './non-negative.ts'
import { shrunkCovariance } from './shrinkage.ts'

export interface ReconcileOptions {
  /** default mint-shrink with residuals, wls-structural without */
  readonly method?: 'bottom-up' | 'ols' | 'wls-structural' | 'wls-variance' | 'mint-shrink'
  /** one [length] of one-step errors per node, NaN = missing; needed for wls-variance and mint-shrink */
  readonly residuals?: readonly Float64Array[]
  /** no reconciled forecast below zero */
  readonly nonNegative?: boolean
}

export interface Reconciled {
  readonly method: string
  /** one [horizon] per node; every sum is the sum of its parts */
  readonly forecasts: readonly Float64Array[]
  /** [nodes] variance of the reconciled one-step error under the shrunk covariance of the residuals; null without
   *  residuals */
  readonly variances: Float64Array | null
  /** share by which correlations were shrunk; null where none were used */
  readonly shrinkage: number | null
  readonly iterations: number
  readonly converged: boolean
}

/** Makes forecasts of a hierarchy add up, moving them as little as their errors' covariance W allows:
 *  ỹ = ŷ − W C′(C W C′)⁻¹ C ŷ, where C ŷ = 0 says that sums are the sums of their parts. W is the identity (OLS), the
 *  number of bottom series in each node (structural), the error variances (WLS), or the shrunk error covariance
 *  (MinT).
 *  @param base one [horizon] per node, in the order of hierarchy.nodes
 *  @throws TypeError for shapes that do not fit; RangeError for NaN, infinite values, or residuals that are needed
 *  Source: Wickramasuriya, Athanasopoulos & Hyndman (2019) JASA 114, eq. 9 and its dual; non-negative: Wickramasuriya,
 *  Turlach & Hyndman (2020) Statistics and Computing 30. O(nodes · sums² + horizon · nodes · sums).
 *  @example
 *  const hierarchy = summingMatrix({ total: ['a', 'b'] })
 *  const base = [Float64Array.from([13]), Float64Array.from([4]), Float64Array.from([6])]
 *  reconcileForecasts(base, hierarchy, { method: 'ols' }).forecasts // ≈ [[12], [5], [7]]
 *  reconcileForecasts(base, hierarchy, { method: 'bottom-up' }).forecasts // ≈ [[10], [4], [6]]
 */
export function reconcileForecasts(
  base: readonly Float64Array[],
  hierarchy: Hierarchy,
  options: ReconcileOptions = {},
): Reconciled {
  const { residuals } = options
  const method = options.method ?? (residuals ? 'mint-shrink' : 'wls-structural')
  checkShapes(base, hierarchy, residuals, method)
  const errors = residuals ? shrunkCovariance(scaleDown(residuals).scaled) : null
  const weights = weightMatrix(method, hierarchy, errors?.covariance)
  const projection = projectionOf(method, hierarchy, weights)
  const horizon = base[0]!.length
  const forecasts = hierarchy.nodes.map(() => new Float64Array(horizon))
  let iterations = 1
  let converged = true
  for (let h = 0; h < horizon; h++) {
    const vector = Float64Array.from(base, row => row[h]!)
    let bottom = multiply(projection, vector)
    if (options.nonNegative && bottom.some(value => value < 0)) {
      const found = projectNonNegative(method, hierarchy, weights, vector)
      bottom = found.x
      iterations = Math.max(iterations, found.iterations)
      converged &&= found.converged
    }
    sumUp(hierarchy, bottom).forEach((value, k) => {
      forecasts[k]![h] = value
    })
  }
  const variances = errors && residuals ? reconciledVariances(hierarchy, projection, errors.covariance) : null
  const factor = residuals ? scaleDown(residuals).factor : 1
  return {
    method,
    forecasts,
    variances: variances?.map(value => value * factor * factor) ?? null,
    shrinkage: method === 'mint-shrink' ? (errors?.shrinkage ?? null) : null,
    iterations,
    converged,
  }
}

/** Errors of 1e−12 and of 1e12 are the same problem. */
function scaleDown(residuals: readonly Float64Array[]): { scaled: Float64Array[]; factor: number } {
  let factor = 0
  for (const row of residuals) for (const value of row) if (Math.abs(value) > factor) factor = Math.abs(value)
  if (factor === 0) factor = 1
  return { scaled: residuals.map(row => row.map(value => value / factor)), factor }
}

function weightMatrix(method: string, hierarchy: Hierarchy, covariance: Matrix | undefined): Matrix {
  const size = hierarchy.nodes.length
  const width = hierarchy.bottom.length
  if (method === 'mint-shrink' && covariance) return covariance
  const diagonal = hierarchy.nodes.map((_, k) => {
    if (method === 'wls-variance' && covariance) return covariance.get(k, k)
    if (method !== 'wls-structural') return 1
    return hierarchy.summing.subarray(k * width, (k + 1) * width).reduce((sum, value) => sum + value, 0)
  })
  return Matrix.diag(diagonal, size, size)
}

/** G [bottom × nodes] of bottom = G ŷ. */
function projectionOf(method: string, hierarchy: Hierarchy, weights: Matrix): Matrix {
  const width = hierarchy.bottom.length
  const sums = hierarchy.nodes.length - width
  const select = Matrix.zeros(width, hierarchy.nodes.length)
  for (let k = 0; k < width; k++) select.set(k, sums + k, 1)
  if (method === 'bottom-up') return select
  const constraint = Matrix.zeros(sums, hierarchy.nodes.length) // C = [I, −A]
  for (let i = 0; i < sums; i++) {
    constraint.set(i, i, 1)
    for (let k = 0; k < width; k++) constraint.set(i, sums + k, -hierarchy.summing[i * width + k]!)
  }
  const crossed = weights.mmul(constraint.transpose()) // W C′
  const product = constraint.mmul(crossed)
  const inner = Matrix.add(product, product.transpose()).mul(0.5) // rounding leaves it not quite symmetric
  const cholesky = new CholeskyDecomposition(inner)
  // A node whose errors are all zero makes the inner matrix singular; it then does not move.
  const solved = cholesky.isPositiveDefinite()
    ? cholesky.solve(constraint)
    : pseudoInverse(inner).mmul(constraint)
  const moved = crossed.subMatrix(sums, sums + width - 1, 0, sums - 1).mmul(solved)
  return Matrix.sub(select, moved)
}

/** min (ŷ − S b)′ W⁻¹ (ŷ − S b) over b ≥ 0. */
function projectNonNegative(method: string, hierarchy: Hierarchy, weights: Matrix, base: Float64Array) {
  const width = hierarchy.bottom.length
  if (method === 'bottom-up') {
    const bottom = base.slice(hierarchy.nodes.length - width).map(value => Math.max(0, value))
    return { x: bottom, iterations: 1, converged: true }
  }
  const size = hierarchy.nodes.length
  const summing = Matrix.from1DArray(size, width, hierarchy.summing)
  let largest = 0
  for (let k = 0; k < size; k++) largest = Math.max(largest, weights.get(k, k))
  const stable = weights.clone()
  for (let k = 0; k < size; k++) stable.set(k, k, weights.get(k, k) + 1e-10 * (largest || 1))
  const pulled = summing.transpose().mmul(inverse(stable)) // S′W⁻¹
  return minimiseNonNegative(pulled.mmul(summing), multiply(pulled, base))
}

function reconciledVariances(hierarchy: Hierarchy, projection: Matrix, covariance: Matrix): Float64Array {
  const width = hierarchy.bottom.length
  const bottom = projection.mmul(covariance).mmul(projection.transpose()) // G W G′
  return Float64Array.from(hierarchy.nodes, (_, node) => {
    let sum = 0
    for (let i = 0; i < width; i++) {
      if (hierarchy.summing[node * width + i] === 0) continue
      for (let j = 0; j < width; j++) sum += hierarchy.summing[node * width + j]! * bottom.get(i, j)
    }
    return Math.max(0, sum)
  })
}

function multiply(matrix: Matrix, vector: Float64Array): Float64Array {
  const out = new Float64Array(matrix.rows)
  for (let i = 0; i < matrix.rows; i++) {
    let sum = 0
    for (let j = 0; j < matrix.columns; j++) sum += matrix.get(i, j) * vector[j]!
    out[i] = sum
  }
  return out
}

function sumUp({ nodes, summing }: Hierarchy, bottom: Float64Array): Float64Array {
  const width = bottom.length
  return Float64Array.from(nodes, (_, node) => {
    let sum = 0
    for (let k = 0; k < width; k++) sum += summing[node * width + k]! * bottom[k]!
    return sum
  })
}

function checkShapes(
  base: readonly Float64Array[],
  { nodes }: Hierarchy,
  residuals: readonly Float64Array[] | undefined,
  method: string,
): void {
  if (base.length !== nodes.length)
    throw new TypeError(
      `base has ${base.length} rows; the hierarchy has ${nodes.length} nodes: ${nodes.join(', ')}`,
    )
  base.forEach((row, k) => {
    if (row.length !== base[0]!.length)
      throw new TypeError(
        `base of '${nodes[k]}' has ${row.length} periods, that of '${nodes[0]}' ${base[0]!.length}`,
      )
    row.forEach((value, h) => {
      if (!Number.isFinite(value))
        throw new RangeError(`base of '${nodes[k]}' at ${h} is ${value}: give a number`)
    })
  })
  if (!residuals) {
    if (method === 'wls-variance' || method === 'mint-shrink')
      throw new RangeError(
        `method '${method}' weighs by past errors: give residuals, or use 'wls-structural'`,
      )
    return
  }
  if (residuals.length !== nodes.length)
    throw new TypeError(`residuals has ${residuals.length} rows; the hierarchy has ${nodes.length} nodes`)
  residuals.forEach((row, k) => {
    if (row.length !== residuals[0]!.length)
      throw new TypeError(
        `residuals of '${nodes[k]}' has ${row.length} periods, others ${residuals[0]!.length}`,
      )
    row.forEach((value, t) => {
      if (Math.abs(value) === Infinity)
        throw new RangeError(`residuals of '${nodes[k]}' at ${t} are infinite`)
    })
  })
}
