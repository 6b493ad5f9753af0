import { type LaneNetwork, layLanes, type TransportProblem } from './lanes.ts'
import { type FlowLimits, type NetworkFlow, runNetworkSimplex } from './network-simplex.ts'

export interface TransportOptions extends TransportProblem, FlowLimits {}

export interface TransportPlan {
  /** [rowCount × columnCount] units, row by row; whole where supply, demand and capacities are */
  readonly flow: Float64Array
  /** of the flow and of the shortage */
  readonly cost: number
  /** a certificate: no plan costs less; equals `cost` up to rounding when `converged` */
  readonly bound: number
  /** what one unit more of a row's supply adds to the cost, and what one more of a column's demand does; a lane's
   *  cost is at least row + column, and equals it where the lane is used below its capacity */
  readonly duals: { readonly row: Float64Array; readonly column: Float64Array }
  /** [rowCount] units of supply that stay */
  readonly unused: Float64Array
  /** [columnCount] units of demand that stay unmet */
  readonly shortage: Float64Array
  readonly iterations: number
  /** false: an iteration or time limit came first; the flow is the best so far and may leave a shortage */
  readonly converged: boolean
}

/** The cheapest way to bring units from where they are to where they are wanted.
 *
 *  Supply may exceed demand. Demand may exceed supply, or be unreachable over open lanes, only where `shortageCost`
 *  says what an unmet unit costs; it then also stays unmet where serving it costs more. Of several best plans one is
 *  returned, always the same for the same input.
 *
 *  Source: the transportation simplex on a spanning tree, Dantzig 1951; see runNetworkSimplex.
 *  Complexity: memory 40 bytes per lane; 200 × 200 takes some ten milliseconds.
 *  @throws RangeError on a value out of range, on demand over supply without shortageCost, and on demand that open
 *    lanes cannot meet; TypeError on shapes that do not fit
 *  @example
 *  const powerco = { supply: [35, 50, 40], demand: [45, 20, 30, 30], cost: [[8, 6, 10, 9], [9, 12, 13, 7], [14, 9, 16, 5]] }
 *  const plan = solveTransport(powerco)
 *  plan.cost // → 1020
 *  plan.bound // ≈ 1020
 *  plan.converged // → true
 *  solveTransport({ supply: [3], demand: [5], cost: [[2]], shortageCost: 10 }).shortage // → [2]
 *  solveTransport({ supply: [3], demand: [5], cost: [[2]] }) // throws RangeError: demand 5 exceeds supply 3 by 2
 */
export function solveTransport(options: TransportOptions): TransportPlan {
  const lanes = layLanes(options)
  const result = runNetworkSimplex(lanes, options)
  if (result.converged) refuseUnreachable(lanes, result)
  const rowCount = options.supply.length
  const columnCount = options.demand.length
  const flow = new Float64Array(rowCount * columnCount)
  for (let row = 0; row < rowCount; row++)
    flow.set(
      result.flow.subarray(row * lanes.columnCount, row * lanes.columnCount + columnCount),
      row * columnCount,
    )
  const duals = readDuals(lanes, result.potential)
  return {
    flow,
    cost: costOf(lanes.cost, result.flow),
    bound: boundOf(lanes, duals),
    duals: { row: duals.row.slice(0, rowCount), column: duals.column.slice(0, columnCount) },
    unused: subtractSums(options.supply, flow, columnCount, 1, columnCount),
    shortage: subtractSums(options.demand, flow, 1, columnCount, rowCount),
    iterations: result.iterations,
    converged: result.converged,
  }
}

function refuseUnreachable({ balance, rowCount }: LaneNetwork, { unplaced }: NetworkFlow): void {
  let total = 0
  for (const units of balance) total += Math.abs(units)
  for (let node = rowCount; node < balance.length; node++)
    if (unplaced[node]! > 1e-9 * total)
      throw new RangeError(
        `demand ${node - rowCount}: ${unplaced[node]} of ${-balance[node]!} units cannot be brought over the open ` +
          'lanes and their capacities: open a lane, or give shortageCost',
      )
}

interface Duals {
  readonly row: Float64Array
  readonly column: Float64Array
}

/** Shifted so that a unit left unused, or else row 0's, is worth nothing: only differences matter. */
function readDuals(lanes: LaneNetwork, potential: Float64Array): Duals {
  const { rowCount, columnCount, hasUnusedColumn, hasShortageRow } = lanes
  const row = potential.slice(0, rowCount).map(value => -value)
  const column = potential.slice(rowCount)
  const zero = hasUnusedColumn ? column[columnCount - 1]! : -(row[0] ?? 0)
  for (let i = 0; i < rowCount; i++) row[i] = row[i]! + zero
  for (let j = 0; j < columnCount; j++) column[j] = column[j]! - zero
  const free = hasShortageRow ? row[rowCount - 1]! : 0
  if (free < 0) {
    // Nothing is brought at all: shortage itself is then not scarce either.
    for (let j = 0; j < columnCount - 1; j++) column[j] = column[j]! + free
    row[rowCount - 1] = 0
  }
  return { row, column }
}

/** Lagrange's bound: holds for any duals, so for unfinished ones as well. */
function boundOf(lanes: LaneNetwork, { row, column }: Duals): number {
  const { balance, cost, capacity, rowCount, columnCount } = lanes
  let bound = 0
  for (let i = 0; i < rowCount; i++) bound += row[i]! * balance[i]!
  for (let j = 0; j < columnCount; j++) bound -= column[j]! * balance[rowCount + j]!
  for (let i = 0; i < rowCount; i++)
    for (let j = 0; j < columnCount; j++) {
      const arc = i * columnCount + j
      const reduced = cost[arc]! - row[i]! - column[j]!
      if (reduced < 0) bound += reduced * Math.min(capacity[arc]!, balance[i]!, -balance[rowCount + j]!)
    }
  return bound
}

function costOf(cost: Float64Array, flow: Float64Array): number {
  let total = 0
  for (let arc = 0; arc < cost.length; arc++) total += cost[arc]! * flow[arc]!
  return total
}

/** Units minus what flows over the lanes of each: lane of unit i, step k is i × outer + k × inner. */
function subtractSums(
  units: ArrayLike<number>,
  flow: Float64Array,
  outer: number,
  inner: number,
  steps: number,
): Float64Array {
  const rest = Float64Array.from(units)
  for (let i = 0; i < rest.length; i++) {
    let moved = 0
    for (let k = 0; k < steps; k++) moved += flow[i * outer + k * inner]!
    rest[i] = Math.abs(rest[i]! - moved) <= 1e-12 * moved ? 0 : rest[i]! - moved
  }
  return rest
}
