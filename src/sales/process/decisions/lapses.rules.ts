import type { Approval, Sale } from '../sale.contract.ts'
import type { Draft } from '../scene.rules.ts'

/** Requests and offers that something else has overtaken. */
export function lapsedApprovals(sale: Sale, concerns: (approval: Approval) => boolean = () => true): Draft[] {
  return sale.approvals
    .filter(({ state }) => state === 'pending' || state === 'countered')
    .filter(concerns)
    .map(({ id }) => ({ action: 'approval-lapsed', facts: { approvalId: id } }))
}

/** A changed draft is not the one that was approved. */
export function invalidatedApprovals(sale: Sale, quoteId: string): Draft[] {
  return sale.approvals
    .filter(each => each.quoteId === quoteId && ['pending', 'countered', 'given'].includes(each.state))
    .map(({ id }) => ({ action: 'approval-lapsed', facts: { approvalId: id } }))
}
