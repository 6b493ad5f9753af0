import type { ActionKind } from './action.contract.ts'
import { decisionRefusal, requestRefusal } from './decisions/approvals.rules.ts'
import { isRefusable, payingRefusal } from './decisions/refunds.rules.ts'
import type { Refusal } from './refusal.contract.ts'
import type { Refund } from './sale.contract.ts'
import { refuse, type Scene } from './scene.rules.ts'

type Setting = Omit<Scene, 'to'>

/** Whether there is a draft to ask about, or a request that the actor may answer: of several, one suffices. */
export function approvalStanding(scene: Setting, kind: ActionKind): Refusal | null {
  const { sale, actor } = scene
  if (kind === 'request-approval') {
    const drafts = sale.quotes.filter(({ state }) => state === 'draft')
    return firstUnless(
      drafts.map(draft => requestRefusal(scene, draft)),
      refuse(sale.quotes.length > 0 ? 'approval.not-needed' : 'quote.none'),
    )
  }
  if (kind === 'accept-counter-offer') {
    return sale.approvals.some(({ state }) => state === 'countered') ? null : refuse('approval.no-offer')
  }
  const pending = sale.approvals.filter(({ state }) => state === 'pending')
  const none = refuse('approval.none')
  if (kind === 'withdraw-approval') {
    const own = pending.map(asked =>
      asked.requestedBy === actor.id ? null : refuse('approval.not-requester'),
    )
    return firstUnless(own, none)
  }
  // What a counter-offer gives is still to be entered: less than what was asked for may be within the limit.
  const given = kind === 'counter-offer' ? 0 : undefined
  return firstUnless(
    pending.map(asked => decisionRefusal(scene, asked, given)),
    none,
  )
}

export function refundStanding(scene: Setting, kind: ActionKind): Refusal | null {
  const { sale, actor } = scene
  const { refunds } = sale
  if (kind === 'pay-refund') {
    const unpaid = refunds.filter(({ state }) => state === 'approved')
    return firstUnless(
      unpaid.map(refund => payingRefusal(sale, refund)),
      unpaidRefusal(refunds),
    )
  }
  const open = refunds.filter(
    kind === 'approve-refund' ? each => each.state === 'pending' : each => isRefusable(each, sale),
  )
  const own = open.map(({ requestedBy }) =>
    requestedBy !== null && requestedBy === actor.id ? refuse('refund.own-request') : null,
  )
  return firstUnless(own, refuse('refund.none'))
}

function unpaidRefusal(refunds: readonly Refund[]): Refusal {
  if (refunds.some(({ state }) => state === 'pending')) return refuse('refund.not-approved')
  return refuse(refunds.some(({ state }) => state === 'done') ? 'refund.already-paid' : 'refund.none')
}

/** Null where one of them stands in no way; else the first reason, or the one for there being none. */
function firstUnless(refusals: readonly (Refusal | null)[], none: Refusal): Refusal | null {
  if (refusals.includes(null)) return null
  return refusals[0] ?? none
}
