import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import { normalStream } from '../arima/testing/simulate.ts'
import { findChanges } from './change-points.ts'

test('the minimum is that of every segmentation tried out', () => {
  const seed = drawSeed('change points')
  const value = fc.option(fc.integer({ min: 0, max: 12 }), { nil: Number.NaN, freq: 12 })
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 11 }),
      fc.constantFrom('normal', 'poisson'),
      fc.constantFrom(0.1, 1, 4),
      fc.integer({ min: 1, max: 3 }),
      (values, model, penalty, leastLength) => {
        const y = Float64Array.from(values)
        const found = findChanges(y, { model, penalty, leastLength })
        const cost = bruteCost(y, model)
        const own = [0, ...found.changes, y.length]
        let sum = penalty * found.changes.length
        for (let k = 1; k < own.length; k++) sum += cost(own[k - 1]!, own[k]!)
        expect(found.cost).toBeCloseTo(sum, 8)
        expect(sum).toBeCloseTo(bruteMinimum(y.length, cost, penalty, leastLength), 8)
        for (let k = 1; k < own.length && found.changes.length > 0; k++)
          expect(own[k]! - own[k - 1]!).toBeGreaterThanOrEqual(leastLength)
      },
    ),
    { seed, numRuns: 300 },
  )
})

test('two shifts in noise are placed where they happened and none is found in noise alone', () => {
  const normal = normalStream(5)
  const level = (t: number) => (t < 60 ? 10 : t < 90 ? 14 : 8)
  const y = Float64Array.from({ length: 150 }, (_, t) => level(t) + normal())
  const { changes, levels } = findChanges(y)
  expect(changes.map(t => Math.round(t / 3))).toEqual([20, 30])
  levels.forEach((value, k) => {
    expect(Math.abs(value - [10, 14, 8][k]!)).toBeLessThan(0.6)
  })
  let falseAlarms = 0
  for (let run = 0; run < 40; run++)
    if (findChanges(Float64Array.from({ length: 60 }, normal)).changes.length > 0) falseAlarms++
  expect(falseAlarms).toBeLessThanOrEqual(6)
})

test('changes do not depend on units or on where zero lies', () => {
  const y = Float64Array.from([5, 6, 5, 6, 5, 6, 12, 13, 12, 13, 12, 13])
  for (const [factor, shift] of [
    [1e-12, 0],
    [1e12, 0],
    [1, 1e6],
  ] as const)
    expect(findChanges(y.map(value => value * factor + shift)).changes).toEqual([6])
})

test('constant, empty and missing series have no change', () => {
  for (const y of [
    new Float64Array(10),
    new Float64Array(10).fill(3),
    new Float64Array(0),
    Float64Array.of(4),
  ])
    for (const model of ['normal', 'poisson'] as const) expect(findChanges(y, { model }).changes).toEqual([])
  expect(findChanges(new Float64Array(5).fill(Number.NaN)).levels).toEqual(Float64Array.of(0))
})

test('what cannot be is refused by name', () => {
  expect(() => findChanges(Float64Array.of(1, Infinity))).toThrow(/y\[1\]/)
  expect(() => findChanges(Float64Array.of(1, -1), { model: 'poisson' })).toThrow(/y\[1\] = -1/)
  expect(() => findChanges(Float64Array.of(1), { penalty: -1 })).toThrow(/penalty -1/)
  expect(() => findChanges(Float64Array.of(1), { leastLength: 0 })).toThrow(/leastLength 0/)
})

function bruteMinimum(
  length: number,
  cost: (from: number, to: number) => number,
  penalty: number,
  leastLength: number,
): number {
  let best = cost(0, length)
  for (let mask = 1; mask < 2 ** (length - 1); mask++) {
    const edges = [0]
    for (let t = 1; t < length; t++) if (mask & (1 << (t - 1))) edges.push(t)
    edges.push(length)
    let sum = penalty * (edges.length - 2)
    for (let k = 1; k < edges.length; k++) {
      const isShort = edges[k]! - edges[k - 1]! < leastLength
      sum += isShort ? Infinity : cost(edges[k - 1]!, edges[k]!)
    }
    best = Math.min(best, sum)
  }
  return best
}

/** −2 log-likelihood of a stretch around its own mean; for the normal over the variance by median differences. */
function bruteCost(y: Float64Array, model: string) {
  const seen = [...y].filter(value => !Number.isNaN(value))
  const steps = seen.slice(1).map((value, k) => Math.abs(value - seen[k]!))
  const sorted = steps.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const median = sorted.length === 0 ? 0 : (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2
  let deviation = median / 0.6744897501960817 / Math.SQRT2
  if (deviation === 0)
    deviation = Math.sqrt(steps.reduce((sum, d) => sum + d * d, 0) / 2 / (steps.length || 1))
  if (deviation === 0) deviation = Math.max(0, ...seen) || 1
  return (from: number, to: number) => {
    const part = [...y.slice(from, to)].filter(value => !Number.isNaN(value))
    if (part.length === 0) return 0
    const mean = part.reduce((sum, value) => sum + value, 0) / part.length
    if (model === 'normal') return part.reduce((sum, value) => sum + (value - mean) ** 2, 0) / deviation ** 2
    return mean === 0 ? 0 : -2 * part.reduce((sum, value) => sum + value * Math.log(mean) - mean, 0)
  }
}
