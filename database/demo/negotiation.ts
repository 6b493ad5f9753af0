import { dayMs, handOverAt } from './calendar.ts'
import { add, type Course, contact, keepInTouch, waitForContact, waitMinutes } from './course.ts'
import { between, chance, logistic, pick, skewed, wholeBetween } from './random.ts'
import { levelHabits } from './sources.ts'
import type { DemoLine } from './steps.ts'

/** The moment of buying or not, and what it depends on. */
export interface Decision {
  at: number
  /** Log-odds of buying with the noise of the choice: who has most of it buys first. */
  margin: number
  /** Buys a car that is there; otherwise it is ordered. */
  fromStock: boolean
  /** When the car would be handed over. */
  deliversAt: number
  discountBps: number
}

/** Quotes, and offers again when the price matters, until the customer decides. */
export function negotiate(course: Course): Decision {
  const { random } = course
  if (chance(random, 0.3)) {
    waitForContact(course)
    contact(course, { result: 'considering', next: 'by-level' })
  }
  const lines = extras(course)
  let discountBps = Math.round(between(random, 60, 220) + 60 * course.priceSensitivity)
  waitMinutes(course, 5, 30)
  add(course, { do: 'quote', discountBps, lines })
  for (let round = 0; round < roundsOf(course); round++) {
    waitForContact(course)
    contact(course, { result: 'considering', next: 'by-level' })
    waitMinutes(course, 10, 90)
    discountBps = Math.min(760, discountBps + wholeBetween(random, 90, 240))
    add(course, { do: 'quote', discountBps, lines })
  }
  keepInTouch(course, course.at + skewed(random, levelHabits[course.level].decideDays, 0.6) * dayMs)
  waitMinutes(course, 20, 240)
  return decisionOf(course, discountBps)
}

function roundsOf({ random, priceSensitivity }: Course): number {
  return Number(chance(random, priceSensitivity)) + Number(chance(random, 0.5 * priceSensitivity))
}

function decisionOf(course: Course, discountBps: number): Decision {
  const { random } = course
  const fromStock = chance(random, 0.7)
  const leadDays = fromStock
    ? Math.min(25, Math.max(2, skewed(random, 6, 0.5)))
    : Math.min(75, Math.max(14, skewed(random, 32, 0.35)))
  return {
    at: course.at,
    margin: inclination(course, discountBps) + logistic(random),
    fromStock,
    deliversAt: handOverAt(course.at + leadDays * dayMs),
    discountBps,
  }
}

/** Log-odds of buying, up to a constant. */
export function inclination(course: Course, discountBps: number): number {
  const { source, level, consultant, hasDriven, competitor, priceSensitivity, answerHours } = course
  const overPrice = priceSensitivity * (1.1 - discountBps / 450)
  return (
    source.buys +
    0.6 * levelHabits[level].drive +
    consultant.skill +
    (hasDriven ? 0.9 : 0) -
    0.22 * Math.log1p(answerHours / 2) -
    (competitor ? 0.6 : 0) -
    overPrice
  )
}

const gifts: readonly DemoLine[] = [
  { kind: 'gift', label: '行车记录仪', amountMinor: 0, costMinor: 38_000 },
  { kind: 'gift', label: '全车脚垫', amountMinor: 0, costMinor: 22_000 },
  { kind: 'gift', label: '首次保养', amountMinor: 0, costMinor: 45_000 },
  { kind: 'gift', label: '车窗贴膜', amountMinor: 0, costMinor: 60_000 },
]
const accessories: readonly DemoLine[] = [
  { kind: 'accessory', label: '行李架', amountMinor: 128_000, costMinor: 72_000 },
  { kind: 'accessory', label: '充电桩及安装', amountMinor: 260_000, costMinor: 190_000 },
  { kind: 'accessory', label: '电动踏板', amountMinor: 320_000, costMinor: 210_000 },
  { kind: 'service', label: '延长保修两年', amountMinor: 380_000, costMinor: 150_000 },
  { kind: 'service', label: '漆面保护膜施工', amountMinor: 198_000, costMinor: 90_000 },
]

function extras({ random }: Course): DemoLine[] {
  const lines: DemoLine[] = []
  if (chance(random, 0.55)) lines.push(pick(random, gifts))
  if (chance(random, 0.35)) lines.push(pick(random, accessories))
  return lines
}
