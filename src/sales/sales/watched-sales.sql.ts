import { sql } from 'kysely'
import type { FindWatched, Watched } from '../../platform/server/live/watched.ts'

/** Whose sales these are, for the live stream. */
export const findWatchedSales: FindWatched = async (tx, dealerId, ids) => {
  const { rows } = await sql<Watched & { id: string }>`
    select id, owner_id as "ownerId", stage = 'after-sales' as delivered from sales
     where dealer_id = ${dealerId} and id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, ...watched }) => [id, watched]))
}
