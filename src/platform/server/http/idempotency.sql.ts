import type { Tx } from '../database/connect.ts'

/** Who repeats what: one row for each intent of a write. */
export interface Intent {
  readonly dealerId: string
  readonly staffId: string
  readonly route: string
  readonly key: string
  readonly requestHash: Buffer
}

export interface StoredAnswer {
  readonly status: number
  readonly answer: unknown
  readonly sameRequest: boolean
}

/** Claims an intent. A concurrent retry waits here for the first request's transaction.
 *  @returns null when this request is the first */
export async function claimIntent(tx: Tx, intent: Intent, now: Date): Promise<StoredAnswer | null> {
  const claimed = await tx
    .insertInto('idempotency_keys')
    .values({
      dealer_id: intent.dealerId,
      staff_id: intent.staffId,
      route: intent.route,
      key: intent.key,
      request_hash: intent.requestHash,
      created_at: now.toISOString(),
    })
    .onConflict(conflict => conflict.columns(['dealer_id', 'staff_id', 'route', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst()
  return claimed ? null : findAnswer(tx, intent)
}

export async function findAnswer(tx: Tx, intent: Intent): Promise<StoredAnswer | null> {
  const row = await tx
    .selectFrom('idempotency_keys')
    .select(['status', 'answer', 'request_hash'])
    .where('dealer_id', '=', intent.dealerId)
    .where('staff_id', '=', intent.staffId)
    .where('route', '=', intent.route)
    .where('key', '=', intent.key)
    .executeTakeFirst()
  if (!row || row.status === null) return null
  return { status: row.status, answer: row.answer, sameRequest: row.request_hash.equals(intent.requestHash) }
}

export async function storeAnswer(tx: Tx, intent: Intent, status: number, answer: unknown): Promise<void> {
  await tx
    .updateTable('idempotency_keys')
    .set({ status, answer: JSON.stringify(answer) })
    .where('dealer_id', '=', intent.dealerId)
    .where('staff_id', '=', intent.staffId)
    .where('route', '=', intent.route)
    .where('key', '=', intent.key)
    .execute()
}

export async function forgetAnswersBefore(tx: Tx, before: Date): Promise<number> {
  const gone = await tx
    .deleteFrom('idempotency_keys')
    .where('created_at', '<', before.toISOString())
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}
