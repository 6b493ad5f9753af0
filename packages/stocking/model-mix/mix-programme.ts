import type { ModelData } from 'highs'
import type { LimitName, MixLimits, MixTrim } from './mix-problem.ts'

/** A 0/1 variable for every unit of every trim, taken in order, under one row per limit. */
export interface MixProgramme {
  readonly model: ModelData
  /** [column] which trim the unit is of */
  readonly trimOf: Int32Array
  /** the rows that stand for limits */
  readonly rowOf: ReadonlyMap<LimitName, number>
}

/** Profits are negated: the solver minimises. */
export function writeProgramme(trims: readonly MixTrim[], limits: MixLimits): MixProgramme {
  const trimOf = Int32Array.from(trims.flatMap((trim, t) => Array<number>(trim.profits.length).fill(t)))
  const unitOf = Int32Array.from(trims.flatMap(trim => Array.from(trim.profits.keys())))
  const rows: Row[] = []
  const rowOf = new Map<LimitName, number>()
  const limit = (name: LimitName, lower: number, upper: number, use: (column: number) => number) => {
    rowOf.set(name, rows.length)
    rows.push({ lower, upper, uses: listUses(trimOf.length, use) })
  }
  const isFirst = (column: number) => (unitOf[column] === 0 ? 1 : 0)
  const { budget, parkingBays, displayBays, minVariety, minUnits, maxUnits } = limits
  if (budget !== undefined) limit('budget', none, budget, column => trims[trimOf[column]!]!.unitCost)
  if (parkingBays !== undefined)
    limit('parkingBays', none, parkingBays, column => trims[trimOf[column]!]!.bays)
  if (displayBays !== undefined) limit('displayBays', none, displayBays, isFirst)
  if (minVariety !== undefined) limit('minVariety', minVariety, -none, isFirst)
  if (minUnits !== undefined) limit('minUnits', minUnits, -none, () => 1)
  if (maxUnits !== undefined) limit('maxUnits', none, maxUnits, () => 1)
  // Without this order a trim could be stocked and its first unit, that takes the display bay, left out.
  if (displayBays !== undefined)
    for (let column = 1; column < trimOf.length; column++)
      if (unitOf[column]! > 0)
        rows.push({
          lower: none,
          upper: 0,
          uses: [
            [column - 1, -1],
            [column, 1],
          ],
        })
  return { model: writeModel(trims, trimOf, unitOf, rows), trimOf, rowOf }
}

interface Row {
  readonly lower: number
  readonly upper: number
  readonly uses: readonly (readonly [column: number, value: number])[]
}

const none = Number.NEGATIVE_INFINITY

function listUses(columns: number, use: (column: number) => number): [number, number][] {
  return Array.from({ length: columns }, (_, column): [number, number] => [column, use(column)]).filter(
    ([, value]) => value !== 0,
  )
}

function writeModel(
  trims: readonly MixTrim[],
  trimOf: Int32Array,
  unitOf: Int32Array,
  rows: readonly Row[],
): ModelData {
  const numCols = trimOf.length
  const starts = [0]
  for (const row of rows) starts.push(starts.at(-1)! + row.uses.length)
  return {
    numCols,
    numRows: rows.length,
    colCost: Array.from(trimOf, (trim, column) => -trims[trim]!.profits[unitOf[column]!]!),
    colLower: Array.from(trimOf, (trim, column) => (unitOf[column]! < trims[trim]!.minUnits ? 1 : 0)),
    colUpper: Array<number>(numCols).fill(1),
    rowLower: rows.map(row => row.lower),
    rowUpper: rows.map(row => row.upper),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols,
      starts,
      indices: rows.flatMap(row => row.uses.map(([column]) => column)),
      values: rows.flatMap(row => row.uses.map(([, value]) => value)),
    },
  }
}
