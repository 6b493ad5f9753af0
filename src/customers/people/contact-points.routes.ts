import type { FastifyInstance } from 'fastify'
import { problem } from '../../platform/problem.ts'
import { claimIntent, storeAnswer } from '../../platform/server/http/idempotency.sql.ts'
import { type Call, replayed, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { requireConsent } from '../consents/require-consent.ts'
import { addContactPoint, removeContactPoint, revealContactPoint } from './contact-points.contract.ts'
import {
  removeContactPoint as endContactPoint,
  findContactPoint,
  insertContactPoint,
} from './contact-points.sql.ts'
import { openContact, sealContact } from './contact-seals.ts'
import { findEditableCustomer, touchCustomer } from './customers.sql.ts'
import { keptForm, storeOf } from './store-of.ts'

export function registerContactPoints(app: FastifyInstance, services: Services): void {
  route(app, services, addContactPoint, add)
  route(app, services, removeContactPoint, remove)
  route(app, services, revealContactPoint, reveal, { claims: 'in-handler' })
}

async function add(call: Call<typeof addContactPoint>) {
  const { tx, params, body, scope, now, newId, services } = call
  const customer = await findEditableCustomer(tx, scope, params.id)
  if (!customer) throw problem('request.not-found')
  const { dealerId } = customer
  const value = keptForm(body, await storeOf(services, dealerId, now), 'value')
  const point = { dealerId, id: newId(), customerId: customer.id, kind: body.kind, now }
  const isNew = await insertContactPoint(tx, {
    ...sealContact(services.seals, dealerId, body.kind, value),
    ...point,
  })
  if (!isNew) throw problem('contact-point.already-there')
  return changed(call, dealerId, customer.id, point.id)
}

async function remove(call: Call<typeof removeContactPoint>) {
  const { tx, params, scope, now } = call
  const customer = await findEditableCustomer(tx, scope, params.id)
  if (!customer) throw problem('request.not-found')
  const removed = await endContactPoint(tx, customer.dealerId, customer.id, params.contactPointId, now)
  if (!removed) throw problem('request.not-found')
  return changed(call, customer.dealerId, customer.id, params.contactPointId)
}

async function changed<C>(call: Call<C>, dealerId: string, customerId: string, id: string) {
  const customerVersion = await touchCustomer(call.tx, dealerId, customerId, call.now)
  const facts = { fields: ['contactPoints'], version: customerVersion, contactPointId: id }
  await call.audit({ dealerId, verb: 'edited', noun: 'customers', subjectId: customerId, facts })
  call.announce(dealerId, 'customers', `customers:${customerId}`)
  return { id, customerVersion }
}

/** The stored answer names the contact point, never its value: a repeated request opens it again. */
async function reveal(call: Call<typeof revealContactPoint>) {
  const { tx, params, body, scope, services, intent, now } = call
  const customer = await findEditableCustomer(tx, scope, params.id)
  const point = customer && (await findContactPoint(tx, customer.dealerId, customer.id, body.contactPointId))
  if (!point) throw problem('request.not-found')
  await requireConsent(tx, { ...customer, customerId: customer.id }, body.reason)
  const before = intent && (await claimIntent(tx, intent, now))
  if (before) replayed(before)
  else await logReveal(call, customer.dealerId)
  return { value: openContact(services.seals, customer.dealerId, point.sealed) }
}

async function logReveal(call: Call<typeof revealContactPoint>, dealerId: string): Promise<void> {
  const { tx, intent, params, body } = call
  await call.audit({
    dealerId,
    verb: 'revealed',
    noun: 'customers',
    subjectId: params.id,
    facts: { ...body },
  })
  if (intent) await storeAnswer(tx, intent, 200, { contactPointId: body.contactPointId })
}
