import { reversiblePayments } from '../../process/decisions/payments.rules.ts'
import type { Payment, Sale } from '../../process/sale.contract.ts'
import { awaitsFeedback } from '../../process/test-drive-readiness.rules.ts'
import type { StepKind } from '../../steps/step-kind.ts'
import type { Choice } from './plan.ts'

export const unknownId = '01990000-0000-7000-8000-00000000dead'

/** Where a step of a sale is sent to: about the row that is next for it, or about one that is not there. */
export function pathOf({ kind, item }: Choice, sale: Sale, random: number): string {
  const drive = (state: string) => sale.testDrives.find(each => each.state === state)?.id ?? unknownId
  const quoteId = sale.quotes.findLast(each => each.state !== 'superseded')?.id ?? unknownId
  const payment = reversed(sale, random)?.id ?? unknownId
  const approval = (state: string) => sale.approvals.findLast(each => each.state === state)?.id ?? unknownId
  const refund = (...states: string[]) =>
    sale.refunds.find(each => states.includes(each.state))?.id ?? unknownId
  const paths: Readonly<Record<StepKind, string>> = {
    'link-customer': 'customer',
    'plan-follow-up': 'follow-ups',
    'complete-follow-up': `follow-ups/${sale.followUp?.id ?? unknownId}/completion`,
    'write-note': 'notes',
    'record-contact': 'contacts',
    'record-showing': 'showings',
    'book-test-drive': 'test-drives',
    'reschedule-test-drive': `test-drives/${drive('booked')}/slot`,
    'check-licence': `test-drives/${drive('booked')}/licence`,
    'sign-agreement': `test-drives/${drive('booked')}/agreement`,
    'start-test-drive': `test-drives/${readyDrive(sale)}/start`,
    'return-test-drive': `test-drives/${drive('started')}/return`,
    'record-feedback': `test-drives/${sale.testDrives.find(awaitsFeedback)?.id ?? unknownId}/feedback`,
    'cancel-test-drive': `test-drives/${drive('booked')}/cancellation`,
    'miss-test-drive': `test-drives/${drive('booked')}/no-show`,
    'draft-quote': 'quotes',
    'revise-quote': `quotes/${quoteId}/${random % 3 === 0 ? 'renewal' : 'revision'}`,
    'send-quote': `quotes/${quoteId}/sending`,
    'request-approval': 'approvals',
    'give-approval': `approvals/${approval('pending')}/confirmation`,
    'refuse-approval': `approvals/${approval('pending')}/refusal`,
    'counter-offer': `approvals/${approval('pending')}/counter-offer`,
    'accept-counter-offer': `approvals/${approval('countered')}/counter-offer/acceptance`,
    'withdraw-approval': `approvals/${approval('pending')}/withdrawal`,
    'reserve-car': 'reservation',
    'release-car': 'reservation/release',
    'sign-contract': 'contract',
    'match-car': 'contract/car',
    'swap-car': 'contract/swap',
    'unmatch-car': 'contract/unmatch',
    'agree-addendum': 'contract/addenda',
    'join-waitlist': 'waitlist',
    'leave-waitlist': 'waitlist/leaving',
    'record-payment': 'payments',
    'reverse-payment': `payments/${payment}/reversal`,
    'request-refund': 'refunds',
    'approve-refund': `refunds/${refund('pending')}/approval`,
    'refuse-refund': `refunds/${refund('pending', 'approved')}/refusal`,
    'pay-refund': `refunds/${refund('approved')}/payment`,
    'mark-item': 'delivery-items',
    'unmark-item': `delivery-items/${item ?? 'pdi'}/reversal`,
    'book-delivery': 'delivery-appointment',
    'reschedule-delivery': 'delivery-appointment/slot',
    'cancel-appointment': 'delivery-appointment/cancellation',
    'prepare-delivery': 'delivery-preparations',
    'inspect-car': 'delivery-checklist',
    'sign-checklist': 'delivery-checklist/signature',
    'complete-reminder': 'service-reminder/completion',
    deliver: 'delivery',
    'take-back-delivery': 'delivery/reversal',
    'hand-over': 'hand-over',
    'propose-loss': 'loss',
    'confirm-loss': 'loss/confirmation',
    'decline-loss': 'loss/refusal',
    'cancel-sale': 'cancellation',
    'assign-owner': 'assignment',
    'move-process': 'process',
  }
  return paths[kind]
}

function readyDrive({ testDrives }: Sale): string {
  const booked = testDrives.filter(each => each.state === 'booked')
  return (booked.find(each => each.licence && each.agreement) ?? booked[0])?.id ?? unknownId
}

/** Mostly a line that may be reversed, and money that went out before money that came in. */
function reversed(sale: Sale, random: number): Payment | undefined {
  const open = reversiblePayments(sale)
  const out = open.filter(each => each.purpose === 'refund')
  const lines = random % 9 === 0 ? sale.payments : random % 2 === 0 && out.length > 0 ? out : open
  return lines[random % Math.max(1, lines.length)]
}
