import type { Insertable } from 'kysely'
import { businessDate } from '../../platform/business-date.ts'
import { problem } from '../../platform/problem.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Events, IdempotencyKeys, Json } from '../../platform/server/database/generated.ts'
import type { Intent, StoredAnswer } from '../../platform/server/http/idempotency.sql.ts'
import { type Call, replayed } from '../../platform/server/http/route.ts'
import type { Actor as ActingPerson, SaleAction } from '../process/action.contract.ts'
import { apply } from '../process/apply.rules.ts'
import { decide } from '../process/decide.rules.ts'
import type { SaleEvent } from '../process/event.contract.ts'
import type { Moment, ProcessDefinition } from '../process/process.contract.ts'
import type { Warning } from '../process/refusal.contract.ts'
import type { Sale } from '../process/sale.contract.ts'
import { processOfVersion } from '../processes/processes.sql.ts'
import { staleMonths } from '../rollups/stale-months.rules.ts'
import type { Acted } from './acts.contract.ts'
import { takeCars } from './car-effects.ts'
import { withReceipts } from './ledger-effects.ts'
import { findActionsSince, loadSale } from './load-sale.sql.ts'
import { type Details, nounRows } from './noun-rows.rules.ts'
import { refusalProblem } from './refusal-problem.ts'
import { saleColumns } from './sale-columns.rules.ts'
import { type SaleWrite, writeSale } from './write-sale.sql.ts'

/** What an endpoint looks up before it can name its action. */
export interface ActScene {
  readonly tx: Tx
  readonly sale: Sale
  readonly process: ProcessDefinition
  readonly actor: ActingPerson
  readonly now: Date
  /** the store's business date */
  readonly today: string
  readonly newId: () => string
}

/** The part of a call that acting needs, whatever its endpoint. */
export type Acting = Pick<
  Call<unknown>,
  'tx' | 'scope' | 'version' | 'now' | 'newId' | 'requestId' | 'intent' | 'announce'
> & {
  readonly services: Pick<Call<unknown>['services'], 'network'>
  /** null: the system itself */
  readonly actor: Pick<Call<unknown>['actor'], 'staffId' | 'apiKeyId'> | null
}

export interface Act {
  readonly action: SaleAction
  /** free text and human numbers for the noun's own row */
  readonly details?: Details
}

/** The sale moved on between being read and being written. A route begins again, as after a deadlock: with the code
 *  of a serialization failure, and then finds a step that no longer stands, or tells what changed. */
export class Overtaken extends Error {
  readonly code = '40001'
  override readonly name = 'Overtaken'
}

/** Does one step of a sale: load, check the version, decide, take the car, write it all as one statement,
 *  with which the call's transaction ends. The answer to a repeated intent is the first one.
 *  @throws Problem request.not-found, record.changed, or the refusal of the process */
export async function actOnSale(
  call: Acting,
  saleId: string,
  prepare: (scene: ActScene) => Promise<Act> | Act,
): Promise<Acted> {
  const loaded = await loadSale(call.tx, call.scope, saleId, call.intent)
  if (!loaded) throw problem('request.not-found')
  if (loaded.stored) return replayed(loaded.stored) as StoredAnswer & Acted
  const { sale } = loaded
  if (sale.sequence !== call.version) await refuseStale(call, sale)
  const process = await processOfVersion(call.tx, await call.services.network.rootId(), sale.processVersion)
  const actor = actingPerson(call, sale.dealerId)
  const { at, timeZone } = await momentAt(call, sale.dealerId)
  const today = businessDate(at, timeZone)
  const scene = { tx: call.tx, sale, process, actor, now: call.now, today, newId: call.newId }
  const act = await prepare(scene)
  return carryOut(call, { before: sale, process, act, leadId: loaded.leadId, place: 'ends' })
}

/** One more step of a sale among other writes of a transaction, on the version that it has there. The intent stays
 *  with the call's route, and the transaction goes on.
 *  @returns the level that the sale had before it
 *  @throws Problem request.not-found, record.changed, or the refusal of the process */
export async function actWithin(
  call: Acting,
  saleId: string,
  prepare: (scene: ActScene) => Act,
): Promise<{ level: Sale['intentLevel'] }> {
  const loaded = await loadSale(call.tx, call.scope, saleId, null)
  if (!loaded) throw problem('request.not-found')
  const { sale } = loaded
  const process = await processOfVersion(call.tx, await call.services.network.rootId(), sale.processVersion)
  const { at, timeZone } = await momentAt(call, sale.dealerId)
  const actor = actingPerson(call, sale.dealerId)
  const today = businessDate(at, timeZone)
  const act = prepare({ tx: call.tx, sale, process, actor, now: call.now, today, newId: call.newId })
  await carryOut({ ...call, intent: null }, { before: sale, process, act })
  return { level: sale.intentLevel }
}

/** Begins a sale. Its intent is claimed by the same statement that writes it. */
export async function beginSale(
  call: Acting,
  process: ProcessDefinition,
  act: Act,
  links: { leadId: string | null; externalRef: string | null },
): Promise<Acted> {
  return carryOut(call, { before: null, process, act, ...links })
}

export function actingPerson(call: Acting, dealerId: string): ActingPerson {
  if (!call.actor) return { kind: 'system', id: null, roles: [], discountLimitBps: null }
  return {
    kind: call.actor.apiKeyId ? 'api-key' : 'staff',
    id: call.actor.staffId,
    roles: [...(call.scope.rolesAt.get(dealerId) ?? [])],
    discountLimitBps: null,
  }
}

interface CarryingOut {
  readonly before: Sale | null
  readonly process: ProcessDefinition
  readonly act: Act
  readonly leadId?: string | null
  readonly externalRef?: string | null
  readonly place?: 'ends' | undefined
}

async function carryOut(
  call: Acting,
  { before, process, act, leadId, externalRef, place }: CarryingOut,
): Promise<Acted> {
  const moment = await momentAt(call, before?.dealerId ?? dealerOf(act.action))
  const decided = decide(process, before, act.action, moment)
  if ('refusal' in decided) throw refusalProblem(decided.refusal)
  const at = call.now.toISOString()
  const { after, writes } = fold(before, decided.events, act.details ?? {}, at)
  await takeCars(call.tx, before, after, decided.events, act.action, call.now)
  const today = businessDate(moment.at, moment.timeZone)
  const entered = await withReceipts(call.tx, writes, { dealerId: after.dealerId, today, newId: call.newId })
  const answer = acted(after, decided.events, decided.warnings)
  const columns = { ...saleColumns(after, moment.timeZone), state: after as unknown as Json, updated_at: at }
  const write: SaleWrite = {
    sale: before
      ? { update: changed(columns, before), expected: before.sequence }
      : {
          insert: { ...columns, lead_id: leadId ?? null, external_ref: externalRef ?? null, created_at: at },
        },
    events: decided.events.map(event => eventRow(event, call, at)),
    writes: entered,
    staleMonths: staleMonths(before, after, moment.timeZone),
    audit: auditRow(call, after, decided.events, at),
    intent: call.intent ? intentRow(call.intent, answer, at) : null,
  }
  if (!(await writeSale(call.tx, write, place))) throw new Overtaken()
  call.announce(
    after.dealerId,
    'sales',
    `sales:${after.id}`,
    ...(movesCar(before, after) ? ['vehicles'] : []),
  )
  return answer
}

/** The stock's screens show who holds a car: they are told when that changed. */
function movesCar(before: Sale | null, after: Sale): boolean {
  const [held, wanted] = [before?.reservation, after.reservation]
  return held?.id !== wanted?.id || held?.expiresAt !== wanted?.expiresAt
}

function dealerOf(action: SaleAction): string {
  if (!('dealerId' in action)) throw new Error(`${action.kind} does not begin a sale`)
  return action.dealerId
}

async function momentAt(call: Acting, dealerId: string): Promise<Moment> {
  const organisation = await call.services.network.organisation(dealerId)
  return { at: call.now.toISOString(), timeZone: organisation?.timeZone ?? 'UTC' }
}

/** The folded sale and the noun rows of its new events. */
export function fold(before: Sale | null, events: readonly SaleEvent[], details: Details, at: string) {
  let sale = before
  const writes = events.flatMap(event => {
    const previous = sale
    const next = apply(previous, event)
    sale = next
    return nounRows(previous, event, next, details, at)
  })
  if (!sale) throw new Error('an act without events')
  return { after: sale as Sale, writes }
}

/** The columns an act may change. The customer only when it does: what a sale is found by follows it. */
function changed(
  columns: ReturnType<typeof saleColumns> & { state: Json; updated_at: string },
  before: Sale,
) {
  const { number, origin, customer_id, ...rest } = columns // the first two never change
  return customer_id === before.customerId ? rest : { ...rest, customer_id }
}

export function eventRow(
  event: SaleEvent,
  by: { requestId: string; newId: () => string },
  recordedAt: string,
  advice: string | null = null,
): Insertable<Events> {
  return {
    dealer_id: event.dealerId,
    recorded_at: recordedAt,
    id: by.newId(),
    subject_kind: 'sale',
    subject_id: event.saleId,
    sale_id: event.saleId,
    sequence: event.sequence,
    stage_before: event.stageBefore,
    action: event.action,
    stage_after: event.stageAfter,
    actor_kind: event.actor.kind,
    actor_id: event.actor.id,
    occurred_at: event.occurredAt,
    channel: event.channel,
    duration_seconds: event.durationSeconds,
    process_version: event.processVersion,
    facts_version: event.facts.v,
    facts: event.facts as unknown as Json,
    origin: event.origin,
    request_id: by.requestId,
    advice_id: advice,
  }
}

function auditRow(call: Acting, sale: Sale, events: readonly SaleEvent[], at: string) {
  return {
    dealer_id: sale.dealerId,
    recorded_at: at,
    id: call.newId(),
    staff_id: call.actor?.staffId ?? null,
    api_key_id: call.actor?.apiKeyId ?? null,
    verb: events.at(-1)?.action ?? 'nothing',
    noun: 'sales',
    subject_id: sale.id,
    request_id: call.requestId,
    facts: { sequence: sale.sequence },
  }
}

function intentRow(intent: Intent, answer: Acted, at: string): Insertable<IdempotencyKeys> {
  return {
    dealer_id: intent.dealerId,
    staff_id: intent.staffId,
    route: intent.route,
    key: intent.key,
    request_hash: `\\x${intent.requestHash.toString('hex')}` as unknown as Buffer, // bytea as jsonb text
    status: 201,
    answer: answer as unknown as Json,
    created_at: at,
  }
}

function acted(sale: Sale, events: readonly SaleEvent[], warnings: readonly Warning[]): Acted {
  return {
    id: sale.id,
    dealerId: sale.dealerId,
    version: sale.sequence,
    stage: sale.stage,
    events: events.map(event => event.action),
    warnings: [...warnings],
  }
}

async function refuseStale(call: Acting, sale: Sale): Promise<never> {
  const changes = await findActionsSince(call.tx, sale.dealerId, sale.id, call.version)
  throw problem('record.changed', { expected: call.version, version: sale.sequence, changes })
}
