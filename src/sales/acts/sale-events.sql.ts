import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import { SaleEvent } from '../process/event.contract.ts'

/** A row of `events` as the pure core knows it. */
export const eventDocument = sql`jsonb_build_object('action', action, 'saleId', sale_id, 'dealerId', dealer_id,
  'sequence', sequence, 'stageBefore', stage_before, 'stageAfter', stage_after,
  'actor', jsonb_build_object('kind', actor_kind, 'id', actor_id),
  'occurredAt', to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'durationSeconds', duration_seconds, 'processVersion', process_version, 'origin', origin,
  'channel', channel, 'facts', facts)`

/** Everything that happened to a sale, from its first event on. */
export async function findEvents(tx: Tx, dealerId: string, saleId: string): Promise<SaleEvent[]> {
  const { rows } = await sql<{ event: unknown }>`
    select ${eventDocument} as event from events
     where dealer_id = ${dealerId} and sale_id = ${saleId} and subject_kind = 'sale' order by sequence`.execute(
    tx,
  )
  return rows.map(({ event }) => SaleEvent.parse(event))
}
