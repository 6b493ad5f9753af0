import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Position } from '../../platform/server/page.ts'
import type { Scope } from '../../platform/server/scope.ts'
import { within } from '../../platform/server/within.ts'
import type { OwnerFilter } from '../people/customers.contract.ts'
import { likePattern } from '../people/name-search.ts'
import { type OwnedStore, ownedRows, storesTable, withinOrPool } from '../people/owned-stores.ts'
import type { LeadLossReason, LeadState, LeadSummary, Waiting } from './leads.contract.ts'
import { urgentUntil } from './urgency.sql.ts'

export interface LeadRow {
  readonly id: string
  readonly dealerId: string
  readonly number: string
  readonly source: string
  readonly receivedAt: string | null
  readonly receivedOn: string | null
  readonly name: string | null
  readonly phoneSealed: Buffer | null
  readonly interest: string | null
  readonly trimId: string | null
  readonly ownerId: string | null
  readonly state: LeadState
  readonly customerId: string | null
  readonly saleId: string | null
  readonly version: number
  readonly createdAt: string
  readonly respondBy: string | null
  readonly warnAt: string | null
  readonly respondedAt: string | null
  readonly escalatedAt: string | null
  readonly contactedAt: string | null
  /** what the urgent order sorts by: an instant as text, or 'infinity' */
  readonly urgentUntil: string
}

export interface AskedLeads {
  readonly staffId: string
  readonly q?: string | undefined
  readonly state?: LeadState | undefined
  readonly owner?: OwnerFilter | undefined
  readonly source?: string | undefined
  readonly waiting?: Waiting | undefined
  readonly order?: 'newest' | 'urgent'
  readonly now?: Date
  readonly after: Position | null
  readonly limit: number
}

const columns = sql`l.id, l.dealer_id as "dealerId", l.number, l.source, l.received_at as "receivedAt",
  l.received_on as "receivedOn", l.name, l.phone_sealed as "phoneSealed", l.interest, l.trim_id as "trimId",
  l.owner_id as "ownerId", l.state, l.customer_id as "customerId", l.sale_id as "saleId", l.version,
  l.created_at as "createdAt", l.respond_by as "respondBy", l.warn_at as "warnAt",
  l.responded_at as "respondedAt", l.escalated_at as "escalatedAt", l.contacted_at as "contactedAt",
  case when ${urgentUntil('l')} = 'infinity' then 'infinity'
       else to_char(${urgentUntil('l')} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end as "urgentUntil"`

/** A page, the first of each store in the order asked for, then the first of those. */
export async function listLeads(
  tx: Tx,
  stores: readonly OwnedStore[],
  asked: AskedLeads,
): Promise<LeadRow[]> {
  const order = asked.order === 'urgent' ? sql`urgent_until, id desc` : sql`id desc`
  const { rows } = await sql<LeadRow>`
    select ${columns}
      from ${storesTable(stores)} cross join lateral (
        select lead.*, ${urgentUntil('lead')} as urgent_until from leads lead
         where lead.dealer_id = store.id and ${ownedRows('lead.owner_id', stores, asked.staffId, asked.owner)}
           ${asked.state ? sql`and lead.state = ${asked.state}` : sql``}
           ${asked.source ? sql`and lead.source = ${asked.source}` : sql``}
           ${found(asked.q)} ${waitingFor(asked)} ${after(asked)}
         order by ${order} limit ${asked.limit}) l
     order by ${order} limit ${asked.limit}`.execute(tx)
  return rows
}

function after({ order, after: position }: AskedLeads) {
  if (!position) return sql``
  if (order !== 'urgent') return sql`and lead.id < ${position.id}::uuid`
  return sql`and (${urgentUntil('lead')} > ${position.value}::timestamptz
    or ${urgentUntil('lead')} = ${position.value}::timestamptz and lead.id < ${position.id}::uuid)`
}

function waitingFor({ waiting, now }: AskedLeads) {
  if (waiting === undefined) return sql``
  const unanswered = sql`lead.state = 'open' and lead.responded_at is null and lead.respond_by is not null`
  if (waiting === 'escalated') return sql`and ${unanswered} and lead.escalated_at is not null`
  if (waiting === 'late' && now) return sql`and ${unanswered} and lead.respond_by < ${now.toISOString()}`
  return sql`and ${unanswered}`
}

export async function countLeads(
  tx: Tx,
  stores: readonly OwnedStore[],
  staffId: string,
): Promise<LeadSummary> {
  const { rows } = await sql<LeadSummary>`
    select count(*) filter (where lead.state = 'open')::int as open,
           count(*) filter (where ${urgentUntil('lead')} < 'infinity')::int as unanswered,
           count(*) filter (where ${urgentUntil('lead')} < 'infinity' and lead.escalated_at is not null)::int as escalated,
           count(*) filter (where lead.state = 'open' and lead.owner_id = ${staffId}::uuid)::int as mine,
           count(*) filter (where lead.state = 'open' and lead.owner_id is null)::int as pool,
           count(*) filter (where lead.state = 'converted')::int as converted,
           count(*) filter (where lead.state = 'lost')::int as lost
      from ${storesTable(stores)} join leads lead on lead.dealer_id = store.id
     where ${ownedRows('lead.owner_id', stores, staffId, undefined)}`.execute(tx)
  const [counts] = rows
  if (!counts) throw new Error('a count without a row')
  return counts
}

function found(q: string | undefined) {
  if (q === undefined) return sql``
  const byKey = /^[\d+\s().-]+$/.test(q)
    ? sql`(lead.phone_index = store.phone_index or lead.phone_tail_index = store.tail_index)`
    : sql`(lower(lead.name) like ${likePattern(q)} or lower(lead.interest) like ${likePattern(q)})`
  return sql`and (lead.number = ${q.toUpperCase()} or store.finds_names and ${byKey})`
}

export interface LeadDetailRow extends LeadRow {
  readonly externalRef: string | null
  readonly origin: 'live' | 'import' | 'demo'
  readonly lossReason: LeadLossReason | null
  readonly respondedBy: string | null
}

/** One lead that the scope reaches, the public pool included. */
export async function findLead(tx: Tx, scope: Scope, id: string): Promise<LeadDetailRow | undefined> {
  const { rows } = await sql<LeadDetailRow>`
    select ${columns}, l.external_ref as "externalRef", l.origin, l.loss_reason as "lossReason", l.responded_by as "respondedBy"
      from leads l where ${withinOrPool(scope, 'l.dealer_id', 'l.owner_id')} and l.id = ${id}`.execute(tx)
  return rows[0]
}

export interface LeadKey {
  readonly dealerId: string
  readonly id: string
  readonly ownerId: string | null
  readonly state: LeadState
  readonly version: number
  readonly phoneSealed: Buffer | null
  readonly respondedAt: string | null
}

/** One lead that the scope may change: without the pool, which must be claimed first. */
export async function findEditableLead(tx: Tx, scope: Scope, id: string): Promise<LeadKey | undefined> {
  return tx
    .selectFrom('leads')
    .select([
      'dealer_id as dealerId',
      'id',
      'owner_id as ownerId',
      'state',
      'version',
      'phone_sealed as phoneSealed',
      'responded_at as respondedAt',
    ])
    .$narrowType<{ state: LeadState }>()
    .where('id', '=', id)
    .where(within(scope, 'dealer_id', 'owner_id'))
    .executeTakeFirst()
}

export interface LeadInsert {
  readonly dealerId: string
  readonly id: string
  readonly number: string
  readonly source: string
  readonly name: string | null
  readonly phone: { sealed: Buffer; fullIndex: Buffer; tailIndex: Buffer | null } | null
  readonly interest: string | null
  readonly trimId: string | null
  readonly ownerId: string | null
  readonly receivedOn: string
  /** null: the store does not open */
  readonly clock: { readonly warnAt: string | null; readonly respondBy: string | null }
  readonly now: Date
}

export async function insertLead(tx: Tx, lead: LeadInsert): Promise<void> {
  const at = lead.now.toISOString()
  await tx
    .insertInto('leads')
    .values({
      dealer_id: lead.dealerId,
      id: lead.id,
      number: lead.number,
      source: lead.source,
      received_at: at,
      received_on: lead.receivedOn,
      name: lead.name,
      phone_sealed: lead.phone?.sealed ?? null,
      phone_index: lead.phone?.fullIndex ?? null,
      phone_tail_index: lead.phone?.tailIndex ?? null,
      interest: lead.interest,
      trim_id: lead.trimId,
      owner_id: lead.ownerId,
      owned_since: lead.ownerId && at,
      warn_at: lead.clock.warnAt,
      respond_by: lead.clock.respondBy,
      state: 'open',
      origin: 'live',
      created_at: at,
    })
    .execute()
}

/** Takes a lead out of the pool. Of two who reach for it, one gets it.
 *  @returns the version made, or undefined when it is not in the pool any more */
export async function claimFromPool(
  tx: Tx,
  { dealerId, id }: { dealerId: string; id: string },
  staffId: string,
  now: Date,
): Promise<number | undefined> {
  const row = await tx
    .updateTable('leads')
    .set(eb => ({ owner_id: staffId, owned_since: now.toISOString(), version: eb('version', '+', 1) }))
    .where('dealer_id', '=', dealerId)
    .where('id', '=', id)
    .where('owner_id', 'is', null)
    .where('state', '=', 'open')
    .returning('version')
    .executeTakeFirst()
  return row?.version
}

/** @returns the version made, or undefined when the lead has moved on or is closed */
export async function assignLeadOwner(
  tx: Tx,
  { dealerId, id, version }: { dealerId: string; id: string; version: number },
  ownerId: string | null,
  now: Date,
): Promise<number | undefined> {
  const row = await tx
    .updateTable('leads')
    .set({ owner_id: ownerId, owned_since: ownerId && now.toISOString(), version: version + 1 })
    .where('dealer_id', '=', dealerId)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', '=', 'open')
    .returning('version')
    .executeTakeFirst()
  return row?.version
}

/** @returns the version made, or undefined when the lead is closed already */
export async function markLeadLost(
  tx: Tx,
  { dealerId, id }: { dealerId: string; id: string },
  reason: LeadLossReason,
  now: Date,
): Promise<number | undefined> {
  const row = await tx
    .updateTable('leads')
    .set(eb => ({
      state: 'lost',
      loss_reason: reason,
      lost_at: now.toISOString(),
      version: eb('version', '+', 1),
    }))
    .where('dealer_id', '=', dealerId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning('version')
    .executeTakeFirst()
  return row?.version
}

/** The lead has become a sale, in the transaction that opens it.
 *  @returns false when it is not an open lead of this dealer */
export async function markLeadConverted(
  tx: Tx,
  { dealerId, leadId, customerId, saleId }: Record<'dealerId' | 'leadId' | 'customerId' | 'saleId', string>,
): Promise<boolean> {
  const row = await tx
    .updateTable('leads')
    .set(eb => ({
      state: 'converted',
      customer_id: customerId,
      sale_id: saleId,
      version: eb('version', '+', 1),
    }))
    .where('dealer_id', '=', dealerId)
    .where('id', '=', leadId)
    .where('state', '=', 'open')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
