import { type IterationLimits, startLimits, systemLimits } from '../limits.ts'
import type { Model } from '../model.ts'
import { classify } from './classes.ts'
import { solveLongRun } from './linear-system.ts'
import { cut, makePolicyChain, multiply, type Policy, type SparseMatrix, transpose } from './policy-chain.ts'

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

/** The stationary distribution πP = π of a policy with one recurrent class (periodic or not): by elimination
 *  without subtractions (Grassmann, Taksar and Heyman 1985), accurate to the last digits in every component, up to 450
 *  recurrent states, or where successors lie near, or where iteration on the visits between two returns to one state
 *  does not settle.
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
  const { x, iterations, converged } = solveLongRun(cut(matrix, states), startLimits(limits, systemLimits))
  const distribution = new Float64Array(matrix.size)
  states.forEach((s, i) => {
    distribution[s] = x[i]!
  })
  let gain = 0
  for (const s of states) gain += distribution[s]! * reward[s]!
  return { distribution, gain, iterations, residual: missOf(matrix, distribution), converged }
}

function missOf(matrix: SparseMatrix, distribution: Float64Array): number {
  const next = multiply(transpose(matrix), distribution)
  return next.reduce((worst, each, s) => Math.max(worst, Math.abs(each - distribution[s]!)), 0)
}
