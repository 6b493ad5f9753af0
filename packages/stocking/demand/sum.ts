import { requireNonNegative, requirePositive, requireProbability, requireWhole } from '../inputs.ts'
import { type Demand, findWholeQuantile, requireFiniteQuantile } from './demand.ts'
import { discreteDemand } from './discrete.ts'
import { negativeBinomialDemand } from './negative-binomial.ts'
import { normalDemand } from './normal.ts'
import { poissonDemand } from './poisson.ts'

/** A time that is known, or known by its probabilities; in periods. */
export type LeadTime =
  | number
  | { readonly values: ArrayLike<number>; readonly probabilities: ArrayLike<number> }

const listedMax = 20_000

/** Demand over several independent periods, exactly.
 *  @param demand of one period  @param periods ≥ 0; whole for listed demand, which is convolved
 *  @returns {Demand} of the same family
 *  @throws RangeError where listed demand would have more than 20 000 values, or is not whole. O(1); listed: O(values²).
 *  @example
 *  [sumDemand(poissonDemand(2), 3).mean, sumDemand(discreteDemand([0, 1], [0.5, 0.5]), 3).pmf(1)] // ≈ [6, 0.375]
 */
export function sumDemand(demand: Demand, periods: number): Demand {
  requireNonNegative('periods', periods)
  if (demand.kind === 'poisson' || demand.mean === 0) return poissonDemand(demand.mean * periods)
  if (demand.kind === 'normal')
    return normalDemand({ mean: demand.mean * periods, sd: Math.sqrt(demand.variance * periods) })
  if (periods === 0) return discreteDemand([0], [1])
  if (periods === 1) return demand
  if (demand.kind === 'negative-binomial')
    return negativeBinomialDemand({ mean: demand.mean * periods, variance: demand.variance * periods })
  return convolve(demand, requireWhole('periods', periods))
}

function convolve(demand: Demand, periods: number): Demand {
  const top = requireWholeValues(demand)
  if (top * periods > listedMax)
    throw new RangeError(
      `demand of up to ${top} over ${periods} periods has more than ${listedMax} values: use Poisson or negative binomial demand`,
    )
  const one = Float64Array.from({ length: top + 1 }, (_, x) => demand.pmf(x))
  let sum = Float64Array.of(1)
  for (let k = 0; k < periods; k++) {
    const next = new Float64Array(sum.length + top)
    for (let i = 0; i < sum.length; i++) for (let x = 0; x <= top; x++) next[i + x]! += sum[i]! * one[x]!
    sum = next
  }
  return discreteDemand(
    Array.from(sum, (_, x) => x),
    sum,
  )
}

/** @returns the largest value  @throws RangeError unless every value is a whole number ≥ 0 */
export function requireWholeValues(demand: Demand): number {
  if (demand.support === 'continuous')
    throw new RangeError(
      'demand is normal, not in whole units: use Poisson, negative binomial or listed demand',
    )
  for (const value of demand.values ?? [])
    if (!Number.isInteger(value) || value < 0)
      throw new RangeError(`demand has the value ${value}: here it comes in whole units, 0 or more; round it`)
  return demand.values?.at(-1) ?? Number.POSITIVE_INFINITY
}

/** One of several whole demands, each with its weight.
 *  @param parts [n]  @param weights [n] ≥ 0, summing to 1 within 1e-6
 *  @returns {Demand} every question is answered by the weighted sum of the parts' answers. O(n) each.
 *  @throws RangeError naming the part or weight.
 *  @example
 *  mixtureDemand([poissonDemand(2), poissonDemand(4)], [0.5, 0.5]).variance // ≈ 4
 */
export function mixtureDemand(parts: readonly Demand[], weights: ArrayLike<number>): Demand {
  if (parts.length === 0 || parts.length !== weights.length)
    throw new RangeError(
      `${parts.length} parts and ${weights.length} weights: give as many, and at least one`,
    )
  let sum = 0
  for (let i = 0; i < parts.length; i++) {
    requireWholeValues(parts[i]!)
    sum += requireProbability(`weights[${i}]`, weights[i]!)
  }
  if (Math.abs(sum - 1) > 1e-6) throw new RangeError(`weights sum to ${sum}: they must sum to 1`)
  if (parts.length === 1) return parts[0]!
  const over = (answer: (part: Demand) => number) => {
    let total = 0
    for (let i = 0; i < parts.length; i++)
      if (weights[i]! > 0) total += (weights[i]! / sum) * answer(parts[i]!)
    return total
  }
  const mean = over(part => part.mean)
  const cdf = (x: number) => over(part => part.cdf(x))
  const tail = (x: number) => over(part => part.tail(x))
  const isBounded = parts.every(part => part.support === 'listed' || part.mean === 0)
  return {
    kind: 'mixture',
    support: 'whole',
    mean,
    variance: over(part => part.variance + (part.mean - mean) ** 2),
    pmf: x => over(part => part.pmf(x)),
    cdf,
    tail,
    quantile: (p, q = 1 - p) => {
      if (!isBounded) requireFiniteQuantile(p, q)
      return findWholeQuantile({ cdf, tail }, mean, p, q)
    },
    loss: x => over(part => part.loss(x)),
    complementaryLoss: x => over(part => part.complementaryLoss(x)),
  }
}

/** Demand that the stock after an order has to last for: over the lead time and 1, 2, … `reviewPeriods` periods more,
 *  each of these as likely, for costs are paid in every one of them. With one review period: over lead time + 1.
 *  @param of `demand` of one period, `leadTime` in periods (whole for listed demand; orders do not overtake each other),
 *  `reviewPeriods` whole ≥ 1, default 1
 *  @returns {Demand} exact for Poisson, negative binomial and listed demand
 *  @throws RangeError naming the field. O(lead times × reviewPeriods).
 *  @example
 *  const leadTime = { values: [1, 3], probabilities: [0.5, 0.5] }
 *  const demand = protectionDemand({ demand: poissonDemand(2), leadTime })
 *  [demand.mean, demand.variance] // ≈ [6, 10]
 */
export function protectionDemand(question: {
  readonly demand: Demand
  readonly leadTime?: LeadTime
  readonly reviewPeriods?: number
}): Demand {
  const { demand, leadTime = 0, reviewPeriods = 1 } = question
  requirePositive('reviewPeriods', requireWhole('reviewPeriods', reviewPeriods))
  const { values, probabilities } = listLeadTimes(leadTime)
  const parts: Demand[] = []
  const weights: number[] = []
  for (let i = 0; i < values.length; i++) {
    requireNonNegative(`leadTime.values[${i}]`, values[i]!)
    requireProbability(`leadTime.probabilities[${i}]`, probabilities[i]!)
    if (probabilities[i] === 0) continue
    for (let k = 1; k <= reviewPeriods; k++) {
      parts.push(sumDemand(demand, values[i]! + k))
      weights.push(probabilities[i]! / reviewPeriods)
    }
  }
  return parts.length === 1 ? parts[0]! : mixtureDemand(parts, weights)
}

/** @throws RangeError where values and probabilities do not go together */
export function listLeadTimes(leadTime: LeadTime) {
  if (typeof leadTime === 'number')
    return { values: [requireNonNegative('leadTime', leadTime)], probabilities: [1] }
  if (leadTime.values.length !== leadTime.probabilities.length || leadTime.values.length === 0)
    throw new RangeError(
      `leadTime has ${leadTime.values.length} values and ${leadTime.probabilities.length} probabilities: give as many`,
    )
  return leadTime
}
