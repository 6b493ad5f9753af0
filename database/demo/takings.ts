import { dateOf } from './calendar.ts'
import type { Batch } from './copy-rows.ts'
import type { SaleRun } from './sale-run.ts'
import { currency } from './scene.ts'

interface Day {
  lines: number
  net: number
  cash: number
  by: unknown
  at: number
}

/** The days before the last are closed by whoever took their last payment; now and then some change is missing. */
export function takingsRows(dealerId: string, runs: readonly Pick<SaleRun, 'rows'>[], end: number): Batch {
  const days = new Map<string, Day>()
  for (const { table, row } of runs.flatMap(run => run.rows)) {
    if (table !== 'payments') continue
    const at = Date.parse(String(row.recorded_at))
    const day = days.get(String(row.takings_on)) ?? { lines: 0, net: 0, cash: 0, by: row.recorded_by, at }
    day.lines += 1
    day.net += Number(row.amount_minor)
    if (row.method === 'cash') day.cash += Number(row.amount_minor)
    if (at >= day.at) Object.assign(day, { at, by: row.recorded_by })
    days.set(String(row.takings_on), day)
  }
  const closed = [...days]
    .filter(([day]) => day < dateOf(end))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
  return { table: 'app.takings', rows: closed.map(([day, taken]) => closing(dealerId, day, taken)) }
}

function closing(dealerId: string, taken_on: string, { lines, net, cash, by, at }: Day): object {
  const short = cash > 0 && Number(taken_on.slice(-2)) % 9 === 0 ? 5_000 : 0
  return {
    dealer_id: dealerId,
    currency,
    taken_on,
    id: dayId(dealerId, taken_on),
    lines,
    net_minor: net,
    cash_minor: cash,
    counted_minor: cash - short,
    reason: short > 0 ? '找零差错' : '',
    closed_by: by,
    closed_at: new Date(at + 600_000).toISOString(),
  }
}

/** The same id each time the demo is made: the store's, with the day for its first digits. */
function dayId(dealerId: string, day: string): string {
  return `${day.replaceAll('-', '')}${dealerId.slice(8)}`
}
