import type { FastifyInstance } from 'fastify'
import { findAskingPrice } from '../../inventory/vehicles/vehicle-facts.sql.ts'
import { seesCost } from '../../platform/permissions.ts'
import { problem } from '../../platform/problem.ts'
import { nextNumber } from '../../platform/server/counters.sql.ts'
import type { Services } from '../../platform/server/services.ts'
import type { Act, ActScene } from '../acts/act-on-sale.ts'
import { base, stepRoute, vehicleOf } from '../acts/step-route.ts'
import { findRatesOn } from '../tax-rates/tax-rates.sql.ts'
import { isNewEnergy } from './energy.rules.ts'
import { isPassedOn } from './quote-sheet.rules.ts'
import type { TaxFacts } from './quote-tax.contract.ts'
import { draftQuote, type QuoteTerms, renewQuote, reviseQuote, sendQuote } from './quotes.contract.ts'
import {
  findEnergy,
  findQuoteLines,
  findTrimModel,
  findTrimPrice,
  type KeptLine,
  type ListPrice,
} from './quotes.sql.ts'
import { findUsualLines } from './usual-lines.sql.ts'

export function registerQuotes(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, draftQuote, async (scene, { body, newId }) => {
    const terms = await termsOf(scene, body, null)
    return {
      action: { kind: 'draft-quote', ...base(scene), quoteId: newId(), ...terms },
      details: { quoteNumber: await quoteNumber(scene), lineLabels: labelsOf(body.lines) },
    }
  })
  stepRoute(app, services, reviseQuote, (scene, { params, body }) => revision(scene, params.quoteId, body))
  stepRoute(app, services, renewQuote, async (scene, { params }) =>
    revision(scene, params.quoteId, await termsAgain(scene, params.quoteId)),
  )
  stepRoute(app, services, sendQuote, async (scene, { params }) => {
    const quote = scene.sale.quotes.find(({ id }) => id === params.quoteId)
    const taxFacts = await taxFactsOf(scene, quote ?? nothing, quote?.currency ?? '')
    return { action: { kind: 'send-quote', ...base(scene), quoteId: params.quoteId, taxFacts } }
  })
}

async function revision(scene: ActScene, quoteId: string, body: QuoteTerms): Promise<Act> {
  const isSent = scene.sale.quotes.some(quote => quote.id === quoteId && quote.state !== 'draft')
  const terms = await termsOf(scene, body, quoteId)
  return {
    action: {
      kind: 'revise-quote',
      ...base(scene),
      quoteId,
      newQuoteId: isSent ? scene.newId() : null,
      ...terms,
    },
    details: {
      lineLabels: labelsOf(body.lines),
      ...(isSent && { quoteNumber: await quoteNumber(scene) }),
    },
  }
}

async function termsOf(scene: ActScene, terms: QuoteTerms, quoteId: string | null) {
  const vehicle = terms.episodeId ? await vehicleOf(scene, terms.episodeId) : null
  const trimId = terms.trimId ?? vehicle?.trimId ?? scene.sale.trimId
  const price = await listPriceOf(scene, terms.episodeId, trimId, terms.currency)
  const lines = await withCosts(scene, terms.lines, { quoteId, currency: price.currency })
  return {
    trimId,
    vehicle,
    currency: price.currency,
    listPriceMinor: price.priceMinor,
    discountMinor: terms.discountMinor,
    tradeInMinor: terms.tradeInMinor,
    lines: lines.map(({ kind, amountMinor, costMinor }) => ({ kind, amountMinor, costMinor })),
    purchaseTax: terms.purchaseTax,
    taxFacts: await taxFactsOf(scene, { episodeId: terms.episodeId, trimId }, price.currency),
    validUntil: terms.validUntil,
    modelId: trimId ? await findTrimModel(scene.tx, trimId) : null,
  }
}

const nothing = { episodeId: null, trimId: null }

/** What the purchase tax depends on, as it stands today. */
export async function taxFactsOf(
  scene: ActScene,
  { episodeId, trimId }: { episodeId: string | null; trimId: string | null },
  currency: string,
): Promise<TaxFacts> {
  const { tx, sale, today } = scene
  const energy = await findEnergy(tx, { dealerId: sale.dealerId, episodeId, trimId })
  return { newEnergy: isNewEnergy(energy), rates: await findRatesOn(tx, today, currency) }
}

/** Who is not shown costs cannot type them again: a line of theirs without one keeps the cost that it had, and a
 *  usual one has the store's own. */
async function withCosts(
  scene: ActScene,
  lines: readonly KeptLine[],
  { quoteId, currency }: { quoteId: string | null; currency: string },
): Promise<readonly KeptLine[]> {
  const { tx, sale, actor } = scene
  const isOpen = (line: KeptLine) => line.costMinor === null && !isPassedOn(line.kind)
  if (actor.roles.some(role => seesCost.includes(role)) || !lines.some(isOpen)) return lines
  const own = sale.quotes.some(({ id }) => id === quoteId) ? quoteId : null
  const kept = own ? await findQuoteLines(tx, sale.dealerId, own) : []
  const known = [...kept, ...(await findUsualLines(tx, { dealerId: sale.dealerId, currency }))]
  return lines.map(line => {
    if (!isOpen(line)) return line
    const same = known.find(each => each.kind === line.kind && each.label === line.label)
    return { ...line, costMinor: same?.costMinor ?? null }
  })
}

/** The terms of a quote of this sale as they were, without what the day decides: price, tax and validity. */
async function termsAgain({ tx, sale }: ActScene, quoteId: string): Promise<QuoteTerms> {
  const quote = sale.quotes.find(({ id }) => id === quoteId)
  if (!quote) throw problem('quote.unknown', { field: 'quoteId' })
  const { trimId, episodeId, discountMinor, tradeInMinor, currency, tax } = quote
  return {
    trimId,
    episodeId,
    currency,
    discountMinor,
    tradeInMinor,
    purchaseTax: tax?.state === 'left-out' ? 'left-out' : 'included',
    lines: await findQuoteLines(tx, sale.dealerId, quoteId),
    validUntil: null,
  }
}

/** The car's own asking price counts before the trim's list price. What is given away is measured by it, so the
 *  price is in its currency.  @throws Problem when neither is known, or when another currency is named */
export async function listPriceOf(
  scene: ActScene,
  episodeId: string | null,
  trimId: string | null,
  currency: string | undefined,
): Promise<ListPrice> {
  const price = await findListPrice(scene, episodeId, trimId)
  if (currency !== undefined && currency !== price.currency)
    throw problem('sale.currency-differs', { currency: price.currency, field: 'currency' })
  return price
}

async function findListPrice(
  scene: ActScene,
  episodeId: string | null,
  trimId: string | null,
): Promise<ListPrice> {
  const asked = episodeId ? await findAskingPrice(scene.tx, scene.sale.dealerId, episodeId) : null
  if (asked && asked.priceMinor !== null) return { priceMinor: asked.priceMinor, currency: asked.currency }
  const price = trimId ? await findTrimPrice(scene.tx, trimId) : undefined
  if (!price) throw problem('quote.price-unknown', { field: 'trimId' })
  return price
}

function labelsOf(lines: readonly KeptLine[]): string[] {
  return lines.map(line => line.label)
}

function quoteNumber(scene: ActScene): Promise<string> {
  return nextNumber(scene.tx, scene.sale.dealerId, 'quote', scene.today)
}
