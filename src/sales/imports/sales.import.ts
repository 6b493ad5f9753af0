import type { Insertable } from 'kysely'
import { findKnownLeads, markLeadsConverted } from '../../customers/leads/leads.import.sql.ts'
import {
  findKnownCustomers,
  insertImportedContacts,
  insertImportedCustomers,
} from '../../customers/people/customers.import.sql.ts'
import { callingCodeOf, normalisePhone } from '../../customers/people/phone.rules.ts'
import { TrimMatcher } from '../../inventory/models/match-trim.ts'
import { readCatalogue } from '../../inventory/models/models.import.sql.ts'
import { StaffMatcher } from '../../network/staff/match-staff.ts'
import { readStaffOf } from '../../network/staff/staff.import.sql.ts'
import type {
  FindingWords,
  ImportKind,
  KeyedRow,
  Planned,
  PlannedChange,
  RowCheck,
} from '../../platform/import/kind.ts'
import { nextNumbers } from '../../platform/server/counters.sql.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Json, Sales } from '../../platform/server/database/generated.ts'
import type { ImportContext } from '../../platform/server/import/import-context.ts'
import { problemWords } from '../../platform/server/import/problem-words.ts'
import { eventRow, fold } from '../acts/act-on-sale.ts'
import { saleColumns } from '../acts/sale-columns.rules.ts'
import { decide } from '../process/decide.rules.ts'
import type { SaleEvent } from '../process/event.contract.ts'
import type { Sale } from '../process/sale.contract.ts'
import { processOfDealer, processOfVersion } from '../processes/processes.sql.ts'
import { staleMonths } from '../rollups/stale-months.rules.ts'
import { salesProblems } from '../sales.problems.ts'
import { BuyerMatcher, buyerKeys } from './match-buyer.ts'
import { type SaleChange, SalePlanner, type SaleScene } from './plan-sale.ts'
import { type SaleRow, saleFields } from './sale-fields.ts'
import {
  findKnownSales,
  insertImportedEvents,
  insertImportedSales,
  insertStaleMonths,
  type SaleUpdate,
  updateImportedSales,
} from './sales.import.sql.ts'

const findings: FindingWords = {
  ...problemWords(salesProblems),
  'owner-unknown': {
    zh: '本店没有“{name}”，销售单没有负责人',
    en: '“{name}” does not work at this store: the sale has no owner',
  },
  'product-unknown': { zh: '目录中没有“{name}”', en: '“{name}” is not in the catalogue' },
  'customer-ambiguous': {
    zh: '本店有多位“{name}”，未关联客户',
    en: 'several customers are called “{name}”: none was taken',
  },
  'lead-unknown': { zh: '没有编号为“{ref}”的线索', en: 'there is no lead “{ref}”' },
  'lead-closed': { zh: '线索“{ref}”已关闭，未改动', en: 'the lead “{ref}” is closed and was left as it is' },
  'lead-converted': {
    zh: '线索“{ref}”已转为另一张销售单',
    en: 'the lead “{ref}” became another sale before',
  },
  'ended-before-begun': {
    zh: '结束日期 {ended} 早于首次咨询 {began}',
    en: 'it ended on {ended}, before its first contact on {began}',
  },
}

/** Sales made elsewhere: opportunities with a stage, or wins that name their lead. Each goes through the process
 *  as the action `import-sale`; a later file brings it further, unless people here have worked on it. */
export const salesImport: ImportKind<typeof saleFields, SaleChange, Tx, ImportContext> = {
  name: 'sales',
  fields: saleFields,
  findings,
  identify: ({ externalRef, leadRef }) => ({
    key: externalRef || leadRef ? `ref:${externalRef ?? leadRef}` : null,
  }),
  check,
  plan,
  apply,
}

function check({ phone }: SaleRow, context: ImportContext): RowCheck {
  if (!phone || normalisePhone(phone, callingCodeOf(context))) return {}
  return { reasons: [{ code: 'not-a-phone', field: 'phone', params: { value: phone } }] }
}

async function plan(
  tx: Tx,
  context: ImportContext,
  rows: readonly KeyedRow<SaleRow>[],
): Promise<Planned<SaleChange>[]> {
  const planner = new SalePlanner(context, await readScene(tx, context, rows))
  return rows.map(row => planner.plan(row))
}

async function readScene(
  tx: Tx,
  context: ImportContext,
  rows: readonly KeyedRow<SaleRow>[],
): Promise<SaleScene> {
  const { dealerId, ancestorIds } = context
  const values = rows.map(row => row.values)
  const sales = await findKnownSales(tx, dealerId, {
    externalRefs: values.flatMap(({ externalRef, leadRef }) => externalRef ?? leadRef ?? []),
    importKeys: rows.flatMap(({ key, keyIsContent }) => (keyIsContent ? key : [])),
  })
  const leadRefs = values.flatMap(({ leadRef }) => leadRef ?? [])
  const versions = new Set(sales.map(({ sale }) => sale.processVersion))
  const processOf = new Map()
  for (const version of versions)
    processOf.set(version, await processOfVersion(tx, ancestorIds[0] ?? dealerId, version))
  return {
    sales,
    leads: await findKnownLeads(tx, dealerId, { externalRefs: leadRefs, importKeys: [] }),
    staff: new StaffMatcher(await readStaffOf(tx, dealerId)),
    trims: new TrimMatcher(await readCatalogue(tx)),
    buyers: new BuyerMatcher(context, await findKnownCustomers(tx, dealerId, buyerKeys(context, values))),
    process: await processOfDealer(tx, context.ancestorIds),
    processOf,
  }
}

async function apply(
  tx: Tx,
  context: ImportContext,
  changes: readonly PlannedChange<SaleRow, SaleChange>[],
): Promise<void> {
  const { dealerId, today, now } = context
  await insertBuyers(tx, context, changes)
  const newOnes = changes.filter(({ change }) => change.before === null).length
  const numbers = await nextNumbers(tx, dealerId, 'sale', today, newOnes)
  const drawn = numbers.values()
  const done = changes.map(({ change }) => {
    const number = change.before?.number ?? (drawn.next().value as string)
    return { change, ...carryOut(context, change, number) }
  })
  const made = done.filter(({ change }) => change.before === null)
  await insertImportedSales(
    tx,
    made.map(({ change, after }) => newSale(change, after, context)),
  )
  await updateImportedSales(
    tx,
    done.flatMap(({ change, after }) => saleUpdate(change, after, context) ?? []),
  )
  const at = now.toISOString()
  await insertImportedEvents(
    tx,
    done.flatMap(({ events }) => events.map(event => eventRow(event, context, at))),
  )
  await insertStaleMonths(
    tx,
    done.flatMap(({ change, after }) => staleMonths(change.before, after, context.timeZone)),
  )
  const conversions = done.flatMap(({ change: { leadId }, after: { id, customerId } }) =>
    leadId === null ? [] : [{ leadId, saleId: id, customerId }],
  )
  await markLeadsConverted(tx, dealerId, conversions)
}

async function insertBuyers(
  tx: Tx,
  { dealerId, today, now }: ImportContext,
  changes: readonly PlannedChange<SaleRow, SaleChange>[],
): Promise<void> {
  const buyers = changes.flatMap(({ change }) => change.buyer ?? [])
  const numbers = await nextNumbers(tx, dealerId, 'customer', today, buyers.length)
  const customers = buyers.map(({ customer }) => customer)
  await insertImportedCustomers(tx, dealerId, customers, numbers, now)
  await insertImportedContacts(
    tx,
    dealerId,
    buyers.flatMap(({ contacts }) => contacts),
    now,
  )
}

/** Decides once more what the plan decided, now with the sale's number, and folds it as live work is folded. */
function carryOut(
  { now, timeZone }: ImportContext,
  { process, before, action }: SaleChange,
  number: string,
): { after: Sale; events: readonly SaleEvent[] } {
  const at = now.toISOString()
  const decided = decide(process, before, { ...action, number }, { at, timeZone })
  if ('refusal' in decided) throw new Error(`the plan accepted what is refused: ${decided.refusal.code}`)
  if (decided.events.length === 0) return { after: decided.sale, events: [] }
  const { after, writes } = fold(before, decided.events, {}, at)
  if (writes.length > 0) throw new Error('an import writes the sale and its events alone')
  return { after, events: decided.events }
}

function newSale(
  { leadId, externalRef, importKey }: SaleChange,
  after: Sale,
  { now, timeZone }: ImportContext,
): Insertable<Sales> {
  const at = now.toISOString()
  return {
    ...saleColumns(after, timeZone),
    state: after as unknown as Json,
    lead_id: leadId,
    external_ref: externalRef,
    import_key: importKey,
    created_at: at,
    updated_at: at,
  }
}

function saleUpdate(
  { before, leadId }: SaleChange,
  after: Sale,
  { now, timeZone }: ImportContext,
): SaleUpdate | undefined {
  if (!before) return undefined
  const columns = { ...saleColumns(after, timeZone), state: after as unknown as Json, lead_id: leadId }
  return { columns: { ...columns, updated_at: now.toISOString() }, expected: before.sequence }
}
