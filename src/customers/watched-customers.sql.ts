import { sql } from 'kysely'
import type { FindWatched, Watched } from '../platform/server/live/watched.ts'

/** Whose customers these are, for the live stream. */
export const findWatchedCustomers: FindWatched = async (tx, dealerId, ids) => {
  const { rows } = await sql<Watched & { id: string }>`
    select id, owner_id as "ownerId", false as delivered from customers
     where dealer_id = ${dealerId} and id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, ...watched }) => [id, watched]))
}

/** Whose leads these are, for the live stream. */
export const findWatchedLeads: FindWatched = async (tx, dealerId, ids) => {
  const { rows } = await sql<Watched & { id: string }>`
    select id, owner_id as "ownerId", false as delivered from leads
     where dealer_id = ${dealerId} and id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, ...watched }) => [id, watched]))
}
