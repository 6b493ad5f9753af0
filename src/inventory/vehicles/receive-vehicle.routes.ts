import type { FastifyInstance } from 'fastify'
import { type Store, storeOf } from '../../customers/people/store-of.ts'
import { problem } from '../../platform/problem.ts'
import { chooseDealer } from '../../platform/server/choose-dealer.ts'
import { nextNumber } from '../../platform/server/counters.sql.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { invalid } from '../../platform/server/page.ts'
import type { Services } from '../../platform/server/services.ts'
import { findCatalogued } from '../models/models.sql.ts'
import { checkedVin, holdVin } from './hold-vin.ts'
import { type NewVehicle, receiveVehicle } from './stock.contract.ts'
import {
  type Car,
  type EpisodeInsert,
  findCarByVin,
  findStock,
  insertEpisode,
  insertVehicle,
  updateVehicle,
} from './stock.sql.ts'

export function registerReceipts(app: FastifyInstance, services: Services): void {
  route(app, services, receiveVehicle, receive)
}

async function receive(call: Call<typeof receiveVehicle>) {
  const { tx, body, scope, now, newId, services } = call
  const dealerId = chooseDealer(scope, body.dealerId)
  const store = await storeOf(services, dealerId, now)
  const { vin, warnings } = checkedVin(body.vin)
  const car = await carOf(tx, body, vin, store.today)
  const episodeId = newId()
  const known = vin === null ? undefined : await findCarByVin(tx, dealerId, vin)
  if (known?.isOpen) throw problem('vehicle.held-here', { vehicleId: known.vehicleId })
  if (vin !== null) await holdVin(tx, vin, { dealerId, episodeId }, now)
  const id = known?.vehicleId ?? newId()
  const version = known ? await renewed(call, id, car) : 1
  if (!known) await insertVehicle(tx, { dealerId, id, now }, car)
  const stay = await stayOf(tx, body, store, id)
  await insertEpisode(tx, { dealerId, id: episodeId, now }, stay)
  const facts = { episodeId, version, stockNumber: stay.stockNumber, state: body.state }
  await call.audit({ dealerId, verb: 'received', noun: 'vehicles', subjectId: id, facts })
  call.announce(dealerId, 'vehicles', `vehicles:${id}`)
  return { id, episodeId, stockNumber: stay.stockNumber, version, warnings }
}

/** A car that the store had before comes back as it is now: what is not said stays as it was known. */
async function renewed(
  { tx, scope, now }: Call<typeof receiveVehicle>,
  id: string,
  car: Car,
): Promise<number> {
  const before = await findStock(tx, scope, id)
  if (!before) throw problem('request.not-found')
  const said = Object.fromEntries(Object.entries(car).filter(([, value]) => value !== null)) as Partial<Car>
  const version = await updateVehicle(tx, { dealerId: before.dealerId, id, now }, before.version, said)
  if (version === undefined) throw problem('record.conflict')
  return version
}

/** A trim names make and model; a car outside the catalogue names them itself. */
async function carOf(tx: Tx, body: NewVehicle, vin: string | null, today: string): Promise<Car> {
  const trim = body.trimId ? await findCatalogued(tx, body.trimId) : undefined
  if (body.trimId && !trim) throw invalid('trimId', 'unknown')
  const make = body.make ?? trim?.make
  const modelName = body.modelName ?? trim?.modelName
  if (make === undefined) throw invalid('make', 'required')
  if (modelName === undefined) throw invalid('modelName', 'required')
  if (body.manufacturedOn && body.manufacturedOn > today) throw invalid('manufacturedOn', 'future')
  return {
    vin,
    make,
    modelName,
    trimId: body.trimId ?? null,
    trimName: body.trimName ?? trim?.trimName ?? null,
    modelYear: body.modelYear ?? null,
    exteriorColour: body.exteriorColour ?? null,
    interiorColour: body.interiorColour ?? null,
    energy: body.energy ?? trim?.energy ?? null,
    transmission: body.transmission ?? null,
    condition: body.condition,
    manufacturedOn: body.manufacturedOn ?? null,
    importedOn: body.importedOn ?? null,
    mileageKm: body.mileageKm ?? null,
    plate: body.plate ?? null,
  }
}

/** A car in stock was received today unless another day is said; one on its way has no such day yet. */
async function stayOf(tx: Tx, body: NewVehicle, store: Store, vehicleId: string): Promise<EpisodeInsert> {
  const isHere = body.state === 'in-stock'
  if (!isHere && body.receivedOn) throw invalid('receivedOn', 'not-in-stock')
  const receivedOn = isHere ? (body.receivedOn ?? store.today) : null
  if (receivedOn && receivedOn > store.today) throw invalid('receivedOn', 'future')
  return {
    vehicleId,
    state: body.state,
    currency: body.currency ?? store.currency,
    stockNumber: body.stockNumber?.toUpperCase() ?? (await nextNumber(tx, store.id, 'stock', store.today)),
    location: body.location ?? null,
    priceMinor: body.priceMinor ?? null,
    costMinor: body.costMinor ?? null,
    networkSince: body.networkSince ?? receivedOn,
    receivedOn,
    certificateState: body.certificateState ?? 'missing',
  }
}
