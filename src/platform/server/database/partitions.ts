import { sql } from 'kysely'
import type { Database } from './connect.ts'

const monthsAhead = 3

/** Makes the event log's months from this one to three ahead, as the owner; done at start and daily. */
export async function makeEventPartitions(owner: Database, now: Date): Promise<void> {
  for (let ahead = 0; ahead <= monthsAhead; ahead += 1) {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1))
      .toISOString()
      .slice(0, 10)
    await sql`call app.make_event_partition(${month}::date)`.execute(owner)
  }
}
