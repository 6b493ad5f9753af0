import type { ArimaObjective } from './objective.ts'
import { coefficientNames } from './specification.ts'
import { filterArima } from './state-space.ts'

export interface ArimaCoefficient {
  /** ar1 …, ma1 …, sar1 …, sma1 …, mean or drift, as R names them */
  readonly name: string
  readonly value: number
  /** null where the curvature of the likelihood gives none (an estimate on the border of its region) */
  readonly standardError: number | null
}

/** Standard errors from the curvature of the concentrated likelihood at the estimate; that of the level adds how
 *  it follows the ARMA coefficients, which together is the inverse of the full information matrix. */
export function describeCoefficients(
  objective: ArimaObjective,
  estimate: Float64Array,
  withoutErrors: boolean,
  level: number,
  scale: number,
): ArimaCoefficient[] {
  const names = coefficientNames(objective.spec)
  const size = objective.size
  const errors = withoutErrors ? null : standardErrors(objective, estimate)
  return names.map((name, i) => ({
    name,
    value: i < size ? estimate[i]! : level * scale,
    standardError:
      errors?.[i] === undefined || errors[i] === null ? null : i < size ? errors[i] : errors[i] * scale,
  }))
}

function standardErrors(objective: ArimaObjective, estimate: Float64Array): (number | null)[] | null {
  const { size, used } = objective
  const step = 1e-4
  const x = Float64Array.from(estimate)
  const at = (i: number, di: number, j: number, dj: number) => {
    x.set(estimate)
    x[i] = x[i]! + di * step
    x[j] = x[j]! + dj * step
    return objective.atCoefficients(x)
  }
  const centre = objective.atCoefficients(estimate)
  const levelInformation = regressorInformation(objective)
  const hessian = new Float64Array(size * size)
  const slope = new Float64Array(size) // of the level
  for (let i = 0; i < size; i++) {
    const up = at(i, 1, i, 0)
    const levelUp = objective.level
    const down = at(i, -1, i, 0)
    slope[i] = (levelUp - objective.level) / (2 * step)
    hessian[i * size + i] = (used * (up - 2 * centre + down)) / (step * step)
    for (let j = 0; j < i; j++) {
      const mixed = at(i, 1, j, 1) - at(i, 1, j, -1) - at(i, -1, j, 1) + at(i, -1, j, -1)
      hessian[i * size + j] = (used * mixed) / (4 * step * step)
      hessian[j * size + i] = hessian[i * size + j]!
    }
  }
  const covariance = invertPositive(hessian, size)
  if (covariance === null) return null
  const out: (number | null)[] = Array.from({ length: size }, (_, i) => Math.sqrt(covariance[i * size + i]!))
  if (objective.spec.hasLevel) {
    let variance = levelInformation
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) variance += slope[i]! * slope[j]! * covariance[i * size + j]!
    out.push(Math.sqrt(variance))
  }
  return out
}

/** Variance of the level given the ARMA coefficients just evaluated. */
function regressorInformation(objective: ArimaObjective): number {
  if (!objective.spec.hasLevel) return 0
  if (!objective.hasGaps) return objective.sigma2 / objective.exact.regressorSquares
  const result = filterArima(
    objective.ar,
    objective.ma,
    objective.lags,
    objective.y,
    objective.regressorColumn(),
  )
  return result === null ? 0 : objective.sigma2 * result.levelVariance
}

function invertPositive(matrix: Float64Array, size: number): Float64Array | null {
  const root = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!
      for (let k = 0; k < j; k++) sum -= root[i * size + k]! * root[j * size + k]!
      if (i > j) root[i * size + j] = sum / root[j * size + j]!
      else if (sum > 0 && Number.isFinite(sum)) root[i * size + i] = Math.sqrt(sum)
      else return null
    }
  const out = new Float64Array(size * size)
  for (let column = 0; column < size; column++) {
    for (let i = 0; i < size; i++) {
      let sum = i === column ? 1 : 0
      for (let k = 0; k < i; k++) sum -= root[i * size + k]! * out[k * size + column]!
      out[i * size + column] = sum / root[i * size + i]!
    }
    for (let i = size - 1; i >= 0; i--) {
      let sum = out[i * size + column]!
      for (let k = i + 1; k < size; k++) sum -= root[k * size + i]! * out[k * size + column]!
      out[i * size + column] = sum / root[i * size + i]!
    }
  }
  return out
}
