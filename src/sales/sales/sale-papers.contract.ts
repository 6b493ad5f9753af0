import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { BusinessDate, ById, Currency, Id, Instant, StaffName } from '../../platform/scalars.contract.ts'
import { QuoteLine } from '../process/action.contract.ts'
import { Code, Payment, Quote } from '../process/sale.contract.ts'
import { QuoteTax } from '../quotes/quote-tax.contract.ts'
import { CarName, TrimName } from './sale-names.contract.ts'

/** A quote as it reads on paper. */
export const QuotePaper = z.object({
  id: Id,
  number: z.string(),
  version: z.int().min(1),
  state: Quote.shape.state,
  trim: TrimName.nullable(),
  car: CarName.nullable(),
  currency: Currency,
  listPriceMinor: z.int(),
  discountMinor: z.int(),
  tradeInMinor: z.int(),
  /** 落地价: everything the customer pays */
  totalMinor: z.int(),
  /** null: from before taxes were computed */
  tax: QuoteTax.nullable(),
  /** the laws or notices that the computed tax rests on */
  taxSources: z.array(z.string()),
  validUntil: BusinessDate,
  draftedBy: StaffName.nullable(),
  draftedAt: Instant,
  sentAt: Instant.nullable(),
  lines: z.array(
    z.object({
      kind: QuoteLine.shape.kind,
      label: z.string(),
      amountMinor: z.int(),
      /** null where unknown, and where `costMasked` says that the reader may not see it */
      costMinor: z.int().nullable(),
      costMasked: z.boolean(),
    }),
  ),
})
export type QuotePaper = z.infer<typeof QuotePaper>

export const listSaleQuotes = contract({
  name: 'listSaleQuotes',
  method: 'GET',
  path: '/api/sales/{id}/quotes',
  summary: 'The quotes of a sale with their lines, newest first',
  access: { noun: 'sales', verb: 'read' },
  params: ById,
  answer: z.object({ items: z.array(QuotePaper) }),
  problems: ['request.not-found'],
})

/** A line of the ledger: money in is positive, money out negative. */
export const PaymentPaper = z.object({
  id: Id,
  number: z.string(),
  purpose: Payment.shape.purpose,
  method: Code,
  amountMinor: z.int(),
  currency: Currency,
  /** empty where the reader's role does not see names: free text may hold them */
  reference: z.string(),
  reversesId: Id.nullable(),
  reversed: z.boolean(),
  /** null for money out, and from before there were receipts */
  receiptNumber: z.string().nullable(),
  recordedBy: StaffName.nullable(),
  recordedAt: Instant,
})
export type PaymentPaper = z.infer<typeof PaymentPaper>

export const listSalePayments = contract({
  name: 'listSalePayments',
  method: 'GET',
  path: '/api/sales/{id}/payments',
  summary: 'The ledger of a sale, newest first',
  access: { noun: 'payments', verb: 'read' },
  params: ById,
  answer: z.object({ items: z.array(PaymentPaper) }),
  problems: ['request.not-found'],
})
