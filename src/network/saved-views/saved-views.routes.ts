import type { FastifyInstance } from 'fastify'
import { problem } from '../../platform/problem.ts'
import { type Actor, hasRole } from '../../platform/server/actor.ts'
import { refuseStale } from '../../platform/server/edits.sql.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import {
  createSavedView,
  editSavedView,
  listSavedViews,
  removeSavedView,
  type SavedView,
} from './saved-views.contract.ts'
import {
  countViewsOf,
  endOtherDefaults,
  findSavedView,
  findSavedViews,
  insertSavedView,
  type SavedViewRow,
  updateSavedView,
  viewsMax,
} from './saved-views.sql.ts'

export function registerSavedViews(app: FastifyInstance, services: Services): void {
  route(app, services, listSavedViews, list)
  route(app, services, createSavedView, create)
  route(app, services, editSavedView, edit)
  route(app, services, removeSavedView, remove)
}

async function list({ tx, actor, query }: Call<typeof listSavedViews>) {
  const rows = await findSavedViews(tx, actor.organisationId, actor.staffId, query.screen)
  return { items: rows.map(row => presentView(row, actor)) }
}

async function create({ tx, actor, body, newId, now, announce }: Call<typeof createSavedView>) {
  const { organisationId: dealerId, staffId } = actor
  if (body.reach === 'team' && !leads(actor)) throw problem('auth.not-permitted')
  if ((await countViewsOf(tx, dealerId, staffId, body.screen)) >= viewsMax)
    throw problem('saved-view.too-many', { most: viewsMax })
  const view = { ...body, dealerId, staffId, id: newId(), now }
  await insertSavedView(tx, view)
  if (view.isDefault) await endOtherDefaults(tx, view)
  announce(dealerId, 'saved-views')
  return { id: view.id, version: 1 }
}

async function edit({ tx, actor, params, body, version, announce }: Call<typeof editSavedView>) {
  const view = await editable(tx, actor, params.id)
  if (body.reach === 'team' && view.reach !== 'team' && !leads(actor)) throw problem('auth.not-permitted')
  if (view.version !== version) await stale(tx, view, version)
  const made = await updateSavedView(tx, view, body)
  if (made === undefined) return stale(tx, { ...view, version: version + 1 }, version)
  if (body.isDefault ?? view.isDefault) await endOtherDefaults(tx, { ...view, ...body })
  announce(view.dealerId, 'saved-views')
  return { id: view.id, version: made }
}

async function remove({ tx, actor, params, now, announce }: Call<typeof removeSavedView>) {
  const view = await editable(tx, actor, params.id)
  const made = await updateSavedView(tx, view, { deletedAt: now })
  if (made === undefined) throw problem('request.not-found')
  announce(view.dealerId, 'saved-views')
  return { id: view.id, version: made }
}

/** @throws Problem request.not-found, or auth.not-permitted for a team's view that the reader may see */
async function editable(tx: Call<unknown>['tx'], actor: Actor, id: string): Promise<SavedViewRow> {
  const view = await findSavedView(tx, actor.organisationId, actor.staffId, id)
  if (!view) throw problem('request.not-found')
  if (!mayEdit(view, actor)) throw problem('auth.not-permitted')
  return view
}

function stale(tx: Call<unknown>['tx'], view: SavedViewRow, expected: number): Promise<never> {
  const { dealerId, id, version } = view
  return refuseStale(tx, { dealerIds: [dealerId], noun: 'saved-views', id, version }, expected)
}

function presentView(row: SavedViewRow, actor: Actor): SavedView {
  const { dealerId, staffId, staffName, ...view } = row
  return { ...view, author: { id: staffId, name: staffName }, mayEdit: mayEdit(row, actor) }
}

function mayEdit(view: SavedViewRow, actor: Actor): boolean {
  return view.staffId === actor.staffId || (view.reach === 'team' && leads(actor))
}

/** Who may put a view before everybody at the organisation. */
function leads(actor: Actor): boolean {
  return hasRole(
    actor,
    'sales-manager',
    'inventory-manager',
    'dealer-manager',
    'group-manager',
    'region-manager',
    'manufacturer-manager',
    'administrator',
  )
}
