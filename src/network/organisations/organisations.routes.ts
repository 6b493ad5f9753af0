import type { FastifyInstance } from 'fastify'
import { problem } from '../../platform/problem.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { refuseStale } from '../../platform/server/edits.sql.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import * as contracts from './organisations.contract.ts'
import { mayHangUnder } from './organisations.rules.ts'
import * as rows from './organisations.sql.ts'

export function organisationRoutes(app: FastifyInstance, services: Services): void {
  route(app, services, contracts.listOrganisations, async ({ tx }) => ({
    items: await rows.listOrganisations(tx),
    nextCursor: null,
  }))

  route(app, services, contracts.readOrganisation, async ({ tx, params }) => {
    const [found] = await rows.listOrganisations(tx, [params.id])
    if (!found) throw problem('request.not-found')
    return found
  })

  route(app, services, contracts.createOrganisation, create)
  route(app, services, contracts.editOrganisation, edit)
  route(app, services, contracts.moveOrganisation, move)
}

async function create({
  tx,
  body,
  scope,
  now,
  newId,
  audit,
  announce,
  services,
}: Call<typeof contracts.createOrganisation>) {
  await rows.lockTree(tx)
  const { parentId, ...made } = body
  const parent = await requireNode(tx, scope.all, parentId)
  requireOrder(made.kind, parent)
  const id = newId()
  await rows.insertOrganisation(tx, { ...made, id, parent, at: now })
  const { kind, code } = made
  await audit({
    dealerId: parent.id,
    verb: 'created',
    noun: 'organisations',
    subjectId: id,
    facts: { parentId, kind, code },
  })
  announce(parent.id, 'organisations')
  services.network.forget()
  return { id, version: 1 }
}

async function edit({
  tx,
  params,
  body,
  version,
  scope,
  audit,
  announce,
}: Call<typeof contracts.editOrganisation>) {
  const node = await requireNode(tx, scope.all, params.id, true)
  if (node.version !== version) await refuseOld(tx, node, version)
  if (!node.parentId && (body.timeZone === null || body.currency === null))
    throw problem('organisation.root-needs-defaults')
  await rows.updateOrganisation(tx, node.id, version, body)
  const facts = { fields: Object.keys(body), version: version + 1 }
  await audit({ dealerId: node.id, verb: 'edited', noun: 'organisations', subjectId: node.id, facts })
  announce(node.id, 'organisations')
  return { id: node.id, version: version + 1 }
}

async function move({
  tx,
  params,
  body,
  version,
  scope,
  now,
  audit,
  announce,
  services,
}: Call<typeof contracts.moveOrganisation>) {
  await rows.lockTree(tx)
  const node = await requireNode(tx, scope.all, params.id, true)
  const parent = await requireNode(tx, scope.all, body.parentId)
  if (node.version !== version) await refuseOld(tx, node, version)
  if (parent.ancestorIds.includes(node.id)) throw problem('organisation.own-descendant')
  requireOrder(node.kind, parent)
  await rows.updateParent(tx, node, parent)
  await rows.insertMove(tx, node.id, parent.id, now)
  const facts = { fields: ['parentId'], version: version + 1, from: node.parentId, to: parent.id }
  await audit({ dealerId: node.id, verb: 'moved', noun: 'organisations', subjectId: node.id, facts })
  announce(node.id, 'organisations')
  services.network.forget()
  return { id: node.id, version: version + 1 }
}

async function requireNode(tx: Tx, reach: readonly string[], id: string, lock = false): Promise<rows.Node> {
  const node = reach.includes(id) ? await rows.findNode(tx, id, lock) : undefined
  if (!node) throw problem('request.not-found')
  return node
}

function requireOrder(kind: contracts.OrganisationKind, parent: rows.Node): void {
  if (!mayHangUnder(kind, parent.kind))
    throw problem('organisation.wrong-kind', { kind, parentKind: parent.kind })
}

function refuseOld(tx: Tx, node: rows.Node, expected: number): Promise<never> {
  return refuseStale(
    tx,
    { dealerIds: [node.id], noun: 'organisations', id: node.id, version: node.version },
    expected,
  )
}
