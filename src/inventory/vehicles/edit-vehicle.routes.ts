import type { FastifyInstance } from 'fastify'
import { type Store, storeOf } from '../../customers/people/store-of.ts'
import { problem } from '../../platform/problem.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { refuseStale } from '../../platform/server/edits.sql.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { invalid } from '../../platform/server/page.ts'
import type { Services } from '../../platform/server/services.ts'
import { findCatalogued } from '../models/models.sql.ts'
import { checkedVin, holdVin } from './hold-vin.ts'
import { editVehicle, type VehicleEdit } from './stock.contract.ts'
import {
  type Car,
  findStock,
  releaseVin,
  type Stay,
  type StockRow,
  updateEpisode,
  updateVehicle,
} from './stock.sql.ts'

export function registerVehicleEdits(app: FastifyInstance, services: Services): void {
  route(app, services, editVehicle, edit)
}

async function edit(call: Call<typeof editVehicle>) {
  const { tx, params, body, scope, version, now, services } = call
  const stock = await findStock(tx, scope, params.id)
  if (!stock) throw problem('request.not-found')
  if (stock.version !== version) return stale(tx, stock, version)
  if (stock.closedAt !== null) throw problem('vehicle.closed', { state: stock.state })
  const { vin, warnings } = checkedVin(body.vin)
  const given = body.vin === undefined ? body : { ...body, vin }
  const car = differing(await withCatalogue(tx, carGiven(given), stock), stock)
  const stay = differing(stayGiven(given), stock)
  checkDates(car, stay, await storeOf(services, stock.dealerId, now))
  const fields = [...Object.keys(car), ...Object.keys(stay)]
  if (fields.length === 0) return { id: stock.vehicleId, version, warnings }
  if (car.vin !== undefined) await moveVin(tx, stock, car.vin, now)
  const made = await updateVehicle(tx, { dealerId: stock.dealerId, id: stock.vehicleId, now }, version, car)
  if (made === undefined) return stale(tx, stock, version)
  const isOpen = await updateEpisode(tx, { dealerId: stock.dealerId, id: stock.episodeId, now }, stay)
  if (!isOpen) throw problem('vehicle.closed', { state: 'delivered' })
  await recorded(call, stock, { fields, version: made })
  return { id: stock.vehicleId, version: made, warnings }
}

async function stale(tx: Tx, stock: StockRow, expected: number): Promise<never> {
  const { dealerId, vehicleId, version } = stock
  return refuseStale(tx, { dealerIds: [dealerId], noun: 'vehicles', id: vehicleId, version }, expected)
}

async function recorded(
  call: Call<typeof editVehicle>,
  { dealerId, vehicleId }: StockRow,
  facts: { fields: string[]; version: number },
): Promise<void> {
  await call.audit({ dealerId, verb: 'edited', noun: 'vehicles', subjectId: vehicleId, facts })
  call.announce(dealerId, 'vehicles', `vehicles:${vehicleId}`)
}

/** The old VIN is given up first, so that a car may be corrected to one that this store typed elsewhere. */
async function moveVin(tx: Tx, stock: StockRow, vin: string | null, now: Date): Promise<void> {
  if (vin === null && stock.availability === 'sold') throw invalid('vin', 'sold')
  if (stock.vin !== null) await releaseVin(tx, stock.vin, stock)
  if (vin !== null) await holdVin(tx, vin, stock, now)
}

/** A newly chosen trim names the car, unless the same edit names it otherwise. */
async function withCatalogue(tx: Tx, given: Partial<Car>, stock: StockRow): Promise<Partial<Car>> {
  if (!given.trimId || given.trimId === stock.trimId) return given
  const trim = await findCatalogued(tx, given.trimId)
  if (!trim) throw invalid('trimId', 'unknown')
  return { ...trim, ...given }
}

function checkDates(car: Partial<Car>, stay: Partial<Stay>, store: Store): void {
  if (car.manufacturedOn && car.manufacturedOn > store.today) throw invalid('manufacturedOn', 'future')
  if (stay.receivedOn && stay.receivedOn > store.today) throw invalid('receivedOn', 'future')
}

function carGiven(body: VehicleEdit): Partial<Car> {
  const { stockNumber, location, priceMinor, costMinor, networkSince, receivedOn, certificateState, ...car } =
    body
  return car
}

function stayGiven(body: VehicleEdit): Partial<Stay> {
  const { location, priceMinor, costMinor, networkSince, receivedOn, certificateState } = body
  const stockNumber = body.stockNumber?.toUpperCase()
  return { stockNumber, location, priceMinor, costMinor, networkSince, receivedOn, certificateState }
}

/** The given fields that differ from what is stored. */
function differing<Given extends object>(given: Given, stored: object): Given {
  const known = stored as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    Object.entries(given).filter(([field, value]) => value !== undefined && value !== known[field]),
  ) as Given
}
