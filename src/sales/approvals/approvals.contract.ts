import { z } from 'zod'
import { SaleParams, step } from '../acts/acts.contract.ts'
import { Note } from '../inquiries/inquiries.contract.ts'
import { AmountMinor, ApprovalReason, DecisionReason, Id } from '../process/sale.contract.ts'

const Params = SaleParams.extend({ approvalId: Id })
const decided = ['approval.unknown', 'approval.already-decided', 'approval.draft-changed'] as const
const deciding = ['approval.none', ...decided, 'approval.own-request', 'quote.over-limit'] as const

export const requestApproval = step({
  name: 'requestApproval',
  path: '/api/sales/{id}/approvals',
  summary: 'Request approval of a draft that gives away more than one may alone',
  noun: 'approvals',
  body: z.strictObject({ quoteId: Id, reason: ApprovalReason, note: Note.default('') }),
  problems: [
    'quote.none',
    'quote.unknown',
    'quote.already-sent',
    'quote.expired',
    'approval.not-needed',
    'approval.already-requested',
  ],
})

export const giveApproval = step({
  name: 'giveApproval',
  path: '/api/sales/{id}/approvals/{approvalId}/confirmation',
  summary: 'Approve a concession within one’s limit, or within that of a manager one stands in for',
  noun: 'approvals',
  verb: 'review',
  params: Params,
  body: z.strictObject({ note: Note.default('') }),
  problems: deciding,
})

export const refuseApproval = step({
  name: 'refuseApproval',
  path: '/api/sales/{id}/approvals/{approvalId}/refusal',
  summary: 'Refuse a concession, with a coded reason',
  noun: 'approvals',
  verb: 'review',
  params: Params,
  body: z.strictObject({ reason: DecisionReason, note: Note.default('') }),
  problems: deciding,
})

export const counterOffer = step({
  name: 'counterOffer',
  path: '/api/sales/{id}/approvals/{approvalId}/counter-offer',
  summary: 'Offer another discount than the one asked for',
  noun: 'approvals',
  verb: 'review',
  params: Params,
  body: z.strictObject({ discountMinor: AmountMinor, note: Note.default('') }),
  problems: [...deciding, 'approval.offer-unchanged', 'quote.discount-over-price'],
})

export const acceptCounterOffer = step({
  name: 'acceptCounterOffer',
  path: '/api/sales/{id}/approvals/{approvalId}/counter-offer/acceptance',
  summary: 'Take a counter-offer: the draft is revised to it and may be sent',
  noun: 'approvals',
  verb: 'edit',
  params: Params,
  problems: ['approval.unknown', 'approval.no-offer'],
})

export const withdrawApproval = step({
  name: 'withdrawApproval',
  path: '/api/sales/{id}/approvals/{approvalId}/withdrawal',
  summary: 'Withdraw one’s own request for approval',
  noun: 'approvals',
  verb: 'edit',
  params: Params,
  problems: ['approval.none', ...decided, 'approval.not-requester'],
})
