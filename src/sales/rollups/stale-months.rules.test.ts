import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays } from '../../platform/business-date.ts'
import { monthOf, nextMonth } from './stale-months.rules.ts'

it('ends a month where the next one begins, also in December and in February', () => {
  expect(['2026-12-01', '2024-02-01', '2026-02-01', '1999-11-01'].map(nextMonth)).toEqual([
    '2027-01-01',
    '2024-03-01',
    '2026-03-01',
    '1999-12-01',
  ])
})

it('has every day in exactly one month', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), days => {
      const day = addDays('1995-01-01', days)
      const month = monthOf(day)
      expect(day >= month && day < nextMonth(month)).toBe(true)
      expect(monthOf(addDays(nextMonth(month), -1))).toBe(month)
    }),
  )
})
