import { startLimits } from '../limits.ts'
import type { Model } from '../model.ts'
import type { Solution } from '../solution.ts'
import { backUp } from './back-up.ts'
import { checkEpsilon } from './check-options.ts'
import type { LinearProgramOptions } from './linear-program.ts'
import { constraintsOf, minimise } from './minimise.ts'
import { findProperPolicy, findRest } from './proper-policy.ts'
import { boundTotal } from './total-bounds.ts'
import { totalReward } from './total-reward.ts'

/** The greatest total reward without discount as a linear program: minimise Σ V(s) such that V(s) ≥ R(s,a) + Σ P(s'|s,a)
 *  V(s'), and V(s) ≥ 0 where the process may rest. Where something is earned without end no V is feasible, and that is
 *  refused as `totalReward` does. Policy and bounds as of `totalRewardIteration`.
 *  @throws as totalReward
 *  Complexity: that of a linear program of [rowCount × stateCount]; for checks and small models.
 *  Source: Puterman (2005), 7.2.7.
 *  @example
 *  const transitions = [[0, 0, 1, 0.5], [0, 0, 0, 0.5], [0, 1, 1, 1]]
 *  const model = buildModel({ nStates: 2, transitions, rewards: [[0, 0, -1], [0, 1, -3]], absorbing: [1] })
 *  const { value } = await totalRewardProgram(model)
 *  value // ≈ [-2.00000, 0.00000]
 */
export async function totalRewardProgram(
  model: Model,
  options: Omit<LinearProgramOptions, 'gamma'> = {},
): Promise<Solution> {
  const epsilon = checkEpsilon(options.epsilon ?? 1e-6)
  const limits = startLimits(options)
  const rest = findRest(model)
  const proper = findProperPolicy(model, rest)
  const scale = model.reward.reduce((greatest, each) => Math.max(greatest, Math.abs(each)), 0) || 1
  const found = await minimise(
    {
      ...constraintsOf(model, 1),
      cost: new Float64Array(model.stateCount).fill(1),
      least: Float64Array.from(rest, row => (row >= 0 ? 0 : -Infinity)),
      right: model.reward.map(each => each / scale),
    },
    options.secondsMax ?? Infinity,
  )
  if (found.isInfeasible) totalReward(model, options) // names what is endless
  const value = found.isOptimal
    ? found.point.map(each => each * scale)
    : totalReward(model, { ...options, iterationsMax: 1 }).value
  const next = new Float64Array(model.stateCount)
  const { least, greatest } = backUp(model, 1, value, next, new Int32Array(model.stateCount))
  const residual = Math.max(greatest, -least, 0)
  const { policy, bounds, isCertain } = boundTotal(model, rest, value, { proper, changed: residual }, limits)
  const isNear = Math.max(bounds.below, bounds.above) <= epsilon
  const converged = found.isOptimal && isCertain && isNear
  return { value, policy, bounds, iterations: found.iterations, residual, converged }
}
