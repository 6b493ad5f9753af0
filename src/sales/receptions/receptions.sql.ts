import { type RawBuilder, sql } from 'kysely'
import type { CustomerKind } from '../../customers/people/customers.contract.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Scope } from '../../platform/server/scope.ts'
import type { IntentLevel, StageCode } from '../process/sale.contract.ts'
import type { Occasion, ReceptionCounts, ReceptionKind, ReceptionOutcome } from './receptions.contract.ts'

/** Held until the transaction ends: two who receive the same person make one customer. */
export async function awaitSamePhone(tx: Tx, dealerId: string, phoneIndex: Buffer): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${dealerId} ${phoneIndex.toString('hex')}`}, 0))`.execute(
    tx,
  )
}

export interface KnownVisitorRow {
  readonly id: string
  readonly number: string
  readonly kind: CustomerKind
  readonly name: string
  readonly ownerId: string | null
  readonly version: number
  readonly saleId: string | null
  readonly saleNumber: string | null
  readonly saleStage: StageCode | null
  readonly saleOwnerId: string | null
  /** came before, or called before */
  readonly isRepeat: boolean
}

const openStages = sql`('inquiry', 'showing', 'test-drive', 'negotiation', 'contract', 'delivery')`

/** Who has this phone: of several, the one with an open sale, then the one known longest. */
export async function findVisitorByPhone(
  tx: Tx,
  dealerId: string,
  phoneIndex: Buffer,
  kind: ReceptionKind,
): Promise<KnownVisitorRow | undefined> {
  const those = sql`(select customer_id from contact_points
    where dealer_id = ${dealerId} and full_index = ${phoneIndex} and kind = 'phone' and removed_at is null)`
  return findVisitor(tx, dealerId, sql<boolean>`c.id in ${those}`, kind)
}

export async function findVisitorById(
  tx: Tx,
  dealerId: string,
  customerId: string,
  kind: ReceptionKind,
): Promise<KnownVisitorRow | undefined> {
  return findVisitor(tx, dealerId, sql<boolean>`c.id = ${customerId}::uuid`, kind)
}

async function findVisitor(tx: Tx, dealerId: string, which: RawBuilder<boolean>, kind: ReceptionKind) {
  const { rows } = await sql<KnownVisitorRow>`
    select c.id, c.number, c.kind, c.name, c.owner_id as "ownerId", c.version,
           open.id as "saleId", open.number as "saleNumber", open.stage as "saleStage",
           open.owner_id as "saleOwnerId",
           exists (select from receptions r
                    where r.dealer_id = ${dealerId} and r.customer_id = c.id and r.kind = ${kind}::text)
             or ${kind}::text = 'visit' and exists (
                  select from sales s join showings v on v.dealer_id = s.dealer_id and v.sale_id = s.id
                   where s.dealer_id = ${dealerId} and s.customer_id = c.id) as "isRepeat"
      from customers c
      left join lateral (
        select id, number, stage, owner_id from sales s
         where s.dealer_id = ${dealerId} and s.customer_id = c.id and s.stage in ${openStages}
         order by s.id desc limit 1) open on true
     where c.dealer_id = ${dealerId} and c.merged_into_id is null and ${which}
     order by open.id is null, c.id limit 1`.execute(tx)
  return rows[0]
}

/** The sale held until the transaction ends: what is recorded on it follows nobody else's step by accident. */
export async function lockSale(tx: Tx, dealerId: string, saleId: string): Promise<void> {
  await sql`select from sales where dealer_id = ${dealerId} and id = ${saleId} for update`.execute(tx)
}

/** Somebody of the public pool who is received now has an owner. */
export async function ownCustomer(
  tx: Tx,
  {
    dealerId,
    customerId,
    ownerId,
    now,
  }: { dealerId: string; customerId: string; ownerId: string; now: Date },
): Promise<void> {
  await sql`update customers set owner_id = ${ownerId}, version = version + 1, updated_at = ${now.toISOString()}
     where dealer_id = ${dealerId} and id = ${customerId} and owner_id is null`.execute(tx)
}

export interface ReceptionInsert {
  readonly id: string
  readonly dealerId: string
  readonly kind: ReceptionKind
  readonly occasion: Occasion
  readonly receivedOn: string
  readonly receivedBy: string
  readonly customerId: string
  readonly ownerId: string | null
  readonly saleId: string | null
  readonly modelId: string | null
  readonly intentLevel: IntentLevel | null
  readonly source: string
  readonly outcome: ReceptionOutcome
  readonly note: string
  readonly now: Date
}

export async function insertReception(tx: Tx, row: ReceptionInsert): Promise<void> {
  await tx
    .insertInto('receptions')
    .values({
      dealer_id: row.dealerId,
      id: row.id,
      kind: row.kind,
      occasion: row.occasion,
      received_at: row.now.toISOString(),
      received_on: row.receivedOn,
      received_by: row.receivedBy,
      customer_id: row.customerId,
      owner_id: row.ownerId,
      sale_id: row.saleId,
      model_id: row.modelId,
      intent_level: row.intentLevel,
      source: row.source,
      outcome: row.outcome,
      note: row.note,
    })
    .execute()
}

export interface WaitingReception {
  readonly id: string
  readonly dealerId: string
  readonly kind: ReceptionKind
  readonly occasion: Occasion
  readonly customerId: string
  readonly modelId: string | null
  readonly intentLevel: IntentLevel | null
  readonly source: string
  readonly outcome: ReceptionOutcome
  readonly note: string
  readonly takenAt: string | null
}

/** A reception of one's own customer, or any of the store, held until the transaction ends. */
export async function lockReception(tx: Tx, scope: Scope, id: string): Promise<WaitingReception | undefined> {
  const { rows } = await sql<WaitingReception>`
    select r.id, r.dealer_id as "dealerId", r.kind, r.occasion, r.customer_id as "customerId",
           r.model_id as "modelId", r.intent_level as "intentLevel", r.source, r.outcome, r.note,
           r.taken_at as "takenAt"
      from receptions r
     where r.id = ${id} and (r.dealer_id = any(${scope.all}::uuid[])
        or r.dealer_id = any(${scope.own}::uuid[]) and ${ownedBy(scope.staffId)})
       for update`.execute(tx)
  return rows[0]
}

export async function markTaken(
  tx: Tx,
  { dealerId, id, saleId, by, now }: { dealerId: string; id: string; saleId: string; by: string; now: Date },
): Promise<void> {
  await sql`update receptions set taken_at = ${now.toISOString()}, taken_by = ${by}, sale_id = ${saleId}
     where dealer_id = ${dealerId} and id = ${id}`.execute(tx)
}

/** What people at the store asked for most, of its last 500 sales. */
export async function findPopularModels(tx: Tx, dealerId: string, most: number) {
  const { rows } = await sql<{ id: string; nameZh: string; nameEn: string }>`
    with asked as (
      select coalesce(s.model_id, t.model_id) as id, count(*) as times
        from (select (state ->> 'modelId')::uuid as model_id, trim_id from sales where dealer_id = ${dealerId} order by id desc limit 500) s
        left join trims t on t.id = s.trim_id
       group by 1)
    select m.id, m.name_zh as "nameZh", m.name_en as "nameEn"
      from models m left join asked on asked.id = m.id
     where m.retired_at is null
     order by asked.times desc nulls last, m.code collate "C", m.id limit ${most}`.execute(tx)
  return rows
}

export interface AskedReceptions {
  readonly scope: Scope
  readonly day: string | undefined
  readonly kind: ReceptionKind | undefined
  readonly waiting: boolean | undefined
}

export interface ReceptionRow {
  readonly id: string
  readonly dealerId: string
  readonly kind: ReceptionKind
  readonly occasion: Occasion
  readonly receivedAt: string
  readonly receivedOn: string
  readonly receivedBy: string
  readonly ownerId: string | null
  readonly customerId: string
  readonly customerKind: CustomerKind
  readonly customerName: string
  readonly phoneSealed: Buffer | null
  readonly saleId: string | null
  readonly saleNumber: string | null
  readonly saleStage: StageCode | null
  readonly saleOwnerId: string | null
  readonly modelId: string | null
  readonly modelNameZh: string | null
  readonly modelNameEn: string | null
  readonly intentLevel: IntentLevel | null
  readonly source: string
  readonly outcome: ReceptionOutcome
  readonly takenAt: string | null
  /** the owner who was told */
  readonly toldId: string | null
}

/** What the reader received or owns, or all of the store, newest first. */
export async function findReceptions(
  tx: Tx,
  asked: AskedReceptions,
  after: string | null,
  limit: number,
): Promise<ReceptionRow[]> {
  const { rows } = await sql<ReceptionRow>`
    select r.id, r.dealer_id as "dealerId", r.kind, r.occasion, r.received_at as "receivedAt",
           r.received_on as "receivedOn", r.received_by as "receivedBy", c.owner_id as "ownerId",
           c.id as "customerId", c.kind as "customerKind", c.name as "customerName",
           phone.sealed as "phoneSealed", s.id as "saleId", s.number as "saleNumber", s.stage as "saleStage",
           s.owner_id as "saleOwnerId", m.id as "modelId", m.name_zh as "modelNameZh", m.name_en as "modelNameEn",
           r.intent_level as "intentLevel", r.source, r.outcome, r.taken_at as "takenAt",
           r.owner_id as "toldId"
      from (select * from receptions r
             where ${reached(asked)} ${after ? sql`and r.id < ${after}::uuid` : sql``}
             order by r.id desc limit ${limit}) r
      join customers c on c.dealer_id = r.dealer_id and c.id = r.customer_id
      left join sales s on s.dealer_id = r.dealer_id and s.id = r.sale_id
      left join models m on m.id = r.model_id
      left join lateral (
        select p.sealed from contact_points p
         where p.dealer_id = c.dealer_id and p.customer_id = c.id and p.kind = 'phone' and p.removed_at is null
         order by p.created_at, p.id limit 1) phone on true
     order by r.id desc`.execute(tx)
  return rows
}

export async function countReceptions(tx: Tx, asked: AskedReceptions): Promise<ReceptionCounts> {
  const of = (test: RawBuilder<unknown>) => sql`(count(*) filter (where ${test}))::int`
  const { rows } = await sql<ReceptionCounts>`
    select count(*)::int as all, ${of(sql`r.kind = 'visit'`)} as visits, ${of(sql`r.kind = 'call'`)} as calls,
           ${of(sql`r.occasion = 'first'`)} as first, ${of(sql`r.occasion = 'repeat'`)} as repeat,
           ${of(sql`r.outcome = 'opened'`)} as opened, ${of(isWaiting)} as waiting
      from receptions r where ${reached(asked)}`.execute(tx)
  return rows[0] as ReceptionCounts
}

const isWaiting = sql<boolean>`r.outcome = 'owner-told' and r.taken_at is null`

function reached({ scope, day, kind, waiting }: AskedReceptions): RawBuilder<boolean> {
  const own = ownedBy(scope.staffId)
  const ownOrReceived = waiting ? own : sql`(${own} or r.received_by = ${scope.staffId}::uuid)`
  return sql<boolean>`(r.dealer_id = any(${scope.all}::uuid[])
      or r.dealer_id = any(${scope.own}::uuid[]) and ${ownOrReceived})
    ${day ? sql`and r.received_on = ${day}::date` : sql``}
    ${kind ? sql`and r.kind = ${kind}` : sql``}
    ${waiting ? sql`and ${isWaiting}` : sql``}`
}

/** Of the owner who was told, or of whoever has the customer since. */
function ownedBy(staffId: string): RawBuilder<boolean> {
  return sql<boolean>`(r.owner_id = ${staffId}::uuid or exists (
    select from customers owned
     where owned.dealer_id = r.dealer_id and owned.id = r.customer_id and owned.owner_id = ${staffId}::uuid))`
}
