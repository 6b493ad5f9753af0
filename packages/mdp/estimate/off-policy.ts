import { createRandom } from '../chain/random.ts'
import { quantileOf } from './sample-posterior.ts'

/** state, action, reward of one step */
export type EpisodeStep = readonly [state: number, action: number, reward: number]

export interface OffPolicyInputs {
  readonly gamma: number
  /** what was logged, each from its first step */
  readonly episodes: readonly (readonly EpisodeStep[])[]
  /** [stateCount][actionCount] probabilities of the policy that acted */
  readonly behaviour: readonly ArrayLike<number>[]
  /** [stateCount][actionCount] probabilities of the policy to be judged */
  readonly target: readonly ArrayLike<number>[]
  /** [steps][stateCount][actionCount] guesses of the target's Q from each step to the end, or
   *  [stateCount][actionCount] when the horizon has none; DR and WDR are null without it */
  readonly qHat?: readonly (readonly ArrayLike<number>[])[] | readonly ArrayLike<number>[]
  /** intervals by redrawing whole episodes; default: none */
  readonly bootstrap?: { readonly samples: number; readonly seed: number; readonly level?: number }
  /** an episode's weight above this is reported; default 100 */
  readonly weightLimit?: number
}

export interface OffPolicyEstimates {
  readonly IS: number
  readonly WIS: number
  readonly PDIS: number
  readonly PDWIS: number
  readonly DR: number
  readonly WDR: number
}

export type OffPolicyName = keyof OffPolicyEstimates

export interface OffPolicyReport {
  /** null where an estimator is not to be had: DR and WDR without qHat, the weighted ones when all weights
   *  are 0 */
  readonly estimate: Readonly<Record<OffPolicyName, number | null>>
  /** percentile intervals; null without bootstrap, or where the estimate is null */
  readonly interval: Readonly<Record<OffPolicyName, readonly [lower: number, upper: number] | null>>
  /** (Σw)² / Σw²: episodes of the target policy that the log is worth (Kish) */
  readonly effectiveSampleSize: number
  /** Π target / behaviour of each episode */
  readonly weight: Float64Array
  readonly weightMax: number
  /** part of all weight that the heaviest episode has */
  readonly weightMaxShare: number
  /** what should make a reader doubt the figures, in sentences; empty when nothing does */
  readonly warnings: readonly string[]
}

/** What a policy would have earned, from episodes in which another one acted. With ρₜ = Π_{k≤t} target /
 *  behaviour: *
 *  - IS: mean of ρ G; WIS: Σ ρ G / Σ ρ (Precup, Sutton and Singh 2000)
 *  - PDIS: mean of Σ γᵗ ρₜ rₜ; PDWIS: Σₜ γᵗ Σᵢ ρₜ rₜ / Σᵢ ρₜ (the same, per decision)
 *  - DR: mean of Σ γᵗ (ρₜ₋₁ V̂ₜ + ρₜ (rₜ - Q̂ₜ)) (Jiang and Li 2016); WDR: the same with each ρₜ as a share
 *    of its sum over the episodes (Thomas and Brunskill 2016) * An episode that is over keeps its last ρ in
 *    those sums and earns nothing (it rests in a state without rewards). IS, PDIS and DR are unbiased; the
 *    weighted ones are consistent and vary less. Bootstrap: percentiles over redrawn episodes. O(steps ×
 *    samples)
 *  @throws RangeError naming the step when the target takes an action that behaviour never takes in that
 *    state or the log holds one, when a row of a policy does not sum to one, without episodes, for figures
 *    that are not finite
 *  @example
 *  const episodes: [number, number, number][][] = [[[0, 0, 1]], [[0, 1, 4]], [[0, 1, 2]], [[0, 0, 1]]]
 *  const report = evaluateOffPolicy({ gamma: 1, episodes, behaviour: [[0.5, 0.5]], target: [[0.2, 0.8]] })
 *  report.estimate.IS // ≈ 2.6000
 *  report.effectiveSampleSize // ≈ 2.9412
 */
export function evaluateOffPolicy(inputs: OffPolicyInputs): OffPolicyReport {
  checkInputs(inputs)
  const log = prepareLog(inputs)
  const everyone = Int32Array.from(log.keys())
  const estimate = estimateAll(log, everyone, inputs.gamma, inputs.qHat !== undefined)
  const weight = Float64Array.from(log, ({ ratio }) => ratio.at(-1) ?? 1)
  const total = weight.reduce((sum, each) => sum + each, 0)
  const weightMax = weight.reduce((max, each) => Math.max(max, each), 0)
  const size = total > 0 ? 1 / weight.reduce((sum, each) => sum + (each / total) ** 2, 0) : 0
  return {
    estimate,
    interval: drawIntervals(log, inputs, estimate),
    effectiveSampleSize: size,
    weight,
    weightMax,
    weightMaxShare: total > 0 ? weightMax / total : 0,
    warnings: listWarnings(weight, weightMax, size, inputs.weightLimit ?? 100),
  }
}

/** An episode as the estimators need it; index: step. */
interface Logged {
  readonly reward: Float64Array
  /** ρₜ */
  readonly ratio: Float64Array
  /** Q̂ₜ(s, a) */
  readonly q: Float64Array
  /** V̂ₜ(s) = Σ target · Q̂ₜ(s, ·) */
  readonly v: Float64Array
}

function prepareLog(inputs: OffPolicyInputs): Logged[] {
  const { behaviour, target, episodes } = inputs
  return episodes.map(episode => {
    const ratio = new Float64Array(episode.length)
    let product = 1
    episode.forEach(([s, a], t) => {
      product *= target[s]![a]! / behaviour[s]![a]!
      ratio[t] = product
    })
    return {
      reward: Float64Array.from(episode, step => step[2]),
      ratio,
      q: Float64Array.from(episode, ([s, a], t) => guessOf(inputs, t, s)?.[a] ?? 0),
      v: Float64Array.from(episode, ([s], t) => weigh(target[s]!, guessOf(inputs, t, s))),
    }
  })
}

function weigh(shares: ArrayLike<number>, q: ArrayLike<number> | undefined): number {
  let sum = 0
  if (q) for (let a = 0; a < shares.length; a++) if (shares[a]! > 0) sum += shares[a]! * q[a]!
  return sum
}

/** Q̂ of all actions in a state, from step t. */
function guessOf({ qHat }: OffPolicyInputs, t: number, s: number): ArrayLike<number> | undefined {
  if (!qHat) return undefined
  return isByStep(qHat) ? qHat[t]?.[s] : (qHat as readonly ArrayLike<number>[])[s]
}

function isByStep(
  qHat: NonNullable<OffPolicyInputs['qHat']>,
): qHat is readonly (readonly ArrayLike<number>[])[] {
  return typeof qHat[0]?.[0] === 'object'
}

/** All estimators over the episodes chosen (a bootstrap chooses some twice). */
function estimateAll(log: readonly Logged[], chosen: Int32Array, gamma: number, hasGuess: boolean) {
  const count = chosen.length
  let horizon = 0
  for (const i of chosen) horizon = Math.max(horizon, log[i]!.reward.length)
  const sums = { IS: 0, WIS: 0, PDIS: 0, PDWIS: 0, DR: 0, WDR: 0 }
  let discount = 1
  let before = count // Σ ρₜ₋₁, over all episodes
  for (let t = 0; t < horizon; t++) {
    let now = 0
    let paid = 0
    let guessed = 0 // Σ ρₜ₋₁ V̂ₜ
    let missed = 0 // Σ ρₜ (rₜ - Q̂ₜ)
    let earned = 0 // Σ ρ rₜ, with the weight of the whole episode
    for (const i of chosen) {
      const { reward, ratio, q, v } = log[i]!
      now += ratio[t] ?? ratio.at(-1) ?? 1
      if (t >= reward.length) continue
      paid += ratio[t]! * reward[t]!
      earned += ratio.at(-1)! * reward[t]!
      guessed += (t === 0 ? 1 : ratio[t - 1]!) * v[t]!
      missed += ratio[t]! * (reward[t]! - q[t]!)
    }
    sums.IS += (discount * earned) / count
    sums.WIS += discount * earned
    sums.PDIS += (discount * paid) / count
    sums.PDWIS += now > 0 ? (discount * paid) / now : 0
    sums.DR += (discount * (guessed + missed)) / count
    sums.WDR += discount * ((before > 0 ? guessed / before : 0) + (now > 0 ? missed / now : 0))
    before = now
    discount *= gamma
  }
  return finishEstimates(sums, before, hasGuess)
}

function finishEstimates(
  sums: OffPolicyEstimates,
  total: number,
  hasGuess: boolean,
): Record<OffPolicyName, number | null> {
  return {
    IS: sums.IS,
    WIS: total > 0 ? sums.WIS / total : null,
    PDIS: sums.PDIS,
    PDWIS: total > 0 ? sums.PDWIS : null,
    DR: hasGuess ? sums.DR : null,
    WDR: hasGuess && total > 0 ? sums.WDR : null,
  }
}

const NAMES: readonly OffPolicyName[] = ['IS', 'WIS', 'PDIS', 'PDWIS', 'DR', 'WDR']

function drawIntervals(
  log: readonly Logged[],
  { bootstrap, gamma, qHat }: OffPolicyInputs,
  estimate: Record<OffPolicyName, number | null>,
) {
  const none = { IS: null, WIS: null, PDIS: null, PDWIS: null, DR: null, WDR: null }
  if (!bootstrap) return none
  const { samples, seed, level = 0.95 } = bootstrap
  if (!Number.isInteger(samples) || samples < 2)
    throw new RangeError(`bootstrap samples must be a whole number ≥ 2, not ${samples}`)
  if (!(level > 0 && level < 1)) throw new RangeError(`level must be > 0 and < 1, not ${level}`)
  const random = createRandom(seed)
  const drawn = Array.from({ length: samples }, () => {
    const chosen = Int32Array.from(log, () => Math.floor(random.uniform() * log.length))
    return estimateAll(log, chosen, gamma, qHat !== undefined)
  })
  const interval: Record<OffPolicyName, readonly [number, number] | null> = { ...none }
  for (const name of NAMES) {
    // A redraw in which every weight is 0 has no weighted estimate and is left out.
    const sorted = Float64Array.from(drawn.map(each => each[name]).filter(each => each !== null)).sort()
    if (estimate[name] !== null && sorted.length > 0)
      interval[name] = [quantileOf(sorted, (1 - level) / 2), quantileOf(sorted, (1 + level) / 2)]
  }
  return interval
}

function listWarnings(weight: Float64Array, weightMax: number, size: number, weightLimit: number): string[] {
  const warnings: string[] = []
  const heavy = weight.filter(each => each > weightLimit).length
  if (heavy > 0)
    warnings.push(
      `${heavy} of ${weight.length} episodes weigh more than ${weightLimit}, the heaviest ${weightMax.toPrecision(4)}`,
    )
  if (weightMax === 0) warnings.push('no episode could have come from the target policy')
  else if (size < weight.length / 10)
    warnings.push(`${weight.length} episodes are worth only ${size.toPrecision(3)} of the target policy`)
  return warnings
}

function checkInputs(inputs: OffPolicyInputs) {
  const { gamma, episodes, behaviour, target } = inputs
  if (!(gamma >= 0 && gamma <= 1)) throw new RangeError(`gamma must be within 0 … 1, not ${gamma}`)
  if (episodes.length === 0) throw new RangeError('there are no episodes')
  if (behaviour.length !== target.length)
    throw new TypeError(`behaviour knows ${behaviour.length} states and target ${target.length}`)
  checkPolicyTable(behaviour, 'behaviour')
  checkPolicyTable(target, 'target')
  checkCoverage(inputs)
  episodes.forEach((episode, i) => {
    episode.forEach((step, t) => {
      checkStep(inputs, step, t, `episode ${i}, step ${t} ${JSON.stringify(step)}`)
    })
  })
}

/** The unseen action is refused where the log visits its state: elsewhere nothing is weighed. */
function checkCoverage({ episodes, behaviour, target }: OffPolicyInputs) {
  const visited = new Set(episodes.flatMap(episode => episode.map(([s]) => s)))
  for (const s of visited) {
    const acts = target[s]
    if (!acts) continue // named with its step by checkStep
    for (let a = 0; a < acts.length; a++)
      if (acts[a]! > 0 && !(behaviour[s]![a]! > 0))
        throw new RangeError(
          `state ${s}, action ${a}: the target takes it with probability ${acts[a]}, behaviour never does: ` +
            'what it would have earned cannot be known from this log',
        )
  }
}

function checkStep(inputs: OffPolicyInputs, [s, a, r]: EpisodeStep, t: number, where: string) {
  const acts = inputs.behaviour[s]
  if (!acts) throw new RangeError(`${where}: state ${s} is not known to the policies`)
  if (!(acts[a]! > 0)) throw new RangeError(`${where}: behaviour never takes action ${a} in state ${s}`)
  if (!Number.isFinite(r)) throw new RangeError(`${where}: the reward ${r} is not finite`)
  if (!inputs.qHat) return
  const guess = guessOf(inputs, t, s)
  if (!guess) throw new RangeError(`${where}: qHat has no row for step ${t}, state ${s}`)
  for (let action = 0; action < acts.length; action++)
    if (!Number.isFinite(guess[action]))
      throw new RangeError(`${where}: qHat of action ${action} is ${guess[action]}, not finite`)
}

function checkPolicyTable(table: readonly ArrayLike<number>[], what: string) {
  table.forEach((acts, s) => {
    let sum = 0
    for (let a = 0; a < acts.length; a++) {
      if (!(acts[a]! >= 0)) throw new RangeError(`${what} of state ${s}: ${acts[a]} is no probability`)
      sum += acts[a]!
    }
    if (Math.abs(sum - 1) > 1e-9)
      throw new RangeError(`${what} of state ${s}: its probabilities sum to ${sum}, not to 1`)
  })
}
