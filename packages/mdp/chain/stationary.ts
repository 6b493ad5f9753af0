import { type IterationLimits, startLimits, systemLimits } from '../limits.ts'
import type { Model } from '../model.ts'
import { classify } from './classes.ts'
import { prepareSystem } from './linear-system.ts'
import { cut, makePolicyChain, multiply, type Policy, type SparseMatrix, transpose } from './policy-chain.ts'

/** Beyond, elimination takes longer than iteration is worth. */
const ELIMINATION_MAX = 400

/** The long run of a policy. */
export interface Stationary {
  /** [stateCount] share of time in each state, 0 in transient ones */
  readonly distribution: Float64Array
  /** long-run average reward of a step */
  readonly gain: number
  readonly iterations: number
  /** max |πP - π| */
  readonly residual: number
  readonly converged: boolean
}

/** The stationary distribution πP = π of a policy with one recurrent class (periodic or not): up to 400
 *  recurrent states by elimination without subtractions (Grassmann, Taksar and Heyman 1985), accurate to the
 *  last digits in every component; beyond, by iteration on the visits between two returns to one state.
 *  @throws RangeError when there are several recurrent classes, naming a state of each
 *  @example
 *  // Howard's toymaker who advertises and researches (1960, p. 30): gain 2
 *  const counts: [number, number, number, number][] = [[0, 0, 0, 8], [0, 0, 1, 2], [1, 0, 0, 7], [1, 0, 1, 3]]
 *  const { model } = estimateModel({ stateCount: 2, counts, rewards: [[0, 0, 4], [1, 0, -5]] })
 *  stationaryDistribution(model, Int32Array.of(0, 1)).distribution // ≈ [0.777778, 0.222222]
 *  stationaryDistribution(model, Int32Array.of(0, 1)).gain // ≈ 2.00000
 */
export function stationaryDistribution(
  model: Model,
  policy: Policy,
  limits: IterationLimits = {},
): Stationary {
  const { matrix, reward } = makePolicyChain(model, policy)
  const { recurrent } = classify(matrix)
  if (recurrent.length > 1)
    throw new RangeError(
      `the policy has ${recurrent.length} recurrent classes, so its long run depends on the start: states ` +
        `${recurrent[0]![0]} and ${recurrent[1]![0]} never meet`,
    )
  const states = recurrent[0]!
  const inner = cut(matrix, states)
  const { x, iterations, converged } =
    states.length <= ELIMINATION_MAX
      ? { x: eliminate(inner), iterations: 1, converged: true }
      : balance(inner, limits)
  const distribution = new Float64Array(matrix.size)
  states.forEach((s, i) => {
    distribution[s] = x[i]!
  })
  let gain = 0
  for (const s of states) gain += distribution[s]! * reward[s]!
  return { distribution, gain, iterations, residual: missOf(matrix, distribution), converged }
}

function eliminate({ size, start, column, weight }: SparseMatrix): Float64Array {
  const p = new Float64Array(size * size)
  for (let r = 0; r < size; r++)
    for (let e = start[r]!; e < start[r + 1]!; e++) p[r * size + column[e]!]! += weight[e]!
  for (let k = size - 1; k > 0; k--) {
    let leave = 0
    for (let j = 0; j < k; j++) leave += p[k * size + j]!
    for (let i = 0; i < k; i++) {
      p[i * size + k]! /= leave
      const into = p[i * size + k]!
      if (into !== 0) for (let j = 0; j < k; j++) p[i * size + j]! += into * p[k * size + j]!
    }
  }
  const x = new Float64Array(size)
  x[0] = 1
  for (let k = 1; k < size; k++) for (let i = 0; i < k; i++) x[k]! += x[i]! * p[i * size + k]!
  return normalise(x)
}

/** Expected visits between two returns to the class's first state, as shares. */
function balance(matrix: SparseMatrix, limits: IterationLimits) {
  const others = Int32Array.from({ length: matrix.size - 1 }, (_, i) => i + 1)
  const first = new Float64Array(matrix.size - 1)
  for (let e = matrix.start[0]!; e < matrix.start[1]!; e++)
    if (matrix.column[e]! > 0) first[matrix.column[e]! - 1]! += matrix.weight[e]!
  const { x, iterations, converged } = prepareSystem(transpose(cut(matrix, others)), startLimits(limits, systemLimits))(first)
  const visits = new Float64Array(matrix.size)
  visits[0] = 1
  visits.set(x, 1)
  return { x: normalise(visits), iterations, converged }
}

function normalise(x: Float64Array): Float64Array {
  const sum = x.reduce((total, each) => total + each, 0)
  return x.map(each => each / sum)
}

function missOf(matrix: SparseMatrix, distribution: Float64Array): number {
  const next = multiply(transpose(matrix), distribution)
  return next.reduce((worst, each, s) => Math.max(worst, Math.abs(each - distribution[s]!)), 0)
}
