import { type AgedStock, addLot, countUnitsFrom, takeOldest } from './aged-stock.ts'
import { makeLeadTimes, type ReplayLeadTime } from './lead-times.ts'
import { type ReplayInput, readReplay } from './replay-input.ts'
import { type ReplayResult, summarize } from './replay-result.ts'

/** What a policy knows when it orders, at the start of a period, after what was due has come in. Nothing of the
 *  period's own demand. */
export interface StockState {
  /** 0 … periodCount − 1 */
  readonly period: number
  readonly onHand: number
  /** ordered and not yet received */
  readonly onOrder: number
  /** customers who wait; 0 when unmet demand is lost */
  readonly backorders: number
  /** on hand + on order − backorders */
  readonly position: number
  /** [history + period] what customers asked for, the oldest first, the history given before the replay included */
  readonly demandSeen: Float64Array
  /** [history + period] what was sold to them; of the time before the replay, what they asked for */
  readonly salesSeen: Float64Array
}

/** How many units to order now. Pure: the same state gives the same order. */
export type OrderPolicy = (state: StockState) => number

export interface ReplayOptions {
  /** [periodCount] units asked for in each period */
  readonly demand: ArrayLike<number>
  readonly policy: OrderPolicy
  /** periods between an order and the start of the period in which it can be sold; 0: in the same */
  readonly leadTime: ReplayLeadTime
  /** units on hand before the first period, new at its start */
  readonly initialStock: number
  /** [k] units already ordered that come in at the start of period k */
  readonly initialPipeline?: ArrayLike<number>
  /** demand before the replay, that policies may look at */
  readonly history?: ArrayLike<number>
  readonly unmet: 'lost' | 'backordered'
  /** 0 … 1 of the unmet demand that takes another car of the house and costs no shortage; default 0. Only where unmet
   *  demand is lost */
  readonly substitutionShare?: number
  readonly costs: ReplayCosts
  /** default 30 */
  readonly daysPerPeriod?: number
  /** a unit that has stood longer is aged; default 90 */
  readonly agedAfterDays?: number
  /** uniform in [0, 1); needed by a lead time that varies */
  readonly random?: () => number
}

export interface ReplayCosts {
  /** per unit on hand at the end of a period */
  readonly holding: number
  /** per unit lost, or per customer who waits at the end of a period */
  readonly shortage: number
  /** in addition, per aged unit at the end of a period; default 0 */
  readonly aged?: number
}

/** One period as it went. */
export interface ReplayPeriod {
  readonly period: number
  readonly received: number
  /** placed at its start */
  readonly ordered: number
  readonly demand: number
  /** of this period's demand and of those who waited, delivered from stock */
  readonly sold: number
  /** of this period's demand, not delivered in it */
  readonly unmet: number
  readonly substituted: number
  readonly lost: number
  /** at its end */
  readonly onHand: number
  readonly backorders: number
  readonly onOrder: number
  readonly aged: number
}

/** Replays a demand history as if a policy had ordered: what it would have sold, lost, kept and paid.
 *
 *  In each period: what is due comes in and first serves those who wait; the policy orders; customers come; costs fall
 *  due on what is on hand, lost, waiting or aged at the end. Units are sold oldest first. Orders may overtake each
 *  other where the lead time varies. Every policy that is compared sees the demand that came, met or not, as a dealer
 *  who writes down every enquiry does (`demandSeen`), and the sales (`salesSeen`), as one who does not.
 *
 *  Complexity: O(periods × (lots + policy)).
 *  @throws RangeError that names the option or the period and its value, also when a policy orders less than 0 or NaN
 *  @example
 *  const keepThree = ({ position }: { position: number }) => Math.max(0, 3 - position)
 *  const result = replay({
 *    demand: [1, 4, 0, 2], policy: keepThree, leadTime: 1, initialStock: 3, unmet: 'lost',
 *    costs: { holding: 1, shortage: 8 },
 *  })
 *  result.sold // → 5
 *  result.lost // → 2
 *  result.cost // → {"total":20,"holding":4,"shortage":16,"aged":0}
 *  result.fillRate // ≈ 0.714
 */
export function replay(options: ReplayOptions): ReplayResult {
  const input = readReplay(options)
  const { demand, history } = input
  const leadTimes = makeLeadTimes(options.leadTime, options.random)
  const house = openHouse(input)
  const demandSeen = lengthen(history, demand.length)
  const salesSeen = lengthen(history, demand.length)
  const trace: ReplayPeriod[] = []
  for (let period = 0; period < demand.length; period++) {
    const known = history.length + period
    const due = takeIn(house, period)
    const state = describeState(house, period, demandSeen.subarray(0, known), salesSeen.subarray(0, known))
    const ordered = readOrder(options.policy(state), period)
    placeOrder(house, period + leadTimes(), ordered)
    const atOnce = takeIn(house, period) // what has no lead time
    const wanted = demand[period]!
    const served = takeOldest(house.stock, wanted)
    const unmet = wanted - served
    const isLost = options.unmet === 'lost'
    const substituted = isLost ? input.substitutionShare * unmet : 0
    if (!isLost) house.backorders += unmet
    demandSeen[known] = wanted
    salesSeen[known] = served + due.served + atOnce.served
    trace.push({
      period,
      received: due.received + atOnce.received,
      ordered,
      demand: wanted,
      sold: salesSeen[known]!,
      unmet,
      substituted,
      lost: isLost ? unmet - substituted : 0,
      onHand: countUnitsFrom(house.stock, period),
      backorders: house.backorders,
      onOrder: house.onOrder,
      // Came in so long ago that at this period's end the age is over the limit.
      aged: countUnitsFrom(house.stock, Math.ceil(period + 1 - input.agedAfterPeriods) - 1),
    })
  }
  return summarize(trace, options.costs)
}

interface House {
  readonly stock: AgedStock
  readonly due: Map<number, number> // period → units that come in at its start
  onOrder: number
  backorders: number
}

function openHouse({ initialStock, pipeline }: ReplayInput): House {
  const house: House = { stock: { arrivals: [], units: [] }, due: new Map(), onOrder: 0, backorders: 0 }
  addLot(house.stock, 0, initialStock)
  for (const [period, units] of pipeline.entries()) placeOrder(house, period, units)
  return house
}

function placeOrder(house: House, arrival: number, units: number): void {
  house.due.set(arrival, (house.due.get(arrival) ?? 0) + units)
  house.onOrder += units
}

/** Puts on stock what is due, and serves those who wait first. */
function takeIn(house: House, period: number): { received: number; served: number } {
  const received = house.due.get(period) ?? 0
  house.due.delete(period)
  house.onOrder -= received
  addLot(house.stock, period, received)
  const served = takeOldest(house.stock, house.backorders)
  house.backorders -= served
  return { received, served }
}

function describeState(
  { stock, onOrder, backorders }: House,
  period: number,
  demandSeen: Float64Array,
  salesSeen: Float64Array,
): StockState {
  const onHand = countUnitsFrom(stock, period)
  return {
    period,
    onHand,
    onOrder,
    backorders,
    position: onHand + onOrder - backorders,
    demandSeen,
    salesSeen,
  }
}

function readOrder(units: number, period: number): number {
  if (units >= 0 && units < Number.POSITIVE_INFINITY) return units
  throw new RangeError(
    `the policy ordered ${units} in period ${period}: a policy answers a finite number, 0 or more`,
  )
}

function lengthen(history: Float64Array, by: number): Float64Array {
  const longer = new Float64Array(history.length + by)
  longer.set(history)
  return longer
}
