import { requireFinite, requireNonNegative } from '../inputs.ts'
import { type FlowLimits, type Network, runNetworkSimplex } from './network-simplex.ts'

/** A dealer as the plan sees one: what stands there, and what each car is worth there. */
export interface RebalanceDealer {
  readonly name: string
  /** cars of the kind on hand, whole */
  readonly stock: number
  /** [k] value of holding the first car, the second, …, never rising (marginalProfits, or coverValues); there is
   *  no place beyond the list, but for the cars that stand there already: worth nothing, or the last value below 0 */
  readonly carValues: ArrayLike<number>
}

export interface RebalanceOptions extends FlowLimits {
  readonly dealers: readonly RebalanceDealer[]
  /** [dealers][dealers] cost of moving a car from the row's dealer to the column's; null: no lane */
  readonly moveCost: readonly (readonly (number | null)[])[]
}

export interface RebalanceMove {
  readonly from: string
  readonly to: string
  readonly cars: number
  readonly cost: number
}

export interface RebalancePlan {
  readonly moves: readonly RebalanceMove[]
  /** [dealers] cars of each afterwards */
  readonly stock: Int32Array
  /** value of all stocks afterwards minus before, without the cost of moving */
  readonly gain: number
  readonly cost: number
  readonly iterations: number
  readonly converged: boolean
}

/** Which cars to move between dealers so that the value of all stocks less the cost of moving is highest. A car moves
 *  only where it gains more than its move costs, straight from where it stands to where it stays.
 *
 *  A minimum-cost flow: every dealer's cars stay or take one lane, then fill the dealer's places, whose values are the
 *  negative costs of unit arcs. Values never rise, so places fill in order by themselves.
 *  Complexity: see runNetworkSimplex, with dealers² + places arcs.
 *  @throws RangeError or TypeError that names the dealer, the lane and the value
 *  @example
 *  const north = { name: 'North', stock: 4, carValues: [900, 700, 200, 50] }
 *  const south = { name: 'South', stock: 0, carValues: [900, 600, 100] }
 *  const plan = rebalance({ dealers: [north, south], moveCost: [[0, 300], [300, 0]] })
 *  plan.moves // → [{"from":"North","to":"South","cars":2,"cost":600}]
 *  plan.gain // ≈ 1250
 */
export function rebalance(options: RebalanceOptions): RebalancePlan {
  const { dealers, moveCost } = options
  const values = readDealers(dealers)
  const lanes = readLanes(dealers, moveCost)
  const network = drawNetwork(dealers, values, lanes)
  const { flow, iterations, converged } = runNetworkSimplex(network, options)
  const count = dealers.length
  const stock = Int32Array.from(dealers, dealer => dealer.stock)
  const moves: RebalanceMove[] = []
  for (const [arc, { from, to, cost }] of lanes.entries()) {
    const cars = flow[count + arc]!
    if (cars === 0) continue
    moves.push({ from: dealers[from]!.name, to: dealers[to]!.name, cars, cost: cars * cost })
    stock[from] = stock[from]! - cars
    stock[to] = stock[to]! + cars
  }
  const gain = values.reduce(
    (sum, list, i) => sum + sumFirst(list, stock[i]!) - sumFirst(list, dealers[i]!.stock),
    0,
  )
  const cost = moves.reduce((sum, move) => sum + move.cost, 0)
  return { moves, stock, gain, cost, iterations, converged }
}

export interface CoverQuestion {
  /** expected sales a day, ≥ 0 */
  readonly dailySales: number
  /** days' supply to reach */
  readonly targetDays: number
  /** of a car that is missing to the target; currency */
  readonly valuePerCar: number
  /** most cars looked at */
  readonly maxUnits: number
}

/** Values of cars by days' supply: a car below the target is worth `valuePerCar` times the share of the target still
 *  missing before it comes, so that of two dealers the barer one is served first; above the target nothing.
 *  @returns [maxUnits], never rising
 *  @throws RangeError naming the field
 *  @example
 *  coverValues({ dailySales: 0.1, targetDays: 40, valuePerCar: 800, maxUnits: 5 }) // ≈ [800, 600, 400, 200, 0]
 */
export function coverValues({ dailySales, targetDays, valuePerCar, maxUnits }: CoverQuestion): Float64Array {
  requireNonNegative('dailySales', dailySales)
  requireNonNegative('targetDays', targetDays)
  requireNonNegative('valuePerCar', valuePerCar)
  if (!Number.isInteger(maxUnits) || maxUnits < 0)
    throw new RangeError(`maxUnits is ${maxUnits}: give a whole number, 0 or more`)
  const target = dailySales * targetDays
  return Float64Array.from({ length: maxUnits }, (_, k) =>
    target > k ? (valuePerCar * (target - k)) / target : 0,
  )
}

interface Lane {
  readonly from: number
  readonly to: number
  readonly cost: number
}

function readDealers(dealers: readonly RebalanceDealer[]): Float64Array[] {
  return dealers.map(({ name, stock, carValues }) => {
    if (!Number.isInteger(stock) || stock < 0)
      throw new RangeError(`dealer "${name}": stock is ${stock}: give a whole number of cars, 0 or more`)
    const list = Float64Array.from(carValues)
    for (const [k, value] of list.entries()) {
      requireFinite(`dealer "${name}": carValues[${k}]`, value)
      if (k > 0 && value > list[k - 1]!)
        throw new RangeError(
          `dealer "${name}": carValues[${k}] is ${value}, above the ${list[k - 1]} before it: they must not rise`,
        )
    }
    const last = Math.min(0, list.at(-1) ?? 0)
    return Float64Array.from({ length: Math.max(stock, list.length) }, (_, k) => list[k] ?? last)
  })
}

function readLanes(dealers: readonly RebalanceDealer[], moveCost: RebalanceOptions['moveCost']): Lane[] {
  if (moveCost.length !== dealers.length)
    throw new TypeError(`moveCost has ${moveCost.length} rows for ${dealers.length} dealers`)
  return moveCost.flatMap((row, from) => {
    if (row.length !== dealers.length)
      throw new TypeError(`moveCost row ${from} has ${row.length} values for ${dealers.length} dealers`)
    return row.flatMap((cost, to) =>
      from === to || cost === null || cost === Number.POSITIVE_INFINITY
        ? []
        : [{ from, to, cost: requireNonNegative(`moveCost row ${from} column ${to}`, cost) }],
    )
  })
}

/** Nodes: dealers as they are, dealers as they will be, one sink. Arcs: staying, lanes, places. */
function drawNetwork(
  dealers: readonly RebalanceDealer[],
  values: readonly Float64Array[],
  lanes: readonly Lane[],
) {
  const count = dealers.length
  const sink = 2 * count
  const arcs: { source: number; target: number; cost: number; capacity: number }[] = []
  const unlimited = Number.POSITIVE_INFINITY
  // At equal value a car stays: a move must gain more than rounding.
  const nudge = 1e-9 * Math.max(1, ...values.map(list => Math.max(0, ...list.map(Math.abs))))
  for (let i = 0; i < count; i++) arcs.push({ source: i, target: count + i, cost: 0, capacity: unlimited })
  for (const { from, to, cost } of lanes)
    arcs.push({ source: from, target: count + to, cost: cost + nudge, capacity: unlimited })
  for (const [i, list] of values.entries())
    for (const value of list) arcs.push({ source: count + i, target: sink, cost: -value, capacity: 1 })
  const balance = new Float64Array(2 * count + 1)
  for (const [i, { stock }] of dealers.entries()) {
    balance[i] = stock
    balance[sink] = balance[sink]! - stock
  }
  const network: Network = {
    balance,
    source: Int32Array.from(arcs, arc => arc.source),
    target: Int32Array.from(arcs, arc => arc.target),
    cost: Float64Array.from(arcs, arc => arc.cost),
    capacity: Float64Array.from(arcs, arc => arc.capacity),
  }
  return network
}

function sumFirst(list: Float64Array, cars: number): number {
  let sum = 0
  for (let k = 0; k < Math.min(cars, list.length); k++) sum += list[k]!
  return sum
}
