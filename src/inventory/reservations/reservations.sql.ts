import { type RawBuilder, sql } from 'kysely'
import { problem } from '../../platform/problem.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { VinClaim } from '../vehicles/stock.sql.ts'

/** A sale's claim on a car. Every function is one guarded statement in the caller's transaction. */
export interface Claim {
  readonly dealerId: string
  readonly saleId: string
  readonly reservationId: string
  readonly episodeId: string
  readonly now: Date
}

export interface NewClaim extends Claim {
  readonly by: string | null
  /** null: held by a contract from the start */
  readonly expiresAt: string | null
}

export type Taken = 'reserved' | 'taken' | 'not-available'

/** Takes a free car for a sale. Of two buyers the second waits for the first and is told 'taken'. */
export async function reserveEpisode(tx: Tx, claim: NewClaim): Promise<Taken> {
  const { dealerId, saleId, reservationId, episodeId, by, expiresAt } = claim
  const now = claim.now.toISOString()
  const { rows } = await sql<{ id: string }>`
    with car as (
      update stock_episodes
         set availability = ${expiresAt === null ? 'sold' : 'reserved'}, version = version + 1, updated_at = ${now}
       where dealer_id = ${dealerId} and id = ${episodeId} and availability = 'available' and closed_at is null
      returning dealer_id, id)
    insert into reservations (dealer_id, id, episode_id, sale_id, state, reserved_by, reserved_at, expires_at)
    select dealer_id, ${reservationId}, id, ${saleId}, 'active', ${by}, ${now}, ${expiresAt} from car
    returning id`.execute(tx)
  return rows.length === 1 ? 'reserved' : whyNotFree(tx, dealerId, episodeId)
}

/** A contract holds the car that its sale had reserved: the claim no longer expires.
 *  @throws Problem vehicle.not-available when the sale does not hold it any more */
export async function holdForContract(tx: Tx, claim: Claim): Promise<void> {
  const now = claim.now.toISOString()
  const { rows } = await sql<{ id: string }>`
    with held as (
      update reservations set expires_at = null
       where dealer_id = ${claim.dealerId} and id = ${claim.reservationId} and sale_id = ${claim.saleId}
         and state = 'active'
      returning dealer_id, episode_id)
    update stock_episodes car set availability = 'sold', version = version + 1, updated_at = ${now}
     where car.dealer_id = ${claim.dealerId} and car.id = ${claim.episodeId}
       and car.id in (select episode_id from held) and car.availability in ('reserved', 'sold')
    returning car.id`.execute(tx)
  if (rows.length !== 1) throw problem('vehicle.not-available', { episodeId: claim.episodeId })
}

/** Gives a car back to stock. A car that is already free stays as it is. */
export async function releaseReservation(tx: Tx, claim: Claim): Promise<'released' | 'none'> {
  return (await endClaim(tx, claim, 'released')) ? 'released' : 'none'
}

/** Ends a claim whose time is over; one that a contract or a later date holds is left alone. */
export async function expireReservation(tx: Tx, claim: Claim): Promise<'expired' | 'none'> {
  return (await endClaim(tx, claim, 'expired')) ? 'expired' : 'none'
}

async function endClaim(tx: Tx, claim: Claim, state: 'released' | 'expired'): Promise<boolean> {
  const now = claim.now.toISOString()
  const due = state === 'expired' ? sql`and expires_at <= ${now}` : sql``
  const { rows } = await sql<{ id: string }>`
    with ended as (
      update reservations set state = ${state}, ended_at = ${now}
       where dealer_id = ${claim.dealerId} and id = ${claim.reservationId} and sale_id = ${claim.saleId}
         and state = 'active' ${due}
      returning dealer_id, episode_id)
    update stock_episodes car set availability = 'available', version = version + 1, updated_at = ${now}
     where car.dealer_id = ${claim.dealerId} and car.id = ${claim.episodeId}
       and car.id in (select episode_id from ended) and car.availability in ('reserved', 'sold')
    returning car.id`.execute(tx)
  return rows.length === 1
}

export interface DueReservation {
  readonly dealerId: string
  readonly id: string
  readonly saleId: string
  readonly episodeId: string
}

/** Claims whose time is over, the longest overdue first. */
export async function findDueReservations(
  tx: Tx,
  dealerIds: readonly string[],
  now: Date,
  limit = 200,
): Promise<DueReservation[]> {
  const { rows } = await sql<DueReservation>`
    select dealer_id as "dealerId", id, sale_id as "saleId", episode_id as "episodeId"
      from reservations
     where dealer_id = any(${dealerIds}::uuid[]) and state = 'active' and expires_at <= ${now.toISOString()}
     order by expires_at, id limit ${limit}`.execute(tx)
  return rows
}

export interface HandedOver {
  readonly dealerId: string
  readonly saleId: string
  readonly episodeId: string
  readonly deliveredAt: Date
  readonly now: Date
}

/** The car leaves stock with its buyer, and its VIN is free for another store to buy back.
 *  @throws Problem vehicle.not-available when another sale holds it or it has left already */
export async function closeEpisodeDelivered(tx: Tx, handedOver: HandedOver): Promise<{ vin: string | null }> {
  const { dealerId, saleId, episodeId } = handedOver
  const now = handedOver.now.toISOString()
  const deliveredAt = handedOver.deliveredAt.toISOString()
  const { rows } = await sql<{ vin: string | null }>`
    with claim as (
      update reservations set state = 'delivered', ended_at = ${now}
       where dealer_id = ${dealerId} and episode_id = ${episodeId} and sale_id = ${saleId} and state = 'active'
      returning episode_id),
    car as (
      update stock_episodes
         set state = 'delivered', availability = 'closed', closed_at = ${deliveredAt}, version = version + 1,
             updated_at = ${now}
       where dealer_id = ${dealerId} and id = ${episodeId} and state = 'in-stock'
         and availability in ('reserved', 'sold') and id in (select episode_id from claim)
      returning vehicle_id)
    select (select v.vin from vehicles v where v.dealer_id = ${dealerId} and v.id = car.vehicle_id) as vin from car`.execute(
    tx,
  )
  const [car] = rows
  if (!car) throw problem('vehicle.not-available', { episodeId })
  if (car.vin) await sql`select release_vin(${car.vin}, ${dealerId}, ${episodeId})`.execute(tx)
  return car
}

export type Whereabouts = 'with-customer' | 'here' | 'elsewhere'

/** Where a delivered car is as far as the network knows: out, or in stock once more. */
export async function findWhereabouts(tx: Tx, dealerId: string, episodeId: string): Promise<Whereabouts> {
  const { rows } = await sql<{ isBack: boolean; held: string | null }>`
    select ${cameBack(sql`e`)} as "isBack",
           (select held from held_vins(array[v.vin], ${dealerId}) limit 1) as held
      from stock_episodes e
      cross join lateral (select * from vehicles v where v.dealer_id = e.dealer_id and v.id = e.vehicle_id limit 1) v
     where e.dealer_id = ${dealerId} and e.id = ${episodeId}`.execute(tx)
  const [car] = rows
  if (car?.held === 'held-elsewhere') return 'elsewhere'
  return car?.isBack || car?.held === 'held-here' ? 'here' : 'with-customer'
}

/** A delivery that never happened: the car's stay goes on from the day it began, and it holds its VIN again. Nobody
 *  claims it yet: whoever calls this reserves it in the same transaction, and rolls back what is not 'reopened'.
 *  @returns 'open' when the stay goes on already, else where the car is meanwhile */
export async function reopenDelivered(
  tx: Tx,
  { dealerId, episodeId, now }: Omit<HandedOver, 'saleId' | 'deliveredAt'>,
): Promise<'reopened' | 'open' | 'here' | 'elsewhere'> {
  const at = now.toISOString()
  const { rows } = await sql<{ claim: VinClaim | null }>`
    select claim_vin(v.vin, ${dealerId}, ${episodeId}, ${at}) as claim
      from stock_episodes e
      cross join lateral (select * from vehicles v where v.dealer_id = e.dealer_id and v.id = e.vehicle_id limit 1) v
     where e.dealer_id = ${dealerId} and e.id = ${episodeId} and v.vin is not null`.execute(tx)
  const claim = rows[0]?.claim
  if (claim === 'held-elsewhere') return 'elsewhere'
  const reopened = await sql<{ id: string }>`
    update stock_episodes e
       set state = 'in-stock', availability = 'available', closed_at = null, version = version + 1, updated_at = ${at}
     where e.dealer_id = ${dealerId} and e.id = ${episodeId} and e.state = 'delivered' and not ${cameBack(sql`e`)}
    returning e.id`.execute(tx)
  if (reopened.rows.length === 1) return claim === 'held-here' ? 'here' : 'reopened'
  return (await stateOf(tx, dealerId, episodeId)) === 'delivered' ? 'here' : 'open'
}

/** A later stay of the same car. */
function cameBack(episode: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`exists (select from stock_episodes later where later.dealer_id = ${episode}.dealer_id
    and later.vehicle_id = ${episode}.vehicle_id and later.id <> ${episode}.id
    and (later.closed_at is null or later.created_at >= ${episode}.closed_at))`
}

async function stateOf(tx: Tx, dealerId: string, episodeId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('stock_episodes')
    .select('state')
    .where('dealer_id', '=', dealerId)
    .where('id', '=', episodeId)
    .executeTakeFirst()
  return row?.state
}

async function whyNotFree(tx: Tx, dealerId: string, episodeId: string): Promise<Taken> {
  const row = await tx
    .selectFrom('stock_episodes')
    .select('availability')
    .where('dealer_id', '=', dealerId)
    .where('id', '=', episodeId)
    .executeTakeFirst()
  return row?.availability === 'reserved' || row?.availability === 'sold' ? 'taken' : 'not-available'
}
