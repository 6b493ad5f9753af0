import { nextNumber } from '../../platform/server/counters.sql.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { findReceiptOf } from '../payments/receipts.sql.ts'
import { openDayFor } from '../takings/takings.sql.ts'
import type { Write } from './writes.ts'

interface Setting {
  readonly dealerId: string
  /** the store's business date */
  readonly today: string
  readonly newId: () => string
}

/** What every line of the ledger leaves beside it, whichever step enters it: the day of takings for which it
 *  counts, and a receipt for money in. Called when the line's own number is drawn: until the end of the
 *  transaction that keeps a closing of the day waiting, and others from drawing a receipt. */
export async function withReceipts(tx: Tx, writes: readonly Write[], setting: Setting): Promise<Write[]> {
  const entered: Write[] = []
  for (const write of writes) {
    if (!isLine(write)) {
      entered.push(write)
      continue
    }
    const { row } = write
    const takings_on = await openDayFor(tx, setting.dealerId, row.currency, setting.today)
    entered.push({ insert: 'payments', row: { ...row, takings_on } })
    entered.push(...(await receiptOf(tx, write, setting)))
  }
  return entered
}

type Line = Extract<Write, { insert: 'payments' }>

function isLine(write: Write): write is Line {
  return 'insert' in write && write.insert === 'payments'
}

/** Money out has no receipt of the store's; a reversal cancels the one that the payment got. */
async function receiptOf(tx: Tx, { row }: Line, { dealerId, today, newId }: Setting): Promise<Write[]> {
  const cancels = row.reverses_id ? await findReceiptOf(tx, dealerId, row.reverses_id) : null
  const isMoneyIn = row.purpose === 'deposit' || row.purpose === 'balance'
  if (!isMoneyIn && !cancels) return []
  return [
    {
      insert: 'receipts',
      row: {
        dealer_id: dealerId,
        id: newId(),
        sale_id: row.sale_id,
        payment_id: row.id,
        number: await nextNumber(tx, dealerId, 'receipt', today),
        cancels_id: cancels,
        amount_minor: row.amount_minor,
        currency: row.currency,
        issued_by: row.recorded_by ?? null,
        issued_at: row.recorded_at,
      },
    },
  ]
}
