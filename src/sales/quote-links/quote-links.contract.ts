import { z } from 'zod'
import { Letterhead } from '../../network/store-rules/store-rules.contract.ts'
import { contract } from '../../platform/contract.ts'
import { BusinessDate, ById, Currency, Id, Instant, StaffName } from '../../platform/scalars.contract.ts'
import { QuoteLine } from '../process/action.contract.ts'
import { QuoteTax } from '../quotes/quote-tax.contract.ts'
import { CarName, TrimName } from '../sales/sale-names.contract.ts'

export const linkDaysMax = 30

export const QuoteLink = z.object({
  id: Id,
  quoteId: Id,
  quoteNumber: z.string(),
  madeBy: StaffName,
  madeAt: Instant,
  expiresAt: Instant,
  state: z.enum(['open', 'revoked', 'expired']),
  /** how often it was looked at, and when last */
  openedCount: z.int(),
  lastOpenedAt: Instant.nullable(),
})
export type QuoteLink = z.infer<typeof QuoteLink>

export const listQuoteLinks = contract({
  name: 'listQuoteLinks',
  method: 'GET',
  path: '/api/sales/{id}/quote-links',
  summary: 'The links made of the quotes of a sale, newest first',
  access: { noun: 'quotes', verb: 'read' },
  params: ById,
  answer: z.object({ items: z.array(QuoteLink) }),
  problems: ['request.not-found'],
})

export const shareQuote = contract({
  name: 'shareQuote',
  method: 'POST',
  path: '/api/sales/{id}/quotes/{quoteId}/links',
  summary: 'Make a link that shows a sent quote, without costs, to whoever holds it; it is shown once',
  access: { noun: 'quotes', verb: 'create' },
  params: ById.extend({ quoteId: Id }),
  body: z.strictObject({ days: z.int().min(1).max(linkDaysMax).default(7) }),
  status: 201,
  /** the secret is null when the request was repeated: it is shown once and not kept */
  answer: z.object({ id: Id, secret: z.string().nullable(), expiresAt: Instant }),
  problems: ['request.not-found', 'quote-link.not-sent'],
})

export const revokeQuoteLink = contract({
  name: 'revokeQuoteLink',
  method: 'POST',
  path: '/api/sales/{id}/quote-links/{linkId}/revocation',
  summary: 'Take a link back; it shows nothing any more',
  access: { noun: 'quotes', verb: 'create' },
  params: ById.extend({ linkId: Id }),
  answer: z.object({ id: Id }),
  problems: ['request.not-found'],
})

const Names = z.object({ nameZh: z.string(), nameEn: z.string() })

/** A quote as its customer may read it: no costs, no concession, nobody's personal data. */
export const SharedQuote = z.object({
  store: Names,
  letterhead: Letterhead,
  consultant: z.string().nullable(),
  number: z.string(),
  version: z.int(),
  /** `replaced`: there is a newer version; `accepted`: a contract was signed on it */
  state: z.enum(['valid', 'expired', 'replaced', 'accepted']),
  trim: TrimName.nullable(),
  car: CarName.omit({ vin: true }).nullable(),
  currency: Currency,
  listPriceMinor: z.int(),
  discountMinor: z.int(),
  tradeInMinor: z.int(),
  lines: z.array(z.object({ kind: QuoteLine.shape.kind, label: z.string(), amountMinor: z.int() })),
  tax: QuoteTax.nullable(),
  taxSources: z.array(z.string()),
  validUntil: BusinessDate,
  sentAt: Instant.nullable(),
  expiresAt: Instant,
})
export type SharedQuote = z.infer<typeof SharedQuote>

/** In the body: an address is written into logs. */
export const openSharedQuote = contract({
  name: 'openSharedQuote',
  method: 'POST',
  path: '/api/shared-quotes/opening',
  summary: 'The quote that a link shows',
  access: 'public',
  body: z.strictObject({ secret: z.string().trim().min(20).max(100) }),
  answer: SharedQuote,
  problems: ['quote-link.unknown', 'quote-link.ended', 'auth.too-many-attempts'],
})
