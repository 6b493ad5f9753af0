import { z } from 'zod'
import { roles } from '../../platform/permissions.ts'
import { ActionKind } from './action.contract.ts'
import { Code, DeliveryItem, MarkedItem } from './sale.contract.ts'

export const refusalCodes = [
  'sale.not-found',
  'sale.already-open',
  'sale.closed',
  'sale.stage-not-allowed',
  'sale.forbidden',
  'sale.field-missing',
  'sale.check-failed',
  'sale.code-unknown',
  'sale.customer-missing',
  'sale.customer-known',
  'sale.currency-differs',
  'sale.owner-unchanged',
  'sale.loss-pending',
  'sale.delivered',
  'import.sale-worked',
  'follow-up.none-due',
  'follow-up.unknown',
  'follow-up.next-required',
  'follow-up.due-in-past',
  'showing.not-first',
  'test-drive.unknown',
  'test-drive.none-booked',
  'test-drive.none-started',
  'test-drive.slot-invalid',
  'test-drive.car-unavailable',
  'test-drive.none-returned',
  'test-drive.licence-unchecked',
  'test-drive.licence-expired',
  'test-drive.agreement-unsigned',
  'test-drive.mileage-backwards',
  'test-drive.car-out',
  'quote.unknown',
  'quote.none',
  'quote.already-sent',
  'quote.not-sent',
  'quote.expired',
  'quote.over-limit',
  'quote.discount-over-price',
  'quote.gift-cost-missing',
  'quote.trim-differs',
  'reservation.already-held',
  'reservation.none',
  'reservation.held-by-contract',
  'reservation.not-expired',
  'vehicle.not-available',
  'contract.already-signed',
  'contract.missing',
  'contract.trim-differs',
  'contract.car-already-matched',
  'contract.price-zero',
  'contract.deposit-over-price',
  'contract.no-car',
  'contract.car-unchanged',
  'contract.trim-unknown',
  'contract.addendum-required',
  'contract.invoice-live',
  'addendum.empty',
  'addendum.delivery-in-past',
  'waitlist.already-waiting',
  'waitlist.car-held',
  'waitlist.car-free',
  'waitlist.none',
  'payment.amount-zero',
  'payment.unknown',
  'payment.none',
  'payment.already-reversed',
  'delivery.item-open',
  'delivery.item-already-marked',
  'delivery.item-not-marked',
  'delivery.item-not-ready',
  'delivery.invoice-missing',
  'delivery.invoice-vin-differs',
  'delivery.invoice-in-future',
  'delivery.no-car',
  'delivery.car-differs',
  'delivery.no-vin',
  'delivery.already-done',
  'delivery.missing',
  'loss.not-proposed',
  'loss.already-proposed',
  'loss.money-held',
  'process.stage-missing',
  'process.unchanged',
] as const
export const RefusalCode = z.enum(refusalCodes)
export type RefusalCode = z.infer<typeof RefusalCode>

/** Why an action is not done: codes and figures, put into words by whoever shows them. */
export const Refusal = z.object({
  code: RefusalCode,
  field: z.string().optional(),
  owes: z.array(z.object({ item: z.union([DeliveryItem, Code]), role: z.enum(roles) })).optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type Refusal = z.infer<typeof Refusal>

/** What may be done now, and why the rest may not; delivery items one by one. */
export const Possibility = z.discriminatedUnion('possible', [
  z.object({ kind: ActionKind, item: MarkedItem.optional(), possible: z.literal(true) }),
  z.object({ kind: ActionKind, item: MarkedItem.optional(), possible: z.literal(false), refusal: Refusal }),
])
export type Possibility = z.infer<typeof Possibility>

/** What is done all the same, but ought to be seen. */
export const Warning = z.object({
  code: z.enum(['contract.deposit-over-fifth', 'payment.overpaid']),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Warning = z.infer<typeof Warning>
