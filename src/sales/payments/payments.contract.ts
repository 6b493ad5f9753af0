import { z } from 'zod'
import { SaleParams, step } from '../acts/acts.contract.ts'
import { AmountMinor, Currency, Id } from '../process/sale.contract.ts'
import { PaymentMethod } from './ledger-filter.contract.ts'

export { PaymentMethod }

export const recordPayment = step({
  name: 'recordPayment',
  path: '/api/sales/{id}/payments',
  summary: 'Record money received; more than owed stays as a visible credit',
  noun: 'payments',
  body: z.strictObject({
    purpose: z.enum(['deposit', 'balance']).default('balance'),
    method: PaymentMethod,
    amountMinor: AmountMinor,
    currency: Currency.optional(),
    reference: z.string().max(100).default(''),
  }),
  problems: ['payment.amount-zero', 'contract.missing', 'sale.currency-differs'],
})

export const reversePayment = step({
  name: 'reversePayment',
  path: '/api/sales/{id}/payments/{paymentId}/reversal',
  summary: 'Reverse a payment with a line of its own; nothing is edited',
  noun: 'payments',
  verb: 'edit',
  params: SaleParams.extend({ paymentId: Id }),
  body: z.strictObject({ reference: z.string().max(100).default('') }),
  problems: ['payment.unknown', 'payment.already-reversed'],
})
