import { stepNegativeBinomial } from './negative-binomial.ts'
import { stepNormal } from './normal.ts'
import { stepPoisson } from './poisson.ts'

export interface CensoredDemandOptions {
  /** default poisson */
  readonly distribution?: 'poisson' | 'normal' | 'negative-binomial'
  /** [length], poisson only: share of the period, in 0 … 1, with stock on hand. Where it is known the sales are
   *  complete for that share, whatever `soldOut` says; NaN = unknown */
  readonly exposure?: Float64Array
  readonly maxIterations?: number
  readonly tolerance?: number
}

export interface CensoredDemand {
  /** per full period */
  readonly mean: number
  readonly variance: number
  /** [length] sales where stock lasted, E(demand | demand ≥ sales) where it did not, the mean where nothing was
   *  observed */
  readonly expectedDemand: Float64Array
  /** after every iteration; never falls */
  readonly logLikelihoods: readonly number[]
  readonly iterations: number
  readonly converged: boolean
}

/** What the expectation step sees. */
export interface CensoredSales {
  readonly sales: Float64Array
  /** [length] 0 not observed, 1 complete, 2 censored: demand was at least the sales */
  readonly kind: Uint8Array
  /** [length] share of the period that the sales are of */
  readonly exposure: Float64Array
}

export interface DemandEstimate {
  readonly mean: number
  readonly variance: number
}

/** One round: the likelihood at the estimate, demand completed under it, and the next estimate from that. */
export type ExpectationStep = (
  data: CensoredSales,
  estimate: DemandEstimate,
  completed: Float64Array,
) => { logLikelihood: number; next: DemandEstimate }

const STEPS: Record<string, ExpectationStep> = {
  poisson: stepPoisson,
  normal: stepNormal,
  'negative-binomial': stepNegativeBinomial,
}

/** Demand behind sales that stock-outs cut off: in a period that sold out, demand was at least the sales. The
 *  expectation step puts in its place what it would be on average, the maximisation step estimates the distribution
 *  from the completed series.
 *  @param sales [length] NaN = not observed; whole numbers from 0 except for `normal`
 *  @param soldOut [length] whether stock ran out in the period
 *  @throws RangeError for values that cannot be; TypeError for lengths that differ
 *  Source: Dempster, Laird & Rubin (1977) §4; Nahmias (1994) Naval Research Logistics 41; for the negative binomial,
 *  a gamma–Poisson mixture whose shape follows by the same likelihood. O(iterations · Σ sales).
 *  @example
 *  const sales = Float64Array.from([3, 5, 4, 4, 2, 4, 4, 3])
 *  const soldOut = [false, false, true, true, false, true, false, false]
 *  uncensorDemand(sales, soldOut).mean > 29 / 8 // → true
 */
export function uncensorDemand(
  sales: Float64Array,
  soldOut: ArrayLike<boolean>,
  options: CensoredDemandOptions = {},
): CensoredDemand {
  const distribution = options.distribution ?? 'poisson'
  const step = STEPS[distribution]
  if (!step) throw new RangeError(`distribution '${distribution}': use ${Object.keys(STEPS).join(', ')}`)
  const data = readSales(sales, soldOut, distribution, options.exposure)
  const completed = Float64Array.from(sales)
  const maxIterations = options.maxIterations ?? 1000
  const tolerance = options.tolerance ?? 1e-11
  let estimate = startOf(data)
  const logLikelihoods: number[] = []
  let converged = false
  while (logLikelihoods.length < maxIterations && !converged) {
    const { next, logLikelihood } = step(data, estimate, completed)
    const last = logLikelihoods.at(-1) ?? -Infinity
    logLikelihoods.push(logLikelihood)
    converged = logLikelihood - last <= tolerance * (1 + Math.abs(logLikelihood))
    if (!converged) estimate = next
  }
  const expectedDemand = completed.map((value, t) => {
    if (data.kind[t] === 0) return estimate.mean
    return value + estimate.mean * (1 - data.exposure[t]!)
  })
  const { mean, variance } = estimate
  return { mean, variance, expectedDemand, logLikelihoods, iterations: logLikelihoods.length, converged }
}

function readSales(
  sales: Float64Array,
  soldOut: ArrayLike<boolean>,
  distribution: string,
  exposure: Float64Array | undefined,
): CensoredSales {
  if (soldOut.length !== sales.length)
    throw new TypeError(`sales has ${sales.length} values, soldOut ${soldOut.length}: one flag per period`)
  if (exposure && exposure.length !== sales.length)
    throw new TypeError(`sales has ${sales.length} values, exposure ${exposure.length}: one share per period`)
  if (exposure && distribution !== 'poisson')
    throw new RangeError(`exposure is understood for 'poisson' only, not for '${distribution}'`)
  const kind = new Uint8Array(sales.length)
  const shares = new Float64Array(sales.length).fill(1)
  for (let t = 0; t < sales.length; t++) {
    const value = sales[t]!
    if (Number.isNaN(value)) continue
    if (value < 0 || value === Infinity || (distribution !== 'normal' && !Number.isInteger(value)))
      throw new RangeError(
        `sales[${t}] = ${value}: ${distribution} sales are ${distribution === 'normal' ? 'finite numbers' : 'whole numbers'} from 0, NaN if not observed`,
      )
    const share = exposure?.[t] ?? Number.NaN
    kind[t] = soldOut[t] && Number.isNaN(share) ? 2 : 1
    if (Number.isNaN(share)) continue
    if (!(share >= 0 && share <= 1) || (share === 0 && value > 0))
      throw new RangeError(
        `exposure[${t}] = ${share} with sales ${value}: give a share of the period within 0 … 1`,
      )
    shares[t] = share
  }
  if (!kind.some((each, t) => each === 1 && shares[t]! > 0))
    throw new RangeError(
      'no period is complete: sales that all sold out bound demand from below only; add periods in which stock lasted',
    )
  return { sales, kind, exposure: shares }
}

/** Mean and variance of the sales as they are, the variance above 0. */
function startOf({ sales, kind, exposure }: CensoredSales): DemandEstimate {
  let total = 0
  let shares = 0
  let squares = 0
  for (let t = 0; t < sales.length; t++) {
    if (kind[t] === 0) continue
    total += sales[t]!
    shares += exposure[t]!
  }
  const mean = total / shares
  for (let t = 0; t < sales.length; t++) if (kind[t] !== 0) squares += (sales[t]! - mean) ** 2
  return { mean, variance: Math.max(squares / shares, 1e-12 * mean * mean) }
}
