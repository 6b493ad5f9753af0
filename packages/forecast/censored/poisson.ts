import type { ExpectationStep } from './censored-demand.ts'
import { logGamma } from './log-gamma.ts'

/** E(D | D ≥ s) = s + Σ_(k>s) P(D ≥ k) / P(D ≥ s); the mean is all completed demand over all exposure. */
export const stepPoisson: ExpectationStep = ({ sales, kind, exposure }, { mean }, completed) => {
  let logLikelihood = 0
  let total = 0
  let shares = 0
  for (let t = 0; t < sales.length; t++) {
    const value = sales[t]!
    if (kind[t] === 0) continue
    const rate = mean * exposure[t]!
    shares += exposure[t]!
    completed[t] = value
    if (kind[t] === 1) logLikelihood += logPoisson(value, rate)
    else {
      const { logTail, expected } = poissonTail(value, rate)
      logLikelihood += logTail
      completed[t] = expected
    }
    total += completed[t]!
  }
  const next = total / shares
  return { logLikelihood, next: { mean: next, variance: next } }
}

function logPoisson(count: number, rate: number): number {
  if (rate === 0) return count === 0 ? 0 : -Infinity
  return count * Math.log(rate) - rate - logGamma(count + 1)
}

/** log P(D ≥ s) and E(D | D ≥ s), both from sums relative to P(D = anchor), which do not underflow. */
function poissonTail(from: number, rate: number): { logTail: number; expected: number } {
  if (from === 0 || rate === 0) return { logTail: from === 0 ? 0 : -Infinity, expected: Math.max(from, rate) }
  const anchor = Math.max(from, Math.floor(rate))
  let mass = 1
  let first = anchor
  for (let k = anchor, term = 1; k > from && term > 1e-18 * mass; k--) {
    term *= k / rate
    mass += term
    first += term * (k - 1)
  }
  for (let k = anchor + 1, term = 1; ; k++) {
    term *= rate / k
    mass += term
    first += term * k
    if (term < 1e-18 * mass) break
  }
  return { logTail: Math.min(0, logPoisson(anchor, rate) + Math.log(mass)), expected: first / mass }
}
