import { Matrix } from 'ml-matrix'

/** Covariance of one-step errors (around zero), its correlations shrunk towards none by the share that minimises the
 *  expected squared error (Schäfer & Strimmer 2005, target D; as Wickramasuriya et al. 2019 use it). Periods in which
 *  an error is missing are left out.
 *  @param residuals one [length] per node
 *  @throws RangeError with fewer than 2 complete periods
 *  @returns covariance [nodes × nodes] and the share λ in 0 … 1. O(nodes² · length). */
export function shrunkCovariance(residuals: readonly Float64Array[]): {
  covariance: Matrix
  shrinkage: number
} {
  const complete = completePeriods(residuals)
  const size = residuals.length
  const count = complete.length
  const deviations = residuals.map(errors =>
    Math.sqrt(complete.reduce((sum, t) => sum + errors[t]! ** 2, 0) / count),
  )
  const correlations = Matrix.zeros(size, size)
  let noise = 0
  let signal = 0
  for (let i = 0; i < size; i++)
    for (let j = 0; j < i; j++) {
      const scale = deviations[i]! * deviations[j]!
      if (!(scale > 0)) continue
      let sum = 0
      let squares = 0
      for (const t of complete) {
        const product = (residuals[i]![t]! / deviations[i]!) * (residuals[j]![t]! / deviations[j]!)
        sum += product
        squares += product * product
      }
      const correlation = sum / count
      correlations.set(i, j, correlation)
      signal += correlation * correlation
      noise += (squares - (sum * sum) / count) / (count * (count - 1))
    }
  const shrinkage = signal > 0 ? Math.max(0, Math.min(1, noise / signal)) : 1
  const covariance = Matrix.zeros(size, size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      const correlation = i === j ? 1 : (1 - shrinkage) * correlations.get(i, j)
      const value = correlation * deviations[i]! * deviations[j]!
      covariance.set(i, j, value)
      covariance.set(j, i, value)
    }
  return { covariance, shrinkage }
}

function completePeriods(residuals: readonly Float64Array[]): number[] {
  const out: number[] = []
  const length = residuals[0]?.length ?? 0
  for (let t = 0; t < length; t++) if (residuals.every(errors => !Number.isNaN(errors[t]!))) out.push(t)
  if (out.length < 2)
    throw new RangeError(
      `residuals have ${out.length} periods in which no node is missing: at least 2 are needed`,
    )
  return out
}
