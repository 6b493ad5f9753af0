import type { FastifyInstance } from 'fastify'
import { worksAt } from '../../network/staff/colleagues.sql.ts'
import { problem } from '../../platform/problem.ts'
import { chooseDealer } from '../../platform/server/choose-dealer.ts'
import { nextNumber } from '../../platform/server/counters.sql.ts'
import { refuseStale } from '../../platform/server/edits.sql.ts'
import { claimIntent, storeAnswer } from '../../platform/server/http/idempotency.sql.ts'
import { type Call, replayed, route } from '../../platform/server/http/route.ts'
import { invalid } from '../../platform/server/page.ts'
import type { Services } from '../../platform/server/services.ts'
import { openLeadPhone, sealLeadPhone } from '../people/contact-seals.ts'
import { keptForm, storeOf } from '../people/store-of.ts'
import { assignLead, claimLead, createLead, loseLead, revealLeadPhone } from './leads.contract.ts'
import {
  assignLeadOwner,
  claimFromPool,
  findEditableLead,
  findLead,
  insertLead,
  markLeadLost,
} from './leads.sql.ts'

export function registerLeadWrites(app: FastifyInstance, services: Services): void {
  route(app, services, createLead, create)
  route(app, services, claimLead, claim)
  route(app, services, assignLead, assign)
  route(app, services, loseLead, lose)
  route(app, services, revealLeadPhone, reveal, { claims: 'in-handler' })
}

async function create(call: Call<typeof createLead>) {
  const { tx, body, scope, now, newId, services } = call
  const dealerId = chooseDealer(scope, body.dealerId)
  const store = await storeOf(services, dealerId, now)
  if (body.ownerId !== null && !(await worksAt(tx, body.ownerId, dealerId)))
    throw invalid('ownerId', 'unknown')
  const typed = body.phone === null ? null : keptForm({ kind: 'phone', value: body.phone }, store, 'phone')
  const phone = typed === null ? null : sealLeadPhone(services.seals, dealerId, typed)
  const id = newId()
  const number = await nextNumber(tx, dealerId, 'lead', store.today)
  const { source, name, interest, trimId, ownerId } = body
  const receivedOn = store.today
  await insertLead(tx, {
    dealerId,
    id,
    number,
    source,
    name,
    phone,
    interest,
    trimId,
    ownerId,
    receivedOn,
    now,
  })
  await call.audit({ dealerId, verb: 'created', noun: 'leads', subjectId: id, facts: { number, source } })
  call.announce(dealerId, 'leads', `leads:${id}`)
  return { id, number, version: 1 }
}

async function claim(call: Call<typeof claimLead>) {
  const { tx, params, scope } = call
  const lead = await findLead(tx, scope, params.id)
  if (!lead) throw problem('request.not-found')
  if (lead.state !== 'open') throw problem('lead.closed', { state: lead.state })
  const version = await claimFromPool(tx, lead, scope.staffId)
  if (version === undefined) throw problem('lead.already-claimed')
  return changed(call, lead, 'claimed', { fields: ['ownerId'], version })
}

async function assign(call: Call<typeof assignLead>) {
  const { tx, params, body, scope, version } = call
  const lead = await findEditableLead(tx, scope, params.id)
  if (!lead) throw problem('request.not-found')
  const { dealerId } = lead
  const { ownerId } = body
  if (!scope.all.includes(dealerId) && ownerId !== null) throw problem('auth.not-permitted')
  if (ownerId !== null && !(await worksAt(tx, ownerId, dealerId))) throw invalid('ownerId', 'unknown')
  if (lead.state !== 'open') throw problem('lead.closed', { state: lead.state })
  const made = lead.version === version ? await assignLeadOwner(tx, lead, ownerId) : undefined
  if (made === undefined) {
    const subject = { dealerIds: [dealerId], noun: 'leads', id: lead.id, version: lead.version }
    return refuseStale(tx, subject, version)
  }
  return changed(call, lead, 'assigned', { fields: ['ownerId'], version: made, ownerId })
}

async function lose(call: Call<typeof loseLead>) {
  const { tx, params, body, scope, now } = call
  const lead = await findEditableLead(tx, scope, params.id)
  if (!lead) throw problem('request.not-found')
  const version = await markLeadLost(tx, lead, body.reason, now)
  if (version === undefined) throw problem('lead.closed', { state: lead.state })
  return changed(call, lead, 'lost', { fields: ['state'], version, reason: body.reason })
}

async function changed<C>(
  call: Call<C>,
  { dealerId, id }: { dealerId: string; id: string },
  verb: string,
  facts: { fields: string[]; version: number } & Record<string, unknown>,
) {
  await call.audit({ dealerId, verb, noun: 'leads', subjectId: id, facts })
  call.announce(dealerId, 'leads', `leads:${id}`)
  return { id, version: facts.version }
}

/** As with a customer's contact point: logged once, the value is never stored with the answer. */
async function reveal(call: Call<typeof revealLeadPhone>) {
  const { tx, params, body, scope, services, intent, now } = call
  const lead = await findEditableLead(tx, scope, params.id)
  if (!lead?.phoneSealed) throw problem('request.not-found')
  const { dealerId, id } = lead
  const before = intent && (await claimIntent(tx, intent, now))
  if (before) replayed(before)
  else {
    await call.audit({ dealerId, verb: 'revealed', noun: 'leads', subjectId: id, facts: { ...body } })
    if (intent) await storeAnswer(tx, intent, 200, { leadId: id })
  }
  return { value: openLeadPhone(services.seals, dealerId, lead.phoneSealed) }
}
