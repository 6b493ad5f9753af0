import fc from 'fast-check'
import { inverse, Matrix } from 'ml-matrix'
import { describe, expect, test } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import { normalStream } from '../arima/testing/simulate.ts'
import { type Hierarchy, summingMatrix } from './hierarchy.ts'
import { reconcileForecasts } from './reconcile.ts'

const TREE = summingMatrix({ total: ['north', 'south'], north: ['a', 'b'], south: ['c', 'd', 'e'] })
const CROSSED = summingMatrix({
  all: ['new', 'used'],
  new: ['new vans', 'new cars'],
  used: ['used vans', 'used cars'],
  vans: ['new vans', 'used vans'],
  cars: ['new cars', 'used cars'],
})
const METHODS = ['bottom-up', 'ols', 'wls-structural', 'wls-variance', 'mint-shrink'] as const

function noise(hierarchy: Hierarchy, length: number, seed: number): Float64Array[] {
  const normal = normalStream(seed)
  const common = Float64Array.from({ length }, normal)
  return hierarchy.nodes.map((_, k) => Float64Array.from(common, value => (1 + k) * (0.7 * value + normal())))
}

function expectCoherent(
  forecasts: readonly Float64Array[],
  { bottom, nodes, summing }: Hierarchy,
  size: number,
) {
  const base = forecasts.slice(nodes.length - bottom.length)
  forecasts.forEach((row, k) => {
    row.forEach((value, h) => {
      const sum = base.reduce((total, part, i) => total + summing[k * bottom.length + i]! * part[h]!, 0)
      expect(Math.abs(value - sum)).toBeLessThanOrEqual(1e-9 * size)
    })
  })
}

test('the summing matrix names sums first and counts every bottom series once', () => {
  expect(TREE.nodes).toEqual(['total', 'north', 'south', 'a', 'b', 'c', 'd', 'e'])
  expect([...TREE.summing.subarray(0, 15)]).toEqual([1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1])
  expect([...CROSSED.summing.subarray(12, 16)]).toEqual([1, 0, 1, 0])
  expect(() => summingMatrix({ a: ['b'], b: ['a'] })).toThrow(/contains itself/)
  expect(() => summingMatrix({ a: [] })).toThrow(/'a' has no parts/)
  expect(() => summingMatrix({})).toThrow(RangeError)
})

describe.each([
  ['a tree', TREE],
  ['crossed groups', CROSSED],
])('%s', (_, hierarchy) => {
  test.each(METHODS)('%s: sums add up, and forecasts that did already are left alone', method => {
    const seed = drawSeed(`reconcile ${method}`)
    const residuals = noise(hierarchy, 40, 5)
    const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), {
      minLength: hierarchy.nodes.length,
      maxLength: hierarchy.nodes.length,
    })
    fc.assert(
      fc.property(values, fc.constantFrom(1e-12, 1, 1e12), (row, scale) => {
        const base = row.map(value => Float64Array.of(value * scale))
        const { forecasts } = reconcileForecasts(base, hierarchy, { method, residuals })
        expectCoherent(forecasts, hierarchy, 100 * scale)
        const again = reconcileForecasts(forecasts, hierarchy, { method, residuals }).forecasts
        again.forEach((part, k) => {
          expect(Math.abs(part[0]! - forecasts[k]![0]!)).toBeLessThanOrEqual(1e-8 * 100 * scale)
        })
      }),
      { seed, numRuns: 25 },
    )
  })

  test.each(['ols', 'wls-structural', 'wls-variance', 'mint-shrink'] as const)(
    '%s is the projection (S′W⁻¹S)⁻¹S′W⁻¹ written out',
    method => {
      const residuals = noise(hierarchy, 30, 8)
      const base = hierarchy.nodes.map((_, k) => Float64Array.of(10 + k * k))
      const weights = denseWeights(method, hierarchy, residuals)
      const summing = Matrix.from1DArray(hierarchy.nodes.length, hierarchy.bottom.length, hierarchy.summing)
      const pulled = summing.transpose().mmul(inverse(weights))
      const bottom = inverse(pulled.mmul(summing))
        .mmul(pulled)
        .mmul(Matrix.columnVector(base.map(row => row[0]!)))
      const expected = summing.mmul(bottom).to1DArray()
      const { forecasts } = reconcileForecasts(base, hierarchy, { method, residuals })
      forecasts.forEach((row, k) => {
        expect(row[0]).toBeCloseTo(expected[k]!, 8)
      })
    },
  )
})

test('with errors that do not move together MinT is WLS', () => {
  // Orthogonal signs: sample correlations are exactly zero.
  const hierarchy = summingMatrix({ total: ['a', 'b'] })
  const residuals = [
    Float64Array.of(1, 1, -1, -1),
    Float64Array.of(2, -2, 2, -2),
    Float64Array.of(3, -3, -3, 3),
  ]
  const base = [13, 4, 6].map(value => Float64Array.of(value))
  const mint = reconcileForecasts(base, hierarchy, { method: 'mint-shrink', residuals })
  const wls = reconcileForecasts(base, hierarchy, { method: 'wls-variance', residuals })
  expect(mint.forecasts).toEqual(wls.forecasts)
  // By hand: 3 too much, variances 1, 4 and 9 of 14.
  expect(wls.forecasts.map(row => row[0])).toEqual(
    [13 - 3 / 14, 4 + 12 / 14, 6 + 27 / 14].map(v => expect.closeTo(v, 9)),
  )
  // Var of the total: 1 · 13 / 14; of a: 4 · 10 / 14.
  expect(wls.variances![0]).toBeCloseTo(13 / 14, 9)
  expect(wls.variances![1]).toBeCloseTo(40 / 14, 9)
})

test('the shrinkage is that of the definition, written out', () => {
  const residuals = noise(TREE, 12, 3)
  const { shrinkage } = reconcileForecasts(
    TREE.nodes.map(() => Float64Array.of(1)),
    TREE,
    { residuals },
  )
  const n = 12
  const standard = residuals.map(row => {
    const deviation = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0) / n)
    return row.map(value => value / deviation)
  })
  let noiseSum = 0
  let signal = 0
  for (const [i, left] of standard.entries())
    for (const [j, right] of standard.entries()) {
      if (i === j) continue
      const w = left.map((value, t) => value * right[t]!)
      const mean = w.reduce((sum, value) => sum + value, 0) / n
      signal += mean ** 2
      noiseSum += w.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n * (n - 1))
    }
  expect(shrinkage).toBeGreaterThan(0)
  expect(shrinkage).toBeCloseTo(Math.min(1, noiseSum / signal), 10)
})

test('reconciled errors are surer than the base errors they come from', () => {
  const residuals = noise(TREE, 60, 4)
  const { variances } = reconcileForecasts(
    TREE.nodes.map(() => Float64Array.of(1)),
    TREE,
    { residuals },
  )
  variances!.forEach((value, k) => {
    const own = residuals[k]!.reduce((sum, each) => sum + each * each, 0) / 60
    expect(value).toBeGreaterThan(0)
    expect(value).toBeLessThanOrEqual(own * (1 + 1e-9))
  })
})

test('non-negative forecasts are the best among those, by trying every set of zeros', () => {
  const seed = drawSeed('reconcile non-negative')
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 30 }), { minLength: 8, maxLength: 8 }), row => {
      const base = row.map(value => Float64Array.of(value))
      const found = reconcileForecasts(base, TREE, { method: 'ols', nonNegative: true })
      expect(found.converged).toBe(true)
      expectCoherent(found.forecasts, TREE, 30)
      for (const part of found.forecasts) expect(part[0]).toBeGreaterThanOrEqual(0)
      const distance = (forecasts: number[]) =>
        forecasts.reduce((sum, value, k) => sum + (value - row[k]!) ** 2, 0)
      const best = bestOfAllZeros(row, TREE, distance)
      expect(distance(found.forecasts.map(part => part[0]!))).toBeLessThanOrEqual(best + 1e-6)
    }),
    { seed, numRuns: 40 },
  )
})

test('a node that never erred does not move', () => {
  const residuals = noise(TREE, 20, 2)
  residuals[3] = new Float64Array(20)
  const base = TREE.nodes.map((_, k) => Float64Array.of(k + 1))
  const { forecasts } = reconcileForecasts(base, TREE, { residuals })
  expect(forecasts[3]![0]).toBeCloseTo(4, 6)
  expectCoherent(forecasts, TREE, 10)
})

test('what cannot be is refused by name', () => {
  const base = TREE.nodes.map(() => Float64Array.of(1))
  expect(() => reconcileForecasts(base.slice(1), TREE)).toThrow(/base has 7 rows; the hierarchy has 8/)
  expect(() => reconcileForecasts([Float64Array.of(Number.NaN), ...base.slice(1)], TREE)).toThrow(
    /'total' at 0/,
  )
  expect(() => reconcileForecasts(base, TREE, { method: 'mint-shrink' })).toThrow(/give residuals/)
  expect(() => reconcileForecasts(base, TREE, { residuals: base })).toThrow(/1 periods/)
})

function denseWeights(
  method: string,
  { nodes, bottom, summing }: Hierarchy,
  residuals: Float64Array[],
): Matrix {
  const n = residuals[0]!.length
  const weights = Matrix.eye(nodes.length)
  const covariance = (i: number, j: number) =>
    residuals[i]!.reduce((sum, value, t) => sum + value * residuals[j]![t]!, 0) / n
  const base = nodes.map(() => Float64Array.of(0))
  const shrinkage = reconcileForecasts(base, { nodes, bottom, summing }, { residuals }).shrinkage!
  for (let i = 0; i < nodes.length; i++)
    for (let j = 0; j < nodes.length; j++) {
      if (method === 'mint-shrink') weights.set(i, j, covariance(i, j) * (i === j ? 1 : 1 - shrinkage))
      if (i !== j) continue
      if (method === 'wls-variance') weights.set(i, i, covariance(i, i))
      const parts = summing.subarray(i * bottom.length, (i + 1) * bottom.length)
      if (method === 'wls-structural') weights.set(i, i, parts.filter(value => value > 0).length)
    }
  return weights
}

function bestOfAllZeros(
  row: number[],
  { bottom, nodes, summing }: Hierarchy,
  distance: (f: number[]) => number,
) {
  let best = Infinity
  const whole = Matrix.from1DArray(nodes.length, bottom.length, summing)
  for (let mask = 0; mask < 2 ** bottom.length; mask++) {
    const free = [...bottom.keys()].filter(k => mask & (1 << k))
    if (free.length === 0) {
      best = Math.min(best, distance(row.map(() => 0)))
      continue
    }
    const part = whole.selection([...nodes.keys()], free)
    const solved = inverse(part.transpose().mmul(part)).mmul(part.transpose()).mmul(Matrix.columnVector(row))
    if (solved.min() >= 0) best = Math.min(best, distance(part.mmul(solved).to1DArray()))
  }
  return best
}
