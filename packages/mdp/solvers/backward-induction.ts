import type { Model } from '../model.ts'
import type { FiniteSolution } from '../solution.ts'
import { backUp } from './back-up.ts'
import { checkStateValues } from './check-options.ts'

export interface FiniteOptions {
  /** number of decisions, at least 1 */
  readonly horizon: number
  /** from 0 to 1; default 1 */
  readonly gamma?: number
  /** [stateCount] what it is worth to end in a state; default zeros */
  readonly terminalValue?: Float64Array
}

/** The best decisions of a problem with a fixed number of stages, by dynamic programming backwards.
 *  @throws RangeError for a horizon or gamma that cannot be; TypeError for a terminal value of a wrong length
 *  Complexity: O(horizon × entries), and horizon × states numbers of memory.
 *  Source: Puterman (2005), section 4.5.
 *  @example
 *  const transitions = [[0, 0, 0, 0.5], [0, 0, 1, 0.5], [0, 1, 1, 1], [1, 0, 1, 1]]
 *  const model = buildModel({ nStates: 2, transitions, rewards: [[0, 0, 5], [0, 1, 10], [1, 0, -1]] })
 *  backwardInduction(model, { horizon: 2 }).valueByStage // → [[9.5,-2],[10,-1],[0,0]]
 */
export function backwardInduction(model: Model, options: FiniteOptions): FiniteSolution {
  const { horizon, gamma = 1, terminalValue = new Float64Array(model.stateCount) } = options
  if (!Number.isInteger(horizon) || horizon < 1)
    throw new RangeError(`horizon is ${horizon}; it must be a whole number of at least 1.`)
  if (!(gamma >= 0 && gamma <= 1)) throw new RangeError(`gamma is ${gamma}; it must be from 0 to 1.`)
  const valueByStage = [checkStateValues('terminalValue', model, terminalValue).slice()]
  const policyByStage: Int32Array[] = []
  for (let stage = horizon - 1; stage >= 0; stage--) {
    const value = new Float64Array(model.stateCount)
    const policy = new Int32Array(model.stateCount)
    backUp(model, gamma, valueByStage[0]!, value, policy)
    const unfit = value.findIndex(each => !Number.isFinite(each))
    if (unfit >= 0)
      throw new RangeError(`The value of state ${unfit} at stage ${stage} is too great for a number.`)
    valueByStage.unshift(value)
    policyByStage.unshift(policy)
  }
  return { valueByStage, policyByStage }
}
