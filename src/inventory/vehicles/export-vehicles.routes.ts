import type { FastifyInstance } from 'fastify'
import { seesCost } from '../../platform/permissions.ts'
import { narrowed } from '../../platform/server/choose-dealer.ts'
import { moneyCell, sendList } from '../../platform/server/http/list-file.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { CellRow } from '../../platform/server/import/export-cells.ts'
import { holdsAt } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { inventoryEn, inventoryZh } from '../inventory.words.ts'
import { presentVehicle, todaysOf } from './present-vehicle.ts'
import { exportVehicles, type Vehicle } from './vehicles.contract.ts'
import { listVehicles } from './vehicles.sql.ts'

export function registerVehicleExport(app: FastifyInstance, services: Services): void {
  route(app, services, exportVehicles, exportVehicleList)
}

interface Line {
  readonly vehicle: Vehicle
  readonly storeCode: string
  readonly sortValue: string | number | null
}

export async function exportVehicleList(call: Call<typeof exportVehicles>) {
  const { query, services, actor, now } = call
  const { format, ...filters } = query
  const scope = narrowed(call.scope, query.dealerId)
  const words = actor.locale === 'en' ? inventoryEn : inventoryZh
  const withCost = scope.all.some(id => holdsAt(scope, id, seesCost))
  return sendList<typeof exportVehicles, Line>(call, {
    noun: 'vehicles',
    format,
    fileName: words.vehicles,
    headings: headingsOf(words, withCost),
    facts: filters,
    cells: line => cellsOf(line, words, withCost),
    at: line => ({ value: line.sortValue, id: line.vehicle.episodeId }),
    read: async (tx, after, limit) => {
      const rows = await listVehicles(tx, scope, { ...query, after, limit })
      const dealerIds = rows.map(row => row.dealerId)
      const todays = await todaysOf(services.network, dealerIds, now)
      const lines = rows.map(async row => ({
        vehicle: presentVehicle(row, scope, todays.get(row.dealerId) ?? ''),
        storeCode: (await services.network.organisation(row.dealerId))?.code ?? '',
        sortValue: row.sortValue,
      }))
      return Promise.all(lines)
    },
  })
}

type Words = typeof inventoryZh | typeof inventoryEn

function headingsOf(words: Words, withCost: boolean): string[] {
  return [
    words.store,
    words.stockNumber,
    words.vin,
    words.make,
    words.modelName,
    words.trimName,
    words.modelYear,
    words.exteriorColour,
    words.mileage,
    words.condition.title,
    words.state.title,
    words.availability.title,
    words.location,
    words.price,
    ...(withCost ? [words.cost] : []),
    words.currency,
    words.receivedOn,
    words.age.store,
  ]
}

function cellsOf({ vehicle, storeCode }: Line, words: Words, withCost: boolean): CellRow {
  const { currency } = vehicle
  return [
    storeCode,
    vehicle.stockNumber,
    vehicle.vin,
    vehicle.make,
    vehicle.modelName,
    vehicle.trimName,
    vehicle.modelYear,
    vehicle.exteriorColour,
    vehicle.mileageKm,
    words.condition[vehicle.condition],
    words.state[vehicle.state],
    words.availability[vehicle.availability],
    vehicle.location,
    moneyCell(vehicle.priceMinor, currency),
    ...(withCost ? [moneyCell(vehicle.costMinor, currency)] : []),
    currency,
    vehicle.receivedOn,
    vehicle.ages.storeDays,
  ]
}
