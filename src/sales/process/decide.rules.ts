import { businessDate } from '../../platform/business-date.ts'
import { depositOverFifth } from '../contracts/deposit.rules.ts'
import type { ActionKind, ActionOf, SaleAction } from './action.contract.ts'
import { apply } from './apply.rules.ts'
import { agreeAddendum } from './decisions/addenda.rules.ts'
import {
  acceptCounterOffer,
  counterOffer,
  giveApproval,
  refuseApproval,
  requestApproval,
  withdrawApproval,
} from './decisions/approvals.rules.ts'
import { assignOwner, linkCustomer, moveProcess } from './decisions/assignments.rules.ts'
import { expireReservation, matchCar, releaseCar, reserveCar } from './decisions/cars.rules.ts'
import { recordContact, writeNote } from './decisions/contacts.rules.ts'
import { signContract } from './decisions/contracts.rules.ts'
import { deliver, handOver, markItem, unmarkItem } from './decisions/deliveries.rules.ts'
import { cancelSale, confirmLoss, declineLoss, proposeLoss } from './decisions/endings.rules.ts'
import { completeFollowUp, planFollowUp } from './decisions/follow-ups.rules.ts'
import {
  bookDelivery,
  cancelAppointment,
  completeReminder,
  inspectCar,
  prepareDelivery,
  rescheduleDelivery,
  signChecklist,
} from './decisions/hand-overs.rules.ts'
import { importSale, openInquiry } from './decisions/opening.rules.ts'
import { recordPayment, reversePayment } from './decisions/payments.rules.ts'
import { draftQuote, reviseQuote, sendQuote } from './decisions/quotes.rules.ts'
import { approveRefund, payRefund, refuseRefund, requestRefund } from './decisions/refunds.rules.ts'
import { swapCar, unmatchCar } from './decisions/swaps.rules.ts'
import { takeBackDelivery } from './decisions/taken-back.rules.ts'
import {
  bookTestDrive,
  cancelTestDrive,
  checkLicence,
  missTestDrive,
  recordFeedback,
  recordShowing,
  rescheduleTestDrive,
  returnTestDrive,
  signAgreement,
  startTestDrive,
} from './decisions/test-drives.rules.ts'
import { joinWaitlist, leaveWaitlist, offerCar } from './decisions/waitlist.rules.ts'
import type { SaleEvent } from './event.contract.ts'
import { balanceOf } from './ledger.rules.ts'
import type { Moment, ProcessDefinition } from './process.contract.ts'
import type { Refusal, Warning } from './refusal.contract.ts'
import type { Sale } from './sale.contract.ts'
import { isSame } from './same.rules.ts'
import { type Decide, type Draft, refuse, type Scene, targetOf } from './scene.rules.ts'
import { checkRefusal } from './stage-checks.rules.ts'
import { isAnywhere, standingRefusal } from './standing.rules.ts'

export type Decision = { events: SaleEvent[]; sale: Sale; warnings: Warning[] } | { refusal: Refusal }

/** What an action does to a sale under a process: events to be recorded, with the sale they make, or why
 *  not. Pure: what had to be looked up is in the action, the time in `now`. No events means that an import
 *  brings nothing new.
 *  @param sale null before the first action
 *  @example decide(process, null, { kind: 'open-inquiry', … }, now) // { events: [inquiry-opened, …], … } */
export function decide(
  process: ProcessDefinition,
  sale: Sale | null,
  action: SaleAction,
  now: Moment,
): Decision {
  const drafts = draftsOf(process, sale, action, now)
  if ('code' in drafts) return { refusal: drafts }
  const { events, after } = record(process, sale, action, now, drafts)
  if (sale && action.kind === 'import-sale' && isSame(sale, { ...after, sequence: after.sequence - 1 })) {
    return { events: [], sale, warnings: [] }
  }
  const refusal = entryRefusal(process, sale, after, action)
  if (refusal) return { refusal }
  return { events, sale: after, warnings: warningsOf(after, action) }
}

type WorkKind = Exclude<ActionKind, 'open-inquiry' | 'import-sale'>
const decisions: { readonly [K in WorkKind]: Decide<K> } = {
  'link-customer': linkCustomer,
  'plan-follow-up': planFollowUp,
  'complete-follow-up': completeFollowUp,
  'write-note': writeNote,
  'record-contact': recordContact,
  'record-showing': recordShowing,
  'book-test-drive': bookTestDrive,
  'reschedule-test-drive': rescheduleTestDrive,
  'check-licence': checkLicence,
  'sign-agreement': signAgreement,
  'start-test-drive': startTestDrive,
  'return-test-drive': returnTestDrive,
  'record-feedback': recordFeedback,
  'cancel-test-drive': cancelTestDrive,
  'miss-test-drive': missTestDrive,
  'draft-quote': draftQuote,
  'revise-quote': reviseQuote,
  'send-quote': sendQuote,
  'request-approval': requestApproval,
  'give-approval': giveApproval,
  'refuse-approval': refuseApproval,
  'counter-offer': counterOffer,
  'accept-counter-offer': acceptCounterOffer,
  'withdraw-approval': withdrawApproval,
  'reserve-car': reserveCar,
  'release-car': releaseCar,
  'expire-reservation': expireReservation,
  'sign-contract': signContract,
  'match-car': matchCar,
  'swap-car': swapCar,
  'unmatch-car': unmatchCar,
  'agree-addendum': agreeAddendum,
  'join-waitlist': joinWaitlist,
  'leave-waitlist': leaveWaitlist,
  'offer-car': offerCar,
  'record-payment': recordPayment,
  'reverse-payment': reversePayment,
  'request-refund': requestRefund,
  'approve-refund': approveRefund,
  'refuse-refund': refuseRefund,
  'pay-refund': payRefund,
  'mark-item': markItem,
  'unmark-item': unmarkItem,
  'book-delivery': bookDelivery,
  'reschedule-delivery': rescheduleDelivery,
  'cancel-appointment': cancelAppointment,
  'prepare-delivery': prepareDelivery,
  'inspect-car': inspectCar,
  'sign-checklist': signChecklist,
  'complete-reminder': completeReminder,
  deliver,
  'take-back-delivery': takeBackDelivery,
  'hand-over': handOver,
  'propose-loss': proposeLoss,
  'confirm-loss': confirmLoss,
  'decline-loss': declineLoss,
  'cancel-sale': cancelSale,
  'assign-owner': assignOwner,
  'move-process': moveProcess,
}

function draftsOf(
  process: ProcessDefinition,
  sale: Sale | null,
  action: SaleAction,
  now: Moment,
): Draft[] | Refusal {
  const missing = missingField(process, action)
  if (action.kind === 'import-sale') return importSale(process, sale, action, now)
  if (sale === null) {
    if (action.kind !== 'open-inquiry') return refuse('sale.not-found')
    return missing ?? openInquiry(process, action, now)
  }
  const today = businessDate(now.at, now.timeZone)
  const scene = { process, sale, actor: action.actor, now, today }
  const item = action.kind === 'mark-item' || action.kind === 'unmark-item' ? action.item : undefined
  const refusal = standingRefusal(scene, action.kind, item) ?? missing
  if (refusal) return refusal
  if (action.kind === 'open-inquiry') return refuse('sale.already-open')
  const to = isAnywhere(action.kind) ? sale.stage : targetOf(process, action.kind, sale.stage)
  return decideWork<WorkKind>({ ...scene, to: to ?? sale.stage }, action)
}

function decideWork<K extends WorkKind>(scene: Scene, action: ActionOf<K>): Draft[] | Refusal {
  return decisions[action.kind as K](scene, action)
}

/** A field that the dealer's process requires. Imports are exempt: they know what they know. */
function missingField(process: ProcessDefinition, action: SaleAction): Refusal | null {
  if (action.origin === 'import') return null
  const values: Record<string, unknown> = action
  const missing = process.requiredFields.find(
    each => each.action === action.kind && (values[each.field] ?? null) === null,
  )
  return missing ? refuse('sale.field-missing', {}, { field: missing.field }) : null
}

/** Puts the drafts into their envelopes, each on the sale that the one before left. */
function record(
  process: ProcessDefinition,
  sale: Sale | null,
  action: SaleAction,
  now: Moment,
  drafts: readonly Draft[],
): { events: SaleEvent[]; after: Sale } {
  const events: SaleEvent[] = []
  const occurredAt = occurrenceOf(action, now)
  let after = sale
  for (const draft of drafts) {
    const event = {
      saleId: after?.id ?? identityOf(action).saleId,
      dealerId: after?.dealerId ?? identityOf(action).dealerId,
      sequence: (after?.sequence ?? 0) + 1,
      stageBefore: after?.stage ?? null,
      action: draft.action,
      stageAfter: draft.to ?? after?.stage ?? 'inquiry',
      actor: { kind: action.actor.kind, id: action.actor.id },
      occurredAt,
      durationSeconds: secondsBetween(after?.stageSince ?? null, occurredAt),
      processVersion: after?.processVersion ?? process.version,
      origin: action.origin,
      channel: draft.channel ?? null,
      facts: { v: 1, ...draft.facts },
    } as SaleEvent
    after = apply(after, event)
    events.push(event)
  }
  if (!after) throw new Error('a decision on no sale opens one')
  return { events, after }
}

function identityOf(action: SaleAction): { saleId: string; dealerId: string } {
  if (action.kind === 'open-inquiry' || action.kind === 'import-sale') return action
  throw new Error(`${action.kind} needs a sale`)
}

/** Now, except for imports, which say when or leave it unknown. */
function occurrenceOf(action: SaleAction, now: Moment): string | null {
  if (action.kind === 'import-sale') return action.stageSince ?? action.inquiredAt
  if (action.kind === 'open-inquiry' && action.origin === 'import') return action.inquiredAt
  return now.at
}

/** Null when an end is unknown, or when an import's dates run backwards. */
function secondsBetween(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null
  const seconds = Math.floor((Date.parse(to) - Date.parse(from)) / 1000)
  return seconds < 0 ? null : seconds
}

function entryRefusal(
  process: ProcessDefinition,
  before: Sale | null,
  after: Sale,
  action: SaleAction,
): Refusal | null {
  if (before === null || before.stage === after.stage || action.origin === 'import') return null
  if (action.kind === 'take-back-delivery') return null // it was there before
  return checkRefusal(process, after, after.stage)
}

function warningsOf(sale: Sale, action: SaleAction): Warning[] {
  if (action.kind === 'sign-contract') {
    const { depositType, depositMinor, priceMinor } = action
    if (!depositOverFifth(depositType, depositMinor, priceMinor)) return []
    const earnestMinor = sale.contract?.earnestMinor ?? 0
    return [{ code: 'contract.deposit-over-fifth', facts: { depositMinor, earnestMinor } }]
  }
  const { creditMinor } = balanceOf(sale)
  if (action.kind !== 'record-payment' || creditMinor === 0) return []
  return [{ code: 'payment.overpaid', facts: { creditMinor } }]
}
