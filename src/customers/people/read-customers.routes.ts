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
import { findContactPoints } from './contact-points.sql.ts'
import { listCustomers, readCustomer } from './customers.contract.ts'
import { findCustomer, findNameSearch, listCustomers as selectCustomers } from './customers.sql.ts'
import { ownedStores } from './owned-stores.ts'
import { presentCustomer, presentCustomerDetail } from './present-customer.ts'

export function registerCustomerReads(app: FastifyInstance, services: Services): void {
  route(app, services, listCustomers, list)
  route(app, services, readCustomer, read)
}

async function list(call: Call<typeof listCustomers>) {
  const { tx, query, services } = call
  const scope = narrowed(call.scope, query.dealerId)
  const stores = await ownedStores(scope, query.q, services)
  const after = await resumed(call, positionOf(query.order, query.cursor))
  const rows = await selectCustomers(tx, stores, {
    ...query,
    after,
    staffId: scope.staffId,
    limit: query.limit + 1,
  })
  const page = pageOfRows(rows, query.limit, query.order, row => ({ value: null, id: row.id }))
  const colleagues = await findColleagues(
    tx,
    page.rows.map(row => row.ownerId),
  )
  const reading = { scope, seals: services.seals, colleagues }
  return { items: page.rows.map(row => presentCustomer(row, reading)), nextCursor: page.nextCursor }
}

/** A cursor holds no name: the place in the order is looked up from the row it ended at. */
async function resumed(
  { tx, scope, query }: Call<typeof listCustomers>,
  position: Position | null,
): Promise<Position | null> {
  if (!position || query.order === 'newest') return position
  const value = await findNameSearch(tx, scope, position.id)
  if (value === undefined) throw invalid('cursor', 'cursor')
  return { value, id: position.id }
}

async function read({ tx, params, scope, services, actor }: Call<typeof readCustomer>) {
  const row = await findCustomer(tx, scope, params.id)
  if (!row) throw problem('request.not-found')
  const points = await findContactPoints(tx, row.dealerId, row.id)
  const colleagues = await findColleagues(tx, [row.ownerId])
  const network = await services.network.ids()
  return presentCustomerDetail(
    row,
    points,
    { scope, seals: services.seals, colleagues },
    {
      ownerChanges: await findOwnerChanges(tx, row.dealerId, { customerId: row.id }),
      may: {
        edit: covers(scopeOf(actor, 'customers', 'edit', network), row),
        reveal: covers(scopeOf(actor, 'customers', 'reveal', network), row),
      },
    },
  )
}
