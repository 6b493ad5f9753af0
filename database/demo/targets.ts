import { monthAfter } from '../../src/analytics/overview/rows.rules.ts'
import type { Sale } from '../../src/sales/process/sale.contract.ts'
import { seededRandom, uuidAt, wholeBetween } from './random.ts'
import type { SaleRun } from './sale-run.ts'

const monthsBack = 12

/** Targets of the last year and the current month: what a store and its people sold in an average month, and a
 *  tenth more. */
export function targetRows(dealerId: string, runs: readonly SaleRun[], end: number): object[] {
  const random = seededRandom(`${dealerId}/targets`)
  const now = new Date(end).toISOString().slice(0, 7)
  const sales = runs.flatMap(({ sale }) => (sale?.delivery ? sale : []))
  const recent = sales.filter(sale => delivered(sale) >= monthAfter(now, -monthsBack))
  const owners = [...new Set(recent.flatMap(({ ownerId }) => ownerId ?? []))].sort()
  const months = Array.from({ length: monthsBack + 1 }, (_, back) => monthAfter(now, -back))
  return months.flatMap(month =>
    [null, ...owners].map(staffId => {
      const own = recent.filter(sale => staffId === null || sale.ownerId === staffId)
      const at = Date.parse(`${month}-01T00:00:00Z`)
      const average = Math.ceil((own.length * 1.1) / (monthsBack + 1)) + wholeBetween(random, 0, 1)
      const price =
        own.reduce((sum, sale) => sum + (sale.contract?.priceMinor ?? 0), 0) / Math.max(1, own.length)
      return {
        dealer_id: dealerId,
        id: uuidAt(random, at),
        month: `${month}-01`,
        staff_id: staffId,
        contracts: average + 1,
        deliveries: average,
        amount_minor: Math.round((average * price) / 1_000_000) * 1_000_000,
        currency: own[0]?.currency ?? 'CNY',
        set_at: new Date(at).toISOString(),
      }
    }),
  )
}

function delivered({ delivery }: Sale): string {
  return delivery?.deliveredOn.slice(0, 7) ?? ''
}
