import { atTime, closesAt, dateOf, datesBetween, dayMs, footfall } from './calendar.ts'
import { type Catalogue, isNewEnergy } from './catalogue.ts'
import { chooseBuyers } from './choice.ts'
import { busyMinute, type Course } from './course.ts'
import { buy, cancelledAt, giveUp, signAndCancel } from './endings.ts'
import { type Journey, travel } from './journey.ts'
import type { DemoDealer } from './people.ts'
import { between, chance, pick, pickWeighted, type Random, seededRandom } from './random.ts'
import { competitors, sources } from './sources.ts'
import { borrowCar, demoCars, type Lot, layOut } from './stock.ts'
import { emptyTimetable, type Timetable } from './timetable.ts'

export interface DealerTask {
  seed: string
  catalogue: Catalogue
  dealer: DemoDealer
  dealerIndex: number
  /** The first inquiry comes after `opensOn`, the first car is handed over after `from`. */
  opensOn: string
  from: string
  /** The day of loading, on which nothing has happened yet. */
  today: string
  sales: number
  deliveriesPerMonth: number
  leastPerMonth: number
  openCars: number
  scale: number
  testDriveBufferMinutes: number
}

export interface DealerPlan {
  lot: Lot
  courses: Course[]
}

/** Draws the ways of all customers of a dealer, with the cars that they get. */
export function planDealer(task: DealerTask): DealerPlan {
  const { seed, dealer, from, today } = task
  const name = `${seed}/${dealer.organisation.code}`
  const plan = { ...task, random: seededRandom(`${name}/stock`) }
  const demos = demoCars(plan, atTime(task.opensOn, 0))
  const escorts = [...dealer.consultants.map(each => each.staff), dealer.salesManager]
  const timetable = emptyTimetable(demos, escorts, task.testDriveBufferMinutes)
  const end = atTime(today, 0)
  const moments = openingMoments(seededRandom(`${name}/inquiries`), task)
  const journeys = moments.map((openedAt, index) =>
    travel(newCourse(seededRandom(`${name}/sale/${index}`), task, timetable, openedAt, end)),
  )
  const outcomes = chooseBuyers(journeys, {
    perMonth: task.deliveriesPerMonth,
    least: task.leastPerMonth,
    scale: task.scale,
    from,
    today,
    luckOf: month => between(seededRandom(`${name}/luck/${month}`), 0.9, 1.08),
  })
  const lot = layOut(plan, demos, outcomes, { end, openCars: task.openCars })
  for (const journey of journeys) finish(journey, lot, outcomes.cancellers.has(journey))
  return { lot, courses: journeys.map(journey => journey.course) }
}

function finish(journey: Journey, lot: Lot, cancels: boolean): void {
  const { course, decision } = journey
  const car = lot.carOf.get(journey)
  if (decision && car) buy(course, decision, car)
  else if (decision && cancels) {
    const until = cancelledAt(course, decision)
    const held = decision.fromStock ? borrowCar(lot, course.trim, decision.at, until + dayMs) : null
    signAndCancel(course, decision, held, until)
  } else giveUp(journey, (from, to) => borrowCar(lot, course.trim, from, to))
}

/** When inquiries come, in order. */
function openingMoments(random: Random, { opensOn, today, sales }: DealerTask): number[] {
  const days = datesBetween(opensOn, today)
  const upTo: number[] = []
  let total = 0
  for (const [index, date] of days.entries()) {
    total += footfall(date) * (1 + index / 9000)
    upTo.push(total)
  }
  const moments = Array.from({ length: sales }, () => {
    const drawn = random() * total
    const date = days[firstAbove(upTo, drawn)]!
    return atTime(date, Math.min(busyMinute(random), closesAt - 5))
  })
  return moments.sort((one, other) => one - other)
}

function firstAbove(ascending: readonly number[], value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! > value) high = middle
    else low = middle + 1
  }
  return low
}

function newCourse(
  random: Random,
  task: DealerTask,
  timetable: Timetable,
  openedAt: number,
  endsAt: number,
): Course {
  const source = pickWeighted(random, sources, each => each.share)
  const levels = ['H', 'A', 'B', 'C'] as const
  const level = pickWeighted(random, levels, each => source.levels[levels.indexOf(each)]!)
  const progress = (openedAt - atTime(task.from, 0)) / Math.max(dayMs, endsAt - atTime(task.from, 0))
  return {
    dealer: task.dealer,
    consultant: pick(random, task.dealer.consultants),
    source,
    trim: pickWeighted(
      random,
      task.catalogue.trims,
      trim => trim.demand * trend(isNewEnergy(trim.energy), progress),
    ),
    isCompany: source.code === 'corporate' || chance(random, 0.035),
    priceSensitivity: random(),
    competitor: chance(random, 0.34) ? pick(random, competitors) : null,
    openedAt,
    random,
    timetable,
    endsAt,
    openingLevel: level,
    level,
    at: openedAt,
    answerHours: 0,
    hasDriven: false,
    dueOn: dateOf(openedAt),
    steps: [],
  }
}

/** New energy gains ground over the two years. */
function trend(isNew: boolean, progress: number): number {
  return isNew ? 0.8 + 0.45 * progress : 1.2 - 0.4 * progress
}
