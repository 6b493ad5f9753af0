/** A dealer's people, cars and well-formed actions, for tests of the sale. */
import type { ActionKind, ActionOf, Actor, SaleAction, VehicleFacts } from './action.contract.ts'
import { readings } from './checklist.rules.ts'
import { decide } from './decide.rules.ts'
import { reversiblePayments } from './decisions/payments.rules.ts'
import { defaultDefinition } from './default-definition.rules.ts'
import type { SaleEvent } from './event.contract.ts'
import { type CheckEntry, checkPoints, preparationItems } from './hand-over.contract.ts'
import { balanceOf, promisedMinor, refundableMinor, standingPayments } from './ledger.rules.ts'
import type { Moment, ProcessDefinition } from './process.contract.ts'
import type { Refusal } from './refusal.contract.ts'
import {
  type Approval,
  type MarkedItem,
  MarkedItem as markedItems,
  type Refund,
  type Sale,
} from './sale.contract.ts'
import { awaitsFeedback } from './test-drive-readiness.rules.ts'

export function uuid(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
}

let last = 1_000
export function newId(): string {
  last += 1
  return uuid(last)
}

export const noon: Moment = { at: '2026-03-02T04:00:00.000Z', timeZone: 'Asia/Shanghai' }
export function later(hours: number, from: Moment = noon): Moment {
  return { ...from, at: new Date(Date.parse(from.at) + hours * 3_600_000).toISOString() }
}

function staff(number: number, role: Actor['roles'][number]): Actor {
  return { kind: 'staff', id: uuid(number), roles: [role], discountLimitBps: null }
}
export const people = {
  consultant: staff(1, 'consultant'),
  colleague: staff(2, 'consultant'),
  salesManager: staff(3, 'sales-manager'),
  dealerManager: staff(4, 'dealer-manager'),
  finance: staff(5, 'finance'),
  keeper: staff(6, 'inventory-manager'),
  adviser: staff(7, 'service-adviser'),
  system: { kind: 'system', id: null, roles: [], discountLimitBps: null },
  importer: { kind: 'import', id: uuid(4), roles: [], discountLimitBps: null },
} satisfies Record<string, Actor>

export const trimId = uuid(20)
export const car: VehicleFacts = {
  vehicleId: uuid(30),
  episodeId: uuid(31),
  trimId,
  vin: 'LRWYGDFD3PC939701',
  inStock: true,
  availability: 'available',
  pdiPassed: null,
  certificate: 'in-hand',
  mileageKm: 40,
}
export const otherCar: VehicleFacts = {
  ...car,
  vehicleId: uuid(32),
  episodeId: uuid(33),
  vin: '1M8GDM9AXKP042788',
}
export const priceMinor = 20_000_000

/** Everything looked at and as it should be. */
export const checkedEntries: CheckEntry[] = checkPoints.map(point => ({
  point,
  result: 'ok',
  resolution: null,
  value: readings.includes(point) ? 2 : null,
  photoIds: [],
}))
const tickedItems = markedItems.options.filter(item => item !== 'joint-inspection')

/** The item done as it is done: the inspection by a signed checklist, the others by a tick. */
export function marked(sale: Sale, item: MarkedItem): Sale {
  if (item !== 'joint-inspection') return after(sale, 'mark-item', { item })
  return after(after(sale, 'inspect-car'), 'sign-checklist')
}

type Fields<K extends ActionKind> = Omit<ActionOf<K>, 'kind' | 'actor' | 'origin'>
type Samples = { readonly [K in ActionKind]: (sale: Sale | null, now: Moment) => Fields<K> }

const terms = {
  trimId,
  vehicle: null,
  currency: 'CNY',
  listPriceMinor: priceMinor,
  discountMinor: 0,
  tradeInMinor: 0,
  lines: [],
  purchaseTax: 'included' as const,
  taxFacts: { newEnergy: null, rates: [] },
  validUntil: null,
}
const interest = { modelId: null, trimId }

const samples: Samples = {
  'open-inquiry': () => ({
    saleId: newId(),
    dealerId: uuid(9),
    number: 'S2026-000001',
    customerId: uuid(40),
    ownerId: people.consultant.id,
    source: 'walk-in',
    channel: 'visit',
    intentLevel: 'A',
    ...interest,
    followUp: { id: newId(), dueOn: null },
    inquiredAt: null,
  }),
  'import-sale': (sale, now) => ({
    saleId: sale?.id ?? newId(),
    dealerId: uuid(9),
    number: sale?.number ?? 'S2026-000002',
    stage: 'negotiation',
    customerId: null,
    ownerId: people.consultant.id,
    source: 'crm',
    intentLevel: null,
    ...interest,
    inquiredAt: later(-400, now).at,
    stageSince: later(-200, now).at,
    contract: null,
    reason: null,
  }),
  'link-customer': () => ({ customerId: uuid(40) }),
  'plan-follow-up': () => ({ followUp: { id: newId(), dueOn: null }, intentLevel: null }),
  'complete-follow-up': sale => ({
    followUpId: sale?.followUp?.id ?? newId(),
    result: 'reached',
    channel: 'call',
    intentLevel: null,
    next: { id: newId(), dueOn: null },
  }),
  'write-note': () => ({ noteId: newId() }),
  'record-contact': () => ({
    contactId: newId(),
    channel: 'call',
    direction: 'out',
    result: 'reached',
    intentLevel: null,
    next: null,
  }),
  'record-showing': () => ({ showingId: newId(), visit: null }),
  'book-test-drive': (_, now) => ({
    testDriveId: newId(),
    driver: null,
    vehicle: car,
    escortId: uuid(1),
    startsAt: later(1, now).at,
    endsAt: later(2, now).at,
  }),
  'reschedule-test-drive': (sale, now) => ({
    testDriveId: driveId(sale, 'booked'),
    vehicle: heldOr(sale, car),
    escortId: uuid(1),
    startsAt: later(3, now).at,
    endsAt: later(4, now).at,
  }),
  'name-driver': sale => ({
    testDriveId: driveId(sale, 'booked'),
    driver: { driverId: newId(), relation: 'spouse' },
  }),
  'check-licence': sale => ({
    testDriveId: unreadyDriveId(sale),
    validUntil: '2040-01-01',
    licenceClass: 'C1',
    photoId: uuid(60),
  }),
  'sign-agreement': sale => ({
    testDriveId: unreadyDriveId(sale),
    signatureId: uuid(61),
    textVersion: '2026-01-01',
    textLanguage: 'zh',
  }),
  'start-test-drive': sale => ({
    testDriveId: readyDriveId(sale),
    vehicle: heldOr(sale, car),
    mileageOutKm: 100,
  }),
  'return-test-drive': sale => ({ testDriveId: driveId(sale, 'started'), mileageInKm: 112 }),
  'record-feedback': sale => ({
    testDriveId: sale?.testDrives.find(awaitsFeedback)?.id ?? newId(),
    feedbackId: newId(),
    ratings: { power: 5, space: 3 },
    next: 'quote',
  }),
  'cancel-test-drive': sale => ({ testDriveId: driveId(sale, 'booked') }),
  'miss-test-drive': sale => ({ testDriveId: driveId(sale, 'booked') }),
  'draft-quote': sale => ({ quoteId: newId(), ...terms, currency: currencyOf(sale) }),
  'revise-quote': sale => ({
    quoteId: quoteId(sale, ['draft', 'sent']),
    newQuoteId: newId(),
    ...terms,
    currency: currencyOf(sale),
  }),
  'request-approval': sale => ({
    approvalId: newId(),
    quoteId: quoteId(sale, ['draft']),
    reason: 'competitor-offer',
  }),
  'give-approval': sale => ({ approvalId: approvalId(sale, 'pending') }),
  'refuse-approval': sale => ({ approvalId: approvalId(sale, 'pending'), reason: 'margin-too-low' }),
  'counter-offer': sale => ({ approvalId: approvalId(sale, 'pending'), discountMinor: 100_000 }),
  'accept-counter-offer': sale => ({
    approvalId: approvalId(sale, 'countered'),
    lines: [],
    taxFacts: terms.taxFacts,
  }),
  'withdraw-approval': sale => ({ approvalId: approvalId(sale, 'pending') }),
  'send-quote': sale => ({ quoteId: quoteId(sale, ['draft']), taxFacts: terms.taxFacts }),
  'reserve-car': () => ({ reservationId: newId(), vehicle: car }),
  'release-car': () => ({}),
  'expire-reservation': () => ({}),
  'sign-contract': sale => ({
    contractId: newId(),
    quoteId: null,
    trimId,
    vehicle: null,
    reservationId: null,
    currency: currencyOf(sale),
    listPriceMinor: priceMinor,
    priceMinor,
    depositType: 'earnest-money',
    depositMinor: 2_000_000,
    depositPayment: null,
  }),
  'match-car': sale => ({ vehicle: heldOr(sale, car), reservationId: newId() }),
  'swap-car': sale => ({
    vehicle: sale?.contract?.episodeId === otherCar.episodeId ? car : otherCar,
    reservationId: newId(),
    oldListPriceMinor: priceMinor,
    listPriceMinor: priceMinor,
    addendum: null,
  }),
  'unmatch-car': () => ({}),
  'agree-addendum': (_, now) => ({
    addendumId: newId(),
    listPriceMinor: priceMinor,
    priceMinor: null,
    deliveryOn: later(24 * 30, now).at.slice(0, 10),
    hasTerms: true,
    reason: 'delivery-date',
  }),
  'join-waitlist': sale => ({
    waitId: newId(),
    trimId: sale?.contract?.trimId ?? trimId,
    vehicle: null,
    spareCars: 0,
  }),
  'leave-waitlist': () => ({}),
  'offer-car': () => ({ reservationId: newId(), vehicle: otherCar }),
  'record-payment': sale => ({
    paymentId: newId(),
    purpose: sale?.contract ? 'balance' : 'deposit',
    method: 'transfer',
    amountMinor: (sale && balanceOf(sale).dueMinor) || 1_000_000,
    currency: currencyOf(sale),
  }),
  'reverse-payment': sale => ({
    paymentId: (sale && (reversiblePayments(sale)[0] ?? standingPayments(sale)[0])?.id) ?? newId(),
    reversalId: newId(),
  }),
  'request-refund': sale => ({
    refundId: newId(),
    purpose: sale?.cancellation ? 'cancellation' : sale?.contract ? 'overpayment' : 'deposit',
    amountMinor: sale && !sale.cancellation ? refundableMinor(sale) - promisedMinor(sale) : null,
    defaultingParty: sale?.cancellation ? 'none' : null,
    reason: 'paid-too-much',
  }),
  'approve-refund': sale => ({ refundId: refundId(sale, ['pending']) }),
  'refuse-refund': sale => ({ refundId: refundId(sale, ['pending', 'approved']), reason: 'not-justified' }),
  'pay-refund': sale => ({ refundId: refundId(sale, ['approved']), paymentId: newId(), method: 'transfer' }),
  'mark-item': (sale, now) => ({
    item: tickedItems.find(item => !sale?.items[item]) ?? 'pdi',
    vehicle: contractCar(sale),
    invoice: {
      id: newId(),
      number: 'INV-0001',
      issuedOn: now.at.slice(0, 10),
      vin: contractCar(sale).vin ?? '',
    },
  }),
  'unmark-item': sale => ({ item: markedItems.options.find(item => sale?.items[item]) ?? 'pdi' }),
  deliver: sale => ({ deliveryId: newId(), vehicle: contractCar(sale) }),
  'take-back-delivery': sale => ({
    reason: 'wrong-sale',
    reservationId: newId(),
    before: {
      stage: 'delivery',
      furthest: 'delivery',
      appointment: null,
      followUp: sale?.handOver ? { id: newId(), dueOn: '2026-03-09' } : null,
    },
    whereabouts: 'with-customer',
  }),
  'hand-over': () => ({ handOverId: newId(), adviserId: people.adviser.id, reminderId: newId() }),
  'book-delivery': (_, now) => ({
    appointmentId: newId(),
    startsAt: later(24, now).at,
    delivererId: uuid(1),
    isAgreed: true,
  }),
  'reschedule-delivery': (_, now) => ({ startsAt: later(48, now).at, delivererId: uuid(2), isAgreed: false }),
  'cancel-appointment': () => ({ reason: 'customer-asked' }),
  'prepare-delivery': sale => {
    const open = preparationItems.find(item => (sale?.preparation?.[item]?.state ?? 'open') === 'open')
    return open ? { item: open, state: 'done' } : { item: 'plate', state: 'open' }
  },
  'inspect-car': () => ({ checklistId: newId(), entries: checkedEntries }),
  'sign-checklist': () => ({
    signatureId: uuid(62),
    contentSha256: 'ab'.repeat(32),
    textVersion: '2026-01-01',
    textLanguage: 'zh',
  }),
  'complete-reminder': () => ({ result: 'booked', again: { id: newId(), remindOn: '2026-09-03' } }),
  'propose-loss': () => ({ lossId: newId(), reason: 'price' }),
  'confirm-loss': () => ({}),
  'decline-loss': () => ({}),
  'cancel-sale': () => ({
    cancellationId: newId(),
    refundId: newId(),
    reason: 'other',
    defaultingParty: 'none',
  }),
  'assign-owner': sale => ({
    ownerId: sale?.ownerId === uuid(2) ? uuid(1) : uuid(2), // the colleague, or back to the consultant
  }),
  'move-process': sale => ({
    target: { version: (sale?.processVersion ?? 1) + 1, stages: [...defaultDefinition.stages] },
  }),
}

/** A well-formed action that suits the sale, done by the dealer manager unless said otherwise. */
export function sample<K extends ActionKind>(
  kind: K,
  sale: Sale | null,
  fields: Partial<Fields<K>> = {},
  actor: Actor = people.dealerManager,
  now: Moment = noon,
): SaleAction {
  const origin = actor.kind === 'import' ? 'import' : actor.kind === 'system' ? 'system' : 'live'
  return { kind, actor, origin, ...samples[kind](sale, now), ...fields } as SaleAction
}

/** What comes of an action: the events and the sale after, or the refusal. */
export function attempt<K extends ActionKind>(
  sale: Sale | null,
  kind: K,
  fields: Partial<Fields<K>> = {},
  { actor = people.dealerManager, now = noon, process = defaultDefinition }: Setting = {},
):
  | { sale: Sale; events: SaleEvent[]; refusal?: undefined }
  | { refusal: Refusal; sale?: undefined; events?: undefined } {
  const decision = decide(process, sale, sample(kind, sale, fields, actor, now), now)
  return 'refusal' in decision ? { refusal: decision.refusal } : decision
}

/** The sale after an action that must be accepted. */
export function after<K extends ActionKind>(
  sale: Sale | null,
  kind: K,
  fields: Partial<Fields<K>> = {},
  setting: Setting = {},
): Sale {
  const outcome = attempt(sale, kind, fields, setting)
  if (!outcome.sale) throw new Error(`${kind} refused: ${JSON.stringify(outcome.refusal)}`)
  return outcome.sale
}

interface Setting {
  actor?: Actor
  now?: Moment
  process?: ProcessDefinition
}

export const opened = (): Sale => after(null, 'open-inquiry')

/** A contract for `car`, paid in full or not, with the given items marked. */
export function contracted(ticked: readonly MarkedItem[] = [], paidMinor = 0): Sale {
  let sale = after(opened(), 'sign-contract', { vehicle: car, reservationId: newId() })
  if (paidMinor > 0) sale = after(sale, 'record-payment', { amountMinor: paidMinor })
  for (const item of ticked) sale = marked(sale, item)
  return sale
}

export const deliverable = (): Sale => contracted(markedItems.options, priceMinor)

function currencyOf(sale: Sale | null): string {
  return sale?.currency ?? 'CNY'
}

function driveId(sale: Sale | null, state: 'booked' | 'started'): string {
  return sale?.testDrives.find(drive => drive.state === state)?.id ?? newId()
}

function readyDriveId(sale: Sale | null): string {
  const booked = sale?.testDrives.filter(drive => drive.state === 'booked') ?? []
  return (booked.find(drive => drive.licence && drive.agreement) ?? booked[0])?.id ?? newId()
}

/** One that still lacks something, so that a few steps make it ready. */
function unreadyDriveId(sale: Sale | null): string {
  const booked = sale?.testDrives.filter(drive => drive.state === 'booked') ?? []
  return (booked.find(drive => !drive.licence || !drive.agreement) ?? booked[0])?.id ?? newId()
}

function quoteId(sale: Sale | null, states: readonly string[]): string {
  return sale?.quotes.find(quote => states.includes(quote.state))?.id ?? newId()
}

function approvalId(sale: Sale | null, state: Approval['state']): string {
  return sale?.approvals.find(approval => approval.state === state)?.id ?? newId()
}

function refundId(sale: Sale | null, states: readonly Refund['state'][]): string {
  return sale?.refunds.find(refund => states.includes(refund.state))?.id ?? newId()
}

/** The car as inventory shows it to the sale that holds it. */
export function heldOr(sale: Sale | null, vehicle: VehicleFacts): VehicleFacts {
  const isHeld = sale?.reservation?.episodeId === vehicle.episodeId
  return isHeld ? { ...vehicle, availability: 'reserved' } : vehicle
}

function contractCar(sale: Sale | null): VehicleFacts {
  const vehicle = sale?.contract?.episodeId === otherCar.episodeId ? otherCar : car
  return { ...vehicle, availability: 'reserved' }
}
