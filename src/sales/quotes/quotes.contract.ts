import { z } from 'zod'
import { SaleParams, step } from '../acts/acts.contract.ts'
import { QuoteLine } from '../process/action.contract.ts'
import { AmountMinor, BusinessDate, Currency, Id } from '../process/sale.contract.ts'
import { TaxChoice } from './quote-tax.contract.ts'

const Params = SaleParams.extend({ quoteId: Id })

/** The price of a car and what goes with it. The list price is looked up: the car's asking price, else the trim's;
 *  the purchase tax is computed by the dated table, unless a line of that kind says another amount. */
export const QuoteTerms = z.strictObject({
  trimId: Id.nullable().default(null),
  episodeId: Id.nullable().default(null),
  currency: Currency.optional(),
  discountMinor: AmountMinor.default(0),
  /** What the customer's old car settles of the total: bought apart, it lowers neither the invoice nor the tax. */
  tradeInMinor: AmountMinor.default(0),
  purchaseTax: TaxChoice.default('included'),
  lines: z
    .array(QuoteLine.extend({ label: z.string().max(200).default('') }).strict())
    .max(50)
    .default([]),
  /** null: as many days as the process grants */
  validUntil: BusinessDate.nullable().default(null),
})
export type QuoteTerms = z.infer<typeof QuoteTerms>

const problems = [
  'quote.over-limit',
  'quote.discount-over-price',
  'quote.gift-cost-missing',
  'quote.price-unknown',
  'sale.currency-differs',
  'vehicle.unknown',
] as const

export const draftQuote = step({
  name: 'draftQuote',
  path: '/api/sales/{id}/quotes',
  summary: 'Draft a quote',
  noun: 'quotes',
  body: QuoteTerms,
  problems,
})

export const reviseQuote = step({
  name: 'reviseQuote',
  path: '/api/sales/{id}/quotes/{quoteId}/revision',
  summary: 'Edit a draft, or make the next version of a sent quote',
  noun: 'quotes',
  verb: 'edit',
  params: Params,
  body: QuoteTerms,
  problems: [...problems, 'quote.unknown'],
})

export const renewQuote = step({
  name: 'renewQuote',
  path: '/api/sales/{id}/quotes/{quoteId}/renewal',
  summary: "The same lines and discount at today's price, tax and validity: the next version of a sent quote",
  noun: 'quotes',
  params: Params,
  problems: [...problems, 'quote.unknown'],
})

export const sendQuote = step({
  name: 'sendQuote',
  path: '/api/sales/{id}/quotes/{quoteId}/sending',
  summary: 'Send a quote: from now on this version is immutable',
  noun: 'quotes',
  verb: 'edit',
  params: Params,
  problems: ['quote.already-sent', 'quote.unknown', 'quote.over-limit', 'quote.expired'],
})
