import { dateOf, dayMs, hourMs } from './calendar.ts'
import type { CarState } from './car-holds.ts'
import type { Batch } from './copy-rows.ts'
import { seededRandom, uuidAt } from './random.ts'
import type { SaleRun } from './sale-run.ts'

interface Period {
  readonly state: CarState
  readonly reason: string
  readonly from: number
  /** null: until further notice */
  readonly to: number | null
}

/** Cars that are off the road now, and the next service of each demo car on a morning without a booked drive. */
export function offRoadRows(
  dealerId: string,
  cars: readonly CarState[],
  runs: readonly SaleRun[],
  end: number,
): Batch[] {
  const random = seededRandom(`${dealerId}/off-road`)
  const isHere = ({ closedAt, car }: CarState) => closedAt === null && car.receivedAt <= end
  const running = cars
    .filter(state => isHere(state) && state.availability === 'off-road')
    .map((state): Period => ({ state, reason: 'damaged', from: state.car.receivedAt, to: null }))
  const planned = cars
    .filter(state => isHere(state) && state.car.condition === 'demo' && state.availability === 'available')
    .flatMap((state, index) => servicePeriod(state, index, heldSpans(runs, state), end))
  const rows = [...running, ...planned].map(period => rowsOf(dealerId, period, uuidAt(random, end), end))
  return [
    { table: 'app.car_occupancies', rows: rows.map(({ held }) => held) },
    { table: 'app.off_road_periods', rows: rows.map(({ period }) => period) },
  ]
}

/** The first free morning, tomorrow or later; each car's on another day. */
function servicePeriod(
  state: CarState,
  index: number,
  held: readonly [number, number][],
  end: number,
): Period[] {
  const midnight = Date.parse(`${dateOf(end)}T00:00:00+08:00`)
  for (let day = 1 + index; day < 30 + index; day += 1) {
    const from = midnight + day * dayMs + 9 * hourMs
    const to = from + 3 * hourMs
    if (held.every(([start, stop]) => stop <= from || start >= to))
      return [{ state, reason: 'service', from, to }]
  }
  return []
}

function heldSpans(runs: readonly SaleRun[], { car }: CarState): [number, number][] {
  return runs.flatMap(({ rows }) =>
    rows
      .filter(
        ({ table, row }) => table === 'car_occupancies' && row.vehicle_id === car.vehicleId && row.is_held,
      )
      .map(({ row }): [number, number] => [
        Date.parse(String(row.starts_at)),
        Date.parse(String(row.ends_at)),
      ]),
  )
}

function rowsOf(dealerId: string, { state: { car }, reason, from, to }: Period, id: string, end: number) {
  const starts_at = new Date(from).toISOString()
  const ends_at = to === null ? null : new Date(to).toISOString()
  const key = { dealer_id: dealerId, id, vehicle_id: car.vehicleId }
  return {
    held: { ...key, kind: 'off-road', starts_at, ends_at: ends_at ?? 'infinity', is_held: true },
    period: {
      ...key,
      episode_id: car.episodeId,
      reason,
      starts_at,
      ends_at,
      state: to === null ? 'running' : 'planned',
      planned_at: new Date(to === null ? from : end).toISOString(),
    },
  }
}
