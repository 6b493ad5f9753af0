import { type Actor, actionKinds } from '../process/action.contract.ts'
import { readings } from '../process/checklist.rules.ts'
import {
  appointmentReasons,
  checkPoints,
  preparationItems,
  reminderResults,
  takeBackReasons,
} from '../process/hand-over.contract.ts'
import { promisedMinor, refundableMinor } from '../process/ledger.rules.ts'
import { possibleActions } from '../process/possible.rules.ts'
import type { ProcessDefinition } from '../process/process.contract.ts'
import { mayAct } from '../process/rights.rules.ts'
import type { MarkedItem, Sale } from '../process/sale.contract.ts'
import { awaitsFeedback } from '../process/test-drive-readiness.rules.ts'
import { isStep, type StepKind } from '../steps/step-kind.ts'

/** A step as a person would send it: where to, and what. */
export interface StepRequest {
  readonly kind: StepKind
  readonly path: string
  readonly body?: object
}

/** What a random person knows of the world when composing a request. */
export interface Knowledge {
  readonly sale: Sale
  readonly cars: readonly { episodeId: string; vin: string; trimId: string }[]
  readonly staffIds: readonly string[]
  readonly adviserId: string
  readonly now: Date
  /** 0 ≤ n < 2³² */
  readonly random: number
}

export interface Choice {
  readonly kind: StepKind
  readonly item?: MarkedItem
}

/** Kinds that people send; imports and time-outs come from elsewhere. */
export const sentKinds: readonly StepKind[] = actionKinds.filter(isStep)

/** What the person could do now, by the same pure rules that the screen uses.
 *  @param newest the version in force at the store: without a newer one there is nothing to move to */
export function choicesFor(
  process: ProcessDefinition,
  newest: number,
  sale: Sale,
  actor: Actor,
  now: Date,
): Choice[] {
  return possibleActions(process, sale, actor, { at: now.toISOString(), timeZone: 'Asia/Shanghai' })
    .filter(each => each.possible && mayAct(actor, sale, each.kind, each.item))
    .filter(({ kind }) => kind !== 'move-process' || process.version !== newest)
    .filter(({ kind }) => kind !== 'write-note' || isNoteWorthy(sale))
    .flatMap(({ kind, item }) => (isStep(kind) ? [{ kind, item }] : []))
}

/** A note may always be written: if it always were, of a sale that ended nothing else would be heard. */
export function isNoteWorthy({ sequence }: Sale): boolean {
  return sequence % 7 === 0
}

/** Composes the request of a choice: mostly sensible, sometimes beyond what is allowed. */
export function requestFor(choice: Choice, known: Knowledge, customerId: string): StepRequest {
  const { sale } = known
  const path = pathOf(choice, sale, known)
  return { kind: choice.kind, path: `/api/sales/${sale.id}/${path}`, body: bodyOf(choice, known, customerId) }
}

const gift = { kind: 'gift', label: '脚垫', amountMinor: 0, costMinor: 20_000 }
const roadLines = [
  { kind: 'compulsory-insurance', label: '交强险', amountMinor: 95_000, costMinor: null },
  { kind: 'plate', label: '上牌', amountMinor: 60_000, costMinor: null },
]
const unknownId = '01990000-0000-7000-8000-00000000dead'

function pathOf({ kind, item }: Choice, sale: Sale, known: Knowledge): string {
  const drive = (state: string) => sale.testDrives.find(each => each.state === state)?.id ?? unknownId
  const quoteId = sale.quotes.findLast(each => each.state !== 'superseded')?.id ?? unknownId
  const standing = sale.payments.filter(each => each.purpose !== 'reversal')
  const payment = standing[known.random % Math.max(1, standing.length)]?.id ?? unknownId
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
    'name-driver': `test-drives/${drive('booked')}/driver`,
    'check-licence': `test-drives/${drive('booked')}/licence`,
    'sign-agreement': `test-drives/${drive('booked')}/agreement`,
    'start-test-drive': `test-drives/${readyDrive(sale)}/start`,
    'return-test-drive': `test-drives/${drive('started')}/return`,
    'record-feedback': `test-drives/${sale.testDrives.find(awaitsFeedback)?.id ?? unknownId}/feedback`,
    'cancel-test-drive': `test-drives/${drive('booked')}/cancellation`,
    'miss-test-drive': `test-drives/${drive('booked')}/no-show`,
    'draft-quote': 'quotes',
    'revise-quote': `quotes/${quoteId}/${known.random % 3 === 0 ? 'renewal' : 'revision'}`,
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

/** Signed with a hash that is not the text's: refused, and nothing of it is kept. */
/** Somebody who came along. */
const otherDriver = { name: '王大山', relation: 'friend', licenceNumber: '11010519491231002X' }

const scribble = {
  strokes: [
    [
      [10, 10, 0],
      [500, 200, 40],
    ],
  ],
  textLanguage: 'zh',
  textSha256: '0'.repeat(64),
}

/** A car looked over: one fault, repaired. */
export const inspected = checkPoints.map(point => ({
  point,
  result: point === 'exterior' ? 'not-ok' : 'ok',
  resolution: point === 'exterior' ? 'repaired' : null,
  value: readings.includes(point) ? 2 : null,
  note: point === 'exterior' ? '右后门划痕' : '',
}))

function readyDrive({ testDrives }: Sale): string {
  const booked = testDrives.filter(each => each.state === 'booked')
  return (booked.find(each => each.licence && each.agreement) ?? booked[0])?.id ?? unknownId
}

function bodyOf({ kind, item }: Choice, known: Knowledge, customerId: string): object | undefined {
  const { sale, random, now } = known
  const car = known.cars[random % known.cars.length]
  const pick = <T>(choices: readonly T[]): T => choices[random % choices.length]!
  switch (kind) {
    case 'link-customer':
      return { customerId }
    case 'plan-follow-up':
      return { intentLevel: pick(['H', 'A', 'B', 'C']) }
    case 'complete-follow-up':
      return { result: pick(['reached', 'no-answer']), channel: 'call', next: { dueOn: null } }
    case 'write-note':
      return { note: pick(['预算有限', '周末再来', '']) }
    case 'record-contact':
      return {
        channel: pick(['call', 'message']),
        direction: pick(['out', 'in']),
        result: pick(['reached', 'no-answer', 'call-back']),
        next: random % 2 === 0 ? { dueOn: null } : null,
      }
    case 'record-showing':
      return {}
    case 'book-test-drive':
    case 'reschedule-test-drive': {
      const startsAt = now.getTime() + 600_000 + (random % 40) * 1_800_000
      const [starts, ends] = [startsAt, startsAt + 1_800_000].map(each => new Date(each).toISOString())
      const slot = { startsAt: starts, endsAt: ends }
      const driver = kind === 'book-test-drive' && random % 6 === 0 ? { driver: otherDriver } : {}
      return { episodeId: car?.episodeId, escortId: pick(known.staffIds), ...slot, ...driver }
    }
    case 'name-driver':
      return { driver: random % 4 === 0 ? null : otherDriver }
    case 'check-licence':
      return {
        validUntil: pick(['2040-01-01', '2040-01-01', '2020-01-01']),
        licenceClass: pick(['C1', 'C2', 'A1']),
      }
    case 'sign-agreement':
      return { signature: random % 5 === 0 ? scribble : null, textLanguage: pick(['zh', 'en']) }
    case 'start-test-drive':
      return { mileageOutKm: random % 9 === 0 ? 0 : 10_000 + (random % 4) * 1_000_000 }
    case 'return-test-drive':
      return { mileageInKm: 10_000 + (random % 5) * 1_000_000, isDamaged: random % 9 === 0 }
    case 'record-feedback':
      return { ratings: { power: 1 + (random % 5) }, next: pick(['quote', 'none', 'another-drive']) }
    case 'cancel-test-drive':
      return { reason: pick(['weather', 'other']) }
    case 'miss-test-drive':
      return { reason: pick(['forgot', 'late']) }
    case 'draft-quote':
    case 'revise-quote':
      return {
        episodeId: random % 2 === 0 ? car?.episodeId : null,
        trimId: car?.trimId,
        discountMinor: pick([0, 150_000, 600_000, 900_000, 1_200_000]), // some over a consultant's limit
        tradeInMinor: random % 4 === 0 ? 3_000_000 : 0,
        purchaseTax: random % 6 === 0 ? 'left-out' : 'included',
        lines: pick([
          [],
          roadLines,
          [...roadLines, gift],
          [gift],
          [{ ...gift, kind: 'purchase-tax', amountMinor: 7 }],
        ]),
      }
    case 'reserve-car':
      return { episodeId: car?.episodeId }
    case 'sign-contract': {
      const deposit = pick([
        null,
        { type: 'earnest-money', amountMinor: 1_000_000 },
        { type: 'prepayment', amountMinor: 500_000 },
      ])
      const quote = sale.quotes.findLast(each => each.state === 'sent')
      const named = sale.reservation?.episodeId ?? (random % 3 === 0 ? null : car?.episodeId)
      return {
        quoteId: random % 4 === 0 ? null : (quote?.id ?? null),
        episodeId: named,
        trimId: car?.trimId,
        priceMinor: quote ? quote.listPriceMinor - quote.discountMinor : 22_600_000,
        deposit,
      }
    }
    case 'match-car':
      return { episodeId: car?.episodeId }
    case 'swap-car':
      return { episodeId: car?.episodeId, addendum: random % 3 === 0 ? { priceMinor: 22_500_000 } : null }
    case 'agree-addendum':
      return {
        reason: pick(['customer-wish', 'delivery-date']),
        priceMinor: pick([null, null, 22_600_000, 22_400_000, 0]),
        deliveryOn: pick(['2030-05-01', '2030-06-01', '2020-01-01']),
        terms: pick(['', '含临牌']),
      }
    case 'join-waitlist':
      return random % 4 === 0 ? { trimId: car?.trimId } : { episodeId: car?.episodeId }
    case 'record-payment':
      return {
        purpose: sale.contract && random % 5 > 0 ? 'balance' : 'deposit',
        method: pick(['transfer', 'card', 'loan']),
        amountMinor: pick([22_600_000, 22_600_000, 5_000_000, 1]),
      }
    case 'reverse-payment':
      return {}
    case 'request-approval':
      return {
        quoteId: pick(sale.quotes.filter(each => each.state === 'draft'))?.id ?? unknownId,
        reason: pick(['competitor-offer', 'month-end']),
      }
    case 'refuse-approval':
    case 'refuse-refund':
      return { reason: 'not-justified' }
    case 'counter-offer':
      return { discountMinor: pick([0, 200_000, 900_000, 30_000_000]) }
    case 'give-approval':
    case 'approve-refund':
      return {}
    case 'request-refund': {
      const purpose = sale.cancellation ? 'cancellation' : sale.contract ? 'overpayment' : 'deposit'
      const open = refundableMinor(sale) - promisedMinor(sale)
      return {
        purpose,
        reason: 'other',
        amountMinor: sale.cancellation ? null : pick([open, open, 1, open + 1]),
        defaultingParty: sale.cancellation ? pick(['buyer', 'dealer', 'none']) : null,
      }
    }
    case 'pay-refund':
      return { method: pick(['transfer', 'card']) }
    case 'mark-item': {
      const vin = known.cars.find(each => each.episodeId === sale.contract?.episodeId)?.vin ?? car?.vin
      const invoice = {
        number: `X${random}-${sale.sequence}`,
        issuedOn: '2026-01-05',
        vin: random % 9 === 0 ? 'LTEST000000000000' : vin,
      }
      return item === 'invoice' ? { item, invoice } : { item: item ?? 'pdi' }
    }
    case 'book-delivery':
    case 'reschedule-delivery':
      return {
        startsAt: new Date(now.getTime() + ((random % 9) - 1) * 3_600_000).toISOString(),
        delivererId: pick(known.staffIds),
        isAgreed: random % 2 === 0,
      }
    case 'cancel-appointment':
      return { reason: pick(appointmentReasons) }
    case 'prepare-delivery':
      return { item: pick(preparationItems), state: pick(['done', 'done', 'not-needed', 'open']) }
    case 'inspect-car':
      return { entries: random % 4 === 0 ? inspected.slice(random % 5) : inspected }
    case 'sign-checklist':
      return { signature: random % 5 === 0 ? scribble : null, textLanguage: pick(['zh', 'en']) }
    case 'complete-reminder':
      return { result: pick(reminderResults) }
    case 'deliver':
      return {}
    case 'take-back-delivery':
      return { reason: pick(takeBackReasons), note: pick(['', '记错了销售单']) }
    case 'hand-over':
      return { adviserId: random % 2 === 0 ? known.adviserId : null }
    case 'propose-loss':
      return { reason: pick(['price', 'competitor', 'not-a-code']) }
    case 'decline-loss':
      return { note: '再约一次' }
    case 'cancel-sale':
      return { reason: 'buyer-changed-mind', defaultingParty: pick(['buyer', 'dealer', 'none']) }
    case 'assign-owner':
      return { ownerId: pick([...known.staffIds, ...known.staffIds.filter(id => id !== sale.ownerId)]) }
    case 'send-quote':
    case 'release-car':
    case 'unmark-item':
    case 'unmatch-car':
    case 'leave-waitlist':
    case 'accept-counter-offer':
    case 'withdraw-approval':
    case 'confirm-loss':
    case 'move-process':
      return undefined
    default:
      kind satisfies never
      return undefined
  }
}
