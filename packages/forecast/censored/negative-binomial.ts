import type { ExpectationStep } from './censored-demand.ts'
import { logGamma } from './log-gamma.ts'

const COUNT_MAX = 100_000

/** The expectation step spreads every sold-out period over the counts it may have been; of the resulting histogram
 *  the mean is the average, and the shape maximises its likelihood by golden section. */
export const stepNegativeBinomial: ExpectationStep = ({ sales, kind }, { mean, variance }, completed) => {
  const shape = mean > 0 ? Math.min(1e6, (mean * mean) / Math.max(variance - mean, mean * mean * 1e-6)) : 1
  const most = sales.reduce((max, value) => (value > max ? value : max), 0)
  const last = Math.ceil(Math.max(most, mean) + 40 * Math.sqrt(mean + (mean * mean) / shape) + 100)
  if (last > COUNT_MAX)
    throw new RangeError(`sales reach ${most}: 'negative-binomial' counts stop at ${COUNT_MAX}; use 'normal'`)
  const logMass = new Float64Array(last + 1)
  for (let k = 0; k <= last; k++) logMass[k] = logProbability(k, mean, shape)
  const histogram = new Float64Array(last + 1)
  let logLikelihood = 0
  let total = 0
  let count = 0
  for (let t = 0; t < sales.length; t++) {
    const value = sales[t]!
    if (kind[t] === 0) continue
    count++
    if (kind[t] === 1) {
      logLikelihood += logMass[value]!
      histogram[value] = histogram[value]! + 1
      completed[t] = value
    } else {
      const { logTail, expected } = spreadTail(value, logMass, histogram)
      logLikelihood += logTail
      completed[t] = expected
    }
    total += completed[t]!
  }
  const next = total / count
  if (!(next > 0)) return { logLikelihood, next: { mean: 0, variance: 0 } }
  const nextShape = likeliestShape(histogram, next, shape)
  return { logLikelihood, next: { mean: next, variance: next + (next * next) / nextShape } }
}

/** Adds P(D = k | D ≥ from) to the histogram. */
function spreadTail(from: number, logMass: Float64Array, histogram: Float64Array) {
  let highest = -Infinity
  for (let k = from; k < logMass.length; k++) highest = Math.max(highest, logMass[k]!)
  let mass = 0
  for (let k = from; k < logMass.length; k++) mass += Math.exp(logMass[k]! - highest)
  let expected = 0
  for (let k = from; k < logMass.length; k++) {
    const share = Math.exp(logMass[k]! - highest) / mass
    histogram[k] = histogram[k]! + share
    expected += share * k
  }
  return { logTail: Math.min(0, highest + Math.log(mass)), expected }
}

function logProbability(k: number, mean: number, shape: number): number {
  if (mean === 0) return k === 0 ? 0 : -Infinity
  const counted = logGamma(k + shape) - logGamma(shape) - logGamma(k + 1)
  return counted - shape * Math.log1p(mean / shape) + k * (Math.log(mean) - Math.log(shape + mean))
}

/** Over log shape; the present shape is kept unless another is likelier, so that the likelihood never falls. */
function likeliestShape(histogram: Float64Array, mean: number, present: number): number {
  const value = (logShape: number) => {
    const shape = Math.exp(logShape)
    let sum = 0
    for (let k = 0; k < histogram.length; k++)
      if (histogram[k]! > 1e-14) sum += histogram[k]! * logProbability(k, mean, shape)
    return sum
  }
  const ratio = (Math.sqrt(5) - 1) / 2
  let low = Math.log(1e-3)
  let high = Math.log(1e6)
  let left = high - ratio * (high - low)
  let right = low + ratio * (high - low)
  let atLeft = value(left)
  let atRight = value(right)
  while (high - low > 1e-7) {
    if (atLeft > atRight) {
      high = right
      right = left
      atRight = atLeft
      left = high - ratio * (high - low)
      atLeft = value(left)
    } else {
      low = left
      left = right
      atLeft = atRight
      right = low + ratio * (high - low)
      atRight = value(right)
    }
  }
  const found = (low + high) / 2
  return value(found) > value(Math.log(present)) ? Math.exp(found) : present
}
