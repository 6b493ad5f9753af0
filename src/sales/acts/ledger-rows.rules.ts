import type { EventOf } from '../process/event.contract.ts'
import type { Sale } from '../process/sale.contract.ts'
import type { Details, Key } from './noun-rows.rules.ts'
import type { Write } from './writes.ts'

/** Money in is positive, a refund negative; a reversal negates the line it names. */
export function ledgerRow(
  event: EventOf<'payment-recorded' | 'payment-reversed' | 'refund-paid'>,
  after: Sale,
  key: Key,
  details: Details,
  by: string | null,
): Write {
  const id = event.action === 'payment-reversed' ? event.facts.reversalId : event.facts.paymentId
  const index = after.payments.findIndex(payment => payment.id === id)
  const line = after.payments[index]
  if (!line) throw new Error(`payment ${id} is not in the folded sale`)
  return {
    insert: 'payments',
    row: {
      ...key,
      id,
      number: details.paymentNumbers?.[0] ?? '',
      purpose: line.purpose,
      method: line.method,
      amount_minor: line.amountMinor,
      currency: after.currency ?? '',
      reference: details.reference ?? '',
      reverses_id: line.reverses,
      recorded_by: by,
      recorded_at: line.at,
    },
  }
}
