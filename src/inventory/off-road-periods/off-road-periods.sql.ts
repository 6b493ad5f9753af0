import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { OffRoadPeriod, OffRoadReason } from './off-road-periods.contract.ts'
import type { Span } from './off-road-periods.rules.ts'

export interface Stay {
  readonly dealerId: string
  readonly vehicleId: string
  readonly episodeId: string
}

/** What has a car in a span: a drive or a period. */
export interface Occupancy {
  readonly id: string
  readonly kind: 'test-drive' | 'off-road'
  readonly saleId: string | null
  readonly staffName: string | null
  readonly startsAt: string
  /** null: until further notice */
  readonly endsAt: string | null
}

const namedMax = 20

/** What is in the way of a span, earliest first. */
export async function findOccupancies(
  tx: Tx,
  { dealerId, vehicleId }: Stay,
  { startsAt, endsAt }: Span,
  /** a period that is not in its own way */
  exceptId: string | null,
): Promise<Occupancy[]> {
  const { rows } = await sql<Occupancy>`
    select held.id, held.kind, held.sale_id as "saleId", person.name as "staffName", held.starts_at as "startsAt",
           nullif(held.ends_at, 'infinity') as "endsAt"
      from car_occupancies held left join staff person on person.id = held.staff_id
     where held.dealer_id = ${dealerId} and held.vehicle_id = ${vehicleId} and held.is_held
       and held.id is distinct from ${exceptId}::uuid
       and tstzrange(held.starts_at, held.ends_at) && tstzrange(${startsAt}::timestamptz, coalesce(${endsAt}::timestamptz, 'infinity'))
     order by held.starts_at, held.id limit ${namedMax}`.execute(tx)
  return rows
}

export interface NewPeriod extends Span {
  readonly id: string
  readonly reason: OffRoadReason
  readonly state: OffRoadPeriod['state']
  readonly now: Date
  readonly staffId: string
}

/** The period and the span that it holds, as one statement: neither is there without the other. */
export async function insertOffRoadPeriod(tx: Tx, stay: Stay, period: NewPeriod): Promise<void> {
  const { dealerId, vehicleId, episodeId } = stay
  const { id, reason, state, startsAt, endsAt, now, staffId } = period
  await sql`
    with held as (
      insert into car_occupancies (dealer_id, id, vehicle_id, kind, staff_id, starts_at, ends_at, is_held)
      values (${dealerId}, ${id}, ${vehicleId}, 'off-road', ${staffId}, ${startsAt}, coalesce(${endsAt}::timestamptz, 'infinity'), true))
    insert into off_road_periods
      (dealer_id, id, vehicle_id, episode_id, reason, starts_at, ends_at, state, taken_by, planned_at)
    values (${dealerId}, ${id}, ${vehicleId}, ${episodeId}, ${reason}, ${startsAt}, ${endsAt}, ${state}, ${staffId},
            ${now.toISOString()})`.execute(tx)
}

export async function updateOffRoadPeriod(
  tx: Tx,
  { dealerId }: Stay,
  { id, reason, startsAt, endsAt }: Span & { id: string; reason: OffRoadReason },
): Promise<void> {
  await sql`
    with held as (
      update car_occupancies set starts_at = ${startsAt}, ends_at = coalesce(${endsAt}::timestamptz, 'infinity')
       where dealer_id = ${dealerId} and id = ${id})
    update off_road_periods set reason = ${reason}, starts_at = ${startsAt}, ends_at = ${endsAt}
     where dealer_id = ${dealerId} and id = ${id}`.execute(tx)
}

export interface KnownPeriod extends Span {
  readonly id: string
  readonly state: 'planned' | 'running' | 'over' | 'cancelled'
}

export async function findOffRoadPeriod(
  tx: Tx,
  { dealerId, episodeId }: Stay,
  id: string,
): Promise<KnownPeriod | undefined> {
  const { rows } = await sql<KnownPeriod>`
    select id, state, starts_at as "startsAt", ends_at as "endsAt" from off_road_periods
     where dealer_id = ${dealerId} and episode_id = ${episodeId} and id = ${id}`.execute(tx)
  return rows[0]
}

/** What holds the car of a stay now or later. */
export async function findHeldPeriods(
  tx: Tx,
  { dealerId, episodeId }: Pick<Stay, 'dealerId' | 'episodeId'>,
): Promise<OffRoadPeriod[]> {
  const { rows } = await sql<OffRoadPeriod>`
    select id, reason, starts_at as "startsAt", ends_at as "endsAt", state from off_road_periods
     where dealer_id = ${dealerId} and episode_id = ${episodeId} and is_held
     order by starts_at, id limit 50`.execute(tx)
  return rows
}

/** A planned period is given up: what it held is free. */
export async function cancelPeriod(
  tx: Tx,
  { dealerId }: Stay,
  { id, staffId }: { id: string; staffId: string },
): Promise<void> {
  await sql`
    with held as (update car_occupancies set is_held = false where dealer_id = ${dealerId} and id = ${id})
    update off_road_periods set state = 'cancelled', ended_by = ${staffId}
     where dealer_id = ${dealerId} and id = ${id}`.execute(tx)
}

/** The car is put back before its time. One that was off the road before periods were kept has none to end. */
export async function endRunningPeriods(
  tx: Tx,
  { dealerId, episodeId }: Stay,
  { now, staffId }: { now: Date; staffId: string | null },
): Promise<void> {
  const at = now.toISOString()
  await sql`
    with ended as (
      update off_road_periods set state = 'over', ends_at = greatest(starts_at, ${at}::timestamptz), ended_by = ${staffId}
       where dealer_id = ${dealerId} and episode_id = ${episodeId} and state = 'running'
      returning id)
    update car_occupancies set is_held = false, ends_at = greatest(starts_at, ${at}::timestamptz)
     where dealer_id = ${dealerId} and id in (select id from ended)`.execute(tx)
}

/** Whether the car is kept off the road at some moment of a slot. */
export async function isOffRoadDuring(
  tx: Tx,
  { dealerId, vehicleId }: Pick<Stay, 'dealerId' | 'vehicleId'>,
  { startsAt, endsAt }: { startsAt: string; endsAt: string },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from car_occupancies
     where dealer_id = ${dealerId} and vehicle_id = ${vehicleId} and kind = 'off-road' and is_held
       and tstzrange(starts_at, ends_at) && tstzrange(${startsAt}::timestamptz, ${endsAt}::timestamptz) limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** Whether a car that is off the road now has an end set, so that it is on the road again by an instant. */
export async function isBackBy(
  tx: Tx,
  { dealerId, episodeId }: Pick<Stay, 'dealerId' | 'episodeId'>,
  at: string,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from off_road_periods
     where dealer_id = ${dealerId} and episode_id = ${episodeId} and state = 'running' and ends_at <= ${at} limit 1`.execute(
    tx,
  )
  return rows.length > 0
}
