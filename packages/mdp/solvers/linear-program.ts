import type { Model } from '../model.ts'
import type { Solution } from '../solution.ts'
import { backUp } from './back-up.ts'
import { aside, roundingOf } from './bounds.ts'
import { checkDiscount, checkEpsilon } from './check-options.ts'
import { constraintsOf, minimise } from './minimise.ts'

export interface LinearProgramOptions {
  /** 0 ≤ gamma < 1 */
  readonly gamma: number
  readonly epsilon?: number
  readonly secondsMax?: number
}

/** The optimum as a linear program: minimise Σ V(s) such that V(s) ≥ R(s,a) + γ Σ P(s'|s,a) V(s'), by HiGHS without
 *  presolve (which takes far longer on these). Rewards are scaled to one first, since the tolerances of a linear program
 *  are absolute. One Bellman backup afterwards gives policy and bounds, so what the program missed is not hidden.
 *  `iterations` are those of the simplex method.
 *  @throws RangeError for a gamma or epsilon that cannot be; Error when HiGHS finds no optimum though there is one
 *  Complexity: that of a linear program of [rowCount × stateCount]; for checks and small models.
 *  Source: Puterman (2005), section 6.9.
 *  @example
 *  const transitions = [[0, 0, 0, 0.5], [0, 0, 1, 0.5], [0, 1, 1, 1], [1, 0, 1, 1]]
 *  const model = buildModel({ nStates: 2, transitions, rewards: [[0, 0, 5], [0, 1, 10], [1, 0, -1]] })
 *  const { value } = await linearProgram(model, { gamma: 0.95 })
 *  value // ≈ [-8.57143, -20.00000]
 */
export async function linearProgram(model: Model, options: LinearProgramOptions): Promise<Solution> {
  const { gamma, secondsMax = Infinity } = options
  checkDiscount(gamma)
  const epsilon = checkEpsilon(options.epsilon ?? 1e-6)
  const scale = model.reward.reduce((greatest, each) => Math.max(greatest, Math.abs(each)), 0) || 1
  const { isOptimal, point, iterations } = await minimise(
    {
      ...constraintsOf(model, gamma),
      cost: new Float64Array(model.stateCount).fill(1),
      least: new Float64Array(model.stateCount).fill(-Infinity),
      right: model.reward.map(each => each / scale),
    },
    secondsMax,
  )
  const solved = point.map(each => each * scale)
  const at = isOptimal ? solved : new Float64Array(model.stateCount)
  return checkedByBackup(model, gamma, at, epsilon, isOptimal, iterations)
}

function checkedByBackup(
  model: Model,
  gamma: number,
  solved: Float64Array,
  epsilon: number,
  isOptimal: boolean,
  iterations: number,
): Solution {
  const value = new Float64Array(model.stateCount)
  const policy = new Int32Array(model.stateCount)
  const change = backUp(model, gamma, solved, value, policy)
  const bounds = aside(change, gamma, roundingOf(model, value, gamma))
  const residual = Math.max(change.greatest, -change.least, 0)
  const converged = isOptimal && Math.max(bounds.below, bounds.above) <= epsilon
  return { value, policy, bounds, iterations, residual, converged }
}
