import type { FastifyInstance } from 'fastify'
import { findColleagues } from '../../network/staff/colleagues.sql.ts'
import { problem } from '../../platform/problem.ts'
import { narrowed } from '../../platform/server/choose-dealer.ts'
import { covers } from '../../platform/server/covers.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { invalid, pageOfRows, positionOf } from '../../platform/server/page.ts'
import { type Scope, scopeOf } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { findHeldPeriods } from '../off-road-periods/off-road-periods.sql.ts'
import { presentVehicle, presentVehicles, todaysOf } from './present-vehicle.ts'
import { listVehicles, readVehicle, summariseVehicles, type VehicleDetail } from './vehicles.contract.ts'
import {
  countVehicles,
  findActiveReservation,
  findEpisodes,
  findVehicle,
  isSortValueOf,
  listVehicles as selectVehicles,
  type VehicleDetailRow,
} from './vehicles.sql.ts'

export function registerVehicleReads(app: FastifyInstance, services: Services): void {
  route(app, services, listVehicles, list)
  route(app, services, readVehicle, read)
  route(app, services, summariseVehicles, ({ tx, query, ...call }) =>
    countVehicles(tx, narrowed(call.scope, query.dealerId).all),
  )
}

async function list({ tx, query, services, now, ...call }: Call<typeof listVehicles>) {
  const scope = narrowed(call.scope, query.dealerId)
  const after = positionOf(query.order, query.cursor)
  if (after && !isSortValueOf(query.order, after)) throw invalid('cursor', 'cursor')
  const rows = await selectVehicles(tx, scope, { ...query, after, limit: query.limit + 1 })
  const page = pageOfRows(rows, query.limit, query.order, row => ({
    value: row.sortValue,
    id: row.episodeId,
  }))
  const dealerIds = page.rows.map(row => row.dealerId)
  const todays = await todaysOf(services.network, dealerIds, now)
  return { items: presentVehicles(page.rows, scope, todays), nextCursor: page.nextCursor }
}

async function read({
  tx,
  params,
  scope,
  services,
  actor,
  now,
}: Call<typeof readVehicle>): Promise<VehicleDetail> {
  const row = await findVehicle(tx, scope, params.id)
  if (!row) throw problem('request.not-found')
  const network = await services.network.ids()
  const todays = await todaysOf(services.network, [row.dealerId], now)
  const { origin, specifications, ...plain } = row
  return {
    ...presentVehicle(plain, scope, todays.get(row.dealerId) ?? ''),
    manufacturedOn: row.manufacturedOn,
    importedOn: row.importedOn,
    networkSince: row.networkSince,
    origin,
    specifications,
    reservation: await reservationOf(tx, row, scopeOf(actor, 'sales', 'read', network)),
    offRoadPeriods: row.availability === 'closed' ? [] : await findHeldPeriods(tx, row),
    episodes: await findEpisodes(tx, row.dealerId, row.id),
    may: {
      edit:
        row.availability !== 'closed' &&
        covers(scopeOf(actor, 'vehicles', 'edit', network), { dealerId: row.dealerId, ownerId: null }),
    },
  }
}

/** Who holds the car is the store's affair: elsewhere one sees only until when. */
async function reservationOf(
  tx: Tx,
  row: VehicleDetailRow,
  sales: Scope | null,
): Promise<VehicleDetail['reservation']> {
  const held = await findActiveReservation(tx, row.dealerId, row.episodeId)
  if (!held) return null
  const { saleId, reservedBy, ...claim } = held
  const isHere = sales !== null && [...sales.all, ...sales.own].includes(row.dealerId)
  const colleagues = await findColleagues(tx, isHere ? [reservedBy] : [])
  return {
    ...claim,
    saleId: covers(sales, { dealerId: row.dealerId, ownerId: reservedBy }) ? saleId : null,
    reservedBy: (reservedBy && colleagues.get(reservedBy)) || null,
  }
}
