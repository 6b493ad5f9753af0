import type { FastifyInstance } from 'fastify'
import type { AnswerOf } from '../../platform/contract.ts'
import { problem } from '../../platform/problem.ts'
import type { Actor } from '../../platform/server/actor.ts'
import { endStreams } from '../../platform/server/auth/access-topic.ts'
import { hashApiKey, makeApiKey } from '../../platform/server/auth/api-key-secret.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { claimIntent, storeAnswer } from '../../platform/server/http/idempotency.sql.ts'
import { type Call, replayed, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { permissionsOf } from '../sessions/me.rules.ts'
import { mayManage } from '../staff/roles.rules.ts'
import type { Staff } from '../staff/staff.contract.ts'
import { findStaff } from '../staff/staff.sql.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.contract.ts'
import * as rows from './api-keys.sql.ts'

/** @param secret keys the hashes of API keys */
export function apiKeyRoutes(app: FastifyInstance, services: Services, secret: string): void {
  route(app, services, listApiKeys, async ({ tx, scope }) => ({
    items: await rows.listApiKeys(tx, scope.all),
    nextCursor: null,
  }))

  route(app, services, createApiKey, call => createKey(call, secret), { claims: 'in-handler' })

  route(app, services, revokeApiKey, async ({ tx, params, actor, scope, now, audit, announce }) => {
    const key = await rows.findApiKey(tx, scope.all, params.id)
    const person = key && (await loadManaged(tx, actor, scope.all, key.staffId))
    if (!key || !person) throw problem('request.not-found')
    await rows.revokeKey(tx, key.id, now)
    await audit({
      dealerId: person.organisationId,
      verb: 'revoked',
      noun: 'api-keys',
      subjectId: key.id,
      facts: {},
    })
    const ended = endStreams(person.id, person.organisationId)
    announce(ended.dealerId, ...ended.topics)
    return { id: key.id }
  })
}

async function createKey(
  { tx, body, actor, scope, now, newId, intent, audit }: Call<typeof createApiKey>,
  hashSecret: string,
): Promise<AnswerOf<typeof createApiKey>> {
  if (!intent) throw new Error('a write carries an intent')
  const before = await claimIntent(tx, intent, now)
  if (before) return replayed(before).answer as AnswerOf<typeof createApiKey>
  const person = await loadManaged(tx, actor, scope.all, body.staffId ?? actor.staffId)
  if (person.deactivatedAt) throw problem('staff.inactive')
  requireScopes(person, body.scopes)
  if (body.expiresAt && Date.parse(body.expiresAt) <= now.getTime()) throw problem('api-key.expires-past')
  const id = newId()
  const secret = makeApiKey()
  const { name, expiresAt } = body
  const scopes = [...new Set(body.scopes)].sort()
  const secretHash = hashApiKey(secret, hashSecret)
  await rows.insertApiKey(tx, {
    id,
    staffId: person.id,
    name,
    secretHash,
    secretTail: secret.slice(-4),
    scopes,
    expiresAt,
    at: now,
  })
  await audit({
    dealerId: person.organisationId,
    verb: 'created',
    noun: 'api-keys',
    subjectId: id,
    facts: { staffId: person.id, scopes, expiresAt },
  })
  await storeAnswer(tx, intent, 201, { id, secret: null })
  return { id, secret }
}

async function loadManaged(
  tx: Tx,
  actor: Actor,
  organisationIds: readonly string[],
  id: string,
): Promise<Staff> {
  const person = await findStaff(tx, organisationIds, id)
  if (!person) throw problem('request.not-found')
  if (!mayManage(actor.assignments, person.roles)) throw problem('staff.above-you')
  return person
}

/** A key does a part of what its person may do now; what they may do at the time of a request decides again. */
function requireScopes(person: Staff, scopes: readonly string[]): void {
  const held = person.roles.map(({ role }) => ({ role, atRoot: true }))
  const permitted = permissionsOf(held, null)
  for (const scope of scopes) {
    const [noun = '', verb = ''] = scope.split(':')
    if (noun === 'api-keys' || !permitted[noun]?.[verb]) throw problem('api-key.scope-beyond', { scope })
  }
}
