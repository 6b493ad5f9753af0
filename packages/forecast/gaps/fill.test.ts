import { expect, test } from 'vitest'
import { fillGaps } from './fill.ts'
import { smoothGaps } from './smooth.ts'

const { NaN: gap } = Number

test('without a season gaps lie on the line, and the ends keep the nearest value', () => {
  const y = Float64Array.from([gap, 2, gap, gap, 8, gap])
  expect([...fillGaps(y, 1)]).toEqual([2, 2, 4, 6, 8, 8])
})

test('with a season a missing peak is filled as a peak', () => {
  const pattern = [10, 20, 60, 30]
  const y = Float64Array.from({ length: 24 }, (_, t) => pattern[t % 4]! + t)
  const gapped = y.map((value, t) => (t === 10 || t === 13 ? gap : value))
  const filled = fillGaps(gapped, 4)
  expect(Math.abs(filled[10]! - y[10]!)).toBeLessThan(4)
  expect(Math.abs(filled[13]! - y[13]!)).toBeLessThan(4)
  filled.forEach((value, t) => {
    if (!Number.isNaN(gapped[t]!)) expect(value).toBe(y[t])
  })
})

test('the smoother continues a line and leaves what was observed', () => {
  const y = Float64Array.from({ length: 30 }, (_, t) => (t % 7 === 3 ? gap : 5 + 2 * t))
  smoothGaps(y, 1).forEach((value, t) => {
    expect(value).toBeCloseTo(5 + 2 * t, 6)
  })
})

test('nothing observed, infinite values and wrong periods are refused', () => {
  expect(() => fillGaps(Float64Array.of(gap, gap), 1)).toThrow(/no observed value/)
  expect(() => fillGaps(new Float64Array(0), 1)).toThrow(RangeError)
  expect(() => fillGaps(Float64Array.of(1, Infinity), 1)).toThrow(/y\[1\]/)
  expect(() => fillGaps(Float64Array.of(1), 0)).toThrow(/period 0/)
})
