import type { FastifyInstance } from 'fastify'
import { findColleagues } from '../../network/staff/colleagues.sql.ts'
import { problem } from '../../platform/problem.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { scopeOf } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { findCustomer, findEditableCustomer, touchCustomer } from '../people/customers.sql.ts'
import { storeOf } from '../people/store-of.ts'
import { listConsents, listConsentTexts, recordConsents } from './consents.contract.ts'
import { findConsents, findConsentTexts } from './consents.sql.ts'
import { keepConsents } from './record-consents.ts'

export function registerConsents(app: FastifyInstance, services: Services): void {
  route(app, services, listConsentTexts, async ({ tx }) => ({ items: await findConsentTexts(tx) }))
  route(app, services, listConsents, list)
  route(app, services, recordConsents, record)
}

async function list({ tx, params, scope, actor, services }: Call<typeof listConsents>) {
  const customer = await findCustomer(tx, scope, params.id)
  if (!customer) throw problem('request.not-found')
  const rows = await findConsents(tx, customer.dealerId, customer.id)
  const colleagues = await findColleagues(
    tx,
    rows.map(row => row.recordedBy),
  )
  const items = rows.map(row => ({
    ...row,
    recordedBy: (row.recordedBy && colleagues.get(row.recordedBy)) || null,
  }))
  const recording = scopeOf(actor, 'consents', 'create', await services.network.ids())
  const mayRecord = recording && (await findEditableCustomer(tx, recording, customer.id))
  return { items, may: { record: Boolean(mayRecord) } }
}

async function record(call: Call<typeof recordConsents>) {
  const { tx, params, body, scope, actor, now, newId, services } = call
  const customer = await findEditableCustomer(tx, scope, params.id)
  if (!customer) throw problem('request.not-found')
  const { dealerId, id: customerId } = customer
  const { today } = await storeOf(services, dealerId, now)
  const recording = {
    tx,
    dealerId,
    customerId,
    staffId: actor.staffId,
    channel: body.channel,
    today,
    now,
    newId,
  }
  await keepConsents(recording, body.decisions, 'decisions')
  const customerVersion = await touchCustomer(tx, dealerId, customerId, now)
  const facts = {
    fields: ['consents'],
    decisions: body.decisions,
    channel: body.channel,
    version: customerVersion,
  }
  await call.audit({ dealerId, verb: 'edited', noun: 'customers', subjectId: customerId, facts })
  call.announce(dealerId, 'customers', `customers:${customerId}`)
  return { id: customerId, customerVersion }
}
