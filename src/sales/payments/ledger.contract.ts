import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { BusinessDate, Id, pageOf, pageQuery, several } from '../../platform/scalars.contract.ts'
import { CustomerName } from '../sales/sale-names.contract.ts'
import { PaymentPaper } from '../sales/sale-papers.contract.ts'
import { PaymentMethod } from './payments.contract.ts'

/** A line of the ledger with its sale, its customer, its receipt and the day it counts for. */
export const LedgerLine = PaymentPaper.omit({ reversed: true }).extend({
  dealerId: Id,
  saleId: Id,
  saleNumber: z.string(),
  customer: CustomerName.nullable(),
  /** the receipt that this line's receipt cancels */
  cancelsReceipt: z.string().nullable(),
  takingsOn: BusinessDate,
})
export type LedgerLine = z.infer<typeof LedgerLine>

const filters = {
  dealerId: Id.optional(),
  /** days of takings, both included */
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
  method: several(PaymentMethod).optional(),
  purpose: several(PaymentPaper.shape.purpose).optional(),
  cashierId: Id.optional(),
  /** the number of a payment, a receipt or a sale */
  q: z.string().trim().min(1).max(40).optional(),
}
export const LedgerFilter = z.object(filters)
export type LedgerFilter = z.infer<typeof LedgerFilter>

export const listPayments = contract({
  name: 'listPayments',
  method: 'GET',
  path: '/api/payments',
  summary: 'Money in and out over all sales that the caller may see, newest first',
  access: { noun: 'payments', verb: 'read' },
  query: z.strictObject({ ...filters, ...pageQuery }),
  answer: pageOf(LedgerLine),
  problems: ['request.invalid'],
})

export const exportPayments = contract({
  name: 'exportPayments',
  method: 'GET',
  path: '/api/payments/export',
  summary: 'The filtered ledger as a file, logged',
  access: { noun: 'payments', verb: 'export' },
  query: z.strictObject({
    ...filters,
    format: z.enum(['csv', 'xlsx']).default('csv'),
    language: z.enum(['zh', 'en']).optional(),
  }),
  answer: 'file',
  problems: ['request.invalid'],
})
