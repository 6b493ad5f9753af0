import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'

/** What is believed of a transition row. */
export interface DirichletPosterior {
  /** [n] count + prior */
  readonly alpha: Float64Array
  /** [n] sums to one */
  readonly mean: Float64Array
  /** [n] */
  readonly variance: Float64Array
  /** [n] equal-tailed, at the level asked for */
  readonly interval: readonly (readonly [lower: number, upper: number])[]
  /** observations: Σ counts */
  readonly support: number
}

/** Posterior of the probabilities of a row after counting its successors: Dirichlet(counts + prior), whose
 *  marginals are Beta(α, Σα - α) (Gelman et al., BDA3, section 3.4). A successor with count and prior 0 is
 *  taken to be impossible: mean 0, interval [0, 0]. O(n)
 *  @param counts [n] ≥ 0
 *  @param prior [n] ≥ 0, or one number for all
 *  @param level of the interval, 0 < level < 1; default 0.95
 *  @throws RangeError for a negative count or prior, when all are 0, or for another level
 *  @example
 *  const posterior = dirichletPosterior([9, 3, 0, 1], 0.5)
 *  posterior.mean // ≈ [0.63333333, 0.23333333, 0.03333333, 0.1]
 *  posterior.interval[0] // ≈ [0.38454002, 0.84851357]
 */
export function dirichletPosterior(
  counts: ArrayLike<number>,
  prior: number | ArrayLike<number>,
  level = 0.95,
): DirichletPosterior {
  if (!(level > 0 && level < 1)) throw new RangeError(`level must be > 0 and < 1, not ${level}`)
  if (typeof prior !== 'number' && prior.length !== counts.length)
    throw new TypeError(`${counts.length} counts need as many priors, not ${prior.length}`)
  checkAmounts(counts, 'count')
  checkAmounts(typeof prior === 'number' ? [prior] : prior, 'prior')
  const alpha = Float64Array.from(counts, (n, i) => n + (typeof prior === 'number' ? prior : prior[i]!))
  const total = sum(alpha)
  if (!(total > 0 && total < Infinity))
    throw new RangeError(`counts and prior must have a finite sum > 0, not ${total}`)
  return {
    alpha,
    mean: alpha.map(a => a / total),
    variance: alpha.map(a => ((a / total) * ((total - a) / total)) / (total + 1)),
    interval: Array.from(alpha, a => betaInterval(a, total - a, level)),
    support: sum(Float64Array.from(counts)),
  }
}

function betaInterval(a: number, b: number, level: number): readonly [number, number] {
  if (a === 0) return [0, 0]
  if (b <= 0) return [1, 1]
  const tail = (1 - level) / 2
  const quantile = a + b < 1e-8 ? allOrNothing : Math.min(a, b) > 1e13 ? nearlyNormal : betaQuantile
  const ends = [quantile(tail, a, b), quantile(1 - tail, a, b)] as const
  return ends.every(Number.isFinite) ? ends : [nearlyNormal(tail, a, b), nearlyNormal(1 - tail, a, b)]
}

/** What a beta becomes as both parameters vanish, where the series of its quantile no longer converges. */
function allOrNothing(p: number, a: number, b: number): number {
  return p < b / (a + b) ? 0 : 1
}

/** What a beta becomes as its parameters grow, where that series takes too long. */
function nearlyNormal(p: number, a: number, b: number): number {
  const mean = a / (a + b)
  const sd = Math.sqrt((mean * (b / (a + b))) / (a + b + 1))
  return Math.min(1, Math.max(0, normalQuantile(p, mean, sd)))
}

export function checkAmounts(amounts: ArrayLike<number>, what: string) {
  for (let i = 0; i < amounts.length; i++)
    if (!(amounts[i]! >= 0 && amounts[i]! < Infinity))
      throw new RangeError(`${what} ${i} must be ≥ 0 and finite, not ${amounts[i]}`)
}

export function sum(x: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < x.length; i++) total += x[i]!
  return total
}
