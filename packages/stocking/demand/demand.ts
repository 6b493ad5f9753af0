/** How many will be asked for in some stretch of time; the kinds are made by the files beside this one. */
export interface Demand {
  readonly kind: 'normal' | 'poisson' | 'negative-binomial' | 'discrete' | 'mixture'
  /** units */
  readonly mean: number
  /** units² */
  readonly variance: number
  /** whole: every unit 0, 1, 2, …; listed: only `values`; continuous: every real number */
  readonly support: 'whole' | 'listed' | 'continuous'
  /** ascending; of listed support only */
  readonly values?: Float64Array
  /** probability of exactly x; of the normal distribution its density */
  pmf(x: number): number
  /** P(D ≤ x) */
  cdf(x: number): number
  /** P(D > x), precise where cdf(x) is close to 1 */
  tail(x: number): number
  /** the smallest x with P(D ≤ x) ≥ p; `q` = 1 - p where the caller knows it more precisely */
  quantile(p: number, q?: number): number
  /** E(D - x)⁺, what x units would leave unserved */
  loss(x: number): number
  /** E(x - D)⁺, what would be left of x units */
  complementaryLoss(x: number): number
}

/** Rounding in a sum of probabilities must not push a level up by one. */
const slack = 1e-12

/** The smallest whole x ≥ 0 with P(D ≤ x) ≥ p: doubling away from a guess, then halving; O(log(distance)). */
export function findWholeQuantile(demand: Pick<Demand, 'cdf' | 'tail'>, guess: number, p: number, q: number) {
  const reaches = (x: number) =>
    p <= 0.5 ? demand.cdf(x) >= p * (1 - slack) : demand.tail(x) <= q * (1 + slack)
  let low = Math.max(-1, Math.floor(guess))
  let high = low
  for (let step = 1; low >= 0 && reaches(low); step *= 2) {
    high = low
    low = Math.max(-1, low - step)
  }
  if (low === high)
    for (let step = 1; high < 0 || !reaches(high); step *= 2) {
      low = high
      high += step
    }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (reaches(middle)) high = middle
    else low = middle
  }
  return high
}

/** @throws RangeError where no finite level can serve that often */
export function requireFiniteQuantile(p: number, q: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`probability is ${p}: give a number from 0 to 1`)
  if (q <= 0)
    throw new RangeError(
      'probability is 1: demand without an upper end has no level that always suffices; give one below 1',
    )
}

/** Both losses of whole demand from `spread(k)`, the μ f(k) of Poisson or (k + r) β f(k) of negative binomial demand, for
 *  which Σ_{j>k} j f(j) = μ P(D > k) + spread(k). Each side is taken where it is a small number of its own. */
export function wholeLosses(
  mean: number,
  spread: (k: number) => number,
  cdf: (k: number) => number,
  tail: (k: number) => number,
): Pick<Demand, 'loss' | 'complementaryLoss'> {
  const above = (x: number) => Math.max(0, spread(Math.floor(x)) - (x - mean) * tail(Math.floor(x)))
  const below = (x: number) =>
    x <= 0 ? 0 : Math.max(0, spread(Math.floor(x)) - (mean - x) * cdf(Math.floor(x)))
  return {
    loss: x => (x >= mean ? above(x) : below(x) + (mean - x)),
    complementaryLoss: x => (x < mean ? below(x) : above(x) + (x - mean)),
  }
}
