import type { FastifyInstance } from 'fastify'
import { rulesOfStore } from '../../network/store-rules/rules-of-store.ts'
import { businessDate } from '../../platform/business-date.ts'
import type { AnswerOf } from '../../platform/contract.ts'
import { problem } from '../../platform/problem.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { inScope } from '../../platform/server/database/in-scope.ts'
import { claimIntent, storeAnswer } from '../../platform/server/http/idempotency.sql.ts'
import { publicRoute } from '../../platform/server/http/public-route.ts'
import { type Call, replayed, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { findSale } from '../sales/sale-page.sql.ts'
import { dealerOfSecret, hashLinkSecret, makeLinkSecret } from './link-secret.ts'
import { presentLink, presentShared, stateOf } from './present-link.ts'
import {
  listQuoteLinks,
  openSharedQuote,
  revokeQuoteLink,
  type SharedQuote,
  shareQuote,
} from './quote-links.contract.ts'
import * as rows from './quote-links.sql.ts'
import { findSharedQuote } from './shared-quotes.sql.ts'

export function registerQuoteLinks(app: FastifyInstance, services: Services): void {
  route(app, services, listQuoteLinks, async ({ tx, scope, params, now }) => {
    const sale = await findSale(tx, scope, params.id)
    if (!sale) throw problem('request.not-found')
    const links = await rows.findQuoteLinks(tx, sale.dealerId, params.id)
    return { items: links.map(link => presentLink(link, now)) }
  })
  route(app, services, shareQuote, share, { claims: 'in-handler' })
  route(app, services, revokeQuoteLink, revoke)
  publicRoute(app, services, openSharedQuote, ({ body }) => open(services, body.secret))
}

const dayMs = 86_400_000

async function share(call: Call<typeof shareQuote>): Promise<AnswerOf<typeof shareQuote>> {
  const { tx, scope, params, body, actor, now, newId, intent } = call
  if (!intent) throw new Error('a write carries an intent')
  const before = await claimIntent(tx, intent, now)
  if (before) return replayed(before).answer as AnswerOf<typeof shareQuote>
  const { id: saleId, quoteId } = params
  const sale = await findSale(tx, scope, saleId)
  const quote = sale && (await rows.findQuoteState(tx, sale.dealerId, saleId, quoteId))
  if (!sale || !quote) throw problem('request.not-found')
  if (quote === 'draft') throw problem('quote-link.not-sent')
  const { dealerId } = sale
  const id = newId()
  const secret = makeLinkSecret(dealerId)
  const expiresAt = new Date(now.getTime() + body.days * dayMs)
  const secretHash = hashLinkSecret(secret)
  const by = actor.staffId
  await rows.insertQuoteLink(tx, {
    dealerId,
    id,
    saleId,
    quoteId,
    secretHash,
    by,
    at: now,
    expiresAt,
  })
  const facts = { saleId, linkId: id, days: body.days }
  await call.audit({ dealerId, verb: 'shared', noun: 'quotes', subjectId: quoteId, facts })
  call.announce(dealerId, 'sales', `sales:${saleId}`)
  const answer = { id, secret: null, expiresAt: expiresAt.toISOString() }
  await storeAnswer(tx, intent, 201, answer)
  return { ...answer, secret }
}

async function revoke(call: Call<typeof revokeQuoteLink>) {
  const { tx, scope, params, now } = call
  const { id: saleId, linkId } = params
  const sale = await findSale(tx, scope, saleId)
  if (!sale) throw problem('request.not-found')
  const { dealerId } = sale
  const quoteId = await rows.endQuoteLink(tx, dealerId, saleId, linkId, now)
  if (!quoteId) throw problem('request.not-found')
  const facts = { saleId, linkId }
  await call.audit({ dealerId, verb: 'link-revoked', noun: 'quotes', subjectId: quoteId, facts })
  call.announce(dealerId, 'sales', `sales:${saleId}`)
  return { id: linkId }
}

/** The secret names the store whose wall is opened; what is not there looks the same for every store. */
async function open(services: Services, secret: string): Promise<SharedQuote> {
  const dealerId = dealerOfSecret(secret)
  if (!dealerId) throw problem('quote-link.unknown')
  const now = services.ports.now()
  const shared = await inScope(services.app, { dealers: [dealerId] }, tx =>
    openFor(tx, services, dealerId, secret, now),
  )
  services.live.announce([{ dealerId, topics: [`sales:${shared.saleId}`] }])
  return shared.quote
}

async function openFor(tx: Tx, services: Services, dealerId: string, secret: string, now: Date) {
  const link = await rows.findLinkBySecret(tx, dealerId, hashLinkSecret(secret))
  if (!link) throw problem('quote-link.unknown')
  if (stateOf(link, now) !== 'open') throw problem('quote-link.ended')
  const quote = await findSharedQuote(tx, dealerId, link.saleId, link.quoteId)
  const store = await services.network.organisation(dealerId)
  if (!quote || !store) throw problem('quote-link.unknown')
  await rows.countOpening(tx, dealerId, link.id, now)
  const today = businessDate(now.toISOString(), store.timeZone)
  const letterhead = await rulesOfStore(tx, services, dealerId)
  return { saleId: link.saleId, quote: presentShared(quote, link, letterhead, today) }
}
