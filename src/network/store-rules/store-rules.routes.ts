import type { FastifyInstance } from 'fastify'
import { problem } from '../../platform/problem.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { KnownOrganisation } from '../../platform/server/network-map.ts'
import { type Scope, scopeOf } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { downwards } from './rules-of-store.ts'
import { readStoreRules, writeStoreRules } from './store-rules.contract.ts'
import { effectiveRules, findingsOf } from './store-rules.rules.ts'
import { findRules, insertRules } from './store-rules.sql.ts'

export function registerStoreRules(app: FastifyInstance, services: Services): void {
  route(app, services, readStoreRules, read)
  route(app, services, writeStoreRules, write)
}

async function read({ tx, query, scope, actor, services }: Call<typeof readStoreRules>) {
  const { id, ancestorIds, timeZone } = await reached(scope, query.organisationId, services)
  const written = await findRules(tx, ancestorIds)
  const own = written.find(each => each.organisationId === id)
  const editing = scopeOf(actor, 'store-rules', 'edit', await services.network.ids())
  return {
    organisationId: id,
    timeZone,
    version: own?.version ?? 0,
    own: own?.document ?? {},
    effective: effectiveRules(downwards(ancestorIds, written)),
    inherited: effectiveRules(downwards(ancestorIds.slice(0, -1), written)),
    writtenBy:
      own?.writtenById && own.writtenByName !== null
        ? { id: own.writtenById, name: own.writtenByName }
        : null,
    writtenAt: own?.writtenAt ?? null,
    may: { edit: editing?.all.includes(id) ?? false },
  }
}

async function write(call: Call<typeof writeStoreRules>) {
  const { tx, body, scope, actor, version: expected, now, services } = call
  const { id } = await reached(scope, body.organisationId, services)
  const findings = findingsOf(body.rules)
  if (findings.length > 0) throw problem('store-rules.unsound', { count: findings.length, findings })
  const [current] = await findRules(tx, [id])
  const before = current?.version ?? 0
  if (before !== expected) throw problem('record.changed', { expected, version: before, fields: [] })
  const made = { organisationId: id, version: before + 1, document: body.rules, by: actor.staffId, at: now }
  // Two who save the same version at once: the later one finds it written.
  if (!(await insertRules(tx, made)))
    throw problem('record.changed', { expected, version: before + 1, fields: [] })
  await call.audit({
    dealerId: actor.organisationId,
    verb: 'published',
    noun: 'store-rules',
    subjectId: id,
    facts: { version: made.version, rules: Object.keys(body.rules) },
  })
  call.announce(id, 'store-rules')
  return { organisationId: id, version: made.version }
}

/** @throws Problem request.not-found for an organisation out of reach */
async function reached(
  scope: Scope,
  organisationId: string,
  { network }: Pick<Services, 'network'>,
): Promise<KnownOrganisation> {
  const organisation = await network.organisation(organisationId)
  if (!organisation || !scope.all.includes(organisationId)) throw problem('request.not-found')
  return organisation
}
