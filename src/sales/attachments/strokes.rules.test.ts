import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  inkOf,
  isSignature,
  padHeight,
  padWidth,
  pathOf,
  type StrokePoint,
  Strokes,
} from './strokes.rules.ts'

const point = fc.tuple(
  fc.integer({ min: 0, max: padWidth }),
  fc.integer({ min: 0, max: padHeight }),
  fc.integer({ min: 0, max: 3_600_000 }),
)
const anyStrokes = fc.array(fc.array(point, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 8 })

test('a signature is drawn again stroke by stroke', () => {
  expect(
    pathOf([
      [
        [0, 0, 0],
        [10, 5, 8],
      ],
      [[3, 4, 9]],
    ]),
  ).toBe('M0 0L10 5M3 4h0')
})

test('a dot, a slip and a flood of points are no signature', () => {
  expect(isSignature([[[10, 10, 0]]])).toBe(false)
  expect(
    isSignature([
      [
        [10, 10, 0],
        [60, 10, 5],
      ],
    ]),
  ).toBe(false)
  expect(
    isSignature([
      [
        [10, 10, 0],
        [400, 10, 5],
      ],
    ]),
  ).toBe(true)
  const many = Array.from({ length: 4 }, () =>
    Array.from({ length: 4_000 }, (_, index): StrokePoint => [index % 1_000, 0, index]),
  )
  expect(isSignature(many)).toBe(false)
})

test('ink is never negative, and the path holds nothing but numbers and pen moves', () => {
  fc.assert(
    fc.property(anyStrokes, strokes => {
      expect(Strokes.safeParse(strokes).success).toBe(true)
      expect(inkOf(strokes)).toBeGreaterThanOrEqual(0)
      expect(pathOf(strokes)).toMatch(/^(M\d+ \d+(h0|(L\d+ \d+)+))+$/)
    }),
  )
})

test('what lies outside the pad is refused', () => {
  expect(Strokes.safeParse([[[-1, 0, 0]]]).success).toBe(false)
  expect(Strokes.safeParse([[[padWidth + 1, 0, 0]]]).success).toBe(false)
  expect(Strokes.safeParse([]).success).toBe(false)
})
