import type { EventOf, SaleEvent } from '../process/event.contract.ts'
import type { Sale } from '../process/sale.contract.ts'
import type { Details } from './noun-rows.rules.ts'
import type { Write } from './writes.ts'

interface Key {
  readonly dealer_id: string
  readonly sale_id: string
}

type Decision = EventOf<
  | 'approval-given'
  | 'approval-refused'
  | 'counter-offer-made'
  | 'counter-offer-accepted'
  | 'approval-withdrawn'
  | 'approval-lapsed'
>

/** @throws Error when the request's quote is not in the folded sale */
export function requestedApproval(
  event: EventOf<'approval-requested'>,
  after: Sale,
  key: Key,
  details: Details,
  by: string | null,
): Write {
  const { facts } = event
  const quote = after.quotes.find(each => each.id === facts.quoteId)
  if (!quote) throw new Error(`approval of the unknown quote ${facts.quoteId}`)
  return {
    insert: 'approvals',
    row: {
      ...key,
      id: facts.approvalId,
      quote_id: facts.quoteId,
      state: 'pending',
      reason: facts.reason,
      note: details.note ?? '',
      decision_note: '',
      currency: quote.currency,
      list_price_minor: facts.listPriceMinor,
      discount_minor: quote.discountMinor,
      concession_minor: facts.concessionMinor,
      model_id: quote.modelId ?? null,
      requested_by: by,
      requested_at: facts.requestedAt,
    },
  }
}

export function changedApproval(event: Decision, after: Sale, key: Key, details: Details): Write {
  const { approvalId: id } = event.facts
  const approval = after.approvals.find(each => each.id === id)
  if (!approval) throw new Error(`approval ${id} is not in the folded sale`)
  const where = { dealer_id: key.dealer_id, id }
  if (!('decidedAt' in event.facts)) {
    const set = { state: approval.state, concession_minor: approval.concessionMinor }
    return { update: 'approvals', set, where }
  }
  return {
    update: 'approvals',
    set: {
      state: approval.state,
      offer_minor: approval.offerMinor,
      decision_reason: 'reason' in event.facts ? event.facts.reason : null,
      decision_note: details.note ?? '',
      decided_by: approval.decidedBy,
      decided_at: approval.decidedAt,
      on_behalf_of: approval.onBehalfOf,
    },
    where,
  }
}

/** The request, and for a cancellation what becomes of the deposit as it is now proposed. */
export function requestedRefund(
  event: EventOf<'refund-requested'>,
  after: Sale,
  key: Key,
  details: Details,
  by: string | null,
): Write[] {
  const { refundId, purpose, reason, amountMinor, settlement, requestedAt } = event.facts
  const request: Write = {
    insert: 'refunds',
    row: {
      ...key,
      id: refundId,
      state: 'pending',
      purpose,
      reason,
      note: details.note ?? '',
      decision_note: '',
      amount_minor: amountMinor,
      kept_minor: settlement?.keptMinor ?? 0,
      currency: after.currency ?? '',
      requested_by: by,
      requested_at: requestedAt,
    },
  }
  const cancellationId = after.cancellation?.id
  if (!settlement || !cancellationId) return [request]
  const settled: Write = {
    update: 'cancellations',
    set: {
      defaulting_party: settlement.defaultingParty,
      deposit_disposition: settlement.disposition,
      refund_minor: settlement.refundMinor,
      kept_minor: settlement.keptMinor,
    },
    where: { dealer_id: key.dealer_id, id: cancellationId },
  }
  return [request, settled]
}

type RefundChange = EventOf<'refund-approved' | 'refund-refused' | 'refund-lapsed' | 'refund-paid'>

export function changedRefund(event: RefundChange, after: Sale, key: Key, details: Details): Write {
  const { refundId: id } = event.facts
  const refund = after.refunds.find(each => each.id === id)
  if (!refund) throw new Error(`refund ${id} is not in the folded sale`)
  const where = { dealer_id: key.dealer_id, id }
  const { state, decidedBy, decidedAt, paymentId } = refund
  if (!('decidedAt' in event.facts))
    return { update: 'refunds', set: { state, payment_id: paymentId }, where }
  const set = {
    state,
    decision_reason: 'reason' in event.facts ? event.facts.reason : null,
    decision_note: details.note ?? '',
    decided_by: decidedBy,
    decided_at: decidedAt,
  }
  return { update: 'refunds', set, where }
}

/** The refund whose payment was reversed is owed again. */
export function reopenedRefund(before: Sale | null, event: SaleEvent, key: Key): Write[] {
  if (event.action !== 'payment-reversed') return []
  const refund = before?.refunds.find(each => each.paymentId === event.facts.paymentId)
  if (!refund) return []
  const set = { state: 'approved', payment_id: null }
  return [{ update: 'refunds', set, where: { dealer_id: key.dealer_id, id: refund.id } }]
}
