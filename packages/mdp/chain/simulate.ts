import type { Model } from '../model.ts'
import { checkGamma, readStart } from './occupancy.ts'
import { makePolicyChain, type Policy } from './policy-chain.ts'
import { createRandom, type Random } from './random.ts'

export interface SimulateOptions {
  readonly seed: number
  /** a state, or [stateCount] the probability of each first state */
  readonly start: number | ArrayLike<number>
  /** length of every path */
  readonly steps: number
  /** default 1 */
  readonly paths?: number
  /** discount factor, 0 ≤ gamma ≤ 1; default 1 */
  readonly gamma?: number
}

/** One walk: in `state[t]` the row `row[t]` paid `reward[t]`; `state[steps]` is where it ended. */
export interface SimulatedPath {
  /** [steps + 1] */
  readonly state: Int32Array
  /** [steps] */
  readonly row: Int32Array
  /** [steps] the expected reward of the row */
  readonly reward: Float64Array
}

/** What many walks earned. */
export interface Simulation {
  readonly paths: number
  /** mean of Σ γᵗ rₜ over the paths */
  readonly value: number
  /** of that mean; 0 with one path, whose spread nobody knows */
  readonly standardError: number
  /** what steps after the last may add or take: γ^steps max |R| / (1 - γ); null with gamma 1 */
  readonly truncation: number | null
  /** [paths] Σ γᵗ rₜ of each */
  readonly returns: Float64Array
}

/** Walks a policy many times and averages what it earns. The same seed gives the same walks. O(paths × steps
 *  × row)
 *  @throws RangeError for a start that is no state, a number of steps or paths that is not whole or too small
 *  @example
 *  const counts: [number, number, number, number][] = [[0, 0, 0, 1], [0, 0, 1, 1]]
 *  const { model } = estimateModel({ stateCount: 2, counts, rewards: [[0, 0, 11]], terminal: [1] })
 *  const walk = simulate(model, Int32Array.of(0, 1), { seed: 1, start: 0, steps: 200, paths: 4000, gamma: 0.9 })
 *  Math.abs(walk.value - 20) < 4 * walk.standardError // → true
 */
export function simulate(model: Model, policy: Policy, options: SimulateOptions): Simulation {
  const { paths = 1, gamma = 1, steps } = options
  if (gamma !== 1) checkGamma(gamma)
  checkWhole(paths, 1, 'paths')
  const walk = prepareWalk(model, policy, options)
  const returns = new Float64Array(paths)
  for (let path = 0; path < paths; path++) {
    let weight = 1
    let sum = 0
    walk(row => {
      sum += weight * model.reward[row]!
      weight *= gamma
    })
    returns[path] = sum
  }
  const { mean, standardError } = summarise(returns)
  const rewardMax = model.reward.reduce((max, each) => Math.max(max, Math.abs(each)), 0)
  const truncation = gamma === 1 ? null : (gamma ** steps * rewardMax) / (1 - gamma)
  return { paths, value: mean, standardError, truncation, returns }
}

/** One walk, step by step. O(steps × row)
 *  @throws as `simulate`
 *  @example
 *  const counts: [number, number, number, number][] = [[0, 4, 1, 1], [1, 7, 0, 1]]
 *  const { model } = estimateModel({ stateCount: 2, counts, rewards: [[0, 4, 5]] })
 *  simulatePath(model, Int32Array.of(0, 1), { seed: 1, start: 0, steps: 3 }).state // → [0,1,0,1]
 */
export function simulatePath(model: Model, policy: Policy, options: SimulateOptions): SimulatedPath {
  const walk = prepareWalk(model, policy, options)
  const state = new Int32Array(options.steps + 1)
  const row = new Int32Array(options.steps)
  let t = 0
  state[0] = walk((used, next) => {
    row[t++] = used
    state[t] = next
  })
  return { state, row, reward: Float64Array.from(row, each => model.reward[each]!) }
}

type Step = (row: number, next: number) => void

/** Answers a walk to be taken again and again; it answers its first state. */
function prepareWalk(model: Model, policy: Policy, { seed, start, steps }: SimulateOptions) {
  checkWhole(steps, 0, 'steps')
  const { share } = makePolicyChain(model, policy)
  const from = readStart(start, model.stateCount)
  const random = createRandom(seed)
  return (take: Step): number => {
    const first = random.categorical(from)
    let s = first
    for (let t = 0; t < steps; t++) {
      const row = pick(random, share, model.rowStart[s]!, model.rowStart[s + 1]!)
      const entry = pick(random, model.probability, model.entryStart[row]!, model.entryStart[row + 1]!)
      s = model.successor[entry]!
      take(row, s)
    }
    return first
  }
}

/** An index in first … end - 1 with probability weight[index]. A lone choice takes no draw. */
function pick(random: Random, weight: Float64Array, first: number, end: number): number {
  let last = end - 1
  while (last > first && weight[last] === 0) last--
  let i = first
  while (i < last && weight[i] === 0) i++
  if (i === last) return i
  let rest = random.uniform()
  for (; i < last; i++) {
    rest -= weight[i]!
    if (rest < 0) return i
  }
  return last
}

function summarise(sample: Float64Array) {
  const size = sample.length
  const mean = sample.reduce((sum, each) => sum + each, 0) / size
  const square = sample.reduce((sum, each) => sum + (each - mean) ** 2, 0)
  return { mean, standardError: size > 1 ? Math.sqrt(square / (size - 1) / size) : 0 }
}

function checkWhole(count: number, min: number, what: string) {
  if (!Number.isInteger(count) || count < min)
    throw new RangeError(`${what} must be a whole number ≥ ${min}, not ${count}`)
}
