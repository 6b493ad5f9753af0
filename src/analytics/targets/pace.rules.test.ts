import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bucketOf, quantileSeconds } from '../overview/quartiles.rules.ts'
import { progressOf, workingDays } from './pace.rules.ts'

describe('the pace of a target', () => {
  it('counts the days on which the store works, and those that have begun', () => {
    const closedOn = (weekday: number) => (date: string) => new Date(date).getUTCDay() !== weekday
    expect(workingDays('2026-03', '2026-03-10', () => true)).toEqual({ days: 31, daysBegun: 10 })
    expect(workingDays('2026-03', '2026-03-10', closedOn(0))).toEqual({ days: 26, daysBegun: 8 })
    expect(workingDays('2026-02', '2026-03-10', () => true)).toEqual({ days: 28, daysBegun: 28 })
    expect(workingDays('2026-04', '2026-03-10', () => true)).toEqual({ days: 30, daysBegun: 0 })
  })

  it('never divides by no target and by no working day', () => {
    const days = { days: 20, daysBegun: 10 }
    expect(progressOf(3, null, days)).toBeNull()
    expect(progressOf(3, 0, days)).toBeNull()
    expect(progressOf(0, 5, { days: 0, daysBegun: 0 })).toEqual({ share: 0, expected: 0, state: 'on-pace' })
    expect(progressOf(4, 10, days)?.state).toBe('behind')
    expect(progressOf(5, 10, days)?.state).toBe('on-pace')
    expect(progressOf(10, 10, days)?.state).toBe('reached')
  })
})

describe('a quartile of counted durations', () => {
  it('lies within a bucket of the exact one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 60, max: 30_000_000 }), { minLength: 1, maxLength: 200 }),
        fc.constantFrom(0.25, 0.5, 0.75),
        (seconds, share) => {
          const sorted = seconds.toSorted((one, other) => one - other)
          const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? 0
          const found = quantileSeconds(
            seconds.map(each => ({ bucket: bucketOf(each), sales: 1 })),
            share,
          )
          expect(found / exact).toBeGreaterThan(0.91)
          expect(found / exact).toBeLessThan(1.1)
        },
      ),
    )
  })

  it('is refused for no sales at all', () => {
    expect(() => quantileSeconds([], 0.5)).toThrow(RangeError)
  })
})
