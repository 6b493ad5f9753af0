import gammaQuantile from '@stdlib/stats-base-dists-gamma-quantile'
import negativeBinomialQuantile from '@stdlib/stats-base-dists-negative-binomial-quantile'
import poissonQuantile from '@stdlib/stats-base-dists-poisson-quantile'
import type { FittedModel, Forecast } from '../forecast.ts'

/** A fitted model out of one-step means, the mean of each horizon, and their past squared errors. */
export function demandModel(
  method: string,
  y: Float64Array,
  level: Float64Array,
  meanAhead: (periods: number) => number,
): FittedModel {
  const errors = squaredErrors(y, level)
  const isCount = y.every(value => Number.isNaN(value) || Number.isInteger(value))
  let last = y.find(value => !Number.isNaN(value)) ?? 0
  const fitted = Float64Array.from(y, (value, t) => {
    if (!Number.isNaN(value)) last = value
    return Number.isNaN(level[t]!) ? last : level[t]!
  })
  return {
    method,
    fitted,
    aicc: null,
    logLikelihood: null,
    iterations: 1,
    converged: true,
    forecast: horizon => forecastDemand(method, horizon, meanAhead, errors, isCount),
  }
}

/** Squared errors of the level held for 1, 2, … 12 periods, averaged over the past. */
function squaredErrors(y: Float64Array, level: Float64Array): Float64Array {
  const out = new Float64Array(12)
  let least = 0
  for (let h = 1; h <= out.length; h++) {
    let sum = 0
    let count = 0
    for (let t = 1; t + h - 1 < y.length; t++) {
      const error = y[t + h - 1]! - level[t]!
      if (Number.isNaN(error)) continue
      sum += error * error
      count++
    }
    // Further ahead is never surer; too few errors say nothing of their own.
    least = count >= 6 || h === 1 ? Math.max(least, count > 0 ? sum / count : 0) : least
    out[h - 1] = least
  }
  return out
}

function forecastDemand(
  method: string,
  horizon: number,
  meanAhead: (periods: number) => number,
  errors: Float64Array,
  isCount: boolean,
): Forecast {
  if (!Number.isInteger(horizon) || horizon < 1)
    throw new RangeError(`horizon ${horizon}: give a whole number of periods from 1`)
  const mean = Float64Array.from({ length: horizon }, (_, h) => meanAhead(h + 1))
  const bound = (probability: number) =>
    mean.map((value, h) =>
      demandQuantile(probability, value, errors[Math.min(h, errors.length - 1)]!, isCount),
    )
  return {
    method,
    mean,
    lower80: bound(0.1),
    upper80: bound(0.9),
    lower95: bound(0.025),
    upper95: bound(0.975),
  }
}

/** Above this mean a whole-number quantile and a gamma quantile differ by less than a per cent. */
const MANY = 100

/** Above this variance the quantiles of counts are searched for too long; they lie as far apart as those of amounts. */
const WIDE = 1e6

/** Quantile of demand of this mean and variance: negative binomial for counts (Poisson when not overdispersed),
 *  gamma for amounts and large counts; never below zero. */
function demandQuantile(probability: number, mean: number, variance: number, isCount: boolean): number {
  if (!(mean > 0)) return 0
  if (!isCount || mean > MANY || variance > WIDE) {
    if (!(variance > mean * mean * 1e-12)) return mean
    return orZero(gammaQuantile(probability, (mean * mean) / variance, mean / variance))
  }
  if (!(variance > mean * (1 + 1e-6))) return orZero(poissonQuantile(probability, mean))
  return orZero(negativeBinomialQuantile(probability, (mean * mean) / (variance - mean), mean / variance))
}

function orZero(value: number): number {
  return value > 0 ? value : 0
}
