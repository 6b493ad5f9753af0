import type { FastifyInstance } from 'fastify'
import { findColleagues, worksAt } from '../../network/staff/colleagues.sql.ts'
import { rulesOfStore } from '../../network/store-rules/rules-of-store.ts'
import { problem } from '../../platform/problem.ts'
import { chooseDealer } from '../../platform/server/choose-dealer.ts'
import { refuseStale } from '../../platform/server/edits.sql.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { invalid } from '../../platform/server/page.ts'
import type { Services } from '../../platform/server/services.ts'
import type { OwnerCause } from '../owner-changes/owner-changes.contract.ts'
import { insertOwnerChanges } from '../owner-changes/owner-changes.sql.ts'
import { storeOf } from '../people/store-of.ts'
import { requireRoom } from '../pool/require-room.ts'
import { chooseOwners } from './choose-owners.ts'
import { giveOut, lockPool } from './give-out.sql.ts'
import { assignLead, claimLead, distributeLeads } from './leads.contract.ts'
import { assignLeadOwner, claimFromPool, findEditableLead, findLead } from './leads.sql.ts'
import { changed } from './write-leads.routes.ts'

/** Who has a lead: taken from the pool, given by a manager, given back, or handed round. */
export function registerLeadOwners(app: FastifyInstance, services: Services): void {
  route(app, services, claimLead, claim)
  route(app, services, assignLead, assign)
  route(app, services, distributeLeads, distribute)
}

async function claim(call: Call<typeof claimLead>) {
  const { tx, params, scope, services, now } = call
  const lead = await findLead(tx, scope, params.id)
  if (!lead) throw problem('request.not-found')
  if (lead.state !== 'open') throw problem('lead.closed', { state: lead.state })
  if (lead.ownerId !== null) throw problem('lead.already-claimed')
  const rules = await rulesOfStore(tx, services, lead.dealerId)
  await requireRoom(tx, 'leads', lead.dealerId, scope.staffId, rules.heldLeadsMax)
  const version = await claimFromPool(tx, lead, scope.staffId, now)
  if (version === undefined) throw problem('lead.already-claimed')
  await remember(call, lead, scope.staffId, 'claimed')
  return changed(call, lead, 'claimed', { fields: ['ownerId'], version })
}

async function assign(call: Call<typeof assignLead>) {
  const { tx, params, body, scope, version, now } = call
  const lead = await findEditableLead(tx, scope, params.id)
  if (!lead) throw problem('request.not-found')
  const { dealerId } = lead
  const { ownerId } = body
  if (!scope.all.includes(dealerId) && ownerId !== null) throw problem('auth.not-permitted')
  if (ownerId !== null && !(await worksAt(tx, ownerId, dealerId))) throw invalid('ownerId', 'unknown')
  if (lead.state !== 'open') throw problem('lead.closed', { state: lead.state })
  const made = lead.version === version ? await assignLeadOwner(tx, lead, ownerId, now) : undefined
  if (made === undefined) {
    const subject = { dealerIds: [dealerId], noun: 'leads', id: lead.id, version: lead.version }
    return refuseStale(tx, subject, version)
  }
  if (ownerId !== lead.ownerId) await remember(call, lead, ownerId, ownerId === null ? 'returned' : 'manager')
  return changed(call, lead, 'assigned', { fields: ['ownerId'], version: made, ownerId })
}

async function remember(
  { tx, newId, now, scope }: Pick<Call<unknown>, 'tx' | 'newId' | 'now' | 'scope'>,
  { dealerId, id, ownerId: previousOwnerId }: { dealerId: string; id: string; ownerId: string | null },
  ownerId: string | null,
  cause: OwnerCause,
): Promise<void> {
  const change = { id: newId(), dealerId, subject: { leadId: id }, previousOwnerId, ownerId }
  await insertOwnerChanges(tx, [change], { cause, by: scope.staffId, at: now })
}

const distributedMost = 200

async function distribute(call: Call<typeof distributeLeads>) {
  const { tx, body, scope, services, now, newId } = call
  const dealerId = chooseDealer(scope, body.dealerId)
  const { today } = await storeOf(services, dealerId, now)
  const leadIds = await lockPool(tx, dealerId, body.leadIds ?? null, distributedMost)
  if (body.leadIds && leadIds.length === 0) throw problem('lead.already-claimed')
  const ownerIds = await chooseOwners(tx, dealerId, body.mode, today, leadIds.length)
  if (ownerIds.length < leadIds.length) throw problem('lead.nobody-at-work')
  const given = leadIds.map((leadId, index) => ({ leadId, ownerId: ownerIds[index] as string }))
  await giveOut(tx, dealerId, given, now)
  const changes = given.map(({ leadId, ownerId }) => ({
    id: newId(),
    dealerId,
    subject: { leadId },
    previousOwnerId: null,
    ownerId,
  }))
  await insertOwnerChanges(tx, changes, { cause: body.mode, by: scope.staffId, at: now })
  const facts = { mode: body.mode, count: given.length }
  await call.audit({ dealerId, verb: 'distributed', noun: 'leads', subjectId: null, facts })
  call.announce(dealerId, 'leads', ...leadIds.map(id => `leads:${id}`))
  const people = await findColleagues(tx, ownerIds)
  return {
    assigned: given.map(({ leadId, ownerId }) => ({
      leadId,
      owner: people.get(ownerId) ?? { id: ownerId, name: '' },
    })),
    skipped: body.leadIds ? new Set(body.leadIds).size - leadIds.length : 0,
  }
}
