import type { Insertable } from 'kysely'
import type { StaleMonths } from '../../platform/server/database/generated.ts'
import { saleColumns } from '../acts/sale-columns.rules.ts'
import type { Sale } from '../process/sale.contract.ts'

/** The months whose counts a change of a sale makes old: those where it counted, and those where it now does.
 *  None when nothing moved that is counted. */
export function staleMonths(before: Sale | null, after: Sale, timeZone: string): Insertable<StaleMonths>[] {
  const known = before && countedOf(before, timeZone)
  const now = countedOf(after, timeZone)
  if (known && JSON.stringify(known) === JSON.stringify(now)) return []
  const months = new Set([...(known?.days ?? []), ...now.days].flatMap(day => (day ? monthOf(day) : [])))
  return [...months].map(month => ({
    dealer_id: after.dealerId,
    month,
    sale_id: after.id,
    sequence: after.sequence,
  }))
}

/** @example monthOf('2026-03-15') // '2026-03-01' */
export function monthOf(date: string): string {
  return `${date.slice(0, 7)}-01`
}

/** @example nextMonth('2026-12-01') // '2027-01-01' */
export function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10)
}

/** Everything of a sale that a count depends on. */
function countedOf(sale: Sale, timeZone: string) {
  const { stage, owner_id, source, amount_minor, currency, furthest_stage, ...columns } = saleColumns(
    sale,
    timeZone,
  )
  return {
    days: [columns.inquired_on, columns.contracted_on, columns.delivered_on, columns.closed_on] as (
      | string
      | null
    )[],
    by: [stage, owner_id, source, furthest_stage, amount_minor, currency],
    reasons: [sale.contract?.winReason, sale.loss?.reason, sale.cancellation?.reason],
    seconds: Object.entries(sale.stageSeconds).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  }
}
