import type { Tx } from '../../platform/server/database/connect.ts'

/** The receipt that a payment got; null for one from before there were receipts. */
export async function findReceiptOf(tx: Tx, dealerId: string, paymentId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('receipts')
    .select('id')
    .where('dealer_id', '=', dealerId)
    .where('payment_id', '=', paymentId)
    .executeTakeFirst()
  return row?.id ?? null
}
