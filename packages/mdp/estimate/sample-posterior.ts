import { checkGamma, solveValue } from '../chain/occupancy.ts'
import { makePolicyChain, type Policy } from '../chain/policy-chain.ts'
import { createRandom, type Random } from '../chain/random.ts'
import { type IterationLimits, startLimits, systemLimits } from '../limits.ts'
import type { Model } from '../model.ts'
import { policyIteration } from '../solvers/policy-iteration.ts'
import { qValues } from '../solvers/q-values.ts'
import type { ModelEstimate } from './estimate-model.ts'

export interface SamplePosteriorOptions extends Pick<IterationLimits, 'secondsMax' | 'now'> {
  readonly gamma: number
  readonly seed: number
  /** models drawn; default 200 */
  readonly samples?: number
  /** evaluate this policy in each model; default: solve each model for its own best policy */
  readonly policy?: Policy
  /** of the quantiles, ascending; default [0.025, 0.5, 0.975] */
  readonly levels?: readonly number[]
}

/** A quantity's posterior: index first, level second. */
export interface Spread {
  readonly mean: Float64Array
  /** of the draws */
  readonly sd: Float64Array
  /** [levels] arrays of the quantity's length */
  readonly quantile: readonly Float64Array[]
}

export interface PosteriorSample {
  /** [stateCount] */
  readonly value: Spread
  /** [rowCount] */
  readonly rowValue: Spread
  /** [rowCount] share of the models in which this row is its state's best; rows that tie share it */
  readonly bestProbability: Float64Array
  /** models drawn: fewer than asked for when the time was over, at least one */
  readonly samples: number
  /** the worst of all models */
  readonly residual: number
  /** false: the time was over before all were drawn, or a solution did not converge */
  readonly converged: boolean
}

/** What the values may be, given what was seen: draws models from the Dirichlet posteriors of the rows (and
 *  rewards from normals around their means, where an error is known), solves each, and says how values spread
 *  and how often each action is the best (Strens 2000; Mannor et al. 2007). Same seed, same draws. O(samples
 *  × solution)
 *  @param estimate from `estimateModel`
 *  @throws RangeError for gamma outside 0 ≤ gamma < 1, fewer than one sample, levels outside 0 … 1
 *  @example
 *  const counts: [number, number, number, number][] = [[0, 0, 0, 30], [0, 0, 1, 70], [0, 1, 0, 60], [0, 1, 1, 40]]
 *  const estimate = estimateModel({ stateCount: 2, counts, rewards: [[0, 0, 1], [0, 1, 1]], terminal: [1] })
 *  const drawn = samplePosterior(estimate, { gamma: 0.9, seed: 5, samples: 100 })
 *  drawn.bestProbability // → [0,1,1]
 */
export function samplePosterior(estimate: ModelEstimate, options: SamplePosteriorOptions): PosteriorSample {
  const { gamma, seed, samples = 200, levels = [0.025, 0.5, 0.975] } = options
  checkGamma(gamma)
  if (!Number.isInteger(samples) || samples < 1)
    throw new RangeError(`samples must be a whole number ≥ 1, not ${samples}`)
  for (const level of levels)
    if (!(level >= 0 && level <= 1)) throw new RangeError(`a level must be within 0 … 1, not ${level}`)
  const random = createRandom(seed)
  const { model } = estimate
  const value = new Draws(model.stateCount, samples)
  const rowValue = new Draws(model.action.length, samples)
  const best = new Float64Array(model.action.length)
  let initialValue = policyIteration(model, { gamma }).value
  let residual = 0
  let converged = true
  let drawnCount = 0
  const { isLate } = startLimits(options, systemLimits)
  while (drawnCount < samples && (drawnCount === 0 || !isLate())) {
    drawnCount++
    const drawn = drawModel(estimate, random)
    const solved = options.policy
      ? evaluate(drawn, gamma, options.policy)
      : policyIteration(drawn, { gamma, initialValue })
    initialValue = solved.value
    const q = qValues(drawn, solved.value, gamma)
    value.add(solved.value)
    rowValue.add(q)
    countBest(drawn, q, best)
    residual = Math.max(residual, solved.residual)
    converged &&= solved.converged
  }
  return {
    value: value.spread(levels),
    rowValue: rowValue.spread(levels),
    bestProbability: best.map(each => each / drawnCount),
    samples: drawnCount,
    residual,
    converged: converged && drawnCount === samples,
  }
}

function drawModel({ model, alpha, rewardError }: ModelEstimate, random: Random): Model {
  const probability = new Float64Array(alpha.length)
  for (let row = 0; row < model.action.length; row++) {
    const from = model.entryStart[row]!
    const to = model.entryStart[row + 1]!
    random.dirichlet(alpha.subarray(from, to), probability.subarray(from, to))
  }
  const reward = model.reward.map((mean, row) =>
    rewardError[row] === 0 ? mean : mean + rewardError[row]! * random.normal(),
  )
  return { ...model, probability, reward }
}

function evaluate(model: Model, gamma: number, policy: Policy) {
  const { x, residual, converged } = solveValue(makePolicyChain(model, policy), gamma)
  return { value: x, residual, converged }
}

function countBest(model: Model, rowValue: Float64Array, best: Float64Array) {
  for (let s = 0; s < model.stateCount; s++) {
    const first = model.rowStart[s]!
    const rows = rowValue.subarray(first, model.rowStart[s + 1]!)
    const max = rows.reduce((most, each) => Math.max(most, each), -Infinity)
    const isBest = (each: number) => each >= max - 1e-12 * Math.abs(max)
    const ties = rows.filter(isBest).length
    for (let i = 0; i < rows.length; i++) if (isBest(rows[i]!)) best[first + i]! += 1 / ties
  }
}

/** Draws of several quantities, kept apart by quantity. */
class Draws {
  readonly #size: number
  readonly #samples: number
  readonly #all: Float64Array
  #count = 0

  constructor(size: number, samples: number) {
    this.#size = size
    this.#samples = samples
    this.#all = new Float64Array(size * samples)
  }

  add(draw: Float64Array) {
    for (let i = 0; i < this.#size; i++) this.#all[i * this.#samples + this.#count] = draw[i]!
    this.#count++
  }

  spread(levels: readonly number[]): Spread {
    const mean = new Float64Array(this.#size)
    const sd = new Float64Array(this.#size)
    const quantile = levels.map(() => new Float64Array(this.#size))
    for (let i = 0; i < this.#size; i++) {
      const from = i * this.#samples
      const sorted = this.#all.subarray(from, from + this.#count).sort()
      mean[i] = sorted.reduce((total, each) => total + each, 0) / this.#count
      const square = sorted.reduce((total, each) => total + (each - mean[i]!) ** 2, 0)
      sd[i] = this.#count > 1 ? Math.sqrt(square / (this.#count - 1)) : 0
      levels.forEach((level, k) => {
        quantile[k]![i] = quantileOf(sorted, level)
      })
    }
    return { mean, sd, quantile }
  }
}

/** Linear between order statistics (type 7 of Hyndman and Fan 1996). */
export function quantileOf(sorted: Float64Array, level: number): number {
  const at = level * (sorted.length - 1)
  const below = Math.floor(at)
  const low = sorted[below]!
  return low + (at - below) * ((sorted[below + 1] ?? low) - low)
}
