import type { FastifyInstance } from 'fastify'
import { findColleagues } from '../../network/staff/colleagues.sql.ts'
import { problem } from '../../platform/problem.ts'
import { narrowed } from '../../platform/server/choose-dealer.ts'
import { covers } from '../../platform/server/covers.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { invalid, type Position, pageOfRows, positionOf } from '../../platform/server/page.ts'
import { scopeOf } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { findOwnerChanges } from '../owner-changes/owner-changes.sql.ts'
import { ownedStores } from '../people/owned-stores.ts'
import { findLeadContacts } from './lead-contacts.sql.ts'
import { listLeads, readLead, summariseLeads } from './leads.contract.ts'
import { countLeads, findLead, type LeadRow, listLeads as selectLeads } from './leads.sql.ts'
import { presentLead, presentLeadDetail } from './present-lead.ts'

export function registerLeadReads(app: FastifyInstance, services: Services): void {
  route(app, services, listLeads, list)
  route(app, services, readLead, read)
  route(app, services, summariseLeads, async ({ tx, query, ...call }) => {
    const scope = narrowed(call.scope, query.dealerId)
    return countLeads(tx, await ownedStores(scope, undefined, services), scope.staffId)
  })
}

async function list({ tx, query, services, ...call }: Call<typeof listLeads>) {
  const scope = narrowed(call.scope, query.dealerId)
  const stores = await ownedStores(scope, query.q, services)
  const after = positionIn(query.order, query.cursor)
  const rows = await selectLeads(tx, stores, {
    ...query,
    after,
    staffId: scope.staffId,
    now: call.now,
    limit: query.limit + 1,
  })
  const at = (row: LeadRow) => ({ value: query.order === 'urgent' ? row.urgentUntil : null, id: row.id })
  const page = pageOfRows(rows, query.limit, query.order, at)
  const colleagues = await findColleagues(
    tx,
    page.rows.map(row => row.ownerId),
  )
  const reading = { scope, seals: services.seals, colleagues }
  return { items: page.rows.map(row => presentLead(row, reading)), nextCursor: page.nextCursor }
}

/** A cursor of the urgent order names an instant: anything else was not made here. */
function positionIn(order: 'newest' | 'urgent', cursor: string | undefined): Position | null {
  const position = positionOf(order, cursor)
  if (
    position &&
    order === 'urgent' &&
    !/^(infinity|\d{4}-\d\d-\d\dT[\d:.]{8,15}Z)$/.test(String(position.value))
  )
    throw invalid('cursor', 'cursor')
  return position
}

async function read({ tx, params, scope, services, actor }: Call<typeof readLead>) {
  const row = await findLead(tx, scope, params.id)
  if (!row) throw problem('request.not-found')
  const network = await services.network.ids()
  const editing = scopeOf(actor, 'leads', 'edit', network)
  const revealing = scopeOf(actor, 'customers', 'reveal', network)
  const isOpen = row.state === 'open'
  const reached = editing && [...editing.all, ...editing.own].includes(row.dealerId)
  const reading = {
    scope,
    seals: services.seals,
    colleagues: await findColleagues(tx, [row.ownerId, row.respondedBy]),
  }
  return presentLeadDetail(row, reading, {
    contacts: await findLeadContacts(tx, row.dealerId, row.id),
    ownerChanges: await findOwnerChanges(tx, row.dealerId, { leadId: row.id }),
    may: {
      edit: isOpen && covers(editing, row),
      claim: isOpen && row.ownerId === null && reached === true,
      reveal: row.phoneSealed !== null && covers(revealing, row),
    },
  })
}
