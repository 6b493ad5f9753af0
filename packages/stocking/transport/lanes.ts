import type { Network } from './network-simplex.ts'

/** A figure per lane: rows of supply × columns of demand, or the same row by row in one array. null: none. */
export type LaneMatrix = readonly (readonly (number | null)[])[] | Float64Array

export interface TransportProblem {
  /** [rowCount] units at hand, ≥ 0 */
  readonly supply: ArrayLike<number>
  /** [columnCount] units wanted, ≥ 0 */
  readonly demand: ArrayLike<number>
  /** [rowCount × columnCount] per unit; null or Infinity closes the lane */
  readonly cost: LaneMatrix
  /** [rowCount × columnCount] most units on a lane; null, Infinity or left out: no limit */
  readonly capacity?: LaneMatrix
  /** per unit of demand that stays unmet, one for all or [columnCount]; left out: all demand must be met */
  readonly shortageCost?: number | ArrayLike<number>
}

/** The problem as a balanced network: nodes are rows, then columns; a last row stands for shortage and a last column
 *  for what stays unused, where the problem allows them. Arc = row × columnCount + column. */
export interface LaneNetwork extends Network {
  readonly rowCount: number
  readonly columnCount: number
  readonly hasShortageRow: boolean
  readonly hasUnusedColumn: boolean
}

/** @throws RangeError or TypeError that names the row, column and value */
export function layLanes(problem: TransportProblem): LaneNetwork {
  const supply = readUnits(problem.supply, 'supply')
  const demand = readUnits(problem.demand, 'demand')
  const supplied = sum(supply)
  const wanted = sum(demand)
  const hasShortageRow = problem.shortageCost !== undefined
  if (!hasShortageRow && wanted - supplied > 1e-9 * wanted)
    throw new RangeError(
      `demand ${wanted} exceeds supply ${supplied} by ${wanted - supplied}: lower it, or give shortageCost`,
    )
  const hasUnusedColumn = hasShortageRow || supplied > wanted
  const rowCount = supply.length + (hasShortageRow ? 1 : 0)
  const columnCount = demand.length + (hasUnusedColumn ? 1 : 0)
  const balance = new Float64Array(rowCount + columnCount)
  balance.set(supply)
  for (const [column, units] of demand.entries()) balance[rowCount + column] = -units
  if (hasShortageRow) balance[rowCount - 1] = wanted
  if (hasUnusedColumn) balance[rowCount + columnCount - 1] = hasShortageRow ? -supplied : wanted - supplied
  const lanes = {
    rowCount,
    columnCount,
    hasShortageRow,
    hasUnusedColumn,
    balance,
    source: new Int32Array(rowCount * columnCount),
    target: new Int32Array(rowCount * columnCount),
    cost: new Float64Array(rowCount * columnCount),
    capacity: new Float64Array(rowCount * columnCount).fill(Number.POSITIVE_INFINITY),
  }
  for (let row = 0; row < rowCount; row++)
    for (let column = 0; column < columnCount; column++) {
      lanes.source[row * columnCount + column] = row
      lanes.target[row * columnCount + column] = rowCount + column
    }
  setCosts(lanes, problem, supply.length, demand.length)
  if (problem.capacity) setCapacities(lanes, problem.capacity, supply.length, demand.length)
  if (hasShortageRow) setShortageCosts(lanes, problem.shortageCost!, demand.length)
  return lanes
}

function setCosts(
  lanes: LaneNetwork,
  problem: TransportProblem,
  rowCount: number,
  columnCount: number,
): void {
  const read = laneReader(problem.cost, 'cost', rowCount, columnCount)
  for (let row = 0; row < rowCount; row++)
    for (let column = 0; column < columnCount; column++) {
      const arc = row * lanes.columnCount + column
      const value = read(row, column)
      if (value === Number.POSITIVE_INFINITY) lanes.capacity[arc] = 0
      else if (Number.isFinite(value)) lanes.cost[arc] = value
      else
        throw new RangeError(
          `cost row ${row} column ${column} is ${value}: give a number, or null to close it`,
        )
    }
}

function setCapacities(
  lanes: LaneNetwork,
  capacity: LaneMatrix,
  rowCount: number,
  columnCount: number,
): void {
  const read = laneReader(capacity, 'capacity', rowCount, columnCount)
  for (let row = 0; row < rowCount; row++)
    for (let column = 0; column < columnCount; column++) {
      const arc = row * lanes.columnCount + column
      const value = read(row, column)
      if (!(value >= 0))
        throw new RangeError(
          `capacity row ${row} column ${column} is ${value}: give 0 or more, or null for no limit`,
        )
      lanes.capacity[arc] = Math.min(lanes.capacity[arc]!, value)
    }
}

function setShortageCosts(lanes: LaneNetwork, cost: number | ArrayLike<number>, columnCount: number): void {
  const first = (lanes.rowCount - 1) * lanes.columnCount
  if (typeof cost !== 'number' && cost.length !== columnCount)
    throw new TypeError(`shortageCost has ${cost.length} values for ${columnCount} columns of demand`)
  for (let column = 0; column < columnCount; column++) {
    const value = typeof cost === 'number' ? cost : cost[column]!
    if (!Number.isFinite(value))
      throw new RangeError(`shortageCost ${column} is ${value}: give a finite number`)
    lanes.cost[first + column] = value
  }
}

/** Infinity where the matrix says null. */
function laneReader(matrix: LaneMatrix, name: string, rowCount: number, columnCount: number) {
  if (matrix instanceof Float64Array) {
    if (matrix.length !== rowCount * columnCount)
      throw new TypeError(`${name} has ${matrix.length} values for ${rowCount} × ${columnCount} lanes`)
    return (row: number, column: number) => matrix[row * columnCount + column]!
  }
  if (matrix.length !== rowCount)
    throw new TypeError(`${name} has ${matrix.length} rows for ${rowCount} rows of supply`)
  for (const [row, values] of matrix.entries())
    if (values.length !== columnCount)
      throw new TypeError(
        `${name} row ${row} has ${values.length} values for ${columnCount} columns of demand`,
      )
  return (row: number, column: number) => matrix[row]![column] ?? Number.POSITIVE_INFINITY
}

function readUnits(values: ArrayLike<number>, name: string): Float64Array {
  const units = Float64Array.from(values)
  for (const [index, value] of units.entries())
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
      throw new RangeError(`${name} ${index} is ${value}: give a finite number of units, 0 or more`)
  return units
}

function sum(values: Float64Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}
