import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../platform/business-date.ts'
import type { Hours } from './store-rules.contract.ts'
import { addWorkingTime, isOpen, nextOpenDay, type OpeningTimes, workingTime } from './working-time.rules.ts'

const day: Hours = { opens: '09:00', closes: '18:00' }
const nineToSix: OpeningTimes = {
  week: [day, day, day, day, day, day, day],
  holidays: [],
  timeZone: 'Asia/Shanghai',
}
const hour = 3_600_000
const hoursBetween = (times: OpeningTimes, from: string, until: string) =>
  workingTime(times, from, until) / hour

test('only opening hours count, in the time zone of the store', () => {
  expect(workingTime(nineToSix, '2026-03-02T09:30:00Z', '2026-03-03T01:30:00Z')).toBe(hour)
  expect(hoursBetween(nineToSix, '2026-03-01T16:00:00Z', '2026-03-02T16:00:00Z')).toBe(9)
  expect(hoursBetween(nineToSix, '2026-03-02T10:00:00Z', '2026-03-03T01:00:00Z')).toBe(0)
  expect(workingTime(nineToSix, '2026-03-03T01:30:00Z', '2026-03-02T09:30:00Z')).toBe(0)
})

test('holidays are closed, and a Sunday made up for one is worked', () => {
  const weekdays = { ...nineToSix, week: [day, day, day, day, day, null, null] }
  // National Day 2026: closed 1–7 October, worked on Sunday 20 September and Saturday 10 October.
  const closed = Array.from({ length: 7 }, (_, index) => addDays('2026-10-01', index))
  const national: OpeningTimes = {
    ...weekdays,
    holidays: [
      ...closed.map(each => ({ day: each, name: '国庆节', hours: null })),
      { day: '2026-09-20', name: '调休上班', hours: day },
      { day: '2026-10-10', name: '调休上班', hours: { opens: '10:00', closes: '16:00' } },
    ],
  }
  const week = (times: OpeningTimes, from: string) =>
    hoursBetween(times, `${from}T00:00:00+08:00`, `${addDays(from, 7)}T00:00:00+08:00`)
  expect(week(weekdays, '2026-09-28')).toBe(45)
  expect(week(national, '2026-09-28')).toBe(27)
  expect(week(national, '2026-10-05')).toBe(2 * 9 + 6)
  expect(week(national, '2026-09-14')).toBe(54)
  expect(addWorkingTime(national, '2026-09-30T09:59:00Z', 2 * 60_000)).toBe('2026-10-08T01:01:00.000Z')
})

test('late hours run over midnight, and what two days share counts once', () => {
  const late: OpeningTimes = {
    ...nineToSix,
    week: Array.from({ length: 7 }, () => ({ opens: '20:00', closes: '02:00' })),
  }
  expect(hoursBetween(late, '2026-03-02T22:00:00+08:00', '2026-03-03T10:00:00+08:00')).toBe(4)
  expect(isOpen(late, '2026-03-03T01:59:00+08:00')).toBe(true)
  expect(isOpen(late, '2026-03-03T02:00:00+08:00')).toBe(false)
  const morningAfter = {
    ...late,
    holidays: [{ day: '2026-03-03', name: 'early', hours: { opens: '01:00', closes: '05:00' } }],
  }
  expect(hoursBetween(morningAfter, '2026-03-02T12:00:00+08:00', '2026-03-03T12:00:00+08:00')).toBe(9)
})

test('the night of a clock change is shorter or longer', () => {
  const night: Hours = { opens: '00:00', closes: '06:00' }
  const berlin: OpeningTimes = { week: Array(7).fill(night), holidays: [], timeZone: 'Europe/Berlin' }
  const nightOf = (date: string) => hoursBetween(berlin, `${date}T00:00:00+01:00`, `${date}T12:00:00Z`)
  expect(nightOf('2026-03-28')).toBe(6)
  expect(nightOf('2026-03-29')).toBe(5)
  expect(hoursBetween(berlin, '2026-10-24T22:00:00Z', '2026-10-25T12:00:00Z')).toBe(7)
  // 02:30 does not exist on 29 March: a store that opens then opens at 03:30.
  const gap = { ...berlin, week: Array(7).fill({ opens: '02:30', closes: '04:00' }) }
  expect(hoursBetween(gap, '2026-03-28T23:00:00Z', '2026-03-29T12:00:00Z')).toBe(0.5)
})

test('a store that never opens is not waited for', () => {
  const closed = { ...nineToSix, week: Array(7).fill(null) }
  expect(addWorkingTime(closed, '2026-03-02T00:00:00Z', 1)).toBeNull()
  expect(workingTime(closed, '2026-03-02T00:00:00Z', '2026-04-02T00:00:00Z')).toBe(0)
})

const seed = Number(process.env.FORECOURT_SEED ?? 20_261_123)
const options = { seed, numRuns: 150 }
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 45))
  .map(([hours, minutes]) => `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`)
const hours = fc.option(fc.record({ opens: time, closes: time }), { nil: null })
const times: fc.Arbitrary<OpeningTimes> = fc.record({
  week: fc.array(hours, { minLength: 7, maxLength: 7 }),
  holidays: fc.array(
    fc.record({
      day: fc.integer({ min: 0, max: 60 }).map(days => addDays('2026-03-01', days)),
      name: fc.constant('a day'),
      hours,
    }),
    { maxLength: 5 },
  ),
  timeZone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'UTC'),
})
const instant = fc
  .integer({ min: 0, max: 60 * 24 * 60 })
  .map(minutes => new Date(Date.parse('2026-03-01T00:00:00Z') + minutes * 60_000).toISOString())

test(`opening time is additive, never negative and never more than the clock shows (seed ${seed})`, () => {
  fc.assert(
    fc.property(times, instant, instant, instant, (open, ...instants) => {
      const [a, b, c] = instants.toSorted() as [string, string, string]
      const whole = workingTime(open, a, c)
      expect(workingTime(open, a, b) + workingTime(open, b, c)).toBe(whole)
      expect(whole).toBeGreaterThanOrEqual(workingTime(open, a, b))
      expect(whole).toBeLessThanOrEqual(Date.parse(c) - Date.parse(a))
    }),
    options,
  )
})

test(`the end of a stretch of opening time is the first instant at which it has passed (seed ${seed})`, () => {
  fc.assert(
    fc.property(times, instant, fc.integer({ min: 1, max: 3000 }), (open, from, minutes) => {
      const end = addWorkingTime(open, from, minutes * 60_000)
      if (end === null) return expect(open.week.some(each => each && each.opens !== each.closes)).toBe(false)
      expect(workingTime(open, from, end)).toBe(minutes * 60_000)
      const before = new Date(Date.parse(end) - 1).toISOString()
      expect(workingTime(open, from, before)).toBe(minutes * 60_000 - 1)
      const more = addWorkingTime(open, from, (minutes + 1) * 60_000)
      expect(more !== null && more > end).toBe(true)
    }),
    options,
  )
})

test('the next business day leaves out weekends and holidays, and keeps days that are worked for them', () => {
  const week = [day, day, day, day, day, null, null]
  const holidays = [
    { day: '2026-03-09', name: '盘点', hours: null },
    { day: '2026-03-14', name: '调休', hours: day },
  ]
  expect(nextOpenDay({ week, holidays }, '2026-03-05')).toBe('2026-03-06')
  expect(nextOpenDay({ week, holidays }, '2026-03-06')).toBe('2026-03-10')
  expect(nextOpenDay({ week, holidays }, '2026-03-13')).toBe('2026-03-14')
  expect(nextOpenDay({ week: week.map(() => null), holidays: [] }, '2026-03-13')).toBe('2026-03-14')
})
