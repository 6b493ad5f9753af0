import { CholeskyDecomposition, Matrix } from 'ml-matrix'

/** Oracle: the covariance matrix of an ARMA process from its moving-average weights, written out. */
export function denseCovariance(ar: number[], ma: number[], length: number): Matrix {
  const psi = [1]
  for (let j = 1; j < 4000; j++) {
    let sum = ma[j - 1] ?? 0
    for (let i = 1; i <= Math.min(j, ar.length); i++) sum += ar[i - 1]! * psi[j - i]!
    psi.push(sum)
  }
  const auto = Array.from({ length }, (_, k) => psi.slice(k).reduce((sum, w, j) => sum + w * psi[j]!, 0))
  return Matrix.from1DArray(
    length,
    length,
    Array.from({ length: length * length }, (_, k) => auto[Math.abs(Math.floor(k / length) - (k % length))]!),
  )
}

/** log density of N(mean, sigma2 · V) at the observed entries (NaN left out). */
export function denseLogDensity(y: Float64Array, mean: number, sigma2: number, covariance: Matrix): number {
  const seen = [...y.keys()].filter(t => !Number.isNaN(y[t]!))
  const inner = Matrix.mul(covariance.selection(seen, seen), sigma2)
  const root = new CholeskyDecomposition(inner)
  const e = Matrix.columnVector(seen.map(t => y[t]! - mean))
  const squares = e.transpose().mmul(root.solve(e)).get(0, 0)
  let logDeterminant = 0
  for (let i = 0; i < seen.length; i++) logDeterminant += 2 * Math.log(root.lowerTriangularMatrix.get(i, i))
  return -0.5 * (seen.length * Math.log(2 * Math.PI) + logDeterminant + squares)
}

/** E(y_t | the observed) for every missing t. */
export function denseConditionalMeans(y: Float64Array, mean: number, covariance: Matrix): Float64Array {
  const seen = [...y.keys()].filter(t => !Number.isNaN(y[t]!))
  const inner = covariance.selection(seen, seen)
  const root = new CholeskyDecomposition(Matrix.add(inner, inner.transpose()).mul(0.5))
  const weights = root.solve(Matrix.columnVector(seen.map(t => y[t]! - mean)))
  return y.map((value, t) =>
    Number.isNaN(value) ? mean + covariance.selection([t], seen).mmul(weights).get(0, 0) : value,
  )
}
