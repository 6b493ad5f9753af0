import { type RawBuilder, sql } from 'kysely'
import { likePattern } from '../../customers/people/name-search.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Position } from '../../platform/server/page.ts'
import { homeOf, type Scope } from '../../platform/server/scope.ts'
import type { Vehicle, VehicleOrder, VehicleSummary } from './vehicles.contract.ts'

/** A car and its stay as they are stored; cost and ages are the presenter's affair. */
export interface VehicleRow extends Omit<Vehicle, 'ages' | 'costMasked'> {
  readonly manufacturedOn: string | null
  readonly importedOn: string | null
  readonly networkSince: string | null
  /** what the list was sorted by */
  readonly sortValue: string | number | null
}

export interface AskedVehicles {
  readonly q?: string | undefined
  readonly availability?: string | undefined
  readonly state?: string | undefined
  readonly condition?: string | undefined
  readonly modelId?: string | undefined
  readonly trimId?: string | undefined
  readonly episodeId?: string | undefined
  readonly order: VehicleOrder
  readonly after: Position | null
  readonly limit: number
}

export const vehicleColumns = sql`v.id, e.id as "episodeId", v.dealer_id as "dealerId", v.vin,
  e.stock_number as "stockNumber", v.make, v.model_name as "modelName", v.trim_name as "trimName",
  t.model_id as "modelId", v.trim_id as "trimId", v.model_year as "modelYear",
  v.exterior_colour as "exteriorColour", v.interior_colour as "interiorColour", v.energy, v.transmission,
  v.condition, v.mileage_km as "mileageKm", v.plate, e.state, e.availability, e.location,
  e.price_minor as "priceMinor", e.cost_minor as "costMinor", e.currency, e.received_on as "receivedOn",
  e.pdi_passed_at as "pdiPassedAt", e.certificate_state as "certificateState", v.version,
  v.manufactured_on as "manufacturedOn", v.imported_on as "importedOn", e.network_since as "networkSince"`

/** One expression, direction and type for each order; unknown values come last. */
const sortings: Record<
  VehicleOrder,
  { value: RawBuilder<unknown>; type: RawBuilder<unknown>; down: boolean }
> = {
  newest: { value: sql`null::text`, type: sql`text`, down: true },
  oldest: {
    value: sql`coalesce(e.received_on, 'infinity'::date)::text collate "C"`,
    type: sql`text`,
    down: false,
  },
  cheapest: { value: sql`coalesce(e.price_minor, 9007199254740991)`, type: sql`bigint`, down: false },
  dearest: { value: sql`coalesce(e.price_minor, -1)`, type: sql`bigint`, down: true },
}

/** Whether a cursor's value is one that the order could have given. */
export function isSortValueOf(order: VehicleOrder, { value }: Position): boolean {
  if (order === 'newest') return value === null
  return order === 'oldest' ? typeof value === 'string' : Number.isSafeInteger(value)
}

/** A page of stays, each store's first and then the first of those; only these are looked up with their cars.
 *  A plain join may be planned the other way round: behind the wall, and before a new table is analysed,
 *  every table looks like one row. */
export async function listVehicles(tx: Tx, scope: Scope, asked: AskedVehicles): Promise<VehicleRow[]> {
  const { value } = sortings[asked.order]
  const { rows } = await sql<VehicleRow>`
    select ${vehicleColumns}, page.sort_value as "sortValue"
      from (
        select found.dealer_id, found.id, found.sort_value
          from ${storesTable(scope, asked.state)} cross join lateral (
            select e.dealer_id, e.id, ${value} as sort_value from stock_episodes e
             where e.dealer_id = store.id and ${reached(scope, asked.state)} ${matching(asked)} ${after(asked)}
             order by ${ordering(asked.order, sql`${value}`, sql`e.id`)} limit ${asked.limit}) found
         order by ${ordering(asked.order, sql`found.sort_value`, sql`found.id`)} limit ${asked.limit}) page
      cross join lateral (select * from stock_episodes e
         where e.dealer_id = page.dealer_id and e.id = page.id limit 1) e
      cross join lateral (select * from vehicles v where v.dealer_id = e.dealer_id and v.id = e.vehicle_id limit 1) v
      left join trims t on t.id = v.trim_id
     order by ${ordering(asked.order, sql`page.sort_value`, sql`page.id`)}`.execute(tx)
  return rows
}

/** Of other stores one sees the stock: a car that has left it is theirs and its buyer's alone. */
function storesTable(scope: Scope, state: string | undefined) {
  const all = state !== undefined && isLeft(state) ? homeOf(scope) : scope.all
  const ids = [...all, ...scope.delivered]
  const deliveredOnly = [...all.map(() => false), ...scope.delivered.map(() => true)]
  return sql`unnest(${ids}::uuid[], ${deliveredOnly}::boolean[]) as store (id, delivered_only)`
}

function isLeft(state: string): boolean {
  return state === 'delivered' || state === 'transferred' || state === 'removed'
}

/** Open stays unless a state is asked for; where a role sees delivered cars alone, those. */
function reached(scope: Scope, state: string | undefined) {
  const wanted = state === undefined ? sql`e.closed_at is null` : sql`e.state = ${state}`
  if (scope.delivered.length === 0) return wanted
  const delivered = state === undefined || state === 'delivered' ? sql`e.state = 'delivered'` : sql`false`
  return scope.all.length === 0
    ? delivered
    : sql`case when store.delivered_only then ${delivered} else ${wanted} end`
}

function matching({ q, availability, condition, modelId, trimId, episodeId }: AskedVehicles) {
  const tests: RawBuilder<unknown>[] = []
  if (episodeId !== undefined) tests.push(sql`e.id = ${episodeId}::uuid`)
  if (availability !== undefined) tests.push(sql`e.availability = ${availability}`)
  if (condition !== undefined) tests.push(ofCar(sql`v.condition = ${condition}`))
  if (trimId !== undefined) tests.push(ofCar(sql`v.trim_id = ${trimId}::uuid`))
  if (modelId !== undefined)
    tests.push(ofCar(sql`v.trim_id in (select t.id from trims t where t.model_id = ${modelId}::uuid)`))
  if (q !== undefined) tests.push(sql`(e.stock_number = ${q.toUpperCase()} or ${ofCar(named(q))})`)
  return tests.length === 0 ? sql`` : sql`and ${sql.join(tests, sql` and `)}`
}

function named(q: string) {
  return sql`lower(concat_ws(' ', v.vin, v.plate, v.make, v.model_name, v.trim_name)) like ${likePattern(q)}`
}

/** A test of a stay's car, as one look-up by key: `exists` would be planned as a join. */
function ofCar(test: RawBuilder<unknown>) {
  return sql`(select ${test} from vehicles v where v.dealer_id = e.dealer_id and v.id = e.vehicle_id limit 1)`
}

function after({ order, after: position }: AskedVehicles) {
  if (!position) return sql``
  const { value, type, down } = sortings[order]
  const beyond = down ? sql`<` : sql`>`
  if (order === 'newest') return sql`and e.id < ${position.id}::uuid`
  return sql`and (${value}, e.id) ${beyond} (${position.value}::${type}, ${position.id}::uuid)`
}

function ordering(order: VehicleOrder, value: RawBuilder<unknown>, id: RawBuilder<unknown>) {
  const direction = sortings[order].down ? sql`desc` : sql`asc`
  if (order === 'newest') return sql`${id} ${direction}`
  return sql`${value} ${direction}, ${id} ${direction}`
}

/** One car with its open stay, or else its last; at other stores only while it stands there. */
export async function findVehicle(tx: Tx, scope: Scope, id: string): Promise<VehicleDetailRow | undefined> {
  const { rows } = await sql<VehicleDetailRow>`
    select ${vehicleColumns}, null as "sortValue", e.origin, v.specifications
      from vehicles v
      cross join lateral (
        select stay.* from stock_episodes stay
         where stay.dealer_id = v.dealer_id and stay.vehicle_id = v.id
         order by (stay.closed_at is null) desc, stay.id desc limit 1) e
      left join trims t on t.id = v.trim_id
     where v.id = ${id} and (v.dealer_id = any(${homeOf(scope)}::uuid[])
        or v.dealer_id = any(${scope.all}::uuid[]) and e.closed_at is null
        or v.dealer_id = any(${scope.delivered}::uuid[]) and e.state = 'delivered')`.execute(tx)
  return rows[0]
}

export interface VehicleDetailRow extends VehicleRow {
  readonly origin: 'live' | 'import' | 'demo'
  readonly specifications: Record<string, string | number | boolean | null>
}

export interface EpisodeRow {
  readonly id: string
  readonly stockNumber: string
  readonly state: Vehicle['state']
  readonly availability: Vehicle['availability']
  readonly networkSince: string | null
  readonly receivedOn: string | null
  readonly closedAt: string | null
  readonly createdAt: string
}

export async function findEpisodes(tx: Tx, dealerId: string, vehicleId: string): Promise<EpisodeRow[]> {
  const { rows } = await sql<EpisodeRow>`
    select id, stock_number as "stockNumber", state, availability, network_since as "networkSince",
           received_on as "receivedOn", closed_at as "closedAt", created_at as "createdAt"
      from stock_episodes where dealer_id = ${dealerId} and vehicle_id = ${vehicleId}
     order by id desc limit 50`.execute(tx)
  return rows
}

export interface ReservationRow {
  readonly id: string
  readonly saleId: string
  readonly reservedBy: string | null
  readonly reservedAt: string
  readonly expiresAt: string | null
}

export async function findActiveReservation(
  tx: Tx,
  dealerId: string,
  episodeId: string,
): Promise<ReservationRow | undefined> {
  const { rows } = await sql<ReservationRow>`
    select id, sale_id as "saleId", reserved_by as "reservedBy", reserved_at as "reservedAt",
           expires_at as "expiresAt"
      from reservations where dealer_id = ${dealerId} and episode_id = ${episodeId} and state = 'active'`.execute(
    tx,
  )
  return rows[0]
}

/** Counts of the open stock of a scope. */
export async function countVehicles(tx: Tx, dealerIds: readonly string[]): Promise<VehicleSummary> {
  const { rows } = await sql<VehicleSummary>`
    select count(*) filter (where e.state = 'in-stock')::int as "inStock",
           count(*) filter (where e.availability = 'available')::int as available,
           count(*) filter (where e.availability = 'reserved')::int as reserved,
           count(*) filter (where e.availability = 'sold')::int as sold,
           count(*) filter (where e.availability = 'off-road')::int as "offRoad",
           count(*) filter (where e.state = 'in-transit')::int as "inTransit",
           count(*) filter (where e.state = 'ordered')::int as ordered,
           count(*) filter (where v.vin is null)::int as "withoutVin"
      from stock_episodes e
      cross join lateral (select vin from vehicles v where v.dealer_id = e.dealer_id and v.id = e.vehicle_id limit 1) v
     where e.dealer_id = any(${dealerIds}::uuid[]) and e.closed_at is null`.execute(tx)
  const [counts] = rows
  if (!counts) throw new Error('a count without a row')
  return counts
}
