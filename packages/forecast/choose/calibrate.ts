import type { Forecast } from '../forecast.ts'
import { quantileOfSorted } from '../smoothing/paths.ts'

/** How much wider than stated intervals should be. */
export interface Widths {
  readonly factor80: number
  readonly factor95: number
}

/** Factors that would have made past intervals hold what they promise: quantiles of the past errors, each relative to
 *  the half of the interval that it fell into; drawn towards what other series have shown while there are few origins to go by, because errors
 *  at one origin go together.
 *  @param past forecasts made at origins, and what came
 *  Source: split conformal prediction with scaled scores (Lei et al. 2018, §5.2); the shrinkage is ours.
 *  @example
 *  calibrate([]) // → {"factor80":1,"factor95":1.2}
 */
export function calibrate(past: readonly { actual: Float64Array; forecast: Forecast }[]): Widths {
  const scores80: number[] = []
  const scores95: number[] = []
  for (const { actual, forecast } of past) {
    const { mean } = forecast
    for (let h = 0; h < actual.length; h++) {
      const error = actual[h]! - mean[h]!
      if (Number.isNaN(error)) continue
      const isAbove = error > 0
      const half80 = isAbove ? forecast.upper80[h]! - mean[h]! : mean[h]! - forecast.lower80[h]!
      const half95 = isAbove ? forecast.upper95[h]! - mean[h]! : mean[h]! - forecast.lower95[h]!
      if (!(half80 > 0 && half95 > 0)) continue
      scores80.push(Math.abs(error) / half80)
      scores95.push(Math.abs(error) / half95)
    }
  }
  return {
    factor80: shrink(scores80, 0.8, past.length, 1),
    factor95: shrink(scores95, 0.95, past.length, tailsBefore),
  }
}

// As if so many origins had been seen where the intervals held exactly what they promise.
const originsBefore = 2
// Errors out of sample have heavier tails than the normal distribution of the models: without any past to go by,
// 95% intervals are made this much wider (Makridakis et al. 1987 found 95% to hold 80 … 90%).
const tailsBefore = 1.2
const factorMin = 0.5
const factorMax = 4

function shrink(scores: readonly number[], probability: number, origins: number, before: number): number {
  if (scores.length === 0) return before
  const observed = quantileOfSorted(Float64Array.from(scores).sort(), probability)
  const bounded = Math.min(factorMax, Math.max(factorMin, observed))
  const logs = origins * Math.log(bounded) + originsBefore * Math.log(before)
  return Math.exp(logs / (origins + originsBefore))
}
