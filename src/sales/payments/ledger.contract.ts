import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { BusinessDate, Id, pageOf, pageQuery } from '../../platform/scalars.contract.ts'
import { CustomerName } from '../sales/sale-names.contract.ts'
import { PaymentPaper } from '../sales/sale-papers.contract.ts'
import { ledgerFilters } from './ledger-filter.contract.ts'

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

export const listPayments = contract({
  name: 'listPayments',
  method: 'GET',
  path: '/api/payments',
  summary: 'Money in and out over all sales that the caller may see, newest first',
  access: { noun: 'payments', verb: 'read' },
  query: z.strictObject({ ...ledgerFilters, ...pageQuery }),
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
    ...ledgerFilters,
    format: z.enum(['csv', 'xlsx']).default('csv'),
    language: z.enum(['zh', 'en']).optional(),
  }),
  answer: 'file',
  problems: ['request.invalid'],
})
