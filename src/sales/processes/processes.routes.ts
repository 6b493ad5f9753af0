import type { FastifyInstance } from 'fastify'
import { problem } from '../../platform/problem.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { KnownOrganisation } from '../../platform/server/network-map.ts'
import { type Scope, scopeOf } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { validateDefinition } from '../process/definition.rules.ts'
import type { DefinitionFinding, ProcessDefinition } from '../process/process.contract.ts'
import {
  listProcesses,
  type PublishedProcess,
  publishProcess,
  readEffectiveProcess,
  readProcess,
} from './processes.contract.ts'
import { awaitOtherPublishers, findModelIds, processOfDealer, processOfVersion } from './processes.sql.ts'
import { findPublished, findPublishedVersion, insertDefinition, type PublishedRow } from './published.sql.ts'

export function registerProcesses(app: FastifyInstance, services: Services): void {
  route(app, services, readEffectiveProcess, readEffective)
  route(app, services, listProcesses, list)
  route(app, services, readProcess, read)
  route(app, services, publishProcess, publish)
}

async function readEffective({ tx, query, scope, actor, services }: Call<typeof readEffectiveProcess>) {
  const organisation = await reachedOrganisation(scope, query.organisationId, services)
  const definition = await processOfDealer(tx, organisation.ancestorIds)
  const row = await findPublishedVersion(tx, definition.version)
  if (!row) throw problem('request.not-found')
  const editing = scopeOf(actor, 'processes', 'edit', await services.network.ids())
  return {
    ...presentPublished(row, definition),
    inherited: row.organisationId !== organisation.id,
    mayPublish: editing?.all.includes(organisation.id) ?? false,
  }
}

async function list({ tx, query, scope, services }: Call<typeof listProcesses>) {
  const organisation = await reachedOrganisation(scope, query.organisationId, services)
  const rows = await findPublished(tx, organisation.ancestorIds)
  const effective = rows.length > 0 ? (await processOfDealer(tx, organisation.ancestorIds)).version : null
  return { items: rows.map(row => ({ ...presentRow(row), effective: row.version === effective })) }
}

/** A version is shown to those for whom it holds or might: its organisation is theirs, below or above. */
async function read({ tx, params, scope, services }: Call<typeof readProcess>) {
  const row = await findPublishedVersion(tx, params.version)
  if (!row || !(await concerns(row.organisationId, scope, services))) throw problem('request.not-found')
  return presentPublished(row, await processOfVersion(tx, await services.network.rootId(), row.version))
}

async function publish(call: Call<typeof publishProcess>) {
  const { tx, body, scope, actor, version: expected, now, services } = call
  const organisation = await reachedOrganisation(scope, body.organisationId, services)
  const findings = [
    ...validateDefinition({ ...body.definition, version: 1 }),
    ...(await unknownModels(tx, body.definition)),
  ]
  if (findings.length > 0) throw problem('process.invalid', { count: findings.length, findings })
  await awaitOtherPublishers(tx) // before the look at what is current: two who publish at once see each other
  const current = (await processOfDealer(tx, organisation.ancestorIds)).version
  if (current !== expected) throw problem('record.changed', { expected, version: current, fields: [] })
  const by = { staffId: actor.staffId, now }
  const version = await insertDefinition(tx, organisation.id, body.definition, by)
  if (version === undefined) throw problem('record.changed', { expected, version: current + 1, fields: [] })
  await call.audit({
    dealerId: actor.organisationId,
    verb: 'published',
    noun: 'processes',
    subjectId: organisation.id,
    facts: { version, replaced: current },
  })
  call.announce(organisation.id, 'processes')
  return { version, organisationId: organisation.id, publishedAt: now.toISOString() }
}

/** Limits name models of the catalogue, which the pure rules cannot look into. */
async function unknownModels(
  tx: Tx,
  { discountLimitsBps }: Pick<ProcessDefinition, 'discountLimitsBps'>,
): Promise<DefinitionFinding[]> {
  const named = discountLimitsBps.map(({ modelId }) => modelId ?? null)
  const known = await findModelIds(
    tx,
    named.filter(id => id !== null),
  )
  return named.flatMap((modelId, index) =>
    modelId === null || known.has(modelId)
      ? []
      : [{ code: 'limit-model-unknown', path: `discountLimitsBps.${index}`, facts: {} }],
  )
}

/** @throws Problem request.not-found outside the scope */
export async function reachedOrganisation(
  scope: Scope,
  organisationId: string,
  { network }: Pick<Services, 'network'>,
): Promise<KnownOrganisation> {
  const organisation = await network.organisation(organisationId)
  if (!organisation || !scope.all.includes(organisationId)) throw problem('request.not-found')
  return organisation
}

async function concerns(organisationId: string, scope: Scope, { network }: Services): Promise<boolean> {
  if (scope.all.includes(organisationId)) return true
  const reached = await Promise.all(scope.all.map(id => network.organisation(id)))
  return reached.some(organisation => organisation?.ancestorIds.includes(organisationId))
}

function presentPublished(row: PublishedRow, definition: ProcessDefinition): PublishedProcess {
  return { ...presentRow(row), definition }
}

function presentRow(row: PublishedRow): Omit<PublishedProcess, 'definition'> {
  const {
    version,
    organisationId: id,
    code,
    nameZh,
    nameEn,
    publishedById,
    publishedByName,
    publishedAt,
  } = row
  return {
    version,
    organisation: { id, code, nameZh, nameEn },
    publishedBy:
      publishedById && publishedByName !== null ? { id: publishedById, name: publishedByName } : null,
    publishedAt,
  }
}
