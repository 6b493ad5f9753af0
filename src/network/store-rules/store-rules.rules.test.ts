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

test('a store shares the legal entity of its group, and stands at its own door', () => {
  const group = { legalName: '禾木汽车有限公司', taxNumber: '91350100M000100Y43', address: '总部' }
  const rules = effectiveRules([group, { address: '一店路 1 号', telephone: '' }])
  expect(rules).toMatchObject({ ...group, address: '一店路 1 号', telephone: '', bankAccount: '' })
})

test('a credit code whose last character does not match is refused, another tax number is not', () => {
  expect(findingsOf({ taxNumber: '91350100M000100Y43' })).toEqual([])
  expect(findingsOf({ taxNumber: '91350100M000100Y44' })).toEqual([
    { path: 'taxNumber', code: 'credit-code' },
  ])
  expect(findingsOf({ taxNumber: 'DE123456789' })).toEqual([])
  expect(findingsOf({ taxNumber: '' })).toEqual([])
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
