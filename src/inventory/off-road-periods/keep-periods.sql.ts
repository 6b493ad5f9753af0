import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/server/database/connect.ts'

export interface Moved {
  readonly vehicleId: string
  readonly reason: string
  readonly verb: 'taken-off-road' | 'put-back-on-road'
}

/** Stores with a period whose time to begin or to end has come. */
export async function findDueStores(
  owner: Database,
  dealerIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const at = now.toISOString()
  const { rows } = await sql<{ dealerId: string }>`
    select distinct dealer_id as "dealerId" from off_road_periods
     where dealer_id = any(${dealerIds}::uuid[])
       and (state = 'planned' and starts_at <= ${at} or state = 'running' and ends_at <= ${at})`.execute(
    owner,
  )
  return rows.map(({ dealerId }) => dealerId)
}

/** Periods whose end has come are over; a car that one of them kept off the road is on offer again. */
export async function endDuePeriods(tx: Tx, dealerId: string, now: Date): Promise<Moved[]> {
  const at = now.toISOString()
  const { rows } = await sql<Moved>`
    with due as (
      select id, episode_id, vehicle_id, reason, state from off_road_periods
       where dealer_id = ${dealerId} and state in ('planned', 'running') and ends_at <= ${at} for update),
    given as (
      update car_occupancies set is_held = false where dealer_id = ${dealerId} and id in (select id from due)),
    over as (
      update off_road_periods set state = 'over' where dealer_id = ${dealerId} and id in (select id from due)),
    back as (
      update stock_episodes car set availability = 'available', version = car.version + 1, updated_at = ${at}
       where car.dealer_id = ${dealerId} and car.availability = 'off-road'
         and car.id in (select episode_id from due where state = 'running')
      returning car.id)
    select vehicle_id as "vehicleId", reason, 'put-back-on-road' as verb
      from due where episode_id in (select id from back)`.execute(tx)
  return rows
}

/** Periods whose time has come take a free car off the road. While a sale holds the car they keep it from being driven
 *  and wait: it goes off the road when it becomes free. */
export async function beginDuePeriods(tx: Tx, dealerId: string, now: Date): Promise<Moved[]> {
  const at = now.toISOString()
  const { rows } = await sql<Moved>`
    with due as (
      select id, episode_id, vehicle_id, reason from off_road_periods
       where dealer_id = ${dealerId} and state = 'planned' and starts_at <= ${at} for update),
    off as (
      update stock_episodes car set availability = 'off-road', version = car.version + 1, updated_at = ${at}
       where car.dealer_id = ${dealerId} and car.availability = 'available' and car.closed_at is null
         and car.id in (select episode_id from due)
      returning car.id),
    begun as (
      update off_road_periods set state = 'running'
       where dealer_id = ${dealerId} and id in (select id from due where episode_id in (select id from off)))
    select vehicle_id as "vehicleId", reason, 'taken-off-road' as verb
      from due where episode_id in (select id from off)`.execute(tx)
  return rows
}
