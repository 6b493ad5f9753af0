import { z } from 'zod'
import { step } from '../acts/acts.contract.ts'
import { PaymentMethod } from '../payments/payments.contract.ts'
import { AmountMinor, Currency, DepositType, Id } from '../process/sale.contract.ts'

export const signContract = step({
  name: 'signContract',
  path: '/api/sales/{id}/contract',
  summary: 'Sign a contract for a named car or for a trim, with its deposit',
  noun: 'contracts',
  body: z.strictObject({
    quoteId: Id.nullable().default(null),
    trimId: Id.nullable().default(null),
    /** null: a contract on a trim (订车), matched to a car later (配车) */
    episodeId: Id.nullable().default(null),
    currency: Currency.optional(),
    priceMinor: AmountMinor,
    deposit: z
      .strictObject({
        type: DepositType,
        amountMinor: AmountMinor,
        /** null: agreed but not yet paid */
        paidBy: PaymentMethod.nullable().default(null),
        reference: z.string().max(100).default(''),
      })
      .nullable()
      .default(null),
  }),
  problems: [
    'contract.already-signed',
    'contract.price-zero',
    'contract.deposit-over-price',
    'contract.trim-differs',
    'quote.over-limit',
    'quote.expired',
    'quote.not-sent',
    'quote.price-unknown',
    'sale.currency-differs',
    'vehicle.not-available',
    'vehicle.unknown',
  ],
})

export const matchCar = step({
  name: 'matchCar',
  path: '/api/sales/{id}/contract/car',
  summary: 'Match a car to a contract on a trim (配车)',
  noun: 'contracts',
  body: z.strictObject({ episodeId: Id }),
  problems: [
    'contract.missing',
    'contract.car-already-matched',
    'contract.trim-differs',
    'vehicle.not-available',
    'vehicle.unknown',
  ],
})
