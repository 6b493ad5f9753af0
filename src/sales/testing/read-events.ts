import type { Selectable } from 'kysely'
import type { Database } from '../../platform/server/database/connect.ts'
import type { Events } from '../../platform/server/database/generated.ts'
import { SaleEvent } from '../process/event.contract.ts'

/** The events of a sale as the pure core knows them, oldest first. */
export async function readEvents(owner: Database, saleId: string): Promise<SaleEvent[]> {
  return (await readEventsOf(owner, [saleId])).get(saleId) ?? []
}

/** The same for several sales at once. */
export async function readEventsOf(
  owner: Database,
  saleIds: readonly string[],
): Promise<Map<string, SaleEvent[]>> {
  const rows = await owner
    .selectFrom('events')
    .selectAll()
    .where('sale_id', 'in', saleIds)
    .where('subject_kind', '=', 'sale')
    .orderBy('sequence')
    .execute()
  const bySale = new Map<string, SaleEvent[]>(saleIds.map(id => [id, []]))
  for (const row of rows) bySale.get(row.sale_id ?? '')?.push(eventOf(row))
  return bySale
}

function eventOf(row: Selectable<Events>): SaleEvent {
  return SaleEvent.parse({
    action: row.action,
    saleId: row.sale_id,
    dealerId: row.dealer_id,
    sequence: row.sequence,
    stageBefore: row.stage_before,
    stageAfter: row.stage_after,
    actor: { kind: row.actor_kind, id: row.actor_id },
    occurredAt: row.occurred_at,
    durationSeconds: row.duration_seconds,
    processVersion: row.process_version,
    origin: row.origin,
    channel: row.channel,
    facts: row.facts,
  })
}
