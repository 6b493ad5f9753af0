import { beforeAll, describe, expect, test } from 'vitest'
import { atTime, dateOf, datesBetween, footfall, monthOf, weekdayOf } from './calendar.ts'
import type { Course } from './course.ts'
import { planDemo } from './demo-plan.ts'
import { type DealerPlan, planDealer } from './plan-dealer.ts'

const today = '2026-10-07'

function plansOn(day: string): DealerPlan[] {
  return planDemo({ seed: 'test', today: day, scale: 1 }).tasks.map(planDealer)
}

function deliveredOn({ courses }: DealerPlan, end: string): string[] {
  const before = atTime(end, 0)
  return courses.flatMap(({ steps }) =>
    steps.filter(step => step.do === 'deliver' && step.at < before).map(step => dateOf(step.at)),
  )
}

let plans: DealerPlan[]
let courses: Course[]
beforeAll(() => {
  plans = plansOn(today)
  courses = plans.flatMap(plan => plan.courses)
}, 120_000)

test('a manufacturer, 3 regions, a group of two among 8 dealers, 70 people, 40 trims', () => {
  const { network, catalogue, tasks, from } = planDemo({ seed: 'test', today, scale: 1 })
  const kinds = (kind: string) => network.organisations.filter(node => node.kind === kind)
  expect(kinds('manufacturer')).toHaveLength(1)
  expect(kinds('region')).toHaveLength(3)
  expect(kinds('dealer').map(node => node.code)).toEqual([
    'D01',
    'D02',
    'D03',
    'D04',
    'D05',
    'D06',
    'D07',
    'D08',
  ])
  const [group] = kinds('group')
  expect(kinds('dealer').filter(node => node.parentId === group?.id)).toHaveLength(2)
  expect(network.staff).toHaveLength(70)
  expect(new Set(network.staff.map(person => person.username)).size).toBe(70)
  expect(new Set(network.staff.flatMap(person => person.roles.map(each => each.role))).size).toBe(11)
  expect(catalogue.trims).toHaveLength(40)
  expect(new Set(catalogue.trims.map(trim => trim.code)).size).toBe(40)
  expect(sum(tasks.map(task => task.sales))).toBe(14_000)
  expect(sum(tasks.map(task => task.customers))).toBe(9_000)
  expect(from).toBe('2024-10-01')
})

test('every dealer delivers at least 15 cars in each of 24 full months, whenever it is loaded', () => {
  for (const day of [today, '2026-02-03', '2026-03-12']) {
    const made = day === today ? plans : plansOn(day)
    for (const plan of made) {
      const months = new Map<string, number>()
      for (const date of deliveredOn(plan, day))
        months.set(monthOf(date), (months.get(monthOf(date)) ?? 0) + 1)
      months.delete(monthOf(day))
      expect(months.size).toBe(24)
      expect(Math.min(...months.values())).toBeGreaterThanOrEqual(15)
    }
  }
}, 240_000)

test('about a thousand cars stand in stock or are on the way, some aged, some demo cars', () => {
  const end = atTime(today, 0)
  const sold = sum(plans.map(plan => deliveredOn(plan, today).length))
  const cars = plans.flatMap(plan => plan.lot.cars)
  expect(cars.length).toBeGreaterThanOrEqual(4_000)
  expect(Math.abs(cars.length - sold - 1_000)).toBeLessThan(50)
  expect(cars.filter(car => car.condition === 'demo')).toHaveLength(48)
  expect(cars.filter(car => car.receivedAt > end).length).toBeGreaterThan(60)
  const unsold = cars.filter(car => car.holds.length === 0 && car.receivedAt < end - 180 * 86_400_000)
  expect(unsold.length).toBeGreaterThan(40)
})

describe('inquiries', () => {
  test('follow the week and the year', () => {
    const onDay = new Array<number>(7).fill(0)
    for (const course of courses) onDay[weekdayOf(dateOf(course.openedAt))]! += 1
    expect(onDay[6]! / onDay[3]!).toBeGreaterThan(1.6)
    const inMonth = (month: string) => courses.filter(each => monthOf(dateOf(each.openedAt)) === month).length
    expect(inMonth('2025-12')).toBeGreaterThan(1.4 * inMonth('2026-02'))
  })

  test('come in proportion to the footfall of their day', () => {
    const days = datesBetween('2025-01-01', today)
    const busy = new Set(days.filter(day => footfall(day) > 1.5))
    const since = courses.filter(each => each.openedAt >= atTime('2025-01-01', 0))
    const share = since.filter(each => busy.has(dateOf(each.openedAt))).length / since.length
    const expected = sum([...busy].map(footfall)) / sum(days.map(footfall))
    expect(share).toBeCloseTo(expected, 1)
  })
})

describe('who buys', () => {
  const rate = (some: readonly Course[]) => some.filter(buys).length / some.length
  const settled = () => courses.filter(course => course.openedAt < atTime('2026-08-01', 0))

  test('depends on where they come from', () => {
    const from = (code: string) => rate(settled().filter(course => course.source.code === code))
    expect(from('referral')).toBeGreaterThan(2 * from('vertical-media'))
    expect(from('vertical-media')).toBeGreaterThan(1.3 * from('short-video'))
    expect(from('walk-in')).toBeGreaterThan(from('website'))
    expect(rate(settled())).toBeGreaterThan(0.2)
    expect(rate(settled())).toBeLessThan(0.26)
  })

  test('is helped by a test drive, also where the consultant and not the customer decides on offering it', () => {
    const came = settled().filter(course => course.steps.some(step => step.do === 'show'))
    expect(rate(came.filter(drove))).toBeGreaterThan(1.35 * rate(came.filter(course => !drove(course))))
    const [eager, reluctant] = [
      came.filter(course => course.consultant.offersDrive >= 0.75),
      came.filter(course => course.consultant.offersDrive <= 0.6),
    ] as const
    expect(rate(eager)).toBeGreaterThan(1.03 * rate(reluctant))
  })

  test('falls when the answer is slow', () => {
    const afar = settled().filter(course => !course.source.isHere)
    const slow = afar.filter(course => course.consultant.answerHours > 10)
    const quick = afar.filter(course => course.consultant.answerHours <= 10)
    expect(slow.length).toBeGreaterThan(1_000)
    expect(rate(quick)).toBeGreaterThan(1.15 * rate(slow))
  })
})

function buys({ steps }: Course): boolean {
  return steps.some(step => step.do === 'deliver')
}

function drove({ steps }: Course): boolean {
  return steps.some(step => step.do === 'return-drive')
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((before, number) => before + number, 0)
}
