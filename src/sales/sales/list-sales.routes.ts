import type { FastifyInstance } from 'fastify'
import { findSavedViews } from '../../network/saved-views/saved-views.sql.ts'
import { sendList } from '../../platform/server/http/list-file.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { invalid, type Position, pageOfRows, positionOf } from '../../platform/server/page.ts'
import type { Services } from '../../platform/server/services.ts'
import { askedSales } from './asked-sales.ts'
import {
  countSales as countAsked,
  isKeyOf,
  listSales as listAsked,
  type PagedSaleRow,
} from './list-sales.sql.ts'
import { presentLine } from './present-sale.ts'
import { cellsOf, headingsOf, saleWords } from './sale-cells.ts'
import { SaleFilter } from './sale-filter.contract.ts'
import { countSales, exportSales, listSales, saleTabFilters, saleTabs } from './sales.contract.ts'

export function registerSaleLists(app: FastifyInstance, services: Services): void {
  route(app, services, listSales, list)
  route(app, services, countSales, count)
  route(app, services, exportSales, exportSaleList)
}

async function list({ tx, scope, query, services, now }: Call<typeof listSales>) {
  const { order, cursor, limit, ...filter } = query
  const asked = await askedSales(tx, scope, filter, services, now)
  const after = positionOf(order, cursor)
  if (after && !isKeyOf(order, after)) throw invalid('cursor', 'cursor')
  const rows = await listAsked(tx, asked, { order, after, limit: limit + 1 })
  const page = pageOfRows(rows, limit, order, positionIn)
  return {
    items: page.rows.map(row => presentLine(scope, row, asked.days.get(row.dealerId))),
    nextCursor: page.nextCursor,
  }
}

function positionIn({ orderKey, id }: PagedSaleRow): Position {
  return { value: orderKey, id }
}

const countedMost = 1000

async function count(call: Call<typeof countSales>) {
  const { actor, query, tx } = call
  const tabs = []
  for (const tab of saleTabs) tabs.push({ tab, ...(await counted(call, saleTabFilters[tab])) })
  const views = []
  for (const view of await findSavedViews(tx, actor.organisationId, actor.staffId, 'sales')) {
    const { order, ...filter } = view.query as Record<string, unknown>
    const parsed = SaleFilter.safeParse(filter)
    const found = parsed.success
      ? await counted(call, { ...parsed.data, ...query })
      : { count: 0, more: false }
    views.push({ viewId: view.id, readable: parsed.success, ...found })
  }
  return { tabs, views }
}

async function counted({ tx, scope, query, services, now }: Call<typeof countSales>, filter: object) {
  const asked = await askedSales(tx, scope, SaleFilter.parse({ ...filter, ...query }), services, now)
  const found = await countAsked(tx, asked, countedMost + 1)
  return { count: Math.min(found, countedMost), more: found > countedMost }
}

export async function exportSaleList(call: Call<typeof exportSales>) {
  const { query, scope, services, actor, now } = call
  const { format, order, language, ...filter } = query
  const words = saleWords(language ?? actor.locale)
  const asked = await askedSales(call.tx, scope, filter, services, now)
  return sendList<typeof exportSales, PagedSaleRow>(call, {
    noun: 'sales',
    format,
    fileName: words.sales,
    headings: headingsOf(words),
    facts: { ...filter, q: filter.q !== undefined, order }, // what was typed may be a name or a phone
    cells: row => cellsOf(presentLine(scope, row, asked.days.get(row.dealerId)), words),
    at: positionIn,
    read: (tx, after, limit) => listAsked(tx, asked, { order, after, limit }),
  })
}
