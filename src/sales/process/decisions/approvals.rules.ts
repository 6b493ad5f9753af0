import { addDays } from '../../../platform/business-date.ts'
import { quoteSheet, quoteTax } from '../../quotes/quote-sheet.rules.ts'
import { authorityFor, discountLimitBps, isApproved, limitRefusal } from '../discount-limit.rules.ts'
import type { Refusal } from '../refusal.contract.ts'
import type { Approval, Quote, Sale } from '../sale.contract.ts'
import { type Decide, refuse, type Scene } from '../scene.rules.ts'
import { lapsedApprovals } from './lapses.rules.ts'

export const requestApproval: Decide<'request-approval'> = (scene, { approvalId, quoteId, reason }) => {
  const quote = scene.sale.quotes.find(each => each.id === quoteId)
  if (!quote) return refuse('quote.unknown', {}, { field: 'quoteId' })
  const refusal = requestRefusal(scene, quote)
  if (refusal) return refusal
  const { concessionMinor, listPriceMinor, modelId } = quote
  const limitBps = discountLimitBps(scene.process, scene.actor, modelId)
  const asked = { concessionMinor, listPriceMinor, limitBps, requestedAt: scene.now.at }
  return [
    ...lapsedApprovals(scene.sale, each => each.quoteId === quoteId),
    { action: 'approval-requested', facts: { approvalId, quoteId, reason, ...asked }, to: scene.to },
  ]
}

export const giveApproval: Decide<'give-approval'> = (scene, { approvalId }) => {
  const asked = pendingOf(scene, approvalId)
  if ('code' in asked) return asked
  const authority = authorityOf(scene, asked)
  if ('code' in authority) return authority
  const facts = { approvalId, ...authority, decidedAt: scene.now.at }
  return [{ action: 'approval-given', facts, to: scene.to }]
}

export const refuseApproval: Decide<'refuse-approval'> = (scene, { approvalId, reason }) => {
  const asked = pendingOf(scene, approvalId)
  if ('code' in asked) return asked
  const authority = authorityOf(scene, asked)
  if ('code' in authority) return authority
  const facts = { approvalId, ...authority, reason, decidedAt: scene.now.at }
  return [{ action: 'approval-refused', facts, to: scene.to }]
}

export const counterOffer: Decide<'counter-offer'> = (scene, { approvalId, discountMinor }) => {
  const asked = pendingOf(scene, approvalId)
  if ('code' in asked) return asked
  const quote = quoteOf(scene.sale, asked)
  const field = { field: 'discountMinor' }
  if (discountMinor > quote.listPriceMinor) return refuse('quote.discount-over-price', {}, field)
  if (discountMinor === quote.discountMinor) return refuse('approval.offer-unchanged', {}, field)
  const concessionMinor = quote.concessionMinor - quote.discountMinor + discountMinor
  const authority = authorityOf(scene, asked, concessionMinor)
  if ('code' in authority) return authority
  const facts = { approvalId, ...authority, offerMinor: discountMinor, decidedAt: scene.now.at }
  return [{ action: 'counter-offer-made', facts, to: scene.to }]
}

/** The draft is revised to the offer, and may be sent as it then stands. */
export const acceptCounterOffer: Decide<'accept-counter-offer'> = (scene, action) => {
  const { sale, process, today, to } = scene
  const { approvalId, lines, taxFacts } = action
  const offered = sale.approvals.find(each => each.id === approvalId)
  if (!offered) return refuse('approval.unknown', {}, { field: 'approvalId' })
  if (offered.state !== 'countered' || offered.offerMinor === null) return refuse('approval.no-offer')
  const {
    id: quoteId,
    state: _state,
    sentAt: _sentAt,
    passedOnMinor: _passedOn,
    ...quote
  } = quoteOf(sale, offered)
  const terms = { ...quote, discountMinor: offered.offerMinor, lines }
  const purchaseTax = quote.tax?.state === 'left-out' ? ('left-out' as const) : ('included' as const)
  const tax = quote.tax ? quoteTax({ ...terms, purchaseTax }, taxFacts, today) : null
  const { concessionMinor, totalMinor } = quoteSheet({ ...terms, tax })
  const facts = {
    ...terms,
    quoteId,
    tax,
    concessionMinor,
    totalMinor,
    validUntil: quote.validUntil < today ? addDays(today, process.quoteValidDays) : quote.validUntil,
    lines: lines.map(({ kind, amountMinor, costMinor }) => ({ kind, amountMinor, costMinor })),
  }
  return [
    { action: 'quote-revised', facts, to },
    { action: 'counter-offer-accepted', facts: { approvalId, concessionMinor }, to },
  ]
}

export const withdrawApproval: Decide<'withdraw-approval'> = (scene, { approvalId }) => {
  const asked = pendingOf(scene, approvalId)
  if ('code' in asked) return asked
  if (asked.requestedBy !== scene.actor.id) return refuse('approval.not-requester')
  return [{ action: 'approval-withdrawn', facts: { approvalId }, to: scene.to }]
}

/** Whether approval of this quote may be asked for: it is a draft that its seller may not send alone. */
export function requestRefusal(scene: Omit<Scene, 'to'>, quote: Quote): Refusal | null {
  const { sale, today } = scene
  if (quote.state !== 'draft') return refuse('quote.already-sent', { state: quote.state })
  if (quote.validUntil < today) return refuse('quote.expired', { validUntil: quote.validUntil })
  if (isApproved(sale, quote) || !limitRefusal(scene, quote)) return refuse('approval.not-needed')
  const isAsked = sale.approvals.some(each => each.quoteId === quote.id && each.state === 'pending')
  return isAsked ? refuse('approval.already-requested') : null
}

/** Whether the actor may decide a pending request, as far as it stands.
 *  @param concessionMinor what would be given: what was asked for, or a counter-offer */
export function decisionRefusal(
  scene: Omit<Scene, 'to'>,
  asked: Approval,
  concessionMinor = asked.concessionMinor,
): Refusal | null {
  const found = authorityOf(scene, asked, concessionMinor)
  return 'code' in found ? found : null
}

function pendingOf({ sale }: Scene, approvalId: string): Approval | Refusal {
  const asked = sale.approvals.find(each => each.id === approvalId)
  if (!asked) return refuse('approval.unknown', {}, { field: 'approvalId' })
  if (asked.state === 'pending') return asked
  if (asked.state === 'lapsed') return refuse('approval.draft-changed')
  return refuse('approval.already-decided', { decision: asked.state, decidedAt: asked.decidedAt })
}

/** By whose limit the actor may decide. */
function authorityOf(
  scene: Omit<Scene, 'to'>,
  asked: Approval,
  concessionMinor = asked.concessionMinor,
): { onBehalfOf: string | null } | Refusal {
  const { process, actor, sale } = scene
  if (actor.id !== null && actor.id === asked.requestedBy) return refuse('approval.own-request')
  const { modelId } = quoteOf(sale, asked)
  const concession = { concessionMinor, listPriceMinor: asked.listPriceMinor, modelId }
  return (
    authorityFor(process, actor, concession, asked.requestedBy) ??
    limitRefusal(scene, concession) ??
    refuse('approval.own-request')
  )
}

/** @throws Error when history asks for approval of a quote that it does not know */
function quoteOf(sale: Sale, { quoteId }: Approval): Quote {
  const quote = sale.quotes.find(each => each.id === quoteId)
  if (!quote) throw new Error(`approval of the unknown quote ${quoteId}`)
  return quote
}
