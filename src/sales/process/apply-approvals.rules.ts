import type { EventOf, SaleEvent } from './event.contract.ts'
import { type Applier, type Changes, replaceOne, requireOne } from './fold.rules.ts'
import type { Approval, Sale } from './sale.contract.ts'

type ApprovalEvent =
  | 'approval-requested'
  | 'approval-given'
  | 'approval-refused'
  | 'counter-offer-made'
  | 'counter-offer-accepted'
  | 'approval-withdrawn'
  | 'approval-lapsed'
  | 'refund-requested'
  | 'refund-approved'
  | 'refund-refused'
  | 'refund-lapsed'
  | 'refund-paid'

/** What managers decide, and the money that goes out by it. */
export const approvalAppliers: { readonly [A in ApprovalEvent]: Applier<A> } = {
  'approval-requested': (sale, { v: _, approvalId: id, limitBps: _limit, ...asked }, { actor }) => ({
    approvals: [...sale.approvals, { ...undecided, id, state: 'pending', ...asked, requestedBy: actor.id }],
  }),
  'approval-given': (sale, facts, { actor }) => withApproval(sale, facts, { state: 'given', by: actor.id }),
  'approval-refused': (sale, facts, { actor }) =>
    withApproval(sale, facts, { state: 'refused', by: actor.id }),
  'counter-offer-made': (sale, facts, { actor }) =>
    withApproval(sale, facts, { state: 'countered', by: actor.id, offerMinor: facts.offerMinor }),
  'counter-offer-accepted': (sale, { approvalId, concessionMinor }) => ({
    approvals: replaceOne(sale.approvals, approvalId, { state: 'given', concessionMinor }),
  }),
  'approval-withdrawn': (sale, { approvalId }) => ({
    approvals: replaceOne(sale.approvals, approvalId, { state: 'withdrawn' }),
  }),
  'approval-lapsed': (sale, { approvalId }) => ({
    approvals: replaceOne(sale.approvals, approvalId, { state: 'lapsed' }),
  }),
  'refund-requested': requestedRefund,
  'refund-approved': (sale, { refundId, decidedAt }, { actor }) => {
    const { amountMinor } = requireOne(sale.refunds, refundId)
    const state = amountMinor === 0 ? 'done' : 'approved'
    return { refunds: replaceOne(sale.refunds, refundId, { state, decidedBy: actor.id, decidedAt }) }
  },
  'refund-refused': (sale, { refundId, decidedAt }, { actor }) => ({
    refunds: replaceOne(sale.refunds, refundId, { state: 'refused', decidedBy: actor.id, decidedAt }),
  }),
  'refund-lapsed': (sale, { refundId }) => ({
    refunds: replaceOne(sale.refunds, refundId, { state: 'lapsed' }),
  }),
  'refund-paid': (sale, { refundId, paymentId: id, method, amountMinor, paidAt: at }) => ({
    payments: [
      ...sale.payments,
      { id, purpose: 'refund', method, amountMinor: -amountMinor, reverses: null, at },
    ],
    refunds: replaceOne(sale.refunds, refundId, { state: 'done', paymentId: id }),
  }),
}

/** A refund whose payment is reversed stays approved: the money is still owed. */
export function unpaidAgain(sale: Sale, paymentId: string): Sale['refunds'] {
  return sale.refunds.map(refund =>
    refund.paymentId === paymentId ? { ...refund, state: 'approved', paymentId: null } : refund,
  )
}

function withApproval(
  sale: Sale,
  { approvalId, onBehalfOf, decidedAt }: EventOf<'approval-given'>['facts'],
  { by, ...change }: Partial<Approval> & { by: string | null },
): Changes {
  const decided = { ...change, decidedBy: by, decidedAt, onBehalfOf }
  return { approvals: replaceOne(sale.approvals, approvalId, decided) }
}

/** With a cancellation's disposal comes what becomes of the deposit, as it is proposed now. */
function requestedRefund(
  sale: Sale,
  { v: _, refundId: id, settlement, ...asked }: EventOf<'refund-requested'>['facts'],
  { actor }: SaleEvent,
): Changes {
  const decided = { decidedBy: null, decidedAt: null, paymentId: null }
  return {
    refunds: [...sale.refunds, { id, state: 'pending', ...asked, requestedBy: actor.id, ...decided }],
    cancellation:
      sale.cancellation && settlement ? { ...sale.cancellation, ...settlement } : sale.cancellation,
  }
}

const undecided = { decidedBy: null, decidedAt: null, onBehalfOf: null, offerMinor: null }
