import type { FastifyInstance } from 'fastify'
import { problem } from '../../platform/problem.ts'
import { refuseStale } from '../../platform/server/edits.sql.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { deactivate, loadManaged } from '../staff/staff.acts.ts'
import type { Staff } from '../staff/staff.contract.ts'
import { doerOf } from '../staff/staff.routes.ts'
import { findStaff } from '../staff/staff.sql.ts'
import { countWork, type HeldWork, together, type WorkCounts } from './held-work.ts'
import { arrangeSuccession, readWork } from './successions.contract.ts'
import { findSuccessions, insertSuccession } from './successions.sql.ts'
import { successorsAmong } from './successors.ts'

export function registerSuccessions(
  app: FastifyInstance,
  services: Services,
  held: readonly HeldWork[],
): void {
  route(app, services, readWork, async ({ tx, params, scope }) => {
    const person = await findStaff(tx, scope.all, params.id)
    if (!person) throw problem('request.not-found')
    return {
      held: await countWork(tx, held, person.id),
      successions: await findSuccessions(tx, person.id),
    }
  })
  route(app, services, arrangeSuccession, call => arrange(call, held))
}

/** All or nothing: who leaves is gone with the hand-over, or neither happened. */
async function arrange(call: Call<typeof arrangeSuccession>, held: readonly HeldWork[]) {
  const { tx, params, body, scope, actor, now, newId } = call
  const person = await loadManaged(tx, doerOf(call), params.id)
  const version = await leave(call, person)
  const successors = await successorsAmong(tx, body.successorIds, scope.all, person.id)
  const done: Partial<WorkCounts>[] = []
  for (const each of held) done.push(await each.handOver(call, person.id, successors))
  const counts = together(done)
  const id = newId()
  const successorIds = [...new Set(body.successorIds)]
  await insertSuccession(tx, { id, staffId: person.id, successorIds, ...counts, by: actor.staffId, at: now })
  await call.audit({
    dealerId: person.organisationId,
    verb: 'succeeded',
    noun: 'staff',
    subjectId: person.id,
    facts: { successionId: id, successorIds, leaves: body.leaves, ...counts },
  })
  call.announce(person.organisationId, 'staff', `staff:${person.id}`)
  return { id, version, ...counts }
}

/** @returns the person's version: a new one when they leave now */
async function leave(call: Call<typeof arrangeSuccession>, person: Staff): Promise<number> {
  const { tx, body, version } = call
  if (body.leaves) return (await deactivate(tx, doerOf(call), person.id, version)).version
  if (person.version === version) return version
  const subject = {
    dealerIds: [person.organisationId],
    noun: 'staff',
    id: person.id,
    version: person.version,
  }
  return refuseStale(tx, subject, version)
}
