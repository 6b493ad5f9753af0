import { z } from 'zod'
import { BusinessDate, Id, several } from '../../platform/scalars.contract.ts'
import { Payment } from '../process/sale.contract.ts'

export const PaymentMethod = z.enum([
  'cash',
  'card',
  'transfer',
  'wechat-pay',
  'alipay',
  'loan',
  'cheque',
  'other',
])
export const PaymentPurpose = z.enum([...new Set([...Payment.shape.purpose.options, 'refund' as const])])

/** What the ledger is filtered by: small, because the address of its page is read with it. */
export const ledgerFilters = {
  dealerId: Id.optional(),
  /** days of takings, both included */
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
  method: several(PaymentMethod).optional(),
  purpose: several(PaymentPurpose).optional(),
  cashierId: Id.optional(),
  /** the number of a payment, a receipt or a sale */
  q: z.string().trim().min(1).max(40).optional(),
}
export const LedgerFilter = z.object(ledgerFilters)
export type LedgerFilter = z.infer<typeof LedgerFilter>
