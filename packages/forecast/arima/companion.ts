import { ExactLikelihood } from './exact-likelihood.ts'

/** The companion form. */
export interface Model {
  readonly ar: Float64Array
  readonly ma: Float64Array
  readonly lags: Float64Array
  readonly companion: number
  readonly size: number
}

/** Z x with Z = [1, 0 …, lags]. */
export function observe(x: Float64Array, { lags, companion }: Model): number {
  let sum = x[0]!
  for (let i = 0; i < lags.length; i++) sum += lags[i]! * x[companion + i]!
  return sum
}

export function multiplyByObservation(
  matrix: Float64Array,
  out: Float64Array,
  { lags, companion, size }: Model,
): void {
  for (let i = 0; i < size; i++) {
    const row = i * size
    let sum = matrix[row]!
    for (let k = 0; k < lags.length; k++) {
      const lag = lags[k]!
      if (lag !== 0) sum += lag * matrix[row + companion + k]!
    }
    out[i] = sum
  }
}

export function advanceState(x: Float64Array, model: Model): void {
  const { ar, companion, size } = model
  const seen = observe(x, model)
  const head = x[0]!
  for (let i = 0; i < companion; i++)
    x[i] = (i < ar.length ? ar[i]! * head : 0) + (i + 1 < companion ? x[i + 1]! : 0)
  for (let i = size - 1; i > companion; i--) x[i] = x[i - 1]!
  if (size > companion) x[companion] = seen
}

/** T P T′ + R R′: rows first, then columns, both as `advanceState` does with a vector. */
export function advanceCovariance(matrix: Float64Array, work: Float64Array, model: Model): void {
  const { ar, ma, lags, companion, size } = model
  for (let i = 0; i < size; i++) {
    const target = i * size
    if (i < companion) {
      const coefficient = i < ar.length ? ar[i]! : 0
      const below = i + 1 < companion ? (i + 1) * size : -1
      for (let j = 0; j < size; j++)
        work[target + j] = coefficient * matrix[j]! + (below < 0 ? 0 : matrix[below + j]!)
    } else if (i > companion) for (let j = 0; j < size; j++) work[target + j] = matrix[target - size + j]!
    else
      for (let j = 0; j < size; j++) {
        let sum = matrix[j]!
        for (let k = 0; k < lags.length; k++)
          if (lags[k] !== 0) sum += lags[k]! * matrix[(companion + k) * size + j]!
        work[target + j] = sum
      }
  }
  for (let i = 0; i < size; i++) {
    const row = i * size
    let seen = work[row]!
    for (let k = 0; k < lags.length; k++) if (lags[k] !== 0) seen += lags[k]! * work[row + companion + k]!
    const head = work[row]!
    for (let j = 0; j < companion; j++)
      matrix[row + j] = (j < ar.length ? ar[j]! * head : 0) + (j + 1 < companion ? work[row + j + 1]! : 0)
    for (let j = size - 1; j > companion; j--) matrix[row + j] = work[row + j - 1]!
    if (size > companion) matrix[row + companion] = seen
  }
  for (let i = 0; i <= ma.length; i++) {
    const left = i === 0 ? 1 : ma[i - 1]!
    for (let j = 0; j <= ma.length; j++)
      matrix[i * size + j] = matrix[i * size + j]! + left * (j === 0 ? 1 : ma[j - 1]!)
  }
}

/** P of P = T P T′ + R R′ for the companion block, from its first column outwards; zero elsewhere. */
export function stationaryCovariance(
  ar: Float64Array,
  ma: Float64Array,
  companion: number,
  size: number,
): Float64Array | null {
  const column = new ExactLikelihood(companion).stationaryColumn(ar, ma)
  if (column === null) return null
  const out = new Float64Array(size * size)
  const weight = (i: number) => (i === 0 ? 1 : i <= ma.length ? ma[i - 1]! : 0)
  for (let i = companion - 1; i >= 0; i--)
    for (let j = companion - 1; j >= 0; j--) {
      const left = i < ar.length ? ar[i]! : 0
      const right = j < ar.length ? ar[j]! : 0
      let sum = left * right * column[0]! + weight(i) * weight(j)
      if (j + 1 < companion) sum += left * column[j + 1]!
      if (i + 1 < companion) sum += right * column[i + 1]!
      if (i + 1 < companion && j + 1 < companion) sum += out[(i + 1) * size + j + 1]!
      out[i * size + j] = sum
    }
  return out
}

export function addObservation(x: Float64Array, weight: number, lags: Float64Array, companion: number): void {
  x[0] = x[0]! + weight
  for (let i = 0; i < lags.length; i++) x[companion + i] = x[companion + i]! + lags[i]! * weight
}
