import loadHighs, { type Highs } from 'highs'
import type { Model } from '../model.ts'

/** Minimise cost · x such that A x ≥ right and x ≥ least. */
export interface Program {
  /** [rowCount + 1] and the columns and weights of A by row */
  readonly starts: Int32Array
  readonly indices: Int32Array
  readonly values: Float64Array
  readonly cost: Float64Array
  readonly least: Float64Array
  /** default: none */
  readonly most?: Float64Array
  readonly right: Float64Array
}

const optimal = 7 // HiGHS: optimality was proved
const infeasible = 8
let runtime: Promise<Highs> | undefined // loaded once: it takes a tenth of a second

/** By HiGHS, without presolve, which takes far longer on decision processes. */
export async function minimise(program: Program, secondsMax: number) {
  const { cost, least, most, right, starts, indices, values } = program
  const numCols = cost.length
  const numRows = right.length
  runtime ??= loadHighs()
  const highs = await runtime
  return highs.withModel(
    {
      numCols,
      numRows,
      colCost: cost,
      colLower: least,
      colUpper: most ?? new Float64Array(numCols).fill(Infinity),
      rowLower: right,
      rowUpper: new Float64Array(numRows).fill(Infinity),
      matrix: { format: 'csr' as const, numRows, numCols, starts, indices, values },
    },
    solving => {
      solving.options.set({
        output_flag: false,
        presolve: 'off',
        primal_feasibility_tolerance: 1e-10,
        dual_feasibility_tolerance: 1e-10,
        ...(secondsMax < Infinity && { time_limit: secondsMax }),
      })
      const status: number = solving.run().modelStatus
      const { colValue: point, rowDual: dual } = solving.getSolution()
      const isOptimal = status === optimal && point.length === numCols && point.every(Number.isFinite)
      const iterations = Number(solving.info.get('simplex_iteration_count'))
      return { isOptimal, isInfeasible: status === infeasible, point, dual, iterations }
    },
  )
}

/** Row (s,a): V(s) - γ Σ P(s'|s,a) V(s') without what is zero, and `more` of one column after those of the states. */
export function constraintsOf(model: Model, gamma: number, more = 0) {
  const { stateCount, rowStart, entryStart, successor, probability } = model
  const starts = new Int32Array(model.action.length + 1)
  const indices: number[] = []
  const values: number[] = []
  for (let s = 0; s < stateCount; s++)
    for (let row = rowStart[s]!; row < rowStart[s + 1]!; row++) {
      const weights = new Map([[s, 1]])
      for (let i = entryStart[row]!; i < entryStart[row + 1]!; i++)
        weights.set(successor[i]!, (weights.get(successor[i]!) ?? 0) - gamma * probability[i]!)
      if (more !== 0) weights.set(stateCount, more)
      for (const [to, weight] of weights) {
        if (weight === 0) continue
        indices.push(to)
        values.push(weight)
      }
      starts[row + 1] = indices.length
    }
  return { starts, indices: Int32Array.from(indices), values: Float64Array.from(values) }
}
