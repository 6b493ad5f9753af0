import { expect, test } from 'vitest'
import { defaultRules, effectiveRules, findingsOf } from './store-rules.rules.ts'

const day = { opens: '09:00', closes: '18:00' }
const week = Array.from({ length: 7 }, () => day)

test('each rule holds from the nearest organisation that says something of it', () => {
  const root = { firstResponseMinutes: 60, assignment: 'round-robin' as const }
  const store = { firstResponseMinutes: 15 }
  expect(effectiveRules([])).toEqual(defaultRules)
  expect(effectiveRules([root, {}, store])).toEqual({ ...defaultRules, ...root, ...store })
})

test('holidays come together from all levels, and the store has the last word on a day', () => {
  const closed = { day: '2026-10-01', name: '国庆节', hours: null }
  const second = { day: '2026-10-02', name: '国庆节', hours: null }
  const open = { day: '2026-10-02', name: '促销', hours: day }
  expect(effectiveRules([{ holidays: [second, closed] }, { holidays: [open] }]).holidays).toEqual([
    closed,
    open,
  ])
})

test('what cannot hold is named by its place', () => {
  expect(findingsOf({ week })).toEqual([])
  expect(findingsOf({ week: week.map(() => null) })).toEqual([{ path: 'week', code: 'never-open' }])
  const night = { opens: '20:00', closes: '10:00' }
  expect(findingsOf({ week: [night, ...week.slice(1)] })).toEqual([
    { path: 'week.0', code: 'overlapping-hours' },
  ])
  expect(findingsOf({ week: [{ opens: '09:00', closes: '09:00' }, ...week.slice(1)] })).toEqual([
    { path: 'week.0', code: 'empty-hours' },
  ])
  const holiday = { day: '2026-10-01', name: 'x', hours: null }
  expect(findingsOf({ holidays: [holiday, { ...holiday, hours: day }] })).toEqual([
    { path: 'holidays.1', code: 'twice' },
  ])
})
