import loadHighs, { type Highs } from 'highs'
import type { Model } from '../model.ts'
import type { Solution } from '../solution.ts'
import { backUp } from './back-up.ts'
import { aside, roundingOf } from './bounds.ts'
import { checkDiscount, checkEpsilon } from './check-options.ts'

export interface LinearProgramOptions {
  /** 0 ≤ gamma < 1 */
  readonly gamma: number
  readonly epsilon?: number
  readonly secondsMax?: number
}

const optimal = 7 // HiGHS: optimality was proved
let runtime: Promise<Highs> | undefined // loaded once: it takes a tenth of a second

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
  runtime ??= loadHighs()
  const highs = await runtime
  const { stateCount } = model
  const { status, point, simplexIterations } = highs.withModel(
    {
      numCols: stateCount,
      numRows: model.action.length,
      colCost: new Float64Array(stateCount).fill(1),
      colLower: new Float64Array(stateCount).fill(-Infinity),
      colUpper: new Float64Array(stateCount).fill(Infinity),
      rowLower: model.reward.map(each => each / scale),
      rowUpper: new Float64Array(model.action.length).fill(Infinity),
      matrix: constraintsOf(model, gamma),
    },
    program => {
      program.options.set({
        output_flag: false,
        presolve: 'off',
        primal_feasibility_tolerance: 1e-10,
        dual_feasibility_tolerance: 1e-10,
        ...(secondsMax < Infinity && { time_limit: secondsMax }),
      })
      const status: number = program.run().modelStatus
      const point = program.getSolution().colValue
      return { status, point, simplexIterations: Number(program.info.get('simplex_iteration_count')) }
    },
  )
  const solved = point.map(each => each * scale)
  const at =
    solved.every(Number.isFinite) && solved.length === stateCount ? solved : new Float64Array(stateCount)
  return checkedByBackup(model, gamma, at, epsilon, status === optimal, simplexIterations)
}

/** Row (s,a): V(s) - γ Σ P(s'|s,a) V(s'), without what is zero. */
function constraintsOf(model: Model, gamma: number) {
  const { stateCount, rowStart, entryStart, successor, probability } = model
  const starts = new Int32Array(model.action.length + 1)
  const indices: number[] = []
  const values: number[] = []
  for (let s = 0; s < stateCount; s++)
    for (let row = rowStart[s]!; row < rowStart[s + 1]!; row++) {
      const weights = new Map([[s, 1]])
      for (let i = entryStart[row]!; i < entryStart[row + 1]!; i++)
        weights.set(successor[i]!, (weights.get(successor[i]!) ?? 0) - gamma * probability[i]!)
      for (const [to, weight] of weights) {
        indices.push(to)
        values.push(weight)
      }
      starts[row + 1] = indices.length
    }
  return {
    format: 'csr' as const,
    numRows: model.action.length,
    numCols: stateCount,
    starts,
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
  }
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
