import { addDays } from '../../../platform/business-date.ts'
import { isGiven, quoteSheet, quoteTax, taxMinorOf, taxOn } from '../../quotes/quote-sheet.rules.ts'
import type { QuoteTax, TaxFacts } from '../../quotes/quote-tax.contract.ts'
import type { ActionOf } from '../action.contract.ts'
import { sendingRefusal } from '../discount-limit.rules.ts'
import type { EventOf } from '../event.contract.ts'
import type { Refusal } from '../refusal.contract.ts'
import type { Quote, Sale } from '../sale.contract.ts'
import { currencyRefusal, type Decide, refuse, type Scene } from '../scene.rules.ts'
import { invalidatedApprovals, lapsedApprovals } from './lapses.rules.ts'

export const draftQuote: Decide<'draft-quote'> = (scene, action) => {
  const refusal = termsRefusal(scene, action)
  if (refusal) return refusal
  const facts = quoteFacts(scene, action, {
    quoteId: action.quoteId,
    version: nextVersion(scene.sale),
    replaces: null,
  })
  return [{ action: 'quote-drafted', facts, to: scene.to }]
}

export const reviseQuote: Decide<'revise-quote'> = (scene, action) => {
  const quote = scene.sale.quotes.find(each => each.id === action.quoteId)
  if (!quote) return refuse('quote.unknown', {}, { field: 'quoteId' })
  if (quote.state !== 'draft' && quote.state !== 'sent')
    return refuse('quote.unknown', { state: quote.state })
  const refusal = termsRefusal(scene, action)
  if (refusal) return refusal
  if (quote.state === 'draft') {
    const { version, replaces } = quote
    const quoteId = quote.id
    const facts = quoteFacts(scene, action, { quoteId, version, replaces })
    return [...invalidatedApprovals(scene.sale, quoteId), { action: 'quote-revised', facts, to: scene.to }]
  }
  if (!action.newQuoteId) return refuse('sale.field-missing', {}, { field: 'newQuoteId' })
  const identity = { quoteId: action.newQuoteId, version: nextVersion(scene.sale), replaces: quote.id }
  return [{ action: 'quote-revised', facts: quoteFacts(scene, action, identity), to: scene.to }]
}

export const sendQuote: Decide<'send-quote'> = (scene, { quoteId, taxFacts }) => {
  const quote = scene.sale.quotes.find(each => each.id === quoteId)
  if (!quote) return refuse('quote.unknown', {}, { field: 'quoteId' })
  if (quote.state !== 'draft') return refuse('quote.already-sent', { state: quote.state })
  const refusal = sendingRefusal(scene, quote)
  if (refusal) return refusal
  const { version, concessionMinor } = quote
  const tax = taxAtSending(quote, taxFacts, scene.today)
  const totalMinor = tax && quote.totalMinor - taxMinorOf(quote.tax) + taxMinorOf(tax)
  const facts = { quoteId, version, concessionMinor, sentAt: scene.now.at, tax, totalMinor }
  const overtaken = lapsedApprovals(scene.sale, each => each.quoteId === quoteId)
  return [...overtaken, { action: 'quote-sent', facts, to: scene.to }]
}

/** A rate may have ended since the draft; what a person decided stands. */
function taxAtSending({ tax, ...quote }: Quote, taxFacts: TaxFacts, today: string): QuoteTax | null {
  if (tax?.state !== 'computed' && tax?.state !== 'unknown') return null
  return taxOn(quote.listPriceMinor - quote.discountMinor, quote.currency, taxFacts, today)
}

type Terms = ActionOf<'draft-quote'> | ActionOf<'revise-quote'>

function termsRefusal({ sale, today }: Scene, terms: Terms): Refusal | null {
  if (terms.trimId === null && terms.vehicle === null) {
    return refuse('sale.field-missing', {}, { field: 'trimId' })
  }
  if (terms.vehicle && trimDiffers(terms.trimId, terms.vehicle.trimId)) {
    return refuse('quote.trim-differs', {}, { field: 'vehicle' })
  }
  const otherCurrency = currencyRefusal(sale, terms.currency)
  if (otherCurrency) return otherCurrency
  if (terms.discountMinor > terms.listPriceMinor) {
    return refuse('quote.discount-over-price', {}, { field: 'discountMinor' })
  }
  if (terms.lines.some(line => isGiven(line) && line.costMinor === null)) {
    return refuse('quote.gift-cost-missing', {}, { field: 'lines' })
  }
  const isPast = terms.validUntil !== null && terms.validUntil < today
  return isPast ? refuse('quote.expired', { validUntil: terms.validUntil }, { field: 'validUntil' }) : null
}

/** Two trims that are both known and not the same; a car outside the catalogue has none. */
export function trimDiffers(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other
}

function quoteFacts(
  scene: Scene,
  terms: Terms,
  identity: Pick<Quote, 'version' | 'replaces'> & { quoteId: string },
): Omit<EventOf<'quote-drafted'>['facts'], 'v'> {
  const { currency, listPriceMinor, discountMinor, tradeInMinor, lines, vehicle } = terms
  const tax = quoteTax(terms, terms.taxFacts, scene.today)
  const { concessionMinor, totalMinor } = quoteSheet({ ...terms, tax })
  return {
    ...identity,
    trimId: terms.trimId ?? vehicle?.trimId ?? null,
    episodeId: vehicle?.episodeId ?? null,
    currency,
    listPriceMinor,
    discountMinor,
    concessionMinor,
    totalMinor,
    tradeInMinor,
    tax,
    validUntil: terms.validUntil ?? addDays(scene.today, scene.process.quoteValidDays),
    modelId: terms.modelId ?? null,
    lines: lines.map(({ kind, amountMinor, costMinor }) => ({ kind, amountMinor, costMinor })),
  }
}

function nextVersion(sale: Sale): number {
  return Math.max(0, ...sale.quotes.map(quote => quote.version)) + 1
}
