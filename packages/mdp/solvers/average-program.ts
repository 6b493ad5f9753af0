import type { Model } from '../model.ts'
import type { AverageSolution } from '../solution.ts'
import { averagePolicyIteration } from './average-policy-iteration.ts'
import { checkEpsilon } from './check-options.ts'
import type { LinearProgramOptions } from './linear-program.ts'
import { constraintsOf, minimise } from './minimise.ts'
import { onlyClosedClass } from './multichain.ts'

/** The greatest average reward as a linear program: minimise g such that g + h(s) ≥ R(s,a) + Σ P(s'|s,a) h(s'), with
 *  h = 0 at one state. The program fixes the gain and what is done in the states that are visited in the long run; of
 *  the others h is only an upper estimate. Policy improvement from h therefore finishes the bias, and must find the same
 *  gain: `converged` says so.
 *  @throws RangeError that names two classes of a multichain model whose gains differ
 *  Complexity: that of a linear program of [rowCount × stateCount]; for checks and small models.
 *  Source: Puterman (2005), 8.8.1 (unichain) and 9.5.2 (communicating).
 *  @example
 *  const model = buildModel({ nStates: 2, transitions: [[0, 0, 1, 1], [1, 0, 0, 1]], rewards: [[0, 0, 1], [1, 0, 2]] })
 *  const { gain, bias } = await averageProgram(model)
 *  gain // ≈ 1.50000
 *  bias // ≈ [0, 0.50000]
 */
export async function averageProgram(
  model: Model,
  options: Omit<LinearProgramOptions, 'gamma'> = {},
): Promise<AverageSolution> {
  const epsilon = checkEpsilon(options.epsilon ?? 1e-6)
  const home = onlyClosedClass(model).states[0]!
  const { stateCount } = model
  const scale = model.reward.reduce((greatest, each) => Math.max(greatest, Math.abs(each)), 0) || 1
  const least = new Float64Array(stateCount + 1).fill(-Infinity)
  const most = new Float64Array(stateCount + 1).fill(Infinity)
  least[home] = 0
  most[home] = 0
  const cost = new Float64Array(stateCount + 1)
  cost[stateCount] = 1
  const right = model.reward.map(each => each / scale)
  const { isOptimal, point, iterations } = await minimise(
    { ...constraintsOf(model, 1, 1), cost, least, most, right },
    options.secondsMax ?? Infinity,
  )
  const bias = isOptimal ? point.slice(0, stateCount).map(each => each * scale) : new Float64Array(stateCount)
  const finished = averagePolicyIteration(model, { ...options, initialValue: bias })
  if (!isOptimal) return { ...finished, iterations, converged: false }
  const gain = point[stateCount]! * scale
  const miss = Math.abs(gain - finished.gain)
  const isNear = miss <= Math.max(epsilon, 1e-9 * scale)
  return { ...finished, iterations, converged: finished.converged && isNear }
}
