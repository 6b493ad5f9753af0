import { describe, expect, test } from 'vitest'
import { atTime, dateOf, datesBetween, footfall, isClosed, minuteOfDay, springFestival } from './calendar.ts'

describe('the calendar of the demo stores', () => {
  test.each([
    [2024, '2024-02-10'],
    [2025, '2025-01-29'],
    [2026, '2026-02-17'],
    [2027, '2027-02-06'],
    [2033, '2033-01-31'],
    [2042, '2042-01-22'],
  ])('the Spring Festival of %i is %s', (year, date) => {
    expect(springFestival(year)).toBe(date)
  })

  test('a minute of a business date is an instant and back', () => {
    const at = atTime('2026-03-01', 9 * 60 + 30)
    expect(new Date(at).toISOString()).toBe('2026-03-01T01:30:00.000Z')
    expect([dateOf(at), minuteOfDay(at)]).toEqual(['2026-03-01', 570])
    expect(dateOf(atTime('2026-03-01', 0))).toBe('2026-03-01')
  })

  test('weekends are busier than weekdays, and the festival is quiet', () => {
    expect(footfall('2026-04-11')).toBeGreaterThan(1.5 * footfall('2026-04-08')) // Saturday, Wednesday
    expect(isClosed('2026-02-17')).toBe(true)
    expect(footfall('2026-02-18')).toBeLessThan(0.1)
  })

  test('December outsells the month of the festival', () => {
    const total = (from: string, to: string) =>
      datesBetween(from, to).reduce((sum, date) => sum + footfall(date), 0)
    expect(total('2025-12-01', '2026-01-01')).toBeGreaterThan(1.5 * total('2026-02-01', '2026-03-01'))
  })
})
