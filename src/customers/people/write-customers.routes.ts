import type { FastifyInstance } from 'fastify'
import { normaliseCreditCode } from '../../network/organisations/credit-code.rules.ts'
import { worksAt } from '../../network/staff/colleagues.sql.ts'
import { problem } from '../../platform/problem.ts'
import { chooseDealer } from '../../platform/server/choose-dealer.ts'
import { nextNumber } from '../../platform/server/counters.sql.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { refuseStale } from '../../platform/server/edits.sql.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { invalid } from '../../platform/server/page.ts'
import type { Scope } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { insertOwnerChanges } from '../owner-changes/owner-changes.sql.ts'
import { insertContactPoint } from './contact-points.sql.ts'
import { sealContact } from './contact-seals.ts'
import { type CustomerEdit, createCustomer, editCustomer } from './customers.contract.ts'
import {
  type CustomerChange,
  type EditableCustomer,
  findEditableCustomer,
  insertCustomer,
  updateCustomer,
} from './customers.sql.ts'
import { nameSearch } from './name-search.ts'
import type { Renamed } from './renamed.ts'
import { keptForm, type Store, storeOf } from './store-of.ts'

export function registerCustomerWrites(
  app: FastifyInstance,
  services: Services,
  renamed: readonly Renamed[],
): void {
  route(app, services, createCustomer, create)
  route(app, services, editCustomer, call => edit(call, renamed))
}

async function create(call: Call<typeof createCustomer>) {
  const { tx, body, scope, now, newId, services } = call
  const dealerId = chooseDealer(scope, body.dealerId)
  const store = await storeOf(services, dealerId, now)
  const ownerId = await chosenOwner(tx, scope, dealerId, body.ownerId)
  const id = newId()
  const number = await nextNumber(tx, dealerId, 'customer', store.today)
  const { kind, name, source, note } = body
  const creditCode = checkedCreditCode(kind, body.creditCode)
  const customer = { dealerId, id, number, kind, name, creditCode, ownerId, source, note, now }
  await insertCustomer(tx, { ...customer, nameSearch: nameSearch(name) })
  await insertPoints(call, store, id)
  await call.audit({ dealerId, verb: 'created', noun: 'customers', subjectId: id, facts: { number } })
  call.announce(dealerId, 'customers', `customers:${id}`)
  return { id, number, version: 1 }
}

async function insertPoints(
  { tx, body, now, newId, services }: Call<typeof createCustomer>,
  store: Store,
  customerId: string,
): Promise<void> {
  for (const [index, point] of body.contactPoints.entries()) {
    const value = keptForm(point, store, `contactPoints.${index}.value`)
    const sealed = sealContact(services.seals, store.id, point.kind, value)
    await insertContactPoint(tx, {
      ...sealed,
      dealerId: store.id,
      id: newId(),
      customerId,
      kind: point.kind,
      now,
    })
  }
}

async function edit(call: Call<typeof editCustomer>, renamed: readonly Renamed[]) {
  const { tx, params, body, scope, version, now } = call
  const customer = await findEditableCustomer(tx, scope, params.id)
  if (!customer) throw problem('request.not-found')
  const subject = { dealerIds: [customer.dealerId], noun: 'customers', id: customer.id }
  if (customer.version !== version) return refuseStale(tx, { ...subject, version: customer.version }, version)
  const change = await changeOf(tx, scope, customer, body)
  const fields = Object.keys(change).filter(field => field !== 'nameSearch')
  if (fields.length === 0) return { id: customer.id, version }
  const made = await updateCustomer(tx, customer, change, now)
  if (made === undefined) return refuseStale(tx, { ...subject, version: version + 1 }, version)
  if (change.ownerId !== undefined) await rememberOwner(call, customer, change.ownerId)
  if (change.nameSearch !== undefined)
    for (const tell of renamed) await tell(tx, customer.dealerId, [customer.id])
  const facts = { fields, version: made }
  await call.audit({
    dealerId: customer.dealerId,
    verb: 'edited',
    noun: 'customers',
    subjectId: customer.id,
    facts,
  })
  call.announce(customer.dealerId, 'customers', `customers:${customer.id}`)
  return { id: customer.id, version: made }
}

async function rememberOwner(
  { tx, newId, now, scope }: Call<typeof editCustomer>,
  { dealerId, id, ownerId: previousOwnerId }: EditableCustomer,
  ownerId: string | null,
): Promise<void> {
  const change = { id: newId(), dealerId, subject: { customerId: id }, previousOwnerId, ownerId }
  const cause = ownerId === null ? 'returned' : 'manager'
  await insertOwnerChanges(tx, [change], { cause, by: scope.staffId, at: now })
}

/** The fields that really differ. */
async function changeOf(
  tx: Tx,
  scope: Scope,
  customer: EditableCustomer,
  body: CustomerEdit,
): Promise<CustomerChange> {
  const { name, source, note, ownerId } = body
  const creditCode =
    body.creditCode === undefined ? undefined : checkedCreditCode(customer.kind, body.creditCode)
  const movesOwner = ownerId !== undefined && ownerId !== customer.ownerId
  if (movesOwner) await chosenOwner(tx, scope, customer.dealerId, ownerId)
  return {
    ...(name !== undefined && name !== customer.name && { name, nameSearch: nameSearch(name) }),
    ...(creditCode !== undefined && creditCode !== customer.creditCode && { creditCode }),
    ...(source !== undefined && source !== customer.source && { source }),
    ...(note !== undefined && note !== customer.note && { note }),
    ...(movesOwner && { ownerId }),
  }
}

/** Whoever reaches only their own customers owns what they make, and gives nothing away.
 *  @throws Problem when the person named does not work at the store */
async function chosenOwner(
  tx: Tx,
  scope: Scope,
  dealerId: string,
  asked: string | null | undefined,
): Promise<string | null> {
  const reachesAll = scope.all.includes(dealerId)
  const ownerId = asked === undefined ? scope.staffId : asked
  if (!reachesAll && ownerId !== scope.staffId) throw problem('auth.not-permitted')
  if (ownerId !== null && ownerId !== scope.staffId && !(await worksAt(tx, ownerId, dealerId)))
    throw invalid('ownerId', 'unknown')
  return ownerId
}

function checkedCreditCode(kind: 'person' | 'company', typed: string | null): string | null {
  if (typed === null) return null
  if (kind !== 'company') throw invalid('creditCode', 'company-only')
  const code = normaliseCreditCode(typed)
  if (code === null) throw invalid('creditCode', 'credit-code')
  return code
}
