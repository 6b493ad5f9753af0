import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import { breakEvenDiscount, type HoldingTerms, holdingCost } from '../index.ts'

const seed = drawSeed('holding cost')

const terms: HoldingTerms = {
  principal: 200_000,
  receivedOn: '2025-12-20',
  rates: [
    { from: '2025-01-01', annualRate: 0.06 },
    { from: '2026-01-01', annualRate: 0.055 },
    { from: '2026-03-01', annualRate: 0.07 },
  ],
  freeDays: 45,
  daysOfYear: 360,
  upkeepPerDay: 8,
  depreciation: [
    { fromAgeDays: 60, perDay: 10 },
    { fromAgeDays: 90, perDay: 40, once: 500 },
  ],
}

/** Day by day, by the calendar. */
function costByDays(from: number, to: number): number {
  let total = 0
  for (let age = from; age < to; age++) {
    const date = new Date(Date.UTC(2025, 11, 20 + age)).toISOString().slice(0, 10)
    const rate = terms.rates.findLast(({ from }) => from <= date)!.annualRate
    if (age >= 45) total += (200_000 * rate) / 360
    total += 8 + (age >= 90 ? 40 : age >= 60 ? 10 : 0) + (age === 90 ? 500 : 0)
  }
  return total
}

describe('the cost of holding a car', () => {
  it('is the sum of its days, each at its own rate and age', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 200 }), (from, days) => {
        expect(holdingCost(terms, from, from + days).total).toBeCloseTo(costByDays(from, from + days), 6)
        expect(breakEvenDiscount(terms, from, days)).toBeCloseTo(costByDays(from, from + days), 6)
      }),
      { seed, numRuns: 120 },
    )
  })

  it('adds up over neighbouring stretches and is nothing over none', () => {
    const parts = holdingCost(terms, 0, 77).total + holdingCost(terms, 77, 140).total
    expect(parts).toBeCloseTo(holdingCost(terms, 0, 140).total, 8)
    expect(holdingCost(terms, 90, 90).total).toBe(0)
    // A step is paid on the day its age is reached, once.
    expect([holdingCost(terms, 89, 90), holdingCost(terms, 90, 91)].map(cost => cost.depreciation)).toEqual([
      10, 540,
    ])
  })

  it('has no interest in the free days, and all of it after them', () => {
    expect(holdingCost(terms, 0, 45).interest).toBe(0)
    expect(holdingCost(terms, 45, 46).interest).toBeCloseTo((200_000 * 0.055) / 360, 10)
    expect(holdingCost({ ...terms, freeDays: 0 }, 0, 12).interest).toBeCloseTo((200_000 * 0.06 * 12) / 360, 9)
  })

  it('uses the first rate before its date, and refuses what it cannot read', () => {
    const late = { ...terms, freeDays: 0, rates: [{ from: '2027-01-01', annualRate: 0.1 }] }
    expect(holdingCost(late, 0, 36).interest).toBeCloseTo(2000, 9)
    expect(() => holdingCost({ ...terms, rates: [] }, 0, 1)).toThrow('rates is empty')
    expect(() => holdingCost({ ...terms, receivedOn: '2026-02-30' }, 0, 1)).toThrow(
      'receivedOn is "2026-02-30"',
    )
    expect(() => holdingCost({ ...terms, rates: [...terms.rates].reverse() }, 0, 1)).toThrow('rates[1].from')
    expect(() => holdingCost(terms, 10, 5)).toThrow('toAge 5 is before')
    expect(() => holdingCost({ ...terms, daysOfYear: 100 }, 0, 5)).toThrow('daysOfYear is 100')
  })
})
