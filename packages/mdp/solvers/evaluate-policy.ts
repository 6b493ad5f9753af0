import { classify, nameStates } from '../chain/classes.ts'
import { makePolicyChain, modelOfChain, type Policy, type PolicyChain, scale } from '../chain/policy-chain.ts'
import { difference, largest } from '../chain/sparse-solver.ts'
import { type IterationLimits, startLimits } from '../limits.ts'
import type { Model } from '../model.ts'
import type { Ending } from '../solution.ts'
import { backwardInduction, type FiniteOptions } from './backward-induction.ts'
import { roundingOf } from './bounds.ts'
import { solveChainGain } from './chain-gain.ts'
import { solveDiscounted } from './chain-value.ts'
import { evaluateProper } from './total-reward.ts'

export interface EvaluateOptions {
  /** 0 ≤ gamma ≤ 1; 1 is the total reward of a policy that comes to rest */
  readonly gamma: number
  readonly iterationsMax?: number
  readonly secondsMax?: number
  readonly now?: () => number
}

export interface PolicyValue extends Ending {
  /** [stateCount] */
  readonly value: Float64Array
  /** value[s] - below ≤ V(s) ≤ value[s] + above */
  readonly bounds: { readonly below: number; readonly above: number }
}

/** The value of a given policy, deterministic or randomised: V = r + γ P V.
 *  @param policy the row that each state takes (Int32Array [stateCount]), or how likely each row is taken
 *    (Float64Array [rowCount], summing to one within each state)
 *  @throws TypeError for a policy of a wrong length; RangeError for a row that is not the state's, probabilities that do
 *    not sum to one, a gamma outside 0 … 1, and with gamma 1 for a class of states that earns for ever
 *  Complexity: as one improvement of `policyIteration`.
 *  Source: Puterman (2005), section 6.1.
 *  @example
 *  const transitions = [[0, 0, 0, 0.5], [0, 0, 1, 0.5], [0, 1, 1, 1], [1, 0, 1, 1]]
 *  const model = buildModel({ nStates: 2, transitions, rewards: [[0, 0, 5], [0, 1, 10], [1, 0, -1]] })
 *  evaluatePolicy(model, Int32Array.of(1, 2), { gamma: 0.5 }).value // ≈ [9.00000, -2.00000]
 *  evaluatePolicy(model, Float64Array.of(0.5, 0.5, 1), { gamma: 0.5 }).value // ≈ [7.714285714, -2.000000000]
 */
export function evaluatePolicy(model: Model, policy: Policy, options: EvaluateOptions): PolicyValue {
  const { gamma } = options
  if (!(gamma >= 0 && gamma <= 1)) throw new RangeError(`gamma is ${gamma}; it must be from 0 to 1.`)
  const chain = makePolicyChain(model, policy)
  const limits = startLimits(options)
  let value = new Float64Array(model.stateCount)
  let longest = 1 / (1 - gamma)
  if (gamma < 1) value = solveDiscounted(chain, gamma, limits)
  else {
    refuseEarningForEver(chain)
    longest = 1 + largest(evaluateProper(chain, value, limits).steps)
  }
  const residual = largest(difference(scale(chain.matrix, gamma), chain.reward, value))
  const rounding = roundingOf(modelOfChain(chain), value, gamma)
  const doubt = (residual + rounding) * longest
  return {
    value,
    bounds: { below: doubt, above: doubt },
    iterations: 1,
    residual,
    converged: residual <= 64 * rounding,
  }
}

export interface PolicyGain {
  /** [stateCount] reward a step in the long run; where the policy has one recurrent class it is the same everywhere */
  readonly gain: Float64Array
  /** [stateCount] relative to state 0 where there is one recurrent class, else to the first state of each */
  readonly bias: Float64Array
  /** how many recurrent classes the policy has */
  readonly classCount: number
}

/** The average reward of a given policy, by state, and its bias. Any number of recurrent classes; periodic or not.
 *  @throws as evaluatePolicy
 *  Complexity: as evaluatePolicy. Source: Puterman (2005), section 8.2.
 *  @example
 *  const model = buildModel({ nStates: 2, transitions: [[0, 0, 1, 1], [1, 0, 0, 1]], rewards: [[0, 0, 1], [1, 0, 2]] })
 *  const { gain, bias } = evaluatePolicyGain(model, Int32Array.of(0, 1))
 *  gain // ≈ [1.5, 1.5]
 *  bias // ≈ [0, 0.5]
 */
export function evaluatePolicyGain(model: Model, policy: Policy, options: IterationLimits = {}): PolicyGain {
  const { gain, bias, classes } = solveChainGain(makePolicyChain(model, policy), startLimits(options))
  const first = classes.length === 1 ? bias[0]! : 0
  return { gain, bias: bias.map(each => each - first), classCount: classes.length }
}

/** The value by stage of a given stationary policy over a number of stages.
 *  @returns [horizon + 1] stage → [stateCount]
 *  @throws as evaluatePolicy and backwardInduction
 *  Complexity: O(horizon × entries). Source: Puterman (2005), section 4.2.
 *  @example
 *  const model = buildModel({ nStates: 1, transitions: [[0, 0, 0, 1], [0, 1, 0, 1]], rewards: [[0, 0, 1], [0, 1, 9]] })
 *  evaluatePolicyStages(model, Int32Array.of(0), { horizon: 2 }) // → [[2],[1],[0]]
 */
export function evaluatePolicyStages(
  model: Model,
  policy: Policy,
  options: FiniteOptions,
): readonly Float64Array[] {
  return backwardInduction(modelOfChain(makePolicyChain(model, policy)), options).valueByStage
}

function refuseEarningForEver(chain: PolicyChain): void {
  for (const states of classify(chain.matrix).recurrent)
    if (states.some(s => chain.reward[s] !== 0))
      throw new RangeError(
        `The policy never leaves the states ${nameStates(states)} and earns or loses there for ever, so it has no ` +
          'total reward: discount, or ask for its average reward.',
      )
}
