import { z } from 'zod'
import { Actor, QuoteLine } from './action.contract.ts'
import {
  AmountMinor,
  BusinessDate,
  Code,
  ContactChannel,
  Contract,
  Currency,
  Defaulter,
  DepositType,
  Id,
  Instant,
  IntentLevel,
  Invoice,
  MarkedItem,
  MileageKm,
  Origin,
  Payment,
  Quote,
  Sale,
  StageCode,
  TestDrive,
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
const quoteFacts = { ...Quote.omit({ state: true, sentAt: true }).shape, lines: z.array(QuoteLine) }

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
      inquiredAt: true,
      stageSince: true,
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
  event('showing-recorded', { showingId: Id, visit: z.enum(['first', 'repeat']) }),
  event('test-drive-booked', {
    ...testDriveId,
    ...TestDrive.pick({
      vehicleId: true,
      episodeId: true,
      escortId: true,
      startsAt: true,
      endsAt: true,
      blockedUntil: true,
    }).shape,
  }),
  event('test-drive-started', { ...testDriveId, startedAt: Instant, mileageOutKm: MileageKm }),
  event('test-drive-returned', { ...testDriveId, returnedAt: Instant, mileageInKm: MileageKm }),
  event('test-drive-cancelled', testDriveId),
  event('test-drive-missed', testDriveId),
  event('quote-drafted', quoteFacts),
  event('quote-revised', { ...quoteFacts, replaces: Id.nullable() }),
  event('quote-sent', { quoteId: Id, version: z.int(), concessionMinor: AmountMinor, sentAt: Instant }),
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
    trimId: Id,
    priceMinor: AmountMinor,
    depositType: DepositType,
    currency: Currency,
    signedAt: Instant,
  }),
  /** `replacedEpisodeId` is for a swap of a matched car (换车). */
  event('car-matched', { contractId: Id, episodeId: Id, replacedEpisodeId: Id.nullable() }),
  event('payment-recorded', {
    paymentId: Id,
    type: Payment.shape.kind,
    method: Code,
    amountMinor: AmountMinor,
    currency: Currency,
    paidAt: Instant,
  }),
  event('payment-reversed', { paymentId: Id, reversalId: Id, reversedAt: Instant }),
  event('item-marked', {
    item: MarkedItem,
    markedAt: Instant,
    invoice: Invoice.omit({ reversedAt: true }).nullable(),
  }),
  /** Compensates a mark; for an invoice it names the one that a red invoice reverses. */
  event('item-unmarked', { item: MarkedItem, unmarkedAt: Instant, invoiceId: Id.nullable() }),
  event('delivery-scheduled', { appointmentId: Id, startsAt: Instant }),
  event('delivered', { deliveryId: Id, episodeId: Id, deliveredAt: Instant, deliveredOn: BusinessDate }),
  event('handed-over', {
    handOverId: Id,
    adviserId: Id.nullable(),
    warrantyStartsOn: BusinessDate,
    handedOverAt: Instant,
  }),
  event('loss-proposed', { lossId: Id, reason: Code, proposedAt: Instant }),
  event('loss-confirmed', { lossId: Id, reason: Code.nullable() }),
  event('loss-declined', { lossId: Id }),
  event('sale-cancelled', {
    ...Sale.shape.cancellation.unwrap().pick({ deposit: true, keptMinor: true, returnableMinor: true }).shape,
    cancellationId: Id,
    reason: Code,
    defaulter: Defaulter,
    cancelledAt: Instant,
  }),
  event('owner-assigned', { ownerId: Id, previousOwnerId: Id.nullable() }),
  event('process-moved', { version: z.int().min(1), previousVersion: z.int().min(1) }),
])
export type SaleEvent = z.infer<typeof SaleEvent>
export type EventName = SaleEvent['action']
export type EventOf<A extends EventName> = Extract<SaleEvent, { action: A }>
export const eventNames: readonly EventName[] = SaleEvent.options.map(option => option.shape.action.value)
