import { responseClock } from '../../src/customers/leads/response-clock.rules.ts'
import { sealContact, sealLeadPhone } from '../../src/customers/people/contact-seals.ts'
import { nameSearch } from '../../src/customers/people/name-search.ts'
import { defaultRules } from '../../src/network/store-rules/store-rules.rules.ts'
import type { Seals } from '../../src/platform/server/crypto/seals.ts'
import { saleColumns } from '../../src/sales/acts/sale-columns.rules.ts'
import { staleMonths } from '../../src/sales/rollups/stale-months.rules.ts'
import { dateOf, hourMs, timeZone } from './calendar.ts'
import { carRows, reservationRows } from './car-rows.ts'
import type { Catalogue } from './catalogue.ts'
import type { Batch } from './copy-rows.ts'
import type { DemoCustomer } from './customers.ts'
import type { DealerHistory } from './dealer-history.ts'
import { doorRows } from './door-rows.ts'
import type { DemoLead } from './leads.ts'
import { offRoadRows } from './off-road.ts'
import type { SaleRun } from './sale-run.ts'
import { takingsRows } from './takings.ts'
import { targetRows } from './targets.ts'

/** Everything of one dealer, in an order that every foreign key can follow. */
export function dealerRows(history: DealerHistory, catalogue: Catalogue, seals: Seals, end: number): Batch[] {
  const { dealerId, customers, leads, runs, cars, events, numbering } = history
  const searches = new Map(customers.map(({ id, name }) => [id, nameSearch(name)]))
  return [
    { table: 'app.customers', rows: customers.map(customer => customerRow(dealerId, customer, searches)) },
    { table: 'app.contact_points', rows: customers.flatMap(each => contactRows(dealerId, each, seals)) },
    { table: 'app.leads', rows: leads.map(lead => leadRow(dealerId, lead, seals, end)) },
    { table: 'app.lead_contacts', rows: leads.flatMap(lead => leadContactRow(dealerId, lead)) },
    ...carRows(catalogue, dealerId, cars, end),
    { table: 'app.sales', rows: runs.map(run => saleRow(run, searches)) },
    { table: 'app.stale_months', rows: countedMonths(runs) },
    ...nounBatches(runs),
    ...offRoadRows(dealerId, cars, runs, end),
    takingsRows(dealerId, runs, end),
    reservationRows(dealerId, cars),
    { table: 'app.targets', rows: targetRows(dealerId, runs, end) },
    ...doorRows(history, end),
    { table: 'app.events', rows: events },
    {
      table: 'app.counters',
      rows: numbering.counters().map(counter => ({ dealer_id: dealerId, ...counter })),
    },
  ]
}

/** The nouns of a sale; what others point at comes first. */
const nounTables = [
  'inquiries',
  'follow_ups',
  'notes',
  'contacts',
  'showings',
  'car_occupancies',
  'test_drives',
  'test_drive_feedback',
  'quotes',
  'quote_lines',
  'approvals',
  'contracts',
  'contract_parties',
  'addenda',
  'payments',
  'receipts',
  'refunds',
  'delivery_items',
  'delivery_appointments',
  'delivery_preparations',
  'delivery_checklists',
  'delivery_checks',
  'deliveries',
  'hand_overs',
  'service_reminders',
  'losses',
  'cancellations',
  'waitlist_places',
] as const

/** @throws Error for rows of a table that is not in the order: they would be left behind unseen */
export function nounBatches(runs: readonly Pick<SaleRun, 'rows'>[]): Batch[] {
  const rows = new Map<string, object[]>(nounTables.map(table => [table, []]))
  for (const { table, row } of runs.flatMap(run => run.rows)) {
    const batch = rows.get(table)
    if (!batch) throw new Error(`the demo makes rows of ${table}, which nounTables does not name`)
    batch.push(row)
  }
  return [...rows].map(([table, batch]) => ({ table: `app.${table}`, rows: batch }))
}

/** Each month once, in which some sale counts. */
function countedMonths(runs: readonly SaleRun[]): object[] {
  const stale = runs.flatMap(({ sale }) => (sale ? staleMonths(null, sale, timeZone) : []))
  return [...new Map(stale.map(row => [row.month, row])).values()]
}

type Searches = ReadonlyMap<string, string>

function saleRow({ sale, course, updatedAt }: SaleRun, searches: Searches): object {
  if (!sale) throw new Error('a sale was planned and never opened')
  return {
    ...saleColumns(sale, timeZone),
    customer_search: (sale.customerId && searches.get(sale.customerId)?.slice(0, 240)) || null,
    state: sale,
    created_at: new Date(course.openedAt).toISOString(),
    updated_at: new Date(updatedAt).toISOString(),
  }
}

function customerRow(dealerId: string, customer: DemoCustomer, searches: Searches): object {
  const at = new Date(customer.createdAt).toISOString()
  return {
    dealer_id: dealerId,
    id: customer.id,
    number: customer.number,
    kind: customer.kind,
    name: customer.name,
    name_search: searches.get(customer.id) ?? '',
    credit_code: customer.creditCode,
    owner_id: customer.owner?.id ?? null,
    source: customer.source,
    note: customer.note,
    origin: 'demo',
    created_at: at,
    updated_at: at,
  }
}

function contactRows(dealerId: string, customer: DemoCustomer, seals: Seals): object[] {
  return customer.contacts.map(({ id, kind, value }) => {
    const { sealed, fullIndex, tailIndex } = sealContact(seals, dealerId, kind, value)
    return {
      dealer_id: dealerId,
      id,
      customer_id: customer.id,
      kind,
      sealed,
      full_index: fullIndex,
      tail_index: tailIndex,
      created_at: new Date(customer.createdAt).toISOString(),
    }
  })
}

const demoRules = { ...defaultRules, timeZone }

/** The clock of a first response ran for those who were answered, and runs for the last to come. */
function responseOf({ receivedAt, contact, owner, lost }: DemoLead, end: number) {
  const runs = contact !== null || (!lost && end - receivedAt < hourMs)
  const answered = contact && { at: new Date(contact.at).toISOString(), by: owner?.id ?? null }
  const clock = runs ? responseClock(demoRules, new Date(receivedAt).toISOString()) : null
  return {
    warn_at: clock?.warnAt ?? null,
    respond_by: clock?.respondBy ?? null,
    responded_at: answered?.at ?? null,
    responded_by: answered?.by ?? null,
    contacted_at: answered?.at ?? null,
  }
}

function leadContactRow(dealerId: string, { id, contact, owner }: DemoLead): object[] {
  if (!contact || !owner) return []
  const result = contact.reached ? 'reached' : 'no-answer'
  const at = new Date(contact.at).toISOString()
  return [
    {
      dealer_id: dealerId,
      id: contact.id,
      lead_id: id,
      channel: 'call',
      result,
      automatic: false,
      made_by: owner.id,
      made_at: at,
    },
  ]
}

function leadRow(dealerId: string, lead: DemoLead, seals: Seals, end: number): object {
  const phone = sealLeadPhone(seals, dealerId, lead.phone)
  const at = new Date(lead.receivedAt).toISOString()
  return {
    dealer_id: dealerId,
    id: lead.id,
    number: lead.number,
    source: lead.source,
    received_at: at,
    received_on: dateOf(lead.receivedAt),
    name: lead.name,
    phone_sealed: phone.sealed,
    phone_index: phone.fullIndex,
    phone_tail_index: phone.tailIndex,
    interest: lead.interest,
    trim_id: lead.trimId,
    owner_id: lead.owner?.id ?? null,
    owned_since: lead.owner ? at : null,
    ...responseOf(lead, end),
    state: lead.lost ? 'lost' : 'open',
    loss_reason: lead.lost?.reason ?? null,
    lost_at: lead.lost ? new Date(lead.lost.at).toISOString() : null,
    origin: 'demo',
    created_at: at,
  }
}
