import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Intent, StoredAnswer } from '../../platform/server/http/idempotency.sql.ts'
import type { Scope } from '../../platform/server/scope.ts'
import { within } from '../../platform/server/within.ts'
import type { Sale } from '../process/sale.contract.ts'

export interface LoadedSale {
  readonly sale: Sale
  readonly leadId: string | null
  readonly stored: StoredAnswer | null
}

/** The folded sale and, in the same round trip, the answer this intent got before. */
export async function loadSale(
  tx: Tx,
  scope: Scope,
  saleId: string,
  intent: Intent | null,
): Promise<LoadedSale | null> {
  const row = await tx
    .selectFrom('sales')
    .leftJoin('idempotency_keys as known', join =>
      join
        .on('known.dealer_id', '=', intent?.dealerId ?? scope.staffId)
        .on('known.staff_id', '=', intent?.staffId ?? scope.staffId)
        .on('known.route', '=', intent?.route ?? '')
        .on('known.key', '=', intent?.key ?? ''),
    )
    .select(['sales.state', 'sales.lead_id', 'known.status', 'known.answer', 'known.request_hash'])
    .where('sales.id', '=', saleId)
    .where(within(scope, 'sales.dealer_id', 'sales.owner_id', sql<boolean>`sales.stage = 'after-sales'`))
    .executeTakeFirst()
  if (!row) return null
  const stored =
    row.status === null || !row.request_hash || !intent
      ? null
      : { status: row.status, answer: row.answer, sameRequest: row.request_hash.equals(intent.requestHash) }
  return { sale: row.state as unknown as Sale, leadId: row.lead_id, stored }
}

/** The names of a sale's events after a version: what changed for someone who saw that version. */
export async function findActionsSince(
  tx: Tx,
  dealerId: string,
  saleId: string,
  sequence: number,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('events')
    .select('action')
    .where('dealer_id', '=', dealerId)
    .where('sale_id', '=', saleId)
    .where('subject_kind', '=', 'sale')
    .where('sequence', '>', sequence)
    .orderBy('sequence')
    .limit(100)
    .execute()
  return rows.map(row => row.action)
}

export async function findSequence(tx: Tx, dealerId: string, saleId: string): Promise<number | undefined> {
  const row = await tx
    .selectFrom('sales')
    .select('sequence')
    .where('dealer_id', '=', dealerId)
    .where('id', '=', saleId)
    .executeTakeFirst()
  return row?.sequence
}
