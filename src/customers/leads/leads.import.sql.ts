import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import { hexOf, insertRows, updateRows } from '../../platform/server/database/set-writes.ts'
import type { SealedContact } from '../people/contact-seals.ts'
import type { LeadState } from './leads.contract.ts'

export interface KnownLead {
  readonly id: string
  readonly externalRef: string | null
  readonly importKey: string | null
  readonly source: string
  readonly receivedAt: string | null
  readonly receivedOn: string | null
  readonly name: string | null
  /** hex */
  readonly phoneIndex: string | null
  readonly interest: string | null
  readonly ownerId: string | null
  readonly state: LeadState
  readonly customerId: string | null
  readonly saleId: string | null
  readonly version: number
}

/** Each key is looked up by itself, and the dealer is left to the wall until the end: to name it beside a key
 *  makes the planner, which has no statistics of a table that an import just fills, take any index. */
export async function findKnownLeads(
  tx: Tx,
  dealerId: string,
  keys: { readonly externalRefs: readonly string[]; readonly importKeys: readonly string[] },
): Promise<KnownLead[]> {
  const { rows } = await sql<KnownLead>`
    with meant as (
      select lead.id from unnest(${keys.externalRefs}::text[]) as asked (ref)
       cross join lateral (
         select id from leads where external_ref = asked.ref limit 1) lead
      union
      select lead.id from unnest(${keys.importKeys}::text[]) as asked (key)
       cross join lateral (
         select id from leads where import_key = asked.key limit 1) lead)
    select l.id, l.external_ref as "externalRef", l.import_key as "importKey", l.source,
           l.received_at as "receivedAt", l.received_on as "receivedOn", l.name,
           encode(l.phone_index, 'hex') as "phoneIndex", l.interest, l.owner_id as "ownerId", l.state,
           l.customer_id as "customerId", l.sale_id as "saleId", l.version
      from meant
     cross join lateral (select * from leads where id = meant.id limit 1) l
     where l.dealer_id = ${dealerId}
     order by l.id`.execute(tx)
  return rows
}

export interface ImportedLead
  extends Omit<KnownLead, 'phoneIndex' | 'state' | 'customerId' | 'saleId' | 'importKey' | 'externalRef'> {
  /** null: the one it has stays */
  readonly phone: SealedContact | null
}

export interface NewImportedLead extends ImportedLead {
  readonly externalRef: string | null
  readonly importKey: string | null
  readonly clock: { readonly warnAt: string | null; readonly respondBy: string | null }
}

/** @param numbers as many as leads */
export async function insertImportedLeads(
  tx: Tx,
  dealerId: string,
  leads: readonly NewImportedLead[],
  numbers: readonly string[],
  now: Date,
): Promise<void> {
  await insertRows(
    tx,
    'leads',
    leads.map((lead, index) => ({
      dealer_id: dealerId,
      ...columnsOf(lead),
      ...phoneColumns(lead.phone),
      number: numbers[index] as string,
      external_ref: lead.externalRef,
      import_key: lead.importKey,
      state: 'open',
      origin: 'import',
      warn_at: lead.clock.warnAt,
      respond_by: lead.clock.respondBy,
      created_at: now.toISOString(),
    })),
  )
}

export async function updateImportedLeads(
  tx: Tx,
  dealerId: string,
  leads: readonly ImportedLead[],
): Promise<void> {
  const keys = ['dealer_id', 'id', 'version']
  const [withPhone, without] = [leads.filter(({ phone }) => phone), leads.filter(({ phone }) => !phone)]
  const row = (lead: ImportedLead) => ({ dealer_id: dealerId, ...columnsOf(lead) })
  await updateRows(tx, 'leads', without.map(row), keys)
  await updateRows(
    tx,
    'leads',
    withPhone.map(lead => ({ ...row(lead), ...phoneColumns(lead.phone) })),
    keys,
  )
}

function columnsOf(lead: ImportedLead) {
  return {
    id: lead.id,
    version: lead.version,
    source: lead.source,
    received_at: lead.receivedAt,
    received_on: lead.receivedOn,
    name: lead.name,
    interest: lead.interest,
    owner_id: lead.ownerId,
  }
}

function phoneColumns(phone: SealedContact | null) {
  return {
    phone_sealed: phone && hexOf(phone.sealed),
    phone_index: phone && hexOf(phone.fullIndex),
    phone_tail_index: phone?.tailIndex ? hexOf(phone.tailIndex) : null,
  }
}

export interface ImportedConversion {
  readonly leadId: string
  readonly saleId: string
  readonly customerId: string | null
}

/** Leads that became sales elsewhere. A lead that is closed here stays as it is. */
export async function markLeadsConverted(
  tx: Tx,
  dealerId: string,
  conversions: readonly ImportedConversion[],
): Promise<void> {
  if (conversions.length === 0) return
  await sql`
    update leads kept
       set state = 'converted', sale_id = given.sale_id, customer_id = given.customer_id, version = kept.version + 1
      from unnest(${conversions.map(({ leadId }) => leadId)}::uuid[],
                  ${conversions.map(({ saleId }) => saleId)}::uuid[],
                  ${conversions.map(({ customerId }) => customerId)}::uuid[]) as given (lead_id, sale_id, customer_id)
     where kept.dealer_id = ${dealerId} and kept.id = given.lead_id and kept.state = 'open'`.execute(tx)
}
