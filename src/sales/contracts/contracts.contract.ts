import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { ById, line, StaffName } from '../../platform/scalars.contract.ts'
import { step } from '../acts/acts.contract.ts'
import { PaymentMethod } from '../payments/payments.contract.ts'
import {
  AddendumReason,
  AmountMinor,
  BusinessDate,
  Code,
  Currency,
  DepositType,
  Id,
  Instant,
} from '../process/sale.contract.ts'
import { CustomerName } from '../sales/sale-names.contract.ts'

/** Who signs, whom the invoice names and who is called; left out: the sale's customer. */
const PartiesBody = z.strictObject({
  buyerId: Id.nullable().default(null),
  title: z
    .union([
      z.strictObject({ customerId: Id }),
      /** a company that is no customer of the store */
      z.strictObject({ name: line(200), creditCode: line(40) }),
    ])
    .nullable()
    .default(null),
  contactId: Id.nullable().default(null),
})
export type PartiesBody = z.output<typeof PartiesBody>

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
    parties: PartiesBody.nullable().default(null),
    /** why the customer buys here: one of the process’s codes; null: not asked */
    winReason: Code.nullable().default(null),
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
    'sale.code-unknown',
    'vehicle.not-available',
    'vehicle.unknown',
    'contract.party-unknown',
    'contract.credit-code-invalid',
    'waitlist.others-first',
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
    'waitlist.others-first',
  ],
})

export const swapCar = step({
  name: 'swapCar',
  path: '/api/sales/{id}/contract/swap',
  summary: 'Give the matched car back and take another (换车), with an addendum where the terms change',
  noun: 'contracts',
  body: z.strictObject({
    episodeId: Id,
    addendum: z
      .strictObject({
        /** null: the price stays */
        priceMinor: AmountMinor.nullable().default(null),
        terms: z.string().max(2000).default(''),
      })
      .nullable()
      .default(null),
  }),
  problems: [
    'contract.missing',
    'contract.no-car',
    'contract.car-unchanged',
    'contract.addendum-required',
    'contract.price-zero',
    'contract.deposit-over-price',
    'quote.over-limit',
    'vehicle.not-available',
    'vehicle.unknown',
    'waitlist.others-first',
  ],
})

export const unmatchCar = step({
  name: 'unmatchCar',
  path: '/api/sales/{id}/contract/unmatch',
  summary: 'Take a match back: the contract stands on its trim again, the car is free',
  noun: 'contracts',
  problems: ['contract.missing', 'contract.no-car', 'contract.trim-unknown'],
})

export const agreeAddendum = step({
  name: 'agreeAddendum',
  path: '/api/sales/{id}/contract/addenda',
  summary: 'Agree a numbered change to the signed terms; what is left out stays',
  noun: 'contracts',
  body: z.strictObject({
    reason: AddendumReason,
    priceMinor: AmountMinor.nullable().default(null),
    deliveryOn: BusinessDate.nullable().default(null),
    terms: z.string().trim().max(2000).default(''),
  }),
  problems: [
    'contract.missing',
    'contract.price-zero',
    'contract.deposit-over-price',
    'contract.invoice-live',
    'addendum.empty',
    'addendum.delivery-in-past',
    'quote.over-limit',
    'sale.delivered',
  ],
})

/** A contract as it reads on paper: what was signed, what changed it, and who is party to it. */
export const ContractPaper = z.object({
  id: Id,
  number: z.string(),
  priceMinor: z.int(),
  currency: Currency,
  depositType: DepositType.nullable(),
  depositMinor: z.int(),
  signedBy: StaffName.nullable(),
  signedAt: Instant,
  parties: z.object({
    buyer: CustomerName.nullable(),
    title: z.object({
      name: z.string().nullable(),
      nameMasked: z.boolean(),
      /** null for a person, and where none is known */
      creditCode: z.string().nullable(),
      customerId: Id.nullable(),
    }),
    contact: CustomerName.nullable(),
  }),
  addenda: z.array(
    z.object({
      id: Id,
      ordinal: z.int().min(1),
      reason: z.string(),
      priceBeforeMinor: z.int().nullable(),
      priceMinor: z.int().nullable(),
      deliveryOn: BusinessDate.nullable(),
      /** empty where the reader's role does not see names: free text may hold them */
      terms: z.string(),
      agreedBy: StaffName.nullable(),
      agreedAt: Instant,
    }),
  ),
})
export type ContractPaper = z.infer<typeof ContractPaper>

export const readSaleContract = contract({
  name: 'readSaleContract',
  method: 'GET',
  path: '/api/sales/{id}/contract',
  summary: 'The contract of a sale with its parties and addenda; null before it is signed',
  access: { noun: 'sales', verb: 'read' },
  params: ById,
  answer: z.object({ contract: ContractPaper.nullable() }),
  problems: ['request.not-found'],
})
