import { expect, test } from 'vitest'
import { isNearUnitRoot, multiplyOut, stableCoefficients, unconstrainedOf } from './polynomials.ts'

const none = new Float64Array(0)

test('a root within one percent of the unit circle is near, in either polynomial and at the season', () => {
  expect(isNearUnitRoot(Float64Array.of(0.98), none)).toBe(false)
  expect(isNearUnitRoot(Float64Array.of(0.995), none)).toBe(true)
  expect(isNearUnitRoot(none, Float64Array.of(-0.98))).toBe(false)
  expect(isNearUnitRoot(none, Float64Array.of(0.995))).toBe(true)
  // |B| = 0.9^(−1/12) = 1.0088 and 0.85^(−1/12) = 1.0136
  const seasonal = (value: number) => Float64Array.from({ length: 12 }, (_, k) => (k === 11 ? value : 0))
  expect(isNearUnitRoot(none, seasonal(-0.9))).toBe(true)
  expect(isNearUnitRoot(none, seasonal(-0.85))).toBe(false)
})

test('unconstrained numbers and coefficients are each other’s inverse', () => {
  const x = Float64Array.of(0.7, -0.2, 0.4)
  for (const sign of [1, -1] as const) {
    const out = new Float64Array(3)
    stableCoefficients(x, 0, 3, out, new Float64Array(3), sign)
    unconstrainedOf(out, sign).forEach((value, k) => {
      expect(value).toBeCloseTo(x[k]!, 12)
    })
  }
})

// (1 − 0.5 B)(1 − 0.3 B⁴) = 1 − 0.5 B − 0.3 B⁴ + 0.15 B⁵
test('both factors of a seasonal polynomial multiply out', () => {
  const out = new Float64Array(5)
  expect(multiplyOut(Float64Array.of(0.5, 0.3), 0, 1, 1, 1, 4, -1, out)).toBe(5)
  expect([...out]).toEqual([0.5, 0, 0, 0.3, -0.15])
  multiplyOut(Float64Array.of(0.5, 0.3), 0, 1, 1, 1, 4, 1, out)
  expect([...out]).toEqual([0.5, 0, 0, 0.3, 0.15])
})
