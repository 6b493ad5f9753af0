import type { FastifyInstance } from 'fastify'
import { listOrganisations } from '../../network/organisations/organisations.sql.ts'
import { businessDate } from '../../platform/business-date.ts'
import { narrowed } from '../../platform/server/choose-dealer.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { readSummary, type Summary } from './summaries.contract.ts'
import { countDeliveries, countInquiries, countSources, type Period, sumStages } from './summaries.sql.ts'

export function registerSummaries(app: FastifyInstance, services: Services): void {
  route(app, services, readSummary, read)
}

async function read({ tx, scope, query, now, services }: Call<typeof readSummary>): Promise<Summary> {
  const { all } = narrowed(scope, query.dealerId)
  const organisations = all.length > 0 ? await listOrganisations(tx, all) : []
  const stores = organisations.filter(({ kind }) => kind === 'dealer')
  const zone = (stores[0] && (await services.network.organisation(stores[0].id))?.timeZone) || 'UTC'
  const to = businessDate(now.toISOString(), zone)
  const period: Period = {
    dealerIds: stores.map(store => store.id),
    from: monthsBefore(to, query.months),
    to,
  }
  return {
    from: period.from,
    to,
    dealers: stores.map(({ id, code, nameZh, nameEn }) => ({ id, code, nameZh, nameEn })),
    stages: gathered(await sumStages(tx, period), row => `${row.dealerId} ${row.stage}`).map(
      ({ dealerId, stage, count, sums }) => ({ dealerId, stage, count, sums }),
    ),
    inquiries: (await countInquiries(tx, period)).map(({ dealerId, month, count }) => ({
      dealerId,
      month,
      count,
    })),
    deliveries: gathered(await countDeliveries(tx, period), row => `${row.dealerId} ${row.month}`).map(
      ({ dealerId, month, count, sums }) => ({ dealerId, month, count, sums }),
    ),
    sources: await countSources(tx, period),
  }
}

/** The first day of the month so many months back, the current one counting as the first.
 *  @example monthsBefore('2026-03-15', 3) // '2026-01-01' */
function monthsBefore(date: string, months: number): string {
  const [year, month] = date.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month - months, 1)).toISOString().slice(0, 10)
}

interface Counted {
  readonly count: number
  readonly currency: string | null
  readonly amountMinor: number
}

/** Rows that differ in their currency alone become one, with a sum for each. */
function gathered<Row extends Counted>(rows: readonly Row[], keyOf: (row: Row) => string) {
  const found = new Map<string, Row & { count: number; sums: { currency: string; amountMinor: number }[] }>()
  for (const row of rows) {
    const known = found.get(keyOf(row)) ?? { ...row, count: 0, sums: [] }
    const { currency, amountMinor } = row
    const sums = currency === null ? known.sums : [...known.sums, { currency, amountMinor }]
    found.set(keyOf(row), { ...known, count: known.count + row.count, sums })
  }
  return [...found.values()]
}
