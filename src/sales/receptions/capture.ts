import { keepConsents } from '../../customers/consents/record-consents.ts'
import { insertContactPoint } from '../../customers/people/contact-points.sql.ts'
import { indexContact, sealContact } from '../../customers/people/contact-seals.ts'
import { insertCustomer } from '../../customers/people/customers.sql.ts'
import { nameSearch } from '../../customers/people/name-search.ts'
import { keptForm, type Store, storeOf } from '../../customers/people/store-of.ts'
import { findModel } from '../../inventory/models/models.sql.ts'
import { findColleagues, worksAt } from '../../network/staff/colleagues.sql.ts'
import { problem } from '../../platform/problem.ts'
import { chooseDealer } from '../../platform/server/choose-dealer.ts'
import { nextNumber } from '../../platform/server/counters.sql.ts'
import type { Call } from '../../platform/server/http/route.ts'
import { invalid } from '../../platform/server/page.ts'
import type { ProcessDefinition } from '../process/process.contract.ts'
import { processOfDealer } from '../processes/processes.sql.ts'
import type { Captured, captureReception, Occasion } from './receptions.contract.ts'
import { outcomeOf, sourceOf } from './receptions.rules.ts'
import {
  awaitSamePhone,
  findVisitorByPhone,
  insertReception,
  type KnownVisitorRow,
} from './receptions.sql.ts'
import { carryOn, openFor } from './record-reception.ts'
import { visitorOf } from './visitor.ts'

type Capture = Call<typeof captureReception>

/** Registers who came or called. All of it is written, or none. */
export async function capture(call: Capture): Promise<Captured> {
  const { tx, body, scope, now, newId } = call
  const dealerId = chooseDealer(scope, body.dealerId)
  const store = await storeOf(call.services, dealerId, now)
  const process = await processOfDealer(tx, store.ancestorIds)
  const receivedBy = await receiverOf(call, dealerId)
  if (body.modelId && !(await findModel(tx, body.modelId))) throw invalid('modelId', 'unknown')
  const phone = phoneOf(call, store)
  const visitor = phone === null ? undefined : await findVisitor(call, dealerId, phone)
  const reachesAll = scope.all.includes(dealerId)
  const outcome = outcomeOf(visitor ? visitorOf(visitor) : null, { id: scope.staffId, reachesAll })
  const source = body.source ?? sourceOf(process, body.kind)
  const person = visitor ?? (await newCustomer(call, store, { phone, source, ownerId: receivedBy }))
  const sale =
    outcome === 'owner-told'
      ? null
      : await saleFor(call, process, { person, visitor, source, receivedBy, store })
  await keepConsents(
    {
      tx,
      dealerId,
      customerId: person.id,
      staffId: scope.staffId,
      channel: body.kind,
      today: store.today,
      now,
      newId,
    },
    body.consents,
    'consents',
  )
  const occasion = visitor?.isRepeat ? 'repeat' : 'first'
  const ownerId = sale?.ownerId ?? visitor?.saleOwnerId ?? visitor?.ownerId ?? null
  const kept = { outcome, occasion, source, receivedBy, ownerId, saleId: sale?.id ?? null } as const
  return keep(call, store, person.id, sale, kept)
}

interface Kept {
  readonly outcome: Captured['outcome']
  readonly occasion: Occasion
  readonly source: string
  readonly receivedBy: string
  readonly ownerId: string | null
  readonly saleId: string | null
}

async function keep(
  call: Capture,
  store: Store,
  customerId: string,
  sale: { id: string; number: string } | null,
  kept: Kept,
): Promise<Captured> {
  const { tx, body, now, newId } = call
  const { kind, modelId, intentLevel, note } = body
  const dealerId = store.id
  const id = newId()
  const said = { kind, modelId, intentLevel, note, now }
  await insertReception(tx, { id, dealerId, receivedOn: store.today, customerId, ...said, ...kept })
  const { outcome, occasion, ownerId } = kept
  await call.audit({ dealerId, verb: 'created', noun: 'receptions', subjectId: id, facts: { kind, outcome } })
  call.announce(dealerId, 'receptions', 'customers')
  const owner = ownerId ? ((await findColleagues(tx, [ownerId])).get(ownerId) ?? null) : null
  const isTold = outcome === 'owner-told'
  const named = sale && { id: sale.id, number: sale.number }
  return { id, dealerId, outcome, occasion, owner, sale: named, customerId: isTold ? null : customerId }
}

/** Who leads the team may name who receives; anybody else is it.
 *  @throws Problem request.invalid when the person named does not work at the store */
async function receiverOf({ tx, body, scope }: Capture, dealerId: string): Promise<string> {
  const { receivedBy } = body
  if (receivedBy === undefined || receivedBy === scope.staffId) return scope.staffId
  if (!scope.all.includes(dealerId)) throw problem('auth.not-permitted')
  if (!(await worksAt(tx, receivedBy, dealerId))) throw invalid('receivedBy', 'unknown')
  return receivedBy
}

function phoneOf({ body }: Capture, store: Store): string | null {
  return body.phone === null ? null : keptForm({ kind: 'phone', value: body.phone }, store, 'phone')
}

async function findVisitor({ tx, services, body }: Capture, dealerId: string, phone: string) {
  const index = indexContact(services.seals, dealerId, 'phone', phone)
  await awaitSamePhone(tx, dealerId, index)
  return findVisitorByPhone(tx, dealerId, index, body.kind)
}

/** @throws Problem request.invalid when nobody could be told apart by it: neither phone nor name */
async function newCustomer(
  call: Capture,
  store: Store,
  { phone, source, ownerId }: { phone: string | null; source: string; ownerId: string },
): Promise<{ id: string; ownerId: string }> {
  const { tx, body, now, newId, services } = call
  const { name } = body
  if (name === null) throw invalid('name', 'required')
  const dealerId = store.id
  const id = newId()
  const number = await nextNumber(tx, dealerId, 'customer', store.today)
  const person = {
    dealerId,
    id,
    number,
    kind: 'person',
    name,
    creditCode: null,
    ownerId,
    source,
    note: '',
    now,
  } as const
  await insertCustomer(tx, { ...person, nameSearch: nameSearch(name) })
  if (phone !== null) {
    const sealed = sealContact(services.seals, dealerId, 'phone', phone)
    await insertContactPoint(tx, { ...sealed, dealerId, id: newId(), customerId: id, kind: 'phone', now })
  }
  await call.audit({ dealerId, verb: 'created', noun: 'customers', subjectId: id, facts: { number } })
  return { id, ownerId }
}

interface SaleWanted {
  readonly person: { readonly id: string; readonly ownerId: string | null }
  readonly visitor: KnownVisitorRow | undefined
  readonly source: string
  readonly receivedBy: string
  readonly store: Store
}

/** The open sale with this visit or call on it, or a new one that begins with it. */
async function saleFor(call: Capture, process: ProcessDefinition, wanted: SaleWanted) {
  const { body } = call
  const { kind, intentLevel, modelId, note } = body
  const { person, visitor, source, receivedBy, store } = wanted
  const dealerId = store.id
  const said = { kind, intentLevel, note }
  if (visitor?.saleId) {
    await carryOn(call, dealerId, visitor.saleId, said)
    return { id: visitor.saleId, number: visitor.saleNumber ?? '', ownerId: visitor.saleOwnerId }
  }
  return openFor(call, process, store, { ...said, modelId, source, customer: person, receivedBy })
}
