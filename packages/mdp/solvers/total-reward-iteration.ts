import { makePolicyChain } from '../chain/policy-chain.ts'
import { startLimits } from '../limits.ts'
import type { Model } from '../model.ts'
import type { Solution, SolveOptions } from '../solution.ts'
import { backUp, rowValue } from './back-up.ts'
import { roundingOf } from './bounds.ts'
import { checkEpsilon } from './check-options.ts'
import { sweepInPlace } from './gauss-seidel.ts'
import { findRest } from './proper-policy.ts'
import { boundTotal } from './total-bounds.ts'
import { evaluateProper, refuseEndless, startProperPolicy, totalReward } from './total-reward.ts'
import { watchProgress } from './value-iteration.ts'

export interface TotalRewardIterationOptions extends Omit<SolveOptions, 'gamma'> {
  /** 'plain' (default): value iteration; 'in-place': Gauss–Seidel; 'modified': evaluations of the greedy policy between,
   *  as modified policy iteration does */
  readonly sweep?: 'plain' | 'in-place' | 'modified'
}

const innerSweeps = 20

/** The greatest total reward without discount by sweeps. They start from the value of a proper policy, which no sweep
 *  makes less and none carries above the optimum: so they arrive there also where the equation V = TV has other
 *  solutions. What small changes do not tell is told by the bounds: the value of a proper policy below; above a value
 *  that no action improves. Sweeps go on until both are within epsilon.
 *  @throws as totalReward
 *  Complexity: O(entries) a sweep, and some evaluations of a policy.
 *  Source: Puterman (2005), 7.2 (monotone convergence) and 7.2.6 (modified policy iteration of positive models);
 *  Hartmanns and Kaminski (2020), Optimistic value iteration.
 *  @example
 *  const transitions = [[0, 0, 1, 0.5], [0, 0, 0, 0.5], [0, 1, 1, 1]]
 *  const model = buildModel({ nStates: 2, transitions, rewards: [[0, 0, -1], [0, 1, -3]], absorbing: [1] })
 *  totalRewardIteration(model, { sweep: 'in-place' }).value // ≈ [-2.00000, 0.00000]
 */
export function totalRewardIteration(model: Model, options: TotalRewardIterationOptions = {}): Solution {
  const { sweep = 'plain' } = options
  const epsilon = checkEpsilon(options.epsilon ?? 1e-6)
  const limits = startLimits(options)
  const rest = findRest(model)
  const proper = startProperPolicy(model, rest, options.initialValue)
  let value: Float64Array = new Float64Array(model.stateCount)
  evaluateProper(makePolicyChain(model, proper), value, limits)
  let next: Float64Array = new Float64Array(model.stateCount)
  const policy = new Int32Array(model.stateCount)
  const progress = watchProgress()
  let enough = epsilon / 4
  for (let iterations = 1, check = 64; ; iterations++) {
    let changed: number
    if (sweep === 'in-place') changed = sweepInPlace(model, 1, value)
    else {
      const { least, greatest } = backUp(model, 1, value, next, policy)
      changed = Math.max(greatest, -least, 0)
      ;[value, next] = [next, value]
      if (sweep === 'modified') for (let k = 0; k < innerSweeps; k++) evaluateOnce(model, policy, value)
    }
    const isLast = changed === 0 || limits.isOver(iterations) || !progress(changed)
    if (isLast || iterations === check) {
      check *= 2
      const { greatest } = backUp(model, 1, value, next, policy)
      if (greatest > 0) refuseEndless(model, policy, 64 * roundingOf(model, value, 1))
    }
    if (changed > enough && !isLast) continue
    if (changed > enough && !limits.isLate()) totalReward(model, options) // refuses what is endless, if it is that
    enough /= 10
    const { policy: found, bounds, isCertain } = boundTotal(model, rest, value, { proper, changed }, limits)
    const converged = isCertain && Math.max(bounds.below, bounds.above) <= epsilon
    if (converged || isLast) return { value, policy: found, bounds, iterations, residual: changed, converged }
  }
}

function evaluateOnce(model: Model, policy: Int32Array, value: Float64Array): void {
  for (let s = 0; s < value.length; s++) value[s] = rowValue(model, policy[s]!, 1, value)
}
