import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Scope } from '../../platform/server/scope.ts'
import { within } from '../../platform/server/within.ts'
import type { Availability, CertificateState, EpisodeState } from './vehicles.contract.ts'

/** What is written on a car. */
export interface Car {
  readonly vin: string | null
  readonly trimId: string | null
  readonly make: string
  readonly modelName: string
  readonly trimName: string | null
  readonly modelYear: number | null
  readonly exteriorColour: string | null
  readonly interiorColour: string | null
  readonly energy: string | null
  readonly transmission: string | null
  readonly condition: string
  readonly manufacturedOn: string | null
  readonly importedOn: string | null
  readonly mileageKm: number | null
  readonly plate: string | null
}

/** What a store keeps about its stay. */
export interface Stay {
  readonly stockNumber: string
  readonly location: string | null
  readonly priceMinor: number | null
  readonly costMinor: number | null
  readonly networkSince: string | null
  readonly receivedOn: string | null
  readonly certificateState: CertificateState
}

/** A car under the names of its columns; what is undefined is not written. */
function carValues<Given extends Partial<Car>>(car: Given) {
  return {
    vin: car.vin as Given['vin'],
    trim_id: car.trimId as Given['trimId'],
    make: car.make as Given['make'],
    model_name: car.modelName as Given['modelName'],
    trim_name: car.trimName as Given['trimName'],
    model_year: car.modelYear as Given['modelYear'],
    exterior_colour: car.exteriorColour as Given['exteriorColour'],
    interior_colour: car.interiorColour as Given['interiorColour'],
    energy: car.energy as Given['energy'],
    transmission: car.transmission as Given['transmission'],
    condition: car.condition as Given['condition'],
    manufactured_on: car.manufacturedOn as Given['manufacturedOn'],
    imported_on: car.importedOn as Given['importedOn'],
    mileage_km: car.mileageKm as Given['mileageKm'],
    plate: car.plate as Given['plate'],
  }
}

function stayValues<Given extends Partial<Stay>>(stay: Given) {
  return {
    stock_number: stay.stockNumber as Given['stockNumber'],
    location: stay.location as Given['location'],
    price_minor: stay.priceMinor as Given['priceMinor'],
    cost_minor: stay.costMinor as Given['costMinor'],
    network_since: stay.networkSince as Given['networkSince'],
    received_on: stay.receivedOn as Given['receivedOn'],
    certificate_state: stay.certificateState as Given['certificateState'],
  }
}

export interface StockRow extends Car, Stay {
  readonly dealerId: string
  readonly vehicleId: string
  readonly episodeId: string
  readonly version: number
  readonly state: EpisodeState
  readonly availability: Availability
  readonly pdiPassedAt: string | null
  readonly closedAt: string | null
}

/** One car of the scope with its open stay, or else its last. */
export async function findStock(tx: Tx, scope: Scope, vehicleId: string): Promise<StockRow | undefined> {
  const { rows } = await sql<StockRow>`
    select v.dealer_id as "dealerId", v.id as "vehicleId", e.id as "episodeId", v.version, e.state, e.availability,
           e.pdi_passed_at as "pdiPassedAt", e.closed_at as "closedAt", v.vin, v.trim_id as "trimId", v.make,
           v.model_name as "modelName", v.trim_name as "trimName", v.model_year as "modelYear",
           v.exterior_colour as "exteriorColour", v.interior_colour as "interiorColour", v.energy, v.transmission,
           v.condition, v.manufactured_on as "manufacturedOn", v.imported_on as "importedOn",
           v.mileage_km as "mileageKm", v.plate, e.stock_number as "stockNumber", e.location,
           e.price_minor as "priceMinor", e.cost_minor as "costMinor", e.network_since as "networkSince",
           e.received_on as "receivedOn", e.certificate_state as "certificateState"
      from vehicles v
      cross join lateral (
        select stay.* from stock_episodes stay
         where stay.dealer_id = v.dealer_id and stay.vehicle_id = v.id
         order by (stay.closed_at is null) desc, stay.id desc limit 1) e
     where v.id = ${vehicleId} and ${within(scope, 'v.dealer_id', null)}`.execute(tx)
  return rows[0]
}

/** A car of the store that has this VIN, and whether it is in stock now. */
export async function findCarByVin(
  tx: Tx,
  dealerId: string,
  vin: string,
): Promise<{ vehicleId: string; isOpen: boolean } | undefined> {
  const { rows } = await sql<{ vehicleId: string; isOpen: boolean }>`
    select v.id as "vehicleId", exists (select from stock_episodes e
             where e.dealer_id = v.dealer_id and e.vehicle_id = v.id and e.closed_at is null) as "isOpen"
      from vehicles v where v.dealer_id = ${dealerId} and v.vin = ${vin}`.execute(tx)
  return rows[0]
}

export type VinClaim = 'claimed' | 'held-here' | 'held-elsewhere'

/** Makes a stay the one holder of a VIN in the network. */
export async function claimVin(
  tx: Tx,
  vin: string,
  { dealerId, episodeId }: { dealerId: string; episodeId: string },
  now: Date,
): Promise<VinClaim> {
  const { rows } = await sql<{ claim: VinClaim }>`
    select claim_vin(${vin}, ${dealerId}, ${episodeId}, ${now.toISOString()}) as claim`.execute(tx)
  return rows[0]?.claim ?? 'held-elsewhere'
}

export async function releaseVin(
  tx: Tx,
  vin: string,
  { dealerId, episodeId }: { dealerId: string; episodeId: string },
): Promise<void> {
  await sql`select release_vin(${vin}, ${dealerId}, ${episodeId})`.execute(tx)
}

interface Key {
  readonly dealerId: string
  readonly id: string
  readonly now: Date
}

export async function insertVehicle(tx: Tx, { dealerId, id, now }: Key, car: Car): Promise<void> {
  const at = now.toISOString()
  await tx
    .insertInto('vehicles')
    .values({ dealer_id: dealerId, id, ...carValues(car), created_at: at, updated_at: at })
    .execute()
}

export interface EpisodeInsert extends Stay {
  readonly vehicleId: string
  readonly state: 'ordered' | 'in-transit' | 'in-stock'
  readonly currency: string
}

export async function insertEpisode(
  tx: Tx,
  { dealerId, id, now }: Key,
  episode: EpisodeInsert,
): Promise<void> {
  const at = now.toISOString()
  await tx
    .insertInto('stock_episodes')
    .values({
      dealer_id: dealerId,
      id,
      vehicle_id: episode.vehicleId,
      state: episode.state,
      availability: 'available',
      currency: episode.currency,
      ...stayValues(episode),
      origin: 'live',
      created_at: at,
      updated_at: at,
    })
    .execute()
}

/** Changes a car, or only makes a new version of it when what changed is its stay.
 *  @returns the version made, or undefined when the car has moved on from the expected one */
export async function updateVehicle(
  tx: Tx,
  { dealerId, id, now }: Key,
  version: number,
  change: Partial<Car>,
): Promise<number | undefined> {
  const row = await tx
    .updateTable('vehicles')
    .set({ ...carValues(change), version: version + 1, updated_at: now.toISOString() })
    .where('dealer_id', '=', dealerId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  return row?.version
}

/** @returns false when the stay has ended meanwhile */
export async function updateEpisode(
  tx: Tx,
  { dealerId, id, now }: Key,
  change: Partial<Stay>,
): Promise<boolean> {
  const row = await tx
    .updateTable('stock_episodes')
    .set(eb => ({
      ...stayValues(change),
      version: eb('version', '+', 1),
      updated_at: now.toISOString(),
    }))
    .where('dealer_id', '=', dealerId)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** A new version of a car for what happened to its stay. */
export async function touchVehicle(tx: Tx, { dealerId, id, now }: Key): Promise<number> {
  const row = await tx
    .updateTable('vehicles')
    .set(eb => ({ version: eb('version', '+', 1), updated_at: now.toISOString() }))
    .where('dealer_id', '=', dealerId)
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

/** Free → off the road, or back. @returns false when the car is not in that state */
export async function moveAvailability(
  tx: Tx,
  { dealerId, id, now }: Key,
  from: Availability,
  to: Availability,
): Promise<boolean> {
  return changeOpen(tx, { dealerId, id, now }, sql`availability = ${to}`, sql`availability = ${from}`)
}

/** @returns false when it was passed already or the car is not at the store */
export async function markPdiPassed(tx: Tx, key: Key): Promise<boolean> {
  const passed = sql`pdi_passed_at = ${key.now.toISOString()}`
  return changeOpen(tx, key, passed, sql`pdi_passed_at is null and state = 'in-stock'`)
}

/** @returns false when the car is at the store already */
export async function markArrived(tx: Tx, key: Key, receivedOn: string): Promise<boolean> {
  const arrived = sql`state = 'in-stock', received_on = ${receivedOn}::date,
    network_since = coalesce(network_since, ${receivedOn}::date)`
  return changeOpen(tx, key, arrived, sql`state in ('ordered', 'in-transit')`)
}

async function changeOpen(
  tx: Tx,
  { dealerId, id, now }: Key,
  change: ReturnType<typeof sql>,
  guard: ReturnType<typeof sql>,
): Promise<boolean> {
  const { rows } = await sql`
    update stock_episodes set ${change}, version = version + 1, updated_at = ${now.toISOString()}
     where dealer_id = ${dealerId} and id = ${id} and closed_at is null and ${guard}
    returning id`.execute(tx)
  return rows.length === 1
}
