import { readings } from '../../process/checklist.rules.ts'
import {
  appointmentReasons,
  checkPoints,
  preparationItems,
  reminderResults,
  takeBackReasons,
} from '../../process/hand-over.contract.ts'
import { balanceOf, promisedMinor, refundableMinor } from '../../process/ledger.rules.ts'
import type { Sale } from '../../process/sale.contract.ts'
import type { StepKind } from '../../steps/step-kind.ts'
import { pathOf, unknownId } from './paths.ts'
import type { Choice } from './plan.ts'

/** A step as a person would send it: where to, and what. */
export interface StepRequest {
  readonly kind: StepKind
  readonly path: string
  readonly body?: object
}

export interface Car {
  readonly episodeId: string
  readonly vin: string
  readonly trimId: string
}

/** What a random person knows of the world when composing a request. */
export interface Knowledge {
  readonly sale: Sale
  readonly cars: readonly Car[]
  /** of these nobody holds one, as far as the person has seen */
  readonly freeCars: readonly Car[]
  /** held by other sales */
  readonly heldCars: readonly Car[]
  readonly staffIds: readonly string[]
  readonly adviserId: string
  readonly customerId: string
  /** further than any car has driven so far */
  readonly km: number
  readonly now: Date
  /** 0 ≤ n < 2³¹ */
  readonly random: number
}

/** Composes the request of a choice: mostly sensible, sometimes beyond what is allowed. */
export function requestFor(choice: Choice, known: Knowledge): StepRequest {
  const { sale } = known
  const path = pathOf(choice, sale, known.random)
  return { kind: choice.kind, path: `/api/sales/${sale.id}/${path}`, body: bodyOf(choice, known) }
}

const gift = { kind: 'gift', label: '脚垫', amountMinor: 0, costMinor: 20_000 }
const roadLines = [
  { kind: 'compulsory-insurance', label: '交强险', amountMinor: 95_000, costMinor: null },
  { kind: 'plate', label: '上牌', amountMinor: 60_000, costMinor: null },
]

const strokes = [
  [
    [10, 10, 0],
    [500, 200, 40],
  ],
]
/** Somebody who came along. */
const otherDriver = { name: '王大山', relation: 'friend', licenceNumber: '11010519491231002X' }

/** Signed under what is shown: whoever sends it looks that up first. */
export const asShown = 'as shown'
const drawn = { strokes, textSha256: asShown }
/** Signed with a hash that is not the text's: refused, and nothing of it is kept. */
const scribble = { strokes, textSha256: '0'.repeat(64) }

function signed(signature: typeof drawn | null, textLanguage: string) {
  return { signature: signature && { ...signature, textLanguage }, textLanguage }
}

/** A car looked over: one fault, repaired. */
export const inspected = checkPoints.map(point => ({
  point,
  result: point === 'exterior' ? 'not-ok' : 'ok',
  resolution: point === 'exterior' ? 'repaired' : null,
  value: readings.includes(point) ? 2 : null,
  note: point === 'exterior' ? '右后门划痕' : '',
}))

function bodyOf({ kind, item, wish }: Choice, known: Knowledge): object | undefined {
  const { sale, random, now } = known
  const pick = <T>(choices: readonly T[]): T => choices[random % choices.length]!
  const seldom = random % 9 === 0
  const anyCar = pick(known.cars)
  const car = seldom || known.freeCars.length === 0 ? anyCar : pick(known.freeCars)
  const held = seldom || known.heldCars.length === 0 ? anyCar : pick(known.heldCars)
  switch (kind) {
    case 'link-customer':
      return { customerId: known.customerId }
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
      const startsAt = now.getTime() + 600_000 + (seldom ? 0 : random % 4_000) * 1_800_000
      const [starts, ends] = [startsAt, startsAt + 1_800_000].map(each => new Date(each).toISOString())
      const slot = { startsAt: starts, endsAt: ends }
      const driver = kind === 'book-test-drive' && random % 6 === 0 ? { driver: otherDriver } : {}
      return { episodeId: car.episodeId, escortId: pick(known.staffIds), ...slot, ...driver }
    }
    case 'name-driver':
      return { driver: random % 4 === 0 ? null : otherDriver }
    case 'check-licence':
      return {
        validUntil: pick(['2040-01-01', '2040-01-01', '2020-01-01']),
        licenceClass: pick(['C1', 'C2', 'A1']),
      }
    case 'sign-agreement':
      return signed(pick([null, null, drawn, drawn, scribble]), pick(['zh', 'en']))
    case 'start-test-drive':
      return { mileageOutKm: seldom ? 0 : known.km }
    case 'return-test-drive':
      return { mileageInKm: seldom ? 1 : known.km, isDamaged: random % 5 === 0 }
    case 'record-feedback':
      return { ratings: { power: 1 + (random % 5) }, next: pick(['quote', 'none', 'another-drive']) }
    case 'cancel-test-drive':
      return { reason: pick(['weather', 'other']) }
    case 'miss-test-drive':
      return { reason: pick(['forgot', 'late']) }
    case 'draft-quote':
    case 'revise-quote':
      return {
        episodeId: random % 2 === 0 ? car.episodeId : null,
        trimId: car.trimId,
        // some over a consultant's limit
        discountMinor: wish === 'over-limit' ? 1_300_000 : pick([0, 150_000, 600_000, 900_000, 1_200_000]),
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
      return { episodeId: car.episodeId }
    case 'sign-contract': {
      const deposit = pick([
        null,
        { type: 'earnest-money', amountMinor: 1_000_000 },
        { type: 'earnest-money', amountMinor: 6_000_000 }, // more than a fifth
        { type: 'prepayment', amountMinor: 500_000 },
      ])
      const quote = sale.quotes.findLast(each => each.state === 'sent')
      const named = sale.reservation?.episodeId ?? (random % 3 === 0 ? null : car.episodeId)
      return {
        quoteId: random % 4 === 0 ? null : (quote?.id ?? null),
        episodeId: named,
        trimId: car.trimId,
        priceMinor: quote ? quote.listPriceMinor - quote.discountMinor : 22_600_000,
        deposit,
        winReason: pick([null, 'price', 'test-drive', 'no-such-reason']),
      }
    }
    case 'match-car':
      return { episodeId: car.episodeId }
    case 'swap-car':
      return { episodeId: car.episodeId, addendum: random % 3 === 0 ? { priceMinor: 22_500_000 } : null }
    case 'agree-addendum':
      return {
        reason: pick(['customer-wish', 'delivery-date']),
        priceMinor: pick([null, null, 22_600_000, 22_400_000, 0]),
        deliveryOn: pick(['2030-05-01', '2030-06-01', '2020-01-01']),
        terms: pick(['', '含临牌']),
      }
    case 'join-waitlist':
      return seldom ? { trimId: anyCar.trimId } : { episodeId: held.episodeId }
    case 'record-payment':
      return {
        purpose: sale.contract && random % 2 > 0 ? 'balance' : 'deposit',
        method: pick(['transfer', 'card', 'loan']),
        amountMinor: pick([balanceOf(sale).dueMinor || 5_000_000, 22_600_000, 5_000_000, 1]),
      }
    case 'reverse-payment':
      return {}
    case 'request-approval':
      return {
        quoteId: sale.quotes.findLast(each => each.state === 'draft')?.id ?? unknownId,
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
      const vin = known.cars.find(each => each.episodeId === sale.contract?.episodeId)?.vin ?? anyCar.vin
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
      return signed(pick([null, null, drawn, drawn, scribble]), pick(['zh', 'en']))
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
