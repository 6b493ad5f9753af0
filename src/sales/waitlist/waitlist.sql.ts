import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'

/** A place that still waits for its car, in the order of the line. */
const waits = (place: string): RawBuilder<boolean> =>
  sql`${sql.ref(`${place}.ended_at`)} is null and ${sql.ref(`${place}.offered_episode_id`)} is null`

/** Free cars `e` of a trim at the store. */
const freeCars = (dealerId: string, trimId: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  stock_episodes e cross join lateral (select * from vehicles v
    where v.dealer_id = e.dealer_id and v.id = e.vehicle_id limit 1) v
   where e.dealer_id = ${dealerId} and e.availability = 'available' and e.closed_at is null and v.trim_id = ${trimId}`

/** Cars of a trim that are free and for which nobody stands in line. */
export async function countSpareCars(tx: Tx, dealerId: string, trimId: string): Promise<number> {
  const { rows } = await sql<{ spare: number }>`
    select greatest(0, (select count(*) from ${freeCars(dealerId, sql`${trimId}::uuid`)})
      - (select count(*) from waitlist_places w where w.dealer_id = ${dealerId} and w.trim_id = ${trimId}
          and w.episode_id is null and ${waits('w')}))::int as spare`.execute(tx)
  return rows[0]?.spare ?? 0
}

/** Whether a free car is for others who stand in line before this sale: for the car itself, or for its trim when
 *  there are no more free cars of it than they are. */
export async function isForOthers(
  tx: Tx,
  { dealerId, saleId, episodeId }: { dealerId: string; saleId: string; episodeId: string },
): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    with ahead as (
      select w.episode_id, w.trim_id from waitlist_places w
       where w.dealer_id = ${dealerId} and w.sale_id <> ${saleId} and ${waits('w')}
         and not exists (select 1 from waitlist_places mine
               where mine.dealer_id = ${dealerId} and mine.sale_id = ${saleId} and ${waits('mine')}
                 and (mine.joined_at, mine.id) < (w.joined_at, w.id))),
    car as (
      select v.trim_id from stock_episodes e cross join lateral (select * from vehicles v
        where v.dealer_id = e.dealer_id and v.id = e.vehicle_id limit 1) v
       where e.dealer_id = ${dealerId} and e.id = ${episodeId}),
    alike as (select 1 from ahead, car where ahead.episode_id is null and ahead.trim_id = car.trim_id)
    select exists (select 1 from ahead where ahead.episode_id = ${episodeId})
        or exists (select 1 from alike)
           and (select count(*) from alike)
             >= (select count(*) from ${freeCars(dealerId, sql`(select trim_id from car)`)}) as taken`.execute(
    tx,
  )
  return rows[0]?.taken ?? false
}

/** How far in front a sale stands: 1 is next; null when it does not wait. */
export async function findPlace(tx: Tx, dealerId: string, saleId: string): Promise<number | null> {
  const { rows } = await sql<{ place: number }>`
    select (1 + (select count(*) from waitlist_places w
                  where w.dealer_id = mine.dealer_id and ${waits('w')} and (w.joined_at, w.id) < (mine.joined_at, mine.id)
                    and w.trim_id is not distinct from mine.trim_id
                    and (w.episode_id is null or w.episode_id is not distinct from mine.episode_id)))::int as place
      from waitlist_places mine
     where mine.dealer_id = ${dealerId} and mine.sale_id = ${saleId} and mine.ended_at is null`.execute(tx)
  return rows[0]?.place ?? null
}

export interface Turn {
  readonly dealerId: string
  readonly saleId: string
  readonly trimId: string | null
  readonly episodeId: string | null
}

/** Places whose car may have become free, the first in line first. */
export async function findTurns(tx: Tx, dealerIds: readonly string[], limit = 500): Promise<Turn[]> {
  const { rows } = await sql<Turn>`
    select w.dealer_id as "dealerId", w.sale_id as "saleId", w.trim_id as "trimId", w.episode_id as "episodeId"
      from waitlist_places w
     where w.dealer_id = any(${dealerIds}::uuid[]) and ${waits('w')}
       and exists (select 1 from stock_episodes e join vehicles v on v.dealer_id = e.dealer_id and v.id = e.vehicle_id
                    where e.dealer_id = w.dealer_id and e.availability = 'available' and e.closed_at is null
                      and (e.id = w.episode_id or w.episode_id is null and v.trim_id = w.trim_id))
     order by w.joined_at, w.id limit ${limit}`.execute(tx)
  return rows
}

/** The free car that has stood longest of those a place waits for. */
export async function findFreeCar(tx: Tx, turn: Turn): Promise<string | null> {
  const wanted = turn.episodeId
    ? sql`e.id = ${turn.episodeId}`
    : sql`v.trim_id = ${turn.trimId} and not exists (select 1 from waitlist_places w
        where w.dealer_id = e.dealer_id and w.episode_id = e.id and ${waits('w')})`
  const { rows } = await sql<{ id: string }>`
    select e.id from stock_episodes e cross join lateral (select * from vehicles v
      where v.dealer_id = e.dealer_id and v.id = e.vehicle_id limit 1) v
     where e.dealer_id = ${turn.dealerId} and e.availability = 'available' and e.closed_at is null and ${wanted}
     order by e.state = 'in-stock' desc, e.created_at, e.id limit 1`.execute(tx)
  return rows[0]?.id ?? null
}
