import { sql } from 'kysely'
import { problem } from '../../platform/problem.ts'
import { nextNumbers } from '../../platform/server/counters.sql.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { insertRows, updateRows } from '../../platform/server/database/set-writes.ts'

/** A car with one stay in stock, as a file is compared with it. */
export interface StockCar {
  readonly vehicleId: string
  readonly vehicleVersion: number
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
  readonly engineLitres: number | null
  /** everything else that is known of the car */
  readonly specifications: Readonly<Record<string, unknown>>
  readonly episodeId: string
  readonly episodeVersion: number
  readonly stockNumber: string | null // null: to be drawn
  readonly state: string
  readonly location: string | null
  readonly priceMinor: number | null
  readonly costMinor: number | null
  readonly currency: string
  readonly networkSince: string | null
  readonly receivedOn: string | null
  readonly importKey: string | null
}

export interface KnownCar extends StockCar {
  readonly closedAt: string | null
}

export interface StockKeys {
  readonly vins: readonly string[]
  readonly stockNumbers: readonly string[]
  readonly importKeys: readonly string[]
}

/** Cars of a store that the keys name: by VIN with their open stay, or else the last; by number and key with the
 *  stay that has it. Each key is looked up by itself, and the dealer is left to the wall until the end: to name it
 *  beside a key makes the planner, which has no statistics of a table that an import just fills, take any index. */
export async function findKnownStock(tx: Tx, dealerId: string, keys: StockKeys): Promise<KnownCar[]> {
  const { rows } = await sql<KnownCar>`
    with meant as (
      select stay.id from unnest(${keys.vins}::text[]) as asked (vin)
       cross join lateral (
         select v.id from vehicles v where v.vin = asked.vin limit 1) car
       cross join lateral (
         select e.id from stock_episodes e where e.vehicle_id = car.id
          order by (e.closed_at is null) desc, e.id desc limit 1) stay
      union
      select stay.id from unnest(${keys.stockNumbers}::text[]) as asked (number)
       cross join lateral (
         select e.id from stock_episodes e where e.stock_number = asked.number limit 1) stay
      union
      select stay.id from unnest(${keys.importKeys}::text[]) as asked (key)
       cross join lateral (
         select e.id from stock_episodes e where e.import_key = asked.key limit 1) stay)
    select v.id as "vehicleId", v.version as "vehicleVersion", v.vin, v.trim_id as "trimId", v.make,
           v.model_name as "modelName", v.trim_name as "trimName", v.model_year as "modelYear",
           v.exterior_colour as "exteriorColour", v.interior_colour as "interiorColour", v.energy, v.transmission,
           v.condition, v.manufactured_on as "manufacturedOn", v.imported_on as "importedOn",
           v.mileage_km as "mileageKm", v.plate, (v.specifications ->> 'engineLitres')::float8 as "engineLitres",
           v.specifications, e.id as "episodeId", e.version as "episodeVersion", e.stock_number as "stockNumber",
           e.state, e.location, e.price_minor as "priceMinor", e.cost_minor as "costMinor", e.currency,
           e.network_since as "networkSince", e.received_on as "receivedOn", e.import_key as "importKey",
           e.closed_at as "closedAt"
      from meant
     cross join lateral (select * from stock_episodes where id = meant.id limit 1) e
     cross join lateral (select * from vehicles where id = e.vehicle_id limit 1) v
     where e.dealer_id = ${dealerId} and v.dealer_id = ${dealerId}
     order by (e.closed_at is null) desc, e.id desc`.execute(tx)
  return rows
}

export type Held = 'held-here' | 'held-elsewhere'

/** Which of these VINs somebody in the network holds, without saying who. */
export async function findHeldVins(
  tx: Tx,
  dealerId: string,
  vins: readonly string[],
): Promise<Map<string, Held>> {
  if (vins.length === 0) return new Map()
  const { rows } = await sql<{ vin: string; held: Held }>`
    select held_vin as vin, held from held_vins(${vins}::text[], ${dealerId})`.execute(tx)
  return new Map(rows.map(({ vin, held }) => [vin, held]))
}

export interface VinClaimant {
  readonly vin: string
  readonly episodeId: string
}

/** Makes the stays the holders of their VINs in the network, all or none.
 *  @throws Problem vehicle.held-elsewhere or vehicle.held-here when somebody was faster */
export async function claimVins(
  tx: Tx,
  dealerId: string,
  claimants: readonly VinClaimant[],
  now: Date,
): Promise<void> {
  if (claimants.length === 0) return
  const { rows } = await sql<{ vin: string; claim: string }>`
    select claimed_vin as vin, claim
      from claim_vins(${claimants.map(({ vin }) => vin)}::text[], ${dealerId},
                      ${claimants.map(({ episodeId }) => episodeId)}::uuid[], ${now.toISOString()})
     where claim <> 'claimed' limit 1`.execute(tx)
  const [lost] = rows
  if (lost) throw problem(`vehicle.${lost.claim}`, { vin: lost.vin, field: 'vin' })
}

/** Stock numbers that nobody wrote on a car by hand before. */
export async function drawStockNumbers(
  tx: Tx,
  dealerId: string,
  today: string,
  count: number,
  alsoTaken: ReadonlySet<string>,
): Promise<string[]> {
  const free: string[] = []
  while (free.length < count) {
    // The wall holds one store alone: naming it here too would mislead the planner, as above.
    const drawn = await nextNumbers(tx, dealerId, 'stock', today, count - free.length)
    const { rows } = await sql<{ number: string }>`
      select asked.number from unnest(${drawn}::text[]) as asked (number)
       cross join lateral (select from stock_episodes e where e.stock_number = asked.number limit 1) e`.execute(
      tx,
    )
    const taken = new Set(rows.map(({ number }) => number))
    free.push(...drawn.filter(number => !taken.has(number) && !alsoTaken.has(number)))
  }
  return free
}

/** Cars that are not known yet, each with its stay. A car that comes back has a row already. */
export async function insertStock(
  tx: Tx,
  dealerId: string,
  { cars, returned }: { readonly cars: readonly StockCar[]; readonly returned: ReadonlySet<string> },
  now: Date,
): Promise<void> {
  const at = now.toISOString()
  await insertRows(
    tx,
    'vehicles',
    cars
      .filter(({ vehicleId }) => !returned.has(vehicleId))
      .map(car => ({ dealer_id: dealerId, ...vehicleColumns(car, at), created_at: at })),
  )
  await insertRows(
    tx,
    'stock_episodes',
    cars.map(car => ({
      dealer_id: dealerId,
      ...episodeColumns(car, at),
      vehicle_id: car.vehicleId,
      availability: 'available',
      certificate_state: 'missing',
      import_key: car.importKey,
      origin: 'import',
      created_at: at,
    })),
  )
}

export async function updateCars(
  tx: Tx,
  dealerId: string,
  cars: readonly StockCar[],
  now: Date,
): Promise<void> {
  const rows = cars.map(car => ({ dealer_id: dealerId, ...vehicleColumns(car, now.toISOString()) }))
  await updateRows(tx, 'vehicles', rows, ['dealer_id', 'id', 'version'])
}

export async function updateStays(
  tx: Tx,
  dealerId: string,
  cars: readonly StockCar[],
  now: Date,
): Promise<void> {
  const rows = cars.map(car => ({ dealer_id: dealerId, ...episodeColumns(car, now.toISOString()) }))
  await updateRows(tx, 'stock_episodes', rows, ['dealer_id', 'id', 'version'])
}

function vehicleColumns(car: StockCar, at: string) {
  return {
    id: car.vehicleId,
    version: car.vehicleVersion,
    vin: car.vin,
    trim_id: car.trimId,
    make: car.make,
    model_name: car.modelName,
    trim_name: car.trimName,
    model_year: car.modelYear,
    exterior_colour: car.exteriorColour,
    interior_colour: car.interiorColour,
    energy: car.energy,
    transmission: car.transmission,
    condition: car.condition,
    manufactured_on: car.manufacturedOn,
    imported_on: car.importedOn,
    mileage_km: car.mileageKm,
    plate: car.plate,
    specifications: {
      ...car.specifications,
      ...(car.engineLitres !== null && { engineLitres: car.engineLitres }),
    },
    updated_at: at,
  }
}

function episodeColumns(car: StockCar, at: string) {
  return {
    id: car.episodeId,
    version: car.episodeVersion,
    stock_number: car.stockNumber as string,
    state: car.state,
    location: car.location,
    price_minor: car.priceMinor,
    cost_minor: car.costMinor,
    currency: car.currency,
    network_since: car.networkSince,
    received_on: car.receivedOn,
    updated_at: at,
  }
}
