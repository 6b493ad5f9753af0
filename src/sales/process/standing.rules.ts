import type { ActionKind } from './action.contract.ts'
import { openPoints } from './checklist.rules.ts'
import { reversalRefusal, reversiblePayments } from './decisions/payments.rules.ts'
import { refundRequestRefusal } from './decisions/refunds.rules.ts'
import { openItems } from './delivery-gate.rules.ts'
import { sendingRefusal } from './discount-limit.rules.ts'
import { balanceOf, openRefunds, standingPayments } from './ledger.rules.ts'
import type { Refusal } from './refusal.contract.ts'
import { mayAct, roleFor } from './rights.rules.ts'
import { endStages, type MarkedItem, type Quote, type Sale } from './sale.contract.ts'
import { owedBy, refuse, type Scene, targetOf } from './scene.rules.ts'
import { checkRefusal } from './stage-checks.rules.ts'
import { approvalStanding, refundStanding } from './standing-approvals.rules.ts'
import { awaitsFeedback, unreadyRefusal } from './test-drive-readiness.rules.ts'

/** Why an action on an existing sale is out of the question whatever is entered, or null.
 *  `decide` asks first, and the screen shows the same answer. */
export function standingRefusal(
  scene: Omit<Scene, 'to'>,
  kind: ActionKind,
  item?: MarkedItem,
): Refusal | null {
  const { process, sale, actor } = scene
  if (kind === 'open-inquiry') return refuse('sale.already-open')
  if (!mayAct(actor, sale, kind, item)) return forbidden(kind, item)
  if (kind === 'import-sale') return null
  if (isClosedTo(sale, kind)) return refuse('sale.closed', { stage: sale.stage })
  const isFree = isAnywhere(kind) || isLateReversal(sale, kind)
  const to = isFree ? sale.stage : targetOf(process, kind, sale.stage)
  if (to === undefined) return refuse('sale.stage-not-allowed', { stage: sale.stage, action: kind })
  return stateRefusal(scene, kind, item) ?? (to === sale.stage ? null : checkRefusal(process, sale, to, kind))
}

/** Actions on the sale itself rather than on its way: no process can forbid them. */
export function isAnywhere(kind: ActionKind): boolean {
  return anywhere.includes(kind) || isRefund(kind)
}

/** The customer's money is given back however the sale stands. */
function isRefund(kind: ActionKind): boolean {
  return (
    kind === 'request-refund' ||
    kind === 'approve-refund' ||
    kind === 'refuse-refund' ||
    kind === 'pay-refund'
  )
}

/** Corrects what was paid out after the end. */
function isLateReversal(sale: Sale, kind: ActionKind): boolean {
  return kind === 'reverse-payment' && endStages.includes(sale.stage) && reversiblePayments(sale).length > 0
}

const anywhere: readonly ActionKind[] = [
  'assign-owner',
  'move-process',
  'link-customer',
  'write-note',
  'record-contact',
  'complete-reminder',
  'take-back-delivery',
  'leave-waitlist',
  'offer-car',
]

export function forbidden(kind: ActionKind, item?: MarkedItem, field?: string): Refusal {
  const role = roleFor(kind, item)
  return refuse(
    'sale.forbidden',
    { action: kind },
    { ...(field && { field }), ...(role && owedBy(role, kind)) },
  )
}

function isClosedTo(sale: Sale, kind: ActionKind): boolean {
  if (isRefund(kind) || isLateReversal(sale, kind)) return false
  if (kind === 'write-note') return false
  if (sale.stage === 'after-sales') return !afterHandOver.includes(kind)
  return endStages.includes(sale.stage)
}

/** What is still done once the customer is after-sales'; the last of them ends that. */
const afterHandOver: readonly ActionKind[] = [
  'assign-owner',
  'record-contact',
  'complete-reminder',
  'take-back-delivery',
]

function stateRefusal(scene: Omit<Scene, 'to'>, kind: ActionKind, item?: MarkedItem): Refusal | null {
  const { sale } = scene
  switch (kind) {
    case 'link-customer':
      return sale.customerId === null ? null : refuse('sale.customer-known')
    case 'complete-follow-up':
      return sale.followUp ? null : refuse('follow-up.none-due')
    case 'start-test-drive':
      return startRefusal(scene)
    case 'record-feedback':
      return sale.testDrives.some(awaitsFeedback) ? null : refuse('test-drive.none-returned')
    case 'sign-agreement':
      return hasDrive(sale, 'booked') ? customerRefusal(sale) : refuse('test-drive.none-booked')
    case 'reschedule-test-drive':
    case 'check-licence':
    case 'cancel-test-drive':
    case 'miss-test-drive':
      return hasDrive(sale, 'booked') ? null : refuse('test-drive.none-booked')
    case 'return-test-drive':
      return hasDrive(sale, 'started') ? null : refuse('test-drive.none-started')
    case 'revise-quote':
      return hasQuote(sale, 'draft') || hasQuote(sale, 'sent') ? null : refuse('quote.none')
    case 'send-quote':
      return sendQuoteRefusal(scene)
    case 'reserve-car':
      return sale.reservation ? refuse('reservation.already-held') : null
    case 'release-car':
    case 'expire-reservation':
      return reservationRefusal(scene, kind)
    case 'sign-contract':
      return signingRefusal(sale)
    case 'match-car':
      if (!sale.contract) return refuse('contract.missing')
      return sale.contract.episodeId === null ? null : refuse('contract.car-already-matched')
    case 'swap-car':
      return matchedRefusal(sale)
    case 'unmatch-car':
      return unmatchRefusal(sale)
    case 'agree-addendum':
      if (!sale.contract) return refuse('contract.missing')
      return sale.delivery ? refuse('sale.delivered') : null
    case 'join-waitlist':
      return joinRefusal(sale)
    case 'leave-waitlist':
      return sale.waiting ? null : refuse('waitlist.none')
    case 'offer-car':
      if (!sale.waiting) return refuse('waitlist.none')
      return sale.reservation ? refuse('reservation.already-held') : null
    case 'request-approval':
    case 'give-approval':
    case 'refuse-approval':
    case 'counter-offer':
    case 'accept-counter-offer':
    case 'withdraw-approval':
      return approvalStanding(scene, kind)
    case 'reverse-payment':
      return paymentReversalRefusal(sale)
    case 'request-refund':
      return refundRequestRefusal(sale)
    case 'approve-refund':
    case 'refuse-refund':
    case 'pay-refund':
      return refundStanding(scene, kind)
    case 'mark-item':
    case 'unmark-item':
      return item ? itemRefusal(sale, kind, item) : null
    case 'book-delivery':
      return sale.appointment ? refuse('delivery.already-appointed') : preparationRefusal(sale)
    case 'reschedule-delivery':
    case 'cancel-appointment':
      return sale.appointment ? null : refuse('delivery.no-appointment')
    case 'prepare-delivery':
      return preparationRefusal(sale)
    case 'inspect-car':
      return inspectionRefusal(sale)
    case 'sign-checklist':
      return signatureRefusal(sale)
    case 'complete-reminder':
      return sale.reminder && sale.reminder.doneAt === null ? null : refuse('reminder.none')
    case 'deliver':
      return deliveryRefusal(sale)
    case 'take-back-delivery':
      if (!sale.delivery) return refuse('delivery.missing')
      return sale.reminder?.doneAt ? refuse('delivery.service-begun', { result: sale.reminder.result }) : null
    case 'hand-over':
      if (!sale.delivery) return refuse('delivery.missing', {}, owedBy('consultant', 'delivery'))
      return carOutRefusal(sale)
    case 'propose-loss':
      return sale.loss ? refuse('loss.already-proposed') : endRefusal(sale)
    case 'confirm-loss':
      return sale.loss ? endRefusal(sale) : refuse('loss.not-proposed')
    case 'decline-loss':
      return sale.loss ? null : refuse('loss.not-proposed')
    case 'cancel-sale':
      return sale.delivery ? refuse('sale.delivered') : carOutRefusal(sale)
    default:
      return null
  }
}

/** Of several bookings one that is ready will do; where none is, the first says what it lacks. */
function startRefusal({ sale, today }: Omit<Scene, 'to'>): Refusal | null {
  const booked = sale.testDrives.filter(drive => drive.state === 'booked')
  const refusals = booked.map(drive => unreadyRefusal(drive, today))
  if (refusals.includes(null)) return null
  return refusals[0] ?? refuse('test-drive.none-booked')
}

function hasDrive(sale: Sale, state: 'booked' | 'started'): boolean {
  return sale.testDrives.some(drive => drive.state === state)
}

function hasQuote(sale: Sale, state: Quote['state']): boolean {
  return sale.quotes.some(quote => quote.state === state)
}

/** A draft must be there that the actor may send; of several that may not, the first says why. */
function sendQuoteRefusal(scene: Omit<Scene, 'to'>): Refusal | null {
  const drafts = scene.sale.quotes.filter(quote => quote.state === 'draft')
  const refusals = drafts.map(draft => sendingRefusal(scene, draft))
  if (refusals.includes(null)) return null
  return refusals[0] ?? refuse(hasQuote(scene.sale, 'sent') ? 'quote.already-sent' : 'quote.none')
}

function reservationRefusal(scene: Omit<Scene, 'to'>, kind: ActionKind): Refusal | null {
  const { reservation, contract } = scene.sale
  if (!reservation) return refuse('reservation.none')
  if (contract?.episodeId === reservation.episodeId) return refuse('reservation.held-by-contract')
  if (kind === 'release-car') return null
  const { expiresAt } = reservation
  const isExpired = expiresAt !== null && Date.parse(expiresAt) <= Date.parse(scene.now.at)
  return isExpired ? null : refuse('reservation.not-expired', { expiresAt })
}

function signingRefusal(sale: Sale): Refusal | null {
  if (sale.contract) return refuse('contract.already-signed')
  const nobody = customerRefusal(sale)
  if (nobody) return nobody
  if (openRefunds(sale).length > 0) return refuse('refund.open', {}, owedBy('sales-manager', 'refund'))
  return sale.loss ? refuse('sale.loss-pending', {}, owedBy('sales-manager', 'loss')) : null
}

function matchedRefusal(sale: Sale): Refusal | null {
  if (!sale.contract) return refuse('contract.missing')
  if (sale.delivery) return refuse('sale.delivered')
  return sale.contract.episodeId === null ? refuse('contract.no-car') : null
}

/** Without its car a contract must still say what is sold. */
function unmatchRefusal(sale: Sale): Refusal | null {
  const refusal = matchedRefusal(sale)
  if (refusal) return refusal
  return sale.contract?.trimId === null ? refuse('contract.trim-unknown') : null
}

/** Who holds a car waits for none. */
function joinRefusal(sale: Sale): Refusal | null {
  if (sale.waiting) return refuse('waitlist.already-waiting')
  const holds = sale.delivery ?? sale.reservation ?? sale.contract?.episodeId ?? null
  return holds === null ? null : refuse('waitlist.car-held')
}

/** The first reason where every payment has one. */
function paymentReversalRefusal(sale: Sale): Refusal | null {
  if (reversiblePayments(sale).length > 0) return null
  const [standing] = standingPayments(sale)
  return (standing && reversalRefusal(sale, standing)) ?? refuse('payment.none')
}

/** What is signed names who signs. */
function customerRefusal(sale: Sale): Refusal | null {
  return sale.customerId === null
    ? refuse('sale.customer-missing', {}, owedBy('consultant', 'customer'))
    : null
}

function itemRefusal(sale: Sale, kind: 'mark-item' | 'unmark-item', item: MarkedItem): Refusal | null {
  if (sale.delivery) return refuse('delivery.already-done')
  const isMarked = sale.items[item] !== null
  if (kind === 'unmark-item') return isMarked ? null : refuse('delivery.item-not-marked', { item })
  if (isMarked) return refuse('delivery.item-already-marked', { item })
  return namedCarRefusal(sale) ?? (item === 'joint-inspection' ? refuse('delivery.checklist-unsigned') : null)
}

function deliveryRefusal(sale: Sale): Refusal | null {
  if (sale.delivery) return refuse('delivery.already-done')
  const unnamed = namedCarRefusal(sale)
  if (unnamed) return unnamed
  if (isOfOtherCar(sale)) return refuse('delivery.checklist-other-car')
  const owes = openItems(sale)
  return owes.length === 0 ? null : refuse('delivery.item-open', { open: owes.length }, { owes })
}

function preparationRefusal(sale: Sale): Refusal | null {
  if (sale.delivery) return refuse('delivery.already-done')
  return sale.contract ? null : refuse('contract.missing')
}

function inspectionRefusal(sale: Sale): Refusal | null {
  const refusal = sale.delivery ? refuse('delivery.already-done') : namedCarRefusal(sale)
  if (refusal) return refusal
  return sale.items['joint-inspection'] ? refuse('delivery.checklist-signed') : null
}

function signatureRefusal(sale: Sale): Refusal | null {
  const refusal = inspectionRefusal(sale) ?? customerRefusal(sale)
  if (refusal) return refusal
  if (!sale.checklist) return refuse('delivery.checklist-missing')
  if (isOfOtherCar(sale)) return refuse('delivery.checklist-other-car')
  const open = openPoints(sale.checklist)
  return open[0] ? refuse('delivery.checklist-open', { open: open.length, point: open[0] }) : null
}

/** The car was swapped after the buyer looked at another. */
function isOfOtherCar({ checklist, contract }: Sale): boolean {
  return checklist !== undefined && checklist.episodeId !== contract?.episodeId
}

function namedCarRefusal(sale: Sale): Refusal | null {
  if (!sale.contract) return refuse('contract.missing')
  if (sale.contract.episodeId !== null) return null
  return refuse('delivery.no-car', {}, owedBy('consultant', 'car'))
}

/** A sale is not lost while its money or a car is out. */
function endRefusal(sale: Sale): Refusal | null {
  const { paidMinor } = balanceOf(sale)
  if (paidMinor !== 0) return refuse('loss.money-held', { paidMinor }, owedBy('finance', 'refund'))
  return carOutRefusal(sale)
}

function carOutRefusal(sale: Sale): Refusal | null {
  return hasDrive(sale, 'started')
    ? refuse('test-drive.car-out', {}, owedBy('consultant', 'test-drive'))
    : null
}
