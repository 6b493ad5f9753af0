import type { FastifyInstance } from 'fastify'
import { findAskingPrice } from '../../inventory/vehicles/vehicle-facts.sql.ts'
import { problem } from '../../platform/problem.ts'
import { nextNumber } from '../../platform/server/counters.sql.ts'
import type { Services } from '../../platform/server/services.ts'
import type { ActScene } from '../acts/act-on-sale.ts'
import { base, stepRoute, vehicleOf } from '../acts/step-route.ts'
import { draftQuote, type QuoteTerms, reviseQuote, sendQuote } from './quotes.contract.ts'
import { findTrimModel, findTrimPrice, type ListPrice } from './quotes.sql.ts'

export function registerQuotes(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, draftQuote, async (scene, { body, newId }) => ({
    action: { kind: 'draft-quote', ...base(scene), quoteId: newId(), ...(await termsOf(scene, body)) },
    details: { quoteNumber: await quoteNumber(scene), lineLabels: body.lines.map(line => line.label) },
  }))
  stepRoute(app, services, reviseQuote, async (scene, { params, body, newId }) => {
    const isSent = scene.sale.quotes.some(quote => quote.id === params.quoteId && quote.state !== 'draft')
    return {
      action: {
        kind: 'revise-quote',
        ...base(scene),
        quoteId: params.quoteId,
        newQuoteId: isSent ? newId() : null,
        ...(await termsOf(scene, body)),
      },
      details: {
        lineLabels: body.lines.map(line => line.label),
        ...(isSent && { quoteNumber: await quoteNumber(scene) }),
      },
    }
  })
  stepRoute(app, services, sendQuote, (scene, { params }) => ({
    action: { kind: 'send-quote', ...base(scene), quoteId: params.quoteId },
  }))
}

async function termsOf(scene: ActScene, terms: QuoteTerms) {
  const vehicle = terms.episodeId ? await vehicleOf(scene, terms.episodeId) : null
  const trimId = terms.trimId ?? vehicle?.trimId ?? scene.sale.trimId
  const price = await listPriceOf(scene, terms.episodeId, trimId, terms.currency)
  return {
    trimId,
    vehicle,
    currency: price.currency,
    listPriceMinor: price.priceMinor,
    discountMinor: terms.discountMinor,
    lines: terms.lines.map(({ kind, amountMinor, costMinor }) => ({ kind, amountMinor, costMinor })),
    validUntil: terms.validUntil,
    modelId: trimId ? await findTrimModel(scene.tx, trimId) : null,
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

function quoteNumber(scene: ActScene): Promise<string> {
  return nextNumber(scene.tx, scene.sale.dealerId, 'quote', scene.today)
}
