import type { FastifyInstance } from 'fastify'
import { worksAt } from '../../network/staff/colleagues.sql.ts'
import { rulesOfStore } from '../../network/store-rules/rules-of-store.ts'
import { problem } from '../../platform/problem.ts'
import { chooseDealer } from '../../platform/server/choose-dealer.ts'
import { nextNumber } from '../../platform/server/counters.sql.ts'
import { claimIntent, storeAnswer } from '../../platform/server/http/idempotency.sql.ts'
import { type Call, replayed, route } from '../../platform/server/http/route.ts'
import { invalid } from '../../platform/server/page.ts'
import type { Services } from '../../platform/server/services.ts'
import { insertOwnerChanges } from '../owner-changes/owner-changes.sql.ts'
import { openLeadPhone, sealLeadPhone } from '../people/contact-seals.ts'
import { keptForm, storeOf } from '../people/store-of.ts'
import { findResponsible, type Responsible } from './find-responsible.ts'
import { insertLeadContact, markContacted } from './lead-contacts.sql.ts'
import { createLead, loseLead, recordLeadContact, revealLeadPhone } from './leads.contract.ts'
import { findEditableLead, insertLead, markLeadLost } from './leads.sql.ts'
import { responseClock } from './response-clock.rules.ts'

export function registerLeadWrites(app: FastifyInstance, services: Services): void {
  route(app, services, createLead, create)
  route(app, services, recordLeadContact, recordContact)
  route(app, services, loseLead, lose)
  route(app, services, revealLeadPhone, reveal, { claims: 'in-handler' })
}

async function create(call: Call<typeof createLead>) {
  const { tx, body, scope, now, newId, services } = call
  const dealerId = chooseDealer(scope, body.dealerId)
  const store = await storeOf(services, dealerId, now)
  const rules = await rulesOfStore(tx, services, dealerId)
  if (body.ownerId && !(await worksAt(tx, body.ownerId, dealerId))) throw invalid('ownerId', 'unknown')
  const typed = body.phone === null ? null : keptForm({ kind: 'phone', value: body.phone }, store, 'phone')
  const phone = typed === null ? null : sealLeadPhone(services.seals, dealerId, typed)
  const id = newId()
  const number = await nextNumber(tx, dealerId, 'lead', store.today)
  const { source, name, interest, trimId } = body
  const responsible = await findResponsible(tx, { dealerId, rules, today: store.today, asked: body.ownerId })
  await insertLead(tx, {
    dealerId,
    id,
    number,
    source,
    name,
    phone,
    interest,
    trimId,
    ownerId: responsible.ownerId,
    receivedOn: store.today,
    clock: responseClock(rules, now.toISOString()),
    now,
  })
  if (responsible.cause) await recordOwner(call, dealerId, id, responsible)
  await call.audit({ dealerId, verb: 'created', noun: 'leads', subjectId: id, facts: { number, source } })
  call.announce(dealerId, 'leads', `leads:${id}`)
  return { id, number, version: 1 }
}

/** A lead that the rota gave away says so in its history. */
async function recordOwner(
  { tx, newId, now }: Pick<Call<unknown>, 'tx' | 'newId' | 'now'>,
  dealerId: string,
  leadId: string,
  { ownerId, cause }: Responsible,
): Promise<void> {
  if (!cause) return
  const change = { id: newId(), dealerId, subject: { leadId }, previousOwnerId: null, ownerId }
  await insertOwnerChanges(tx, [change], { cause, by: null, at: now })
}

/** What a program sends is an automatic reply, whatever it says of itself: the clock is stopped by people. */
async function recordContact(call: Call<typeof recordLeadContact>) {
  const { tx, params, body, scope, actor, now, newId } = call
  const lead = await findEditableLead(tx, scope, params.id)
  if (!lead) throw problem('request.not-found')
  const { dealerId, id } = lead
  const automatic = body.automatic || actor.apiKeyId !== null
  const by = scope.staffId
  const made = automatic ? null : await markContacted(tx, lead, by, now)
  if (made === undefined || lead.state !== 'open') throw problem('lead.closed', { state: lead.state })
  const contactId = newId()
  await insertLeadContact(tx, { ...body, dealerId, id: contactId, leadId: id, automatic, by, at: now })
  const { channel, result } = body
  const facts = {
    fields: ['contactedAt'],
    version: made?.version ?? lead.version,
    channel,
    result,
    automatic,
  }
  const written = await changed(call, lead, 'contacted', facts)
  return { ...written, contactId, respondedAt: made?.respondedAt ?? lead.respondedAt }
}

async function lose(call: Call<typeof loseLead>) {
  const { tx, params, body, scope, now } = call
  const lead = await findEditableLead(tx, scope, params.id)
  if (!lead) throw problem('request.not-found')
  const version = await markLeadLost(tx, lead, body.reason, now)
  if (version === undefined) throw problem('lead.closed', { state: lead.state })
  return changed(call, lead, 'lost', { fields: ['state'], version, reason: body.reason })
}

export async function changed(
  call: Pick<Call<unknown>, 'audit' | 'announce'>,
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
