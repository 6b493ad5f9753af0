import { z } from 'zod'
import { QuoteTax } from '../quotes/quote-tax.contract.ts'
import { Actor, BeforeDelivery, QuoteLine } from './action.contract.ts'
import {
  Appointment,
  AppointmentReason,
  Checklist,
  CheckSignature,
  PreparationItem,
  PreparationState,
  Reminder,
  ReminderResult,
  TakeBackReason,
} from './hand-over.contract.ts'
import {
  AddendumReason,
  AmountMinor,
  Approval,
  BusinessDate,
  Code,
  ContactChannel,
  ContactDirection,
  ContactResult,
  Contract,
  Currency,
  DecisionReason,
  DefaultingParty,
  DepositType,
  FeedbackNext,
  FeedbackRatings,
  Id,
  Instant,
  IntentLevel,
  Invoice,
  LicenceClass,
  MarkedItem,
  MileageKm,
  Origin,
  OtherDriver,
  Parties,
  Payment,
  Quote,
  Refund,
  Sale,
  StageCode,
  SumMinor,
  TestDrive,
  Waiting,
} from './sale.contract.ts'

const envelope = {
  saleId: Id,
  dealerId: Id,
  /** 1, 2, 3 … within the sale. */
  sequence: z.int().min(1),
  stageBefore: StageCode.nullable(),
  stageAfter: StageCode,
  actor: Actor.pick({ kind: true, id: true }),
  /** Null when an import does not say. */
  occurredAt: Instant.nullable(),
  /** Time spent in the stage before, up to this event; null when either end is unknown. */
  durationSeconds: z.int().min(0).nullable(),
  processVersion: z.int().min(1),
  origin: Origin,
  channel: ContactChannel.nullable(),
}

/** Facts carry the version of their own shape: old events stay readable when a shape grows. */
function event<A extends string, S extends z.ZodRawShape>(action: A, facts: S) {
  return z.object({ action: z.literal(action), ...envelope, facts: z.object({ v: z.literal(1), ...facts }) })
}

const testDriveId = { testDriveId: Id }
const decided = { approvalId: Id, onBehalfOf: Id.nullable(), decidedAt: Instant }
const Settlement = Sale.shape.cancellation
  .unwrap()
  .pick({ disposition: true, keptMinor: true, refundMinor: true })
  .extend({ defaultingParty: DefaultingParty })
const driveSlot = TestDrive.pick({
  vehicleId: true,
  episodeId: true,
  escortId: true,
  startsAt: true,
  endsAt: true,
  blockedUntil: true,
}).shape
const quoteFacts = {
  ...Quote.omit({ id: true, state: true, sentAt: true, passedOnMinor: true }).shape,
  /** Quotes of before say nothing of these. */
  tradeInMinor: AmountMinor.default(0),
  tax: QuoteTax.nullable().default(null),
  quoteId: Id,
  lines: z.array(QuoteLine),
}

export const SaleEvent = z.discriminatedUnion('action', [
  event(
    'inquiry-opened',
    Sale.pick({
      number: true,
      customerId: true,
      ownerId: true,
      source: true,
      intentLevel: true,
      modelId: true,
      trimId: true,
      inquiredOn: true,
    }).shape,
  ),
  event('sale-imported', {
    ...Sale.pick({
      number: true,
      customerId: true,
      ownerId: true,
      source: true,
      intentLevel: true,
      modelId: true,
      trimId: true,
      inquiredOn: true,
      stageSince: true,
      closedOn: true,
    }).shape,
    contract: Contract.pick({ id: true, episodeId: true, priceMinor: true, signedAt: true })
      .extend({ currency: Currency.nullable() })
      .nullable(),
    reason: Code.nullable(),
  }),
  event('customer-linked', { customerId: Id }),
  event('follow-up-planned', { followUpId: Id, dueOn: BusinessDate, intentLevel: IntentLevel.nullable() }),
  event('follow-up-completed', {
    followUpId: Id,
    dueOn: BusinessDate,
    result: Code,
    intentLevel: IntentLevel.nullable(),
  }),
  event('note-written', { noteId: Id }),
  event('contact-recorded', {
    contactId: Id,
    direction: ContactDirection,
    result: ContactResult,
    intentLevel: IntentLevel.nullable(),
  }),
  event('showing-recorded', { showingId: Id, visit: z.enum(['first', 'repeat']) }),
  event('test-drive-booked', { ...testDriveId, ...driveSlot }),
  event('test-drive-rescheduled', { ...testDriveId, ...driveSlot }),
  event('driver-named', { ...testDriveId, driver: OtherDriver.nullable() }),
  event('licence-checked', {
    ...testDriveId,
    validUntil: BusinessDate,
    licenceClass: LicenceClass,
    photoId: Id.nullable(),
    checkedAt: Instant,
  }),
  event('agreement-signed', {
    ...testDriveId,
    signatureId: Id.nullable(),
    textVersion: Code,
    textLanguage: z.enum(['zh', 'en']),
    signedAt: Instant,
  }),
  event('test-drive-started', { ...testDriveId, startedAt: Instant, mileageOutKm: MileageKm }),
  event('test-drive-returned', { ...testDriveId, returnedAt: Instant, mileageInKm: MileageKm }),
  event('feedback-recorded', {
    ...testDriveId,
    feedbackId: Id,
    ratings: FeedbackRatings,
    next: FeedbackNext,
  }),
  event('test-drive-cancelled', testDriveId),
  event('test-drive-missed', testDriveId),
  event('quote-drafted', quoteFacts),
  event('quote-revised', quoteFacts),
  event('approval-requested', {
    approvalId: Id,
    ...Approval.pick({
      quoteId: true,
      reason: true,
      concessionMinor: true,
      listPriceMinor: true,
      requestedAt: true,
    }).shape,
    /** What the asker might have given alone. */
    limitBps: z.int().min(0),
  }),
  event('approval-given', decided),
  event('approval-refused', { ...decided, reason: DecisionReason }),
  event('counter-offer-made', { ...decided, offerMinor: AmountMinor }),
  /** The draft stands at the offer now, and with it the approval. */
  event('counter-offer-accepted', { approvalId: Id, concessionMinor: SumMinor }),
  event('approval-withdrawn', { approvalId: Id }),
  event('approval-lapsed', { approvalId: Id }),
  event('quote-sent', {
    quoteId: Id,
    version: z.int(),
    concessionMinor: SumMinor,
    sentAt: Instant,
    /** As computed again, and the total with it; null where the table was not asked. */
    tax: QuoteTax.nullable().default(null),
    totalMinor: SumMinor.nullable().default(null),
  }),
  event('car-reserved', {
    reservationId: Id,
    episodeId: Id,
    reservedAt: Instant,
    expiresAt: Instant.nullable(),
  }),
  event('car-released', { reservationId: Id, episodeId: Id }),
  event('reservation-expired', { reservationId: Id, episodeId: Id }),
  event('contract-signed', {
    ...Contract.pick({ quoteId: true, episodeId: true, depositMinor: true, earnestMinor: true }).shape,
    contractId: Id,
    trimId: Id.nullable(),
    priceMinor: AmountMinor,
    depositType: DepositType.nullable(),
    currency: Currency,
    signedAt: Instant,
    parties: Parties.optional(),
    winReason: Code.optional(),
  }),
  /** `replacedEpisodeId` is for a swap of a matched car (换车). */
  event('car-matched', {
    contractId: Id,
    episodeId: Id,
    replacedEpisodeId: Id.nullable(),
    /** the contract's trim from now on, where a swap changed it */
    trimId: Id.optional(),
  }),
  event('car-unmatched', { contractId: Id, episodeId: Id }),
  event('addendum-agreed', {
    addendumId: Id,
    contractId: Id,
    /** 1, 2, 3 … within the contract */
    ordinal: z.int().min(1),
    priceBeforeMinor: AmountMinor.nullable(),
    /** null: left as it was, like the two below */
    priceMinor: AmountMinor.nullable(),
    deliveryOn: BusinessDate.nullable(),
    hasTerms: z.boolean(),
    earnestMinor: AmountMinor,
    reason: AddendumReason,
    agreedAt: Instant,
  }),
  event('waitlist-joined', {
    ...Waiting.pick({ trimId: true, episodeId: true, joinedAt: true }).shape,
    waitId: Id,
  }),
  event('waitlist-left', { waitId: Id }),
  event('car-offered', { waitId: Id, episodeId: Id, until: Instant }),
  event('payment-recorded', {
    paymentId: Id,
    purpose: Payment.shape.purpose.exclude(['refund', 'reversal']),
    method: Code,
    amountMinor: AmountMinor,
    currency: Currency,
    paidAt: Instant,
  }),
  event('payment-reversed', { paymentId: Id, reversalId: Id, reversedAt: Instant }),
  event('refund-requested', {
    refundId: Id,
    ...Refund.pick({ purpose: true, reason: true, amountMinor: true, requestedAt: true }).shape,
    /** For a cancellation: what becomes of the money (rule 3). */
    settlement: Settlement.nullable(),
  }),
  event('refund-approved', { refundId: Id, decidedAt: Instant }),
  event('refund-refused', { refundId: Id, reason: DecisionReason, decidedAt: Instant }),
  event('refund-lapsed', { refundId: Id }),
  event('refund-paid', {
    refundId: Id,
    paymentId: Id,
    method: Code,
    amountMinor: AmountMinor,
    currency: Currency,
    paidAt: Instant,
  }),
  event('item-marked', {
    item: MarkedItem,
    markedAt: Instant,
    invoice: Invoice.omit({ reversedAt: true }).nullable(),
  }),
  /** Compensates a mark; for an invoice it names the one that a red invoice reverses. */
  event('item-unmarked', { item: MarkedItem, unmarkedAt: Instant, invoiceId: Id.nullable() }),
  event('delivered', { deliveryId: Id, episodeId: Id, deliveredAt: Instant, deliveredOn: BusinessDate }),
  /** What the delivery took is there again; a follow-up only where the hand-over ended one. */
  event('delivery-taken-back', {
    deliveryId: Id,
    episodeId: Id,
    reason: TakeBackReason,
    takenBackAt: Instant,
    ...BeforeDelivery.omit({ stage: true }).shape,
  }),
  event('handed-over', {
    handOverId: Id,
    adviserId: Id.nullable(),
    warrantyFrom: BusinessDate,
    warrantyTo: BusinessDate,
    warrantyKm: z.int(),
    handedOverAt: Instant,
    closedOn: BusinessDate,
    /** Absent: from before first services were reminded of. */
    reminder: Reminder.pick({ id: true, dueOn: true, dueKm: true }).optional(),
  }),
  event('delivery-booked', { appointmentId: Id, ...Appointment.omit({ id: true }).shape }),
  event('delivery-rescheduled', { appointmentId: Id, ...Appointment.omit({ id: true }).shape }),
  event('appointment-cancelled', { appointmentId: Id, reason: AppointmentReason }),
  event('delivery-prepared', { item: PreparationItem, state: PreparationState, setAt: Instant }),
  event('car-inspected', {
    checklistId: Id,
    ...Checklist.pick({ episodeId: true, entries: true }).shape,
    inspectedAt: Instant,
  }),
  event('checklist-signed', { checklistId: Id, ...CheckSignature.shape }),
  event('reminder-completed', {
    reminderId: Id,
    result: ReminderResult,
    doneAt: Instant,
    /** The next attempt, where this one reached nobody. */
    again: z.object({ id: Id, remindOn: BusinessDate }).optional(),
  }),
  event('loss-proposed', { lossId: Id, reason: Code, proposedAt: Instant }),
  event('loss-confirmed', { lossId: Id, reason: Code, closedOn: BusinessDate }),
  event('loss-declined', { lossId: Id }),
  event('sale-cancelled', {
    ...Sale.shape.cancellation.unwrap().pick({ disposition: true, keptMinor: true, refundMinor: true }).shape,
    cancellationId: Id,
    reason: Code,
    defaultingParty: DefaultingParty,
    cancelledAt: Instant,
    closedOn: BusinessDate,
  }),
  event('owner-assigned', { ownerId: Id, previousOwnerId: Id.nullable() }),
  event('process-moved', { version: z.int().min(1), previousVersion: z.int().min(1) }),
])
export type SaleEvent = z.infer<typeof SaleEvent>
export type EventName = SaleEvent['action']
type EventMap = { [A in EventName]: Extract<SaleEvent, { action: A }> }
export type EventOf<A extends EventName> = EventMap[A]
export const eventNames: readonly EventName[] = SaleEvent.options.map(option => option.shape.action.value)
