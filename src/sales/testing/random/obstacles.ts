import type { Refusal, RefusalCode } from '../../process/refusal.contract.ts'
import { MarkedItem, type StageCode } from '../../process/sale.contract.ts'
import type { StepKind } from '../../steps/step-kind.ts'
import type { Choice } from './plan.ts'

type Cure = StepKind | ((refusal: Refusal) => readonly Choice[])

/** The steps that remove what stands in the way of another; none where this sale will not do any more. */
export function curesOf(refusal: Refusal): readonly Choice[] {
  return (cures[refusal.code] ?? []).flatMap(cure =>
    typeof cure === 'string' ? [{ kind: cure }] : cure(refusal),
  )
}

/** A new step whose refusals have a line here is reached by the random people, however far it lies. */
const cures: Readonly<Partial<Record<RefusalCode, readonly Cure[]>>> = {
  'sale.stage-not-allowed': [furtherOn],
  'sale.check-failed': [checked],
  'sale.customer-missing': ['link-customer'],
  'sale.loss-pending': ['decline-loss'],
  'follow-up.none-due': ['plan-follow-up'],
  'test-drive.none-booked': ['book-test-drive'],
  'test-drive.licence-unchecked': ['check-licence'],
  'test-drive.licence-expired': ['check-licence'],
  'test-drive.agreement-unsigned': ['sign-agreement'],
  'test-drive.none-started': ['start-test-drive'],
  'test-drive.car-out': ['return-test-drive'],
  'test-drive.none-returned': ['return-test-drive'],
  'quote.none': ['draft-quote'],
  'quote.already-sent': ['draft-quote'],
  'quote.expired': ['revise-quote'],
  'quote.over-limit': ['request-approval'],
  'approval.not-needed': [overLimit],
  'approval.already-requested': ['withdraw-approval'],
  'approval.none': ['request-approval'],
  'approval.no-offer': ['counter-offer'],
  'reservation.none': ['reserve-car'],
  'reservation.already-held': ['release-car'],
  'reservation.held-by-contract': ['unmatch-car'],
  'contract.missing': ['sign-contract'],
  'contract.no-car': ['match-car'],
  'contract.car-already-matched': ['unmatch-car'],
  'waitlist.none': ['join-waitlist'],
  'waitlist.already-waiting': ['leave-waitlist'],
  'waitlist.car-held': ['release-car'],
  'payment.none': ['record-payment'],
  'payment.already-reversed': ['record-payment'],
  'payment.refund-open': ['refuse-refund'],
  'refund.none': ['request-refund'],
  'refund.already-paid': ['request-refund'],
  'refund.nothing-held': ['record-payment'],
  'refund.not-approved': ['approve-refund'],
  'refund.open': ['refuse-refund'],
  'delivery.no-car': ['match-car'],
  'delivery.item-open': [({ owes = [] }) => owes.flatMap(({ item }) => done(item))],
  'delivery.item-already-marked': [
    ({ facts }) => itemOf(facts.item).map(item => ({ kind: 'unmark-item', item })),
  ],
  'delivery.item-not-marked': [({ facts }) => itemOf(facts.item).flatMap(done)],
  'delivery.no-appointment': ['book-delivery'],
  'delivery.already-appointed': ['cancel-appointment'],
  'delivery.checklist-missing': ['inspect-car'],
  'delivery.checklist-open': ['inspect-car'],
  'delivery.checklist-other-car': ['inspect-car'],
  'delivery.checklist-unsigned': ['sign-checklist'],
  'delivery.checklist-signed': [() => [{ kind: 'unmark-item', item: 'joint-inspection' }]],
  'delivery.missing': ['deliver'],
  'reminder.none': ['hand-over'],
  'loss.not-proposed': ['propose-loss'],
  'loss.already-proposed': ['decline-loss'],
  'loss.money-held': ['reverse-payment'],
}

const selling: readonly StageCode[] = ['inquiry', 'showing', 'test-drive', 'negotiation']

/** What comes later in the sale waits for the contract, and then for the delivery. */
function furtherOn({ facts: { stage, action } }: Refusal): readonly Choice[] {
  if (selling.some(each => each === stage)) return [{ kind: 'sign-contract' }]
  return action === 'hand-over' ? [{ kind: 'deliver' }] : []
}

function checked({ facts: { check } }: Refusal): readonly Choice[] {
  if (check === 'customer-known') return [{ kind: 'link-customer' }]
  return check === 'car-named' ? [{ kind: 'match-car' }, { kind: 'reserve-car' }] : []
}

function overLimit(): readonly Choice[] {
  return [{ kind: 'draft-quote', wish: 'over-limit' }]
}

/** How an item of the delivery gate gets done. */
function done(item: string): readonly Choice[] {
  if (item === 'balance') return [{ kind: 'record-payment' }]
  if (item === 'joint-inspection') return [{ kind: 'sign-checklist' }]
  return itemOf(item).map(each => ({ kind: 'mark-item', item: each }))
}

function itemOf(item: unknown): MarkedItem[] {
  const parsed = MarkedItem.safeParse(item)
  return parsed.success ? [parsed.data] : []
}
