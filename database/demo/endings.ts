import { addDays } from '../../src/platform/business-date.ts'
import { atTime, dateOf, dayMs, hourMs, minuteMs, opensAt } from './calendar.ts'
import { add, type Course, contact, keepInTouch, wait, waitForContact, waitMinutes } from './course.ts'
import type { Journey } from './journey.ts'
import type { Decision } from './negotiation.ts'
import { between, chance, pick, pickWeighted, skewed, wholeBetween } from './random.ts'
import { competitors } from './sources.ts'
import type { Deposit } from './steps.ts'
import type { StockCar } from './stock-car.ts'

/** The customer buys. @param car the one that will be delivered, in stock at signing or still to come */
export function buy(course: Course, decision: Decision, car: StockCar): void {
  const { random } = course
  course.at = Math.max(course.at, decision.at)
  const isHere = car.receivedAt <= course.at
  if (isHere && chance(random, 0.35)) {
    add(course, { do: 'reserve', car })
    waitMinutes(course, 60, 22 * 60)
  }
  sign(course, isHere ? car : null)
  const readyAt = decision.deliversAt
  if (!isHere) {
    stayClose(course, Math.min(car.receivedAt, readyAt))
    course.at = Math.max(course.at + minuteMs, car.receivedAt)
    waitMinutes(course, 30, 180)
    add(course, { do: 'match', car })
  }
  stayClose(course, readyAt - dayMs)
  prepare(course, readyAt)
  handTheKeys(course)
}

/** The customer signs and withdraws, or the dealer cannot keep its word. */
export function signAndCancel(course: Course, decision: Decision, car: StockCar | null, until: number): void {
  const { random } = course
  course.at = Math.max(course.at, decision.at)
  sign(course, car)
  stayClose(course, until - 2 * hourMs)
  course.at = Math.max(course.at + minuteMs, until)
  const end = pickWeighted(
    random,
    car ? withdrawals : [...withdrawals, tooLate, tooLate],
    each => each.weight,
  )
  add(course, { do: 'cancel', reason: end.reason, party: end.party, note: end.note })
}

/** How long a contract that is given up lives. */
export function cancelledAt(course: Course, decision: Decision): number {
  return Math.max(course.at, decision.at) + between(course.random, 1.5, 16) * dayMs
}

const withdrawals = [
  { reason: 'buyer-changed-mind', party: 'buyer', weight: 5, note: '客户个人原因退订' },
  { reason: 'bought-elsewhere', party: 'buyer', weight: 3, note: '' },
  { reason: 'finance-declined', party: 'none', weight: 3, note: '贷款未获批，双方协商解除' },
] as const
const tooLate = {
  reason: 'delivery-late',
  party: 'dealer',
  weight: 2,
  note: '到车延期，双倍返还定金',
} as const

/** The customer does not buy: some contacts more, a proposal, a manager's review. */
export function giveUp(
  { course, decision }: Journey,
  borrow: (from: number, to: number) => StockCar | null,
): void {
  const { random, consultant } = course
  if (decision) course.at = Math.max(course.at, decision.at)
  const isRecent = course.at > course.endsAt - 3 * dayMs
  if (decision && chance(random, isRecent ? 0.8 : 0.15)) holdInVain(course, borrow)
  const lingerDays = skewed(random, 4, 0.8) + 3 * consultant.lateDays
  keepInTouch(course, course.at + lingerDays * dayMs)
  waitForContact(course)
  contact(course, { result: chance(random, 0.6) ? 'not-interested' : 'no-answer', next: 'by-level' })
  propose(course, decision)
  if (chance(random, 0.06)) {
    add(course, { do: 'decline-loss' })
    waitForContact(course)
    contact(course, { result: 'not-interested', channel: 'call', next: 'by-level' })
    waitMinutes(course, 60, 3 * 24 * 60)
    propose(course, decision)
  }
  add(course, { do: 'confirm-loss' })
}

function propose(course: Course, decision: Decision | null): void {
  const { random } = course
  waitMinutes(course, 5, 240)
  const reason = reasonOf(course, decision)
  const competitor = reason === 'competitor' ? (course.competitor ?? pick(random, competitors)) : null
  add(course, { do: 'propose-loss', reason, competitor, note: lossNotes[reason] ?? '' })
  wait(course, skewed(random, 14, 0.9) * hourMs)
}

const lossNotes: Readonly<Record<string, string>> = {
  price: '价格超出预算',
  postponed: '计划推迟到明年',
  service: '反馈回复太慢',
}

/** What kept the customer from buying shows in the reason. */
function reasonOf(course: Course, decision: Decision | null): string {
  const { priceSensitivity, competitor, answerHours, random } = course
  const reasons: readonly (readonly [string, number])[] = [
    ['price', decision ? 1 + 6 * priceSensitivity : 0.6],
    ['competitor', competitor ? 7 : 0.8],
    ['postponed', 2.2],
    ['product', 1.3],
    ['unreachable', decision ? 0.3 : 3.5],
    ['finance-declined', decision ? 0.8 : 0.1],
    ['no-stock', decision && !decision.fromStock ? 2 : 0.2],
    ['service', answerHours > 12 ? 2 : 0.25],
    ['other', 0.5],
  ]
  return pickWeighted(random, reasons, reason => reason[1])[0]
}

const reservationMs = 72 * hourMs

/** A car held for three days that nobody comes for. */
function holdInVain(course: Course, borrow: (from: number, to: number) => StockCar | null): void {
  const car = borrow(course.at, course.at + reservationMs + hourMs)
  if (!car) return
  add(course, { do: 'reserve', car })
  const reservedAt = course.at
  keepInTouch(course, reservedAt + reservationMs)
  course.at = reservedAt + reservationMs + wholeBetween(course.random, 10, 300) * 1000
  add(course, { do: 'expire' })
}

function sign(course: Course, car: StockCar | null): void {
  const { random } = course
  const deposit = depositOf(course)
  add(course, { do: 'sign', car, deposit })
  if (deposit) {
    waitMinutes(course, 4, 25)
    add(course, { do: 'pay', purpose: 'deposit', method: pick(random, smallMethods), share: 1 })
  }
  waitMinutes(course, 3, 15)
  contact(course, { result: 'reached', channel: 'visit', next: addDays(dateOf(course.at), 7) })
}

const smallMethods = ['wechat-pay', 'wechat-pay', 'alipay', 'card'] as const

/** A fifth of the price at most carries the effect of earnest money; deposits here stay below it. */
function depositOf({ random, trim }: Course): Deposit | null {
  if (chance(random, 0.05)) return null
  const most = trim.listPriceMinor / 6
  const minor = pick(
    random,
    [200_000, 300_000, 500_000, 500_000, 1_000_000, 2_000_000].filter(each => each < most),
  )
  return { type: chance(random, 0.72) ? 'earnest-money' : 'prepayment', minor }
}

/** Weekly contacts of somebody who waits for a car. */
function stayClose(course: Course, until: number): void {
  for (;;) {
    const before = course.at
    waitForContact(course)
    if (course.at >= until) {
      course.at = before
      return
    }
    contact(course, { result: 'reached', next: addDays(dateOf(course.at), 7) })
  }
}

/** The gate of rule 9, item by item: most of it on the day before the keys. */
function prepare(course: Course, readyAt: number): void {
  const { random } = course
  const dayBefore = atTime(addDays(dateOf(readyAt), -1), opensAt + wholeBetween(random, 10, 240))
  course.at = Math.max(course.at + minuteMs, dayBefore)
  add(course, { do: 'appoint', for: Math.ceil(readyAt / (30 * minuteMs)) * 30 * minuteMs })
  waitMinutes(course, 0, 20)
  add(course, { do: 'mark', item: 'pdi' })
  waitMinutes(course, 10, 60)
  add(course, { do: 'mark', item: 'certificate' })
  waitMinutes(course, 20, 60)
  payBalance(course)
  waitMinutes(course, 5, 30)
  add(course, { do: 'mark', item: 'invoice' })
  course.at = Math.max(course.at + 5 * minuteMs, readyAt)
  waitMinutes(course, 1, 10)
}

function payBalance(course: Course): void {
  const { random } = course
  if (chance(random, 0.46)) {
    add(course, { do: 'pay', purpose: 'balance', method: 'loan', share: pick(random, [0.5, 0.6, 0.7, 0.8]) })
    waitMinutes(course, 5, 60)
  }
  const method = pickWeighted(random, balanceMethods, each => each[1])[0]
  add(course, { do: 'pay', purpose: 'balance', method, share: 1 })
}

const balanceMethods: readonly (readonly [string, number])[] = [
  ['transfer', 6],
  ['card', 4],
  ['cheque', 0.3],
  ['cash', 0.4],
]

function handTheKeys(course: Course): void {
  const { random } = course
  add(course, { do: 'mark', item: 'documents' })
  waitMinutes(course, 5, 25)
  add(course, { do: 'inspect' })
  waitMinutes(course, 3, 20)
  add(course, { do: 'deliver' })
  contactAfter(course)
  if (chance(random, 0.4)) waitMinutes(course, 5, 20)
  else wait(course, between(random, 0.5, 2.5) * dayMs)
  add(course, { do: 'hand-over' })
}

function contactAfter(course: Course): void {
  waitMinutes(course, 2, 8)
  contact(course, { result: 'reached', channel: 'visit', next: null })
}
