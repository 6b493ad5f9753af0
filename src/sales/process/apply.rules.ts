import { passedOnOf, taxMinorOf } from '../quotes/quote-sheet.rules.ts'
import { approvalAppliers, unpaidAgain } from './apply-approvals.rules.ts'
import type { EventName, EventOf, SaleEvent } from './event.contract.ts'
import { type Applier, type Changes, replaceOne, requireOne } from './fold.rules.ts'
import {
  endStages,
  type Quote,
  type Sale,
  type StageCode,
  type TestDrive,
  type WayStage,
  wayStages,
} from './sale.contract.ts'

/** The sale after an event. Decides nothing: an event has happened.
 *  @throws Error when the event cannot follow: history is then not this sale's */
export function apply(sale: Sale | null, event: SaleEvent): Sale {
  const before = sale ?? blankSale(event)
  requireNext(sale, event)
  const after: Sale = { ...before, ...changesBy(before, event) }
  return {
    ...after,
    ...(waitIsOver(after, event) && { waiting: null }),
    stage: event.stageAfter,
    sequence: event.sequence,
    worked: before.worked || event.origin !== 'import',
    stageSince: stageSinceAfter(before, event),
    contactedAt: isContact(event) ? event.occurredAt : before.contactedAt,
    followUp: endStages.includes(event.stageAfter) ? null : after.followUp,
    furthest: furthestOf([after.furthest, event.stageAfter, after.contract ? 'contract' : 'inquiry']),
    stageSeconds: stageSecondsAfter(before, event),
  }
}

/** The sale that a history tells of.
 *  @throws Error for an empty, gapped or foreign history */
export function replay(events: Iterable<SaleEvent>): Sale {
  let sale: Sale | null = null
  for (const event of events) sale = apply(sale, event)
  if (!sale) throw new Error('a sale needs at least one event')
  return sale
}

const appliers: { readonly [A in EventName]: Applier<A> } = {
  ...approvalAppliers,
  'inquiry-opened': (_, { v: _version, ...known }) => known,
  'sale-imported': importedChanges,
  'customer-linked': (_, { customerId }) => ({ customerId }),
  'follow-up-planned': (sale, facts) => ({
    followUp: { id: facts.followUpId, dueOn: facts.dueOn },
    intentLevel: facts.intentLevel ?? sale.intentLevel,
  }),
  'follow-up-completed': (sale, facts) => ({
    followUp: null,
    intentLevel: facts.intentLevel ?? sale.intentLevel,
  }),
  'note-written': () => ({}),
  'contact-recorded': (sale, { intentLevel }) => ({ intentLevel: intentLevel ?? sale.intentLevel }),
  'showing-recorded': sale => ({ showings: sale.showings + 1 }),
  'test-drive-booked': (sale, { v: _, testDriveId, ...slot }) => ({
    testDrives: [...sale.testDrives, { ...undrivenDrive, id: testDriveId, ...slot }],
  }),
  'test-drive-rescheduled': (sale, { v: _, testDriveId, ...slot }) =>
    withDrive(sale, testDriveId, { ...slot, agreement: null }),
  'driver-named': (sale, { testDriveId, driver }) =>
    withDrive(sale, testDriveId, { driver, licence: null, agreement: null }),
  'licence-checked': (sale, { v: _, testDriveId, ...licence }) => withDrive(sale, testDriveId, { licence }),
  'agreement-signed': (sale, { v: _, testDriveId, ...agreement }) =>
    withDrive(sale, testDriveId, { agreement }),
  'test-drive-started': (sale, { testDriveId, startedAt, mileageOutKm }) =>
    withDrive(sale, testDriveId, { state: 'started', startedAt, mileageOutKm }),
  'test-drive-returned': (sale, { testDriveId, returnedAt, mileageInKm }) =>
    withDrive(sale, testDriveId, { state: 'returned', returnedAt, mileageInKm }),
  'feedback-recorded': (sale, { testDriveId, feedbackId }) => withDrive(sale, testDriveId, { feedbackId }),
  'test-drive-cancelled': (sale, { testDriveId }) => withDrive(sale, testDriveId, { state: 'cancelled' }),
  'test-drive-missed': (sale, { testDriveId }) => withDrive(sale, testDriveId, { state: 'missed' }),
  'quote-drafted': (sale, facts) => ({
    ...quoteSubject(sale, facts),
    quotes: [...sale.quotes, quoteOf(facts)],
  }),
  'quote-revised': (sale, facts) => {
    const others = sale.quotes.filter(quote => quote.id !== facts.quoteId)
    return { ...quoteSubject(sale, facts), quotes: [...others, quoteOf(facts)] }
  },
  'quote-sent': (sale, facts) => ({ quotes: quotesAfterSending(sale, facts) }),
  'car-reserved': (_, { reservationId: id, episodeId, reservedAt, expiresAt }) => ({
    reservation: { id, episodeId, reservedAt, expiresAt },
  }),
  'car-released': () => ({ reservation: null }),
  'reservation-expired': () => ({ reservation: null }),
  'contract-signed': signedChanges,
  'car-matched': (sale, { contractId, episodeId, trimId }) => ({
    contract: { ...requireOne([sale.contract], contractId), episodeId, ...(trimId && { trimId }) },
    reservation: heldByContract(sale, episodeId),
    ...(trimId && { trimId }),
  }),
  'car-unmatched': (sale, { contractId }) => ({
    contract: { ...requireOne([sale.contract], contractId), episodeId: null },
  }),
  'addendum-agreed': (sale, { contractId, ordinal, priceMinor, deliveryOn, earnestMinor }) => ({
    contract: {
      ...requireOne([sale.contract], contractId),
      ...(priceMinor !== null && { priceMinor }),
      ...(deliveryOn !== null && { deliveryOn }),
      earnestMinor,
      addenda: ordinal,
    },
  }),
  'waitlist-joined': (_, { waitId: id, trimId, episodeId, joinedAt }) => ({
    waiting: { id, trimId, episodeId, joinedAt, offer: null },
  }),
  'waitlist-left': () => ({ waiting: null }),
  'car-offered': (sale, { episodeId, until }) => ({
    waiting: sale.waiting && { ...sale.waiting, offer: { episodeId, until } },
  }),
  'payment-recorded': (sale, { paymentId: id, purpose, method, amountMinor, currency, paidAt: at }) => ({
    currency,
    payments: [...sale.payments, { id, purpose, method, amountMinor, reverses: null, at }],
  }),
  'payment-reversed': (sale, { paymentId, reversalId, reversedAt }) => {
    const { method, amountMinor } = requireOne(sale.payments, paymentId)
    const reversal = { id: reversalId, purpose: 'reversal' as const, method, amountMinor: -amountMinor }
    return {
      payments: [...sale.payments, { ...reversal, reverses: paymentId, at: reversedAt }],
      refunds: unpaidAgain(sale, paymentId),
    }
  },
  'item-marked': (sale, { item, markedAt, invoice }, event) => ({
    items: { ...sale.items, [item]: { by: event.actor.id, at: markedAt } },
    invoices: invoice ? [...sale.invoices, { ...invoice, reversedAt: null }] : sale.invoices,
  }),
  'item-unmarked': (sale, { item, unmarkedAt, invoiceId }) => ({
    items: { ...sale.items, [item]: null },
    ...(item === 'joint-inspection' && unsigned(sale)),
    invoices: invoiceId ? replaceOne(sale.invoices, invoiceId, { reversedAt: unmarkedAt }) : sale.invoices,
  }),
  'delivery-booked': (_, { v: _version, appointmentId: id, ...appointment }) => ({
    appointment: { id, ...appointment },
  }),
  'delivery-rescheduled': (_, { v: _version, appointmentId: id, ...appointment }) => ({
    appointment: { id, ...appointment },
  }),
  'appointment-cancelled': () => ({ appointment: null }),
  'delivery-prepared': (sale, { item, state, setAt: at }, { actor }) => ({
    preparation: { ...sale.preparation, [item]: { state, by: actor.id, at } },
  }),
  'car-inspected': (_, { checklistId: id, episodeId, entries }) => ({
    checklist: { id, episodeId, entries, signature: null },
  }),
  'checklist-signed': (sale, { v: _version, checklistId, ...signature }) => ({
    checklist: { ...requireOne([sale.checklist ?? null], checklistId), signature },
  }),
  'reminder-completed': (sale, { reminderId, result, doneAt, again }) => ({
    reminder: { ...requireOne([sale.reminder ?? null], reminderId), ...(again ?? { result, doneAt }) },
  }),
  delivered: (sale, { deliveryId: id, episodeId, deliveredAt: at, deliveredOn }, { actor }) => ({
    delivery: { id, episodeId, by: actor.id, at, deliveredOn },
    reservation: null,
    ...(sale.appointment && { appointment: null }),
  }),
  'delivery-taken-back': (sale, { furthest, appointment, followUp }) => ({
    delivery: null,
    handOver: null,
    closedOn: null,
    furthest,
    ...(appointment && { appointment }),
    ...(followUp && { followUp }),
    ...(sale.reminder && { reminder: null }),
  }),
  'handed-over': (_, { v: _version, handOverId: id, handedOverAt: at, closedOn, reminder, ...terms }) => ({
    handOver: { id, ...terms, at },
    ...(reminder && { reminder: { ...reminder, adviserId: terms.adviserId, result: null, doneAt: null } }),
    closedOn,
  }),
  'loss-proposed': (_, { lossId: id, reason, proposedAt }, { actor }) => ({
    loss: { id, state: 'proposed', reason, proposedBy: actor.id, proposedAt },
  }),
  'loss-confirmed': (sale, { closedOn }) => ({
    loss: sale.loss && { ...sale.loss, state: 'confirmed' },
    closedOn,
  }),
  'loss-declined': () => ({ loss: null }),
  'sale-cancelled': (_, { v: _version, cancellationId: id, cancelledAt: at, closedOn, ...settled }) => ({
    cancellation: { id, ...settled, at },
    closedOn,
  }),
  'owner-assigned': (_, { ownerId }) => ({ ownerId }),
  'process-moved': (_, { version }) => ({ processVersion: version }),
}

/** Whoever takes the inspection back takes the signature back: the list may be filled in anew. */
function unsigned({ checklist }: Sale): Changes {
  return checklist ? { checklist: { ...checklist, signature: null } } : {}
}

function changesBy<A extends EventName>(sale: Sale, event: EventOf<A>): Changes {
  return appliers[event.action as A](sale, event.facts as EventOf<A>['facts'], event)
}

function importedChanges(sale: Sale, facts: EventOf<'sale-imported'>['facts'], event: SaleEvent): Changes {
  const { contract, reason } = facts
  return {
    number: facts.number,
    source: facts.source,
    customerId: facts.customerId ?? sale.customerId,
    ownerId: facts.ownerId ?? sale.ownerId,
    intentLevel: facts.intentLevel ?? sale.intentLevel,
    modelId: facts.modelId ?? sale.modelId,
    trimId: facts.trimId ?? sale.trimId,
    inquiredOn: facts.inquiredOn ?? sale.inquiredOn,
    closedOn: facts.closedOn ?? sale.closedOn,
    currency: contract?.currency ?? sale.currency,
    contract: contract ? importedContract(sale, facts, contract) : sale.contract,
    loss: event.stageAfter === 'lost' ? { ...unknownLoss, reason } : sale.loss,
    cancellation: event.stageAfter === 'cancelled' ? { ...unknownCancellation, reason } : sale.cancellation,
  }
}

type ImportedFacts = EventOf<'sale-imported'>['facts']
function importedContract(
  sale: Sale,
  facts: ImportedFacts,
  contract: NonNullable<ImportedFacts['contract']>,
): Sale['contract'] {
  const { id, episodeId, priceMinor, signedAt } = contract
  const trimId = facts.trimId ?? sale.trimId
  const noDeposit = { quoteId: null, depositType: null, depositMinor: 0, earnestMinor: 0 }
  return { id, trimId, episodeId, priceMinor, signedAt, ...noDeposit }
}

function signedChanges(sale: Sale, facts: EventOf<'contract-signed'>['facts']): Changes {
  const { v: _, contractId: id, currency, ...terms } = facts
  return {
    contract: { id, ...terms },
    currency,
    trimId: facts.trimId ?? sale.trimId,
    intentLevel: 'O',
    quotes: facts.quoteId ? replaceOne(sale.quotes, facts.quoteId, { state: 'accepted' }) : sale.quotes,
    reservation: facts.episodeId ? heldByContract(sale, facts.episodeId) : sale.reservation,
  }
}

/** A sale waits until it has a car, gives up the one that was held for it, or ends. */
function waitIsOver({ waiting, reservation, contract }: Sale, event: SaleEvent): boolean {
  if (!waiting) return false
  if (endStages.includes(event.stageAfter) || (contract?.episodeId ?? null) !== null) return true
  if (reservation) return reservation.episodeId !== waiting.offer?.episodeId
  return waiting.offer !== null && event.action !== 'car-offered'
}

/** A reservation of the contract's car no longer expires. */
function heldByContract(sale: Sale, episodeId: string): Sale['reservation'] {
  const { reservation } = sale
  return reservation?.episodeId === episodeId ? { ...reservation, expiresAt: null } : reservation
}

function withDrive(sale: Sale, testDriveId: string, change: Partial<TestDrive>): Changes {
  return { testDrives: replaceOne(sale.testDrives, testDriveId, change) }
}

type QuoteFacts = EventOf<'quote-drafted'>['facts']
function quoteOf({ v: _version, quoteId: id, lines, ...terms }: QuoteFacts): Quote {
  return { id, state: 'draft', ...terms, passedOnMinor: passedOnOf(lines, terms.tax), sentAt: null }
}

function quoteSubject(sale: Sale, facts: QuoteFacts): Changes {
  return { currency: facts.currency, trimId: facts.trimId ?? sale.trimId }
}

function quotesAfterSending(
  sale: Sale,
  { quoteId, sentAt, tax, totalMinor }: EventOf<'quote-sent'>['facts'],
): Quote[] {
  const quote = requireOne(sale.quotes, quoteId)
  const { replaces } = quote
  const passedOnMinor = quote.passedOnMinor - taxMinorOf(quote.tax) + taxMinorOf(tax)
  const retaxed = tax && totalMinor !== null ? { tax, totalMinor, passedOnMinor } : {}
  const sent = replaceOne(sale.quotes, quoteId, { state: 'sent', sentAt, ...retaxed })
  return replaces ? replaceOne(sent, replaces, { state: 'superseded' }) : sent
}

const undrivenDrive = {
  state: 'booked' as const,
  startedAt: null,
  returnedAt: null,
  mileageOutKm: null,
  mileageInKm: null,
  driver: null,
  licence: null,
  agreement: null,
  feedbackId: null,
}
const unknownLoss = { id: null, state: 'confirmed' as const, proposedBy: null, proposedAt: null }
const unknownCancellation = {
  id: null,
  defaultingParty: null,
  disposition: 'none' as const,
  keptMinor: 0,
  refundMinor: 0,
  at: null,
}

function blankSale(event: SaleEvent): Sale {
  if (event.action !== 'inquiry-opened' && event.action !== 'sale-imported') {
    throw new Error(`a sale cannot begin with ${event.action}`)
  }
  if (event.origin === 'system') throw new Error('the system opens no sale')
  return {
    id: event.saleId,
    dealerId: event.dealerId,
    number: event.facts.number,
    stage: event.stageAfter,
    sequence: 0,
    origin: event.origin,
    worked: false,
    processVersion: event.processVersion,
    customerId: null,
    ownerId: null,
    source: event.facts.source,
    intentLevel: null,
    modelId: null,
    trimId: null,
    currency: null,
    inquiredOn: null,
    stageSince: null,
    contactedAt: null,
    followUp: null,
    showings: 0,
    testDrives: [],
    quotes: [],
    approvals: [],
    reservation: null,
    contract: null,
    payments: [],
    refunds: [],
    items: { pdi: null, invoice: null, certificate: null, 'joint-inspection': null, documents: null },
    invoices: [],
    delivery: null,
    handOver: null,
    loss: null,
    cancellation: null,
    closedOn: null,
    furthest: 'inquiry',
    stageSeconds: {},
  }
}

function requireNext(sale: Sale | null, event: SaleEvent): void {
  const expected = (sale?.sequence ?? 0) + 1
  if (event.sequence !== expected) throw new Error(`event ${event.sequence} where ${expected} is next`)
  const stage: StageCode | null = sale?.stage ?? null
  if (event.stageBefore !== stage)
    throw new Error(`event leaves ${event.stageBefore}, the sale is in ${stage}`)
  if (sale && event.saleId !== sale.id) throw new Error(`event of sale ${event.saleId} on sale ${sale.id}`)
}

function stageSinceAfter(sale: Sale, event: SaleEvent): string | null {
  const isNew = event.stageBefore !== event.stageAfter
  if (event.action === 'sale-imported') return event.facts.stageSince ?? (isNew ? null : sale.stageSince)
  return isNew ? event.occurredAt : sale.stageSince
}

/** Of stages in any order; the ends of a sale that failed are no step of the way. */
function furthestOf(stages: readonly StageCode[]): WayStage {
  return wayStages.findLast(stage => stages.includes(stage)) ?? 'inquiry'
}

/** After-sales that began by mistake took no time. */
function stageSecondsAfter({ stageSeconds }: Sale, event: SaleEvent): Sale['stageSeconds'] {
  const { action, stageBefore, stageAfter, durationSeconds } = event
  if (action === 'delivery-taken-back') return stageSeconds
  if (stageBefore === null || stageBefore === stageAfter || durationSeconds === null) return stageSeconds
  return { ...stageSeconds, [stageBefore]: (stageSeconds[stageBefore] ?? 0) + durationSeconds }
}

/** A meeting with the customer, in either direction but not an automatic one. */
function isContact(event: SaleEvent): boolean {
  const { action } = event
  if (action === 'contact-recorded') return event.facts.result !== 'no-answer'
  return action === 'follow-up-completed' || action === 'showing-recorded' || action === 'test-drive-started'
}
