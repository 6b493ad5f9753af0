import { makePolicyChain } from '../chain/policy-chain.ts'
import { improvementLimits, startLimits } from '../limits.ts'
import type { Model } from '../model.ts'
import type { Solution, SolveOptions } from '../solution.ts'
import { backUp } from './back-up.ts'
import { aside, roundingOf } from './bounds.ts'
import { solveDiscounted } from './chain-value.ts'
import { checkDiscount, checkEpsilon, startValue } from './check-options.ts'
import { improve } from './improve.ts'

/** Howard's policy iteration, discounted: the value of each policy is solved for exactly by elimination
 *  where that is quick, else by iteration down to rounding, so the answer is the optimum but for rounding, which the bounds
 *  include. Starts from the policy that is greedy for `initialValue`.
 *  @throws RangeError for a gamma or epsilon that cannot be
 *  Complexity: few improvements (seldom above 20), each O(states³) up to 450 states, O(states × width²) where
 *  successors lie within a width, else O(entries) an iteration.
 *  Source: Puterman (2005), section 6.4.
 *  @example
 *  const transitions = [[0, 0, 0, 0.5], [0, 0, 1, 0.5], [0, 1, 1, 1], [1, 0, 1, 1]]
 *  const model = buildModel({ nStates: 2, transitions, rewards: [[0, 0, 5], [0, 1, 10], [1, 0, -1]] })
 *  policyIteration(model, { gamma: 0.95 }).value // ≈ [-8.571428571, -20.000000000]
 */
export function policyIteration(model: Model, options: SolveOptions): Solution {
  const { gamma } = options
  checkDiscount(gamma)
  const epsilon = checkEpsilon(options.epsilon ?? 1e-6)
  const limits = startLimits(options, improvementLimits)
  const policy = new Int32Array(model.stateCount)
  backUp(model, gamma, startValue(model, options.initialValue), new Float64Array(model.stateCount), policy)
  for (let iterations = 1; ; iterations++) {
    const value = solveDiscounted(makePolicyChain(model, policy), gamma, limits)
    const rounding = roundingOf(model, value, gamma)
    const before = policy.slice()
    const { changed, least, greatest } = improve(model, gamma, value, policy, rounding * 4)
    if (changed > 0 && !limits.isOver(iterations)) continue
    const bounds = aside({ least, greatest }, gamma, rounding)
    // Without a backup the values stay those of the policy; what a backup would add counts in full.
    const below = bounds.below + Math.max(0, -least)
    const above = bounds.above + Math.max(0, greatest)
    const residual = Math.max(greatest, -least, 0)
    const converged = changed === 0 && (Math.max(below, above) <= epsilon || residual <= 64 * rounding)
    return { value, policy: before, bounds: { below, above }, iterations, residual, converged }
  }
}
