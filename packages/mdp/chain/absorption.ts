import { type IterationLimits, startLimits, systemLimits } from '../limits.ts'
import type { Model } from '../model.ts'
import { classify } from './classes.ts'
import { prepareSystem } from './linear-system.ts'
import { cut, makePolicyChain, type Policy, type SparseMatrix } from './policy-chain.ts'
import { largest, type Solved } from './sparse-solver.ts'

export interface AbsorptionOptions extends IterationLimits {
  /** groups of states at which the walk ends; default: each recurrent class of the chain is a group */
  readonly targets?: readonly ArrayLike<number>[]
  /** [stateCount] mean duration of a visit, in any unit; default 1, so that time counts steps */
  readonly duration?: ArrayLike<number>
  /** [stateCount] variance of that duration; default 0 */
  readonly durationVariance?: ArrayLike<number>
}

/** Where a walk ends, and when. */
export interface Absorption {
  readonly targets: readonly Int32Array[]
  /** [targets][stateCount] probability that this group is the one reached */
  readonly probability: readonly Float64Array[]
  /** [stateCount] expected time until some group is reached, 0 within a group */
  readonly time: Float64Array
  /** [stateCount] variance of that time */
  readonly timeVariance: Float64Array
  /** [targets][stateCount] expected time among the walks that end in this group; null where none does */
  readonly timeGiven: readonly (readonly (number | null)[])[]
  readonly iterations: number
  /** max over all systems and states of |b - (I - Q) x| */
  readonly residual: number
  /** no probability is further than this from its exact value; null when the iteration ended too early to
   *  tell */
  readonly probabilityErrorBound: number | null
  /** no expected time is further than this from its exact value; null likewise */
  readonly timeErrorBound: number | null
  readonly converged: boolean
}

/** The probability to reach each group of states before the others, and the time it takes: of a sales funnel,
 *  the chance of delivery before loss from every stage, and the days. * With Q the chain among the other
 *  states: B = (I - Q)⁻¹ R, t = (I - Q)⁻¹ d (Kemeny and Snell 1976, theorems 3.2.4 and 3.3.5); the variance w
 *  = (I - Q)⁻¹ (σ² + Var of t at the next state), by the law of total variance, which unlike (2N - I) t - t²
 *  does not cancel. |(I - Q)⁻¹| = max t bounds the error. O(states³) up to 64 states that are not targets,
 *  preconditioned iteration beyond.
 *  @throws RangeError when some state may walk for ever without reaching a group, naming it; for a target
 *    that is no state or stands in two groups; for a duration that is negative or not finite
 *  @example
 *  // A gambler with 1 of 3 coins wins a fair game with chance 1/3 and plays 2 rounds in the mean.
 *  const counts: [number, number, number, number][] = [[1, 0, 0, 1], [1, 0, 2, 1], [2, 0, 1, 1], [2, 0, 3, 1]]
 *  const { model } = estimateModel({ stateCount: 4, counts, terminal: [0, 3] })
 *  const end = absorption(model, Int32Array.of(0, 1, 2, 3), { targets: [[3], [0]] })
 *  end.probability[0] // ≈ [0, 0.333333, 0.666667, 1]
 *  end.time // ≈ [0, 2, 2, 0]
 */
export function absorption(model: Model, policy: Policy, options: AbsorptionOptions = {}): Absorption {
  const { matrix } = makePolicyChain(model, policy)
  const duration = readDurations(options.duration, matrix.size, 1, 'duration')
  const noise = readDurations(options.durationVariance, matrix.size, 0, 'variance of the duration')
  const targets = options.targets
    ? options.targets.map(group => Int32Array.from(group))
    : classify(matrix).recurrent
  const groupOf = placeTargets(targets, matrix.size)
  checkCertain(matrix, groupOf)
  return solveAll({ matrix, targets, groupOf, duration, noise }, options)
}

interface Walk {
  readonly matrix: SparseMatrix
  readonly targets: readonly Int32Array[]
  /** [stateCount] state → its group, -1 on the way */
  readonly groupOf: Int32Array
  readonly duration: Float64Array
  readonly noise: Float64Array
}

function solveAll({ matrix, targets, groupOf, duration, noise }: Walk, limits: IterationLimits): Absorption {
  const inner = Int32Array.from(groupOf.keys()).filter(s => groupOf[s]! < 0)
  const solve = prepareSystem(cut(matrix, inner), startLimits(limits, systemLimits))
  const solved: Solved[] = []
  /** Solves for the states on the way; `ends` says what holds at the targets. */
  const fill = (source: (s: number) => number, ends: (s: number) => number) => {
    const answer = solve(Float64Array.from(inner, source))
    solved.push(answer)
    const all = Float64Array.from(groupOf, (group, s) => (group < 0 ? 0 : ends(s)))
    for (let i = 0; i < inner.length; i++) all[inner[i]!] = answer.x[i]!
    return all
  }
  const steps = fill(
    () => 1,
    () => 0,
  )
  const probability = targets.map((_, k) =>
    fill(
      s => sumOver(matrix, s, next => (groupOf[next] === k ? 1 : 0)),
      s => (groupOf[s] === k ? 1 : 0),
    ),
  )
  const chanceResidual = worst(solved.slice(1))
  const time = fill(
    s => duration[s]!,
    () => 0,
  )
  const timeResidual = solved.at(-1)!.residual
  const timeVariance = fill(
    s => noise[s]! + varianceOfNext(matrix, s, time),
    () => 0,
  )
  const timeGiven = probability.map(chance => {
    const part = fill(
      s => duration[s]! * chance[s]!,
      () => 0,
    )
    return Array.from(chance, (p, s) => (p > 0 ? part[s]! / p : null))
  })
  // (I - Q) t = 1 - ρ bounds |(I - Q)⁻¹| by |t| / (1 - |ρ|) as long as |ρ| < 1
  const missed = solved[0]!.residual
  const norm = missed < 1 ? largest(steps) / (1 - missed) : null
  return {
    targets,
    probability,
    time,
    timeVariance,
    timeGiven,
    iterations: Math.max(...solved.map(each => each.iterations)),
    residual: worst(solved),
    probabilityErrorBound: norm === null ? null : norm * chanceResidual,
    timeErrorBound: norm === null ? null : norm * timeResidual,
    converged: solved.every(each => each.converged),
  }
}

function worst(solved: readonly Solved[]): number {
  return Math.max(...solved.map(each => each.residual))
}

function sumOver({ start, column, weight }: SparseMatrix, s: number, of: (next: number) => number): number {
  let sum = 0
  for (let e = start[s]!; e < start[s + 1]!; e++) sum += weight[e]! * of(column[e]!)
  return sum
}

function varianceOfNext(matrix: SparseMatrix, s: number, x: Float64Array): number {
  const mean = sumOver(matrix, s, next => x[next]!)
  return sumOver(matrix, s, next => (x[next]! - mean) ** 2)
}

function readDurations(given: ArrayLike<number> | undefined, size: number, usual: number, what: string) {
  if (given === undefined) return new Float64Array(size).fill(usual)
  if (given.length !== size)
    throw new TypeError(`one ${what} per state is needed: ${size}, not ${given.length}`)
  return Float64Array.from(given, (each, s) => {
    if (!(each >= 0 && each < Infinity))
      throw new RangeError(`state ${s}: a ${what} must be ≥ 0 and finite, not ${each}`)
    return each
  })
}

function placeTargets(targets: readonly Int32Array[], size: number): Int32Array {
  const groupOf = new Int32Array(size).fill(-1)
  if (targets.length === 0) throw new RangeError('at least one group of target states is needed')
  targets.forEach((group, k) => {
    if (group.length === 0) throw new RangeError(`target group ${k} has no states`)
    for (const s of group) {
      if (!(s >= 0 && s < size))
        throw new RangeError(`target group ${k}: state ${s} does not exist; states are 0 … ${size - 1}`)
      if (groupOf[s]! >= 0 && groupOf[s] !== k)
        throw new RangeError(`state ${s} is a target of group ${groupOf[s]} and of group ${k}`)
      groupOf[s] = k
    }
  })
  return groupOf
}

/** A closed class without a target is a place to walk for ever. */
function checkCertain(matrix: SparseMatrix, groupOf: Int32Array) {
  for (const states of classify(stopAtTargets(matrix, groupOf)).recurrent) {
    if (groupOf[states[0]!]! >= 0) continue
    const named = [...states.slice(0, 5)].join(', ') + (states.length > 5 ? ', …' : '')
    throw new RangeError(
      `absorption is not certain: states {${named}} are never left and hold no target; make one of them a target`,
    )
  }
}

function stopAtTargets({ size, start, column, weight }: SparseMatrix, groupOf: Int32Array): SparseMatrix {
  const kept: number[] = []
  const ends = new Int32Array(size + 1)
  for (let s = 0; s < size; s++) {
    if (groupOf[s]! < 0) for (let e = start[s]!; e < start[s + 1]!; e++) kept.push(e)
    ends[s + 1] = kept.length
  }
  return {
    size,
    start: ends,
    column: Int32Array.from(kept, e => column[e]!),
    weight: Float64Array.from(kept, e => weight[e]!),
  }
}
