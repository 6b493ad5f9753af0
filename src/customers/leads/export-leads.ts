import type { z } from 'zod'
import { findColleagues } from '../../network/staff/colleagues.sql.ts'
import type { Contract } from '../../platform/contract.ts'
import { sendList } from '../../platform/server/http/list-file.ts'
import type { Call } from '../../platform/server/http/route.ts'
import type { CellRow } from '../../platform/server/import/export-cells.ts'
import { customersEn, customersZh } from '../customers.words.ts'
import { ownedStores } from '../people/owned-stores.ts'
import type { Lead } from './leads.contract.ts'
import { listLeads } from './leads.sql.ts'
import { presentLead } from './present-lead.ts'

type Words = typeof customersZh | typeof customersEn
type LeadExport = Contract<z.ZodNever, z.ZodType<{ format: 'csv' | 'xlsx' }>>

/** The leads of the scope as a file, phones masked, logged. */
export async function exportLeadList(call: Call<LeadExport>) {
  const { scope, services, actor, query } = call
  const stores = await ownedStores(scope, undefined, services)
  const words = actor.locale === 'en' ? customersEn : customersZh
  return sendList<LeadExport, Lead>(call, {
    noun: 'leads',
    format: query.format,
    fileName: words.leads,
    headings: headingsOf(words),
    facts: {},
    cells: lead => cellsOf(lead, words),
    at: ({ id }) => ({ value: null, id }),
    read: async (tx, after, limit) => {
      const rows = await listLeads(tx, stores, { after, staffId: scope.staffId, limit })
      const colleagues = await findColleagues(
        tx,
        rows.map(({ ownerId }) => ownerId),
      )
      return rows.map(row => presentLead(row, { scope, seals: services.seals, colleagues }))
    },
  })
}

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
