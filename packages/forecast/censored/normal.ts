import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import type { ExpectationStep } from './censored-demand.ts'

/** E(D | D ≥ s) = μ + σ h(z) and E((D − μ)² | D ≥ s) = σ² (1 + z h(z)), h the hazard of the standard normal. */
export const stepNormal: ExpectationStep = ({ sales, kind }, { mean, variance }, completed) => {
  const deviation = Math.sqrt(variance)
  let logLikelihood = 0
  let total = 0
  let spread = 0
  let count = 0
  for (let t = 0; t < sales.length; t++) {
    if (kind[t] === 0) continue
    count++
    const z = (sales[t]! - mean) / deviation
    if (kind[t] === 1) {
      logLikelihood -= 0.5 * z * z + Math.log(deviation) + HALF_LOG_2PI
      completed[t] = sales[t]!
      spread += (sales[t]! - mean) ** 2
    } else {
      const hazard = hazardOf(z)
      logLikelihood += -0.5 * z * z - HALF_LOG_2PI - Math.log(hazard)
      completed[t] = mean + deviation * hazard
      spread += variance * (1 + z * hazard)
    }
    total += completed[t]!
  }
  const next = total / count
  // Around the new mean: E(D − m′)² = E(D − m)² − (m′ − m)² on average.
  const nextVariance = Math.max(spread / count - (next - mean) ** 2, 1e-12 * next * next, Number.MIN_VALUE)
  return { logLikelihood, next: { mean: next, variance: nextVariance } }
}

const HALF_LOG_2PI = 0.9189385332046727

/** φ(z) / (1 − Φ(z)); by its continued fraction where the tail would underflow. */
function hazardOf(z: number): number {
  if (z > 8) {
    let fraction = z
    for (let k = 40; k >= 1; k--) fraction = z + k / fraction
    return fraction
  }
  return Math.exp(-0.5 * z * z - HALF_LOG_2PI) / normalCdf(-z, 0, 1)
}
