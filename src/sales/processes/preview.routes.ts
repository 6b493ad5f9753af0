import type { FastifyInstance } from 'fastify'
import { problem } from '../../platform/problem.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { actionKinds } from '../process/action.contract.ts'
import { validateDefinition } from '../process/definition.rules.ts'
import { definitionChanges, hoursAt } from '../process/definition-changes.rules.ts'
import type { ProcessDefinition } from '../process/process.contract.ts'
import { targetOf } from '../process/scene.rules.ts'
import { previewProcess, type RunningSales } from './processes.contract.ts'
import { reachedOrganisation } from './processes.routes.ts'
import { processOfDealer, processOfVersion } from './processes.sql.ts'
import { findPublished } from './published.sql.ts'
import { type Allowed, countLateSales, countRunningSales, type RunningGroup } from './running-sales.sql.ts'

/** Nothing is written: no intent is kept. */
export function registerProcessPreview(app: FastifyInstance, services: Services): void {
  route(app, services, previewProcess, preview, { claims: 'in-handler' })
}

async function preview({ tx, body, scope, services, now }: Call<typeof previewProcess>) {
  const organisation = await reachedOrganisation(scope, body.organisationId, services)
  const findings = validateDefinition({ ...body.definition, version: 1 })
  if (findings.length > 0) throw problem('process.invalid', { count: findings.length, findings })
  const { version: _, ...current } = await processOfDealer(tx, organisation.ancestorIds)
  const dealers = await inheritors(tx, organisation.id, scope.all, services)
  const groups = await countRunningSales(tx, dealers)
  const own = await versionsOf(tx, await services.network.rootId(), groups)
  const next = { ...body.definition, version: 1 }
  const running = await runningSales(tx, dealers, { groups, own, next, now })
  return { changes: definitionChanges(current, body.definition), dealers: dealers.length, running }
}

/** The stores at or below it that have no definition of their own, nor one nearer to them. */
async function inheritors(
  tx: Tx,
  organisationId: string,
  reached: readonly string[],
  { network }: Pick<Services, 'network'>,
): Promise<string[]> {
  const published = new Set((await findPublished(tx, reached)).map(row => row.organisationId))
  const known = await Promise.all(reached.map(id => network.organisation(id)))
  return known.flatMap(node => {
    if (!node?.ancestorIds.includes(organisationId)) return []
    const below = node.ancestorIds.slice(node.ancestorIds.indexOf(organisationId) + 1)
    return node.kind !== 'dealer' || below.some(id => published.has(id)) ? [] : [node.id]
  })
}

async function versionsOf(tx: Tx, rootId: string, groups: readonly RunningGroup[]) {
  const own = new Map<number, ProcessDefinition>()
  for (const { version } of groups) own.set(version, await processOfVersion(tx, rootId, version))
  return own
}

interface Compared {
  readonly groups: readonly RunningGroup[]
  /** by version, what the groups run by now */
  readonly own: ReadonlyMap<number, ProcessDefinition>
  readonly next: ProcessDefinition
  readonly now: Date
}

async function runningSales(
  tx: Tx,
  dealerIds: readonly string[],
  { groups, own, next, now }: Compared,
): Promise<RunningSales[]> {
  const before = await lateSales(tx, dealerIds, groups, now, ({ version }) => own.get(version))
  const after = await lateSales(tx, dealerIds, groups, now, () => next)
  return groups.map((group, index) => ({
    ...group,
    stranded: !next.stages.includes(group.stage),
    ...stepsGoneAndCome(group, own.get(group.version), next),
    lateBefore: before[index] ?? 0,
    lateAfter: after[index] ?? 0,
  }))
}

function stepsGoneAndCome(
  { stage }: RunningGroup,
  own: ProcessDefinition | undefined,
  next: ProcessDefinition,
): Pick<RunningSales, 'lost' | 'gained'> {
  const could = (action: (typeof actionKinds)[number]) => own && targetOf(own, action, stage) !== undefined
  const can = (action: (typeof actionKinds)[number]) => targetOf(next, action, stage) !== undefined
  return {
    lost: actionKinds.filter(action => could(action) && !can(action)),
    gained: actionKinds.filter(action => !could(action) && can(action)),
  }
}

/** By group; a stage without a limit has none that are late. */
async function lateSales(
  tx: Tx,
  dealerIds: readonly string[],
  groups: readonly RunningGroup[],
  now: Date,
  definitionOf: (group: RunningGroup) => ProcessDefinition | undefined,
): Promise<number[]> {
  const allowed = groups.map((group): Allowed | null => {
    const definition = definitionOf(group)
    const hours = definition ? hoursAt(definition, group.stage) : null
    if (hours === null) return null
    const { version, stage } = group
    return { version, stage, since: new Date(now.getTime() - hours * 3_600_000).toISOString() }
  })
  const asked = allowed.filter(each => each !== null)
  const counts = await countLateSales(tx, dealerIds, asked)
  return allowed.map(each => (each ? (counts[asked.indexOf(each)] ?? 0) : 0))
}
