import { z } from 'zod'
import { SaleParams, step } from '../acts/acts.contract.ts'
import { Note } from '../inquiries/inquiries.contract.ts'
import { PaymentMethod } from '../payments/payments.contract.ts'
import {
  AmountMinor,
  DecisionReason,
  DefaultingParty,
  Id,
  RefundPurpose,
  RefundReason,
} from '../process/sale.contract.ts'

const Params = SaleParams.extend({ refundId: Id })
const deciding = ['refund.none', 'refund.unknown', 'refund.already-decided', 'refund.own-request'] as const

export const requestRefund = step({
  name: 'requestRefund',
  path: '/api/sales/{id}/refunds',
  summary: 'Ask that money goes back: a deposit, an overpayment, or what a cancellation leaves (rule 3)',
  noun: 'refunds',
  body: z.strictObject({
    purpose: RefundPurpose,
    /** null for a cancellation: the law says how much */
    amountMinor: AmountMinor.nullable().default(null),
    /** who defaults, when the disposal of a cancellation is proposed anew */
    defaultingParty: DefaultingParty.nullable().default(null),
    reason: RefundReason,
    note: Note.default(''),
  }),
  problems: [
    'refund.nothing-held',
    'refund.amount-zero',
    'refund.over-refundable',
    'refund.purpose-unfit',
    'refund.party-missing',
    'refund.open',
  ],
})

export const approveRefund = step({
  name: 'approveRefund',
  path: '/api/sales/{id}/refunds/{refundId}/approval',
  summary: 'Approve a refund that somebody else asked for',
  noun: 'refunds',
  verb: 'review',
  params: Params,
  body: z.strictObject({ note: Note.default('') }),
  problems: deciding,
})

export const refuseRefund = step({
  name: 'refuseRefund',
  path: '/api/sales/{id}/refunds/{refundId}/refusal',
  summary: 'Refuse a refund, or take its approval back while it is not paid',
  noun: 'refunds',
  verb: 'review',
  params: Params,
  body: z.strictObject({ reason: DecisionReason, note: Note.default('') }),
  problems: deciding,
})

export const payRefund = step({
  name: 'payRefund',
  path: '/api/sales/{id}/refunds/{refundId}/payment',
  summary: 'Pay an approved refund: a line of the ledger, money out',
  noun: 'refunds',
  verb: 'edit',
  params: Params,
  body: z.strictObject({ method: PaymentMethod, reference: z.string().max(100).default('') }),
  problems: [
    'refund.none',
    'refund.unknown',
    'refund.not-approved',
    'refund.already-paid',
    'refund.over-refundable',
    'sale.code-unknown',
  ],
})
