import type { FastifyInstance } from 'fastify'
import { findColleagues } from '../../network/staff/colleagues.sql.ts'
import { narrowed } from '../../platform/server/choose-dealer.ts'
import { sendList } from '../../platform/server/http/list-file.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { CellRow } from '../../platform/server/import/export-cells.ts'
import type { Services } from '../../platform/server/services.ts'
import { customersEn, customersZh } from '../customers.words.ts'
import { ownedStores } from '../people/owned-stores.ts'
import { exportLeads, type Lead } from './leads.contract.ts'
import { listLeads } from './leads.sql.ts'
import { presentLead } from './present-lead.ts'

export function registerLeadExport(app: FastifyInstance, services: Services): void {
  route(app, services, exportLeads, exportLeadList)
}

export async function exportLeadList(call: Call<typeof exportLeads>) {
  const { query, services, actor } = call
  const { format, ...filters } = query
  const scope = narrowed(call.scope, query.dealerId)
  const stores = await ownedStores(scope, query.q, services)
  const words = actor.locale === 'en' ? customersEn : customersZh
  return sendList<typeof exportLeads, Lead>(call, {
    noun: 'leads',
    format,
    fileName: words.leads,
    headings: headingsOf(words),
    facts: { ...filters, q: filters.q !== undefined }, // what was typed may be a name or a phone
    cells: lead => cellsOf(lead, words),
    at: ({ id }) => ({ value: null, id }),
    read: async (tx, after, limit) => {
      const rows = await listLeads(tx, stores, {
        ...query,
        order: 'newest', // a file of many pages: an order that answers change while it is written would skip rows
        now: call.now,
        after,
        staffId: scope.staffId,
        limit,
      })
      const colleagues = await findColleagues(
        tx,
        rows.map(({ ownerId }) => ownerId),
      )
      return rows.map(row => presentLead(row, { scope, seals: services.seals, colleagues }))
    },
  })
}

type Words = typeof customersZh | typeof customersEn

function headingsOf(words: Words): string[] {
  const { number, leadState, name, phone, owner, source, interest, receivedAt } = words
  return [number, leadState.title, name, phone, interest, source, owner, receivedAt]
}

function cellsOf(lead: Lead, words: Words): CellRow {
  const { number, state, name, phone, interest, source, owner, receivedOn } = lead
  return [
    number,
    words.leadState[state],
    name,
    phone,
    interest,
    source,
    owner?.name ?? words.pool,
    receivedOn,
  ]
}
