import { expect, test } from 'vitest'
import { addDays, addYears, businessDate, daysBetween } from './business-date.ts'

test('an instant falls on the day of the store, not of UTC', () => {
  expect(businessDate('2026-03-01T17:30:00.000Z', 'Asia/Shanghai')).toBe('2026-03-02')
  expect(businessDate('2026-03-01T17:30:00.000Z', 'America/New_York')).toBe('2026-03-01')
  expect(() => businessDate('2026-03-01T17:30:00.000Z', 'Mars/Olympus')).toThrow(RangeError)
})

test('days are counted over month ends, leap days and clock changes', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
})

test('a year from a leap day ends on the last day of February', () => {
  expect(addYears('2024-02-29', 2)).toBe('2026-02-28')
  expect(addYears('2024-02-29', 4)).toBe('2028-02-29')
  expect(addYears('2026-03-01', 3)).toBe('2029-03-01')
})
