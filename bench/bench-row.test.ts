import { expect, test } from 'vitest'
import { atLeast, atMost, median, percentile, rounded } from './bench-row.ts'

test('a figure at its limit meets it, one beyond does not', () => {
  const figure = { name: 'a', unit: 's', limit: 8 }
  expect([8, 8.004].map(value => atMost({ ...figure, value }).met)).toEqual([true, false])
  expect([8, 7.996].map(value => atLeast({ ...figure, value }).met)).toEqual([true, false])
  expect(atMost({ ...figure, value: 8.004 }), 'although it is printed rounded').toMatchObject({ value: 8 })
})

test('percentiles are measured values, by nearest rank', () => {
  const values = Array.from({ length: 20 }, (_, index) => 20 - index)
  expect(percentile(values, 0.95)).toBe(19)
  expect(median([5, 1, 3])).toBe(3)
  expect(percentile([7], 0.01)).toBe(7)
  expect(() => percentile([], 0.5)).toThrow(RangeError)
})

test('figures are printed with three digits', () => {
  expect([0.45678, 12.345, 999.9, 1234.5].map(rounded)).toEqual([0.457, 12.3, 1000, 1235])
})
