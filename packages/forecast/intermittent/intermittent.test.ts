import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import { readNorwegianModels, samplesFolder } from '../testing/norway.ts'
import { compareIntermittent } from './compare.ts'
import { fitCroston, fitSba, fitTsb } from './croston.ts'
import { intermittenceClass } from './intermittence-class.ts'
import { fitObsolescence } from './obsolescence.ts'

const PAUSING = Float64Array.from([0, 2, 0, 0, 3, 0, 1, 0, 0, 0, 4, 0])
const METHODS = { fitCroston, fitSba, fitTsb, fitObsolescence }

// Croston (1972), Syntetos & Boylan (2005), Teunter et al. (2011) with α = β = 0.1; the first agrees with
// R forecast 8.20 croston().
test('the three methods give their published next means', () => {
  expect(fitCroston(PAUSING).forecast(1).mean[0]).toBeCloseTo(0.9605436212187638, 12)
  expect(fitSba(PAUSING).forecast(1).mean[0]).toBeCloseTo(0.9125164401578255, 12)
  expect(fitTsb(PAUSING).forecast(1).mean[0]).toBeCloseTo(0.714024360825867, 12)
})

// By hand: sizes 2 → 2 + ½(4 − 2) = 3, intervals 2 → 2 + ¼(3 − 2) = 2.25.
test('sizes and intervals have their own constants', () => {
  const y = Float64Array.from([0, 2, 0, 0, 4])
  expect(fitCroston(y, 0.5, 0.25).forecast(2).mean[1]).toBeCloseTo(3 / 2.25, 12)
  expect(fitSba(y, 0.5, 0.25).forecast(1).mean[0]).toBeCloseTo(((1 - 0.125) * 3) / 2.25, 12)
  const gapped = Float64Array.from([0, 2, Number.NaN, 0, 0, 4])
  expect(fitCroston(gapped, 0.5, 0.25).forecast(1).mean[0]).toBeCloseTo(3 / 2.25, 12)
})

// Cut-offs 1.32 and 0.49 of Syntetos, Boylan & Croston (2005).
test.each([
  ['smooth', [10, 12, 11, 9, 10, 11, 12, 10]],
  ['erratic', [1, 20, 3, 30, 2, 25, 1, 18]],
  ['intermittent', [0, 5, 0, 0, 5, 0, 5, 0, 0, 5]],
  ['lumpy', [0, 1, 0, 0, 20, 0, 2, 0, 0, 30]],
  ['none', [0, 0, 0]],
])('%s demand is recognised', (name, values) => {
  expect(intermittenceClass(Float64Array.from(values)).class).toBe(name)
})

test('the figures behind the class are those of the definition', () => {
  const found = intermittenceClass(Float64Array.from([0, 4, 0, 8, 0, 0]))
  expect(found).toEqual({ class: 'intermittent', meanInterval: 3, squaredVariation: 2 / 18 })
})

describe('an item that died', () => {
  const died = Float64Array.from([4, 3, 5, 4, 3, 4, 5, 4, 3, 0, 0, 0, 0, 0, 0, 0, 0])
  test('is forecast near zero where Croston still expects sales', () => {
    const { mean, upper80 } = fitObsolescence(died).forecast(6)
    expect(mean[0]).toBeLessThan(0.1)
    expect(fitCroston(died).forecast(1).mean[0]).toBeGreaterThan(3)
    expect(mean[5]).toBeLessThanOrEqual(mean[0]!)
    expect(upper80[0]).toBeLessThan(8)
  })

  test('lives again after a sale', () => {
    const revived = Float64Array.from([...died, 4, 4, 3])
    expect(fitObsolescence(revived).forecast(1).mean[0]).toBeGreaterThan(1.5)
  })
})

test('a long pause is likelier the end the more often the item sold before', () => {
  const often = Float64Array.from([3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 0])
  const seldom = Float64Array.from([9, 0, 0, 9, 0, 0, 9, 0, 0, 9, 0, 0, 0, 0, 0, 0])
  const ratio = (y: Float64Array) =>
    fitObsolescence(y).forecast(1).mean[0]! / fitCroston(y).forecast(1).mean[0]!
  expect(ratio(often)).toBeLessThan(ratio(seldom))
})

test('forecasts are finite, not negative, inside their intervals, and follow a change of units', () => {
  const seed = drawSeed('intermittent')
  const demand = fc.array(fc.option(fc.nat(30), { nil: Number.NaN, freq: 8 }), {
    minLength: 1,
    maxLength: 40,
  })
  fc.assert(
    fc.property(demand, fc.constantFrom(1e-12, 0.5, 1e12), (values, factor) => {
      const y = Float64Array.from(values)
      fc.pre(y.some(value => !Number.isNaN(value)))
      for (const make of Object.values(METHODS)) {
        const { mean, ...bounds } = make(y).forecast(14)
        const scaled = make(y.map(value => value * factor)).forecast(14)
        for (let h = 0; h < 14; h++) {
          expect(mean[h]).toBeGreaterThanOrEqual(0)
          expect(Math.abs(scaled.mean[h]! / factor - mean[h]!)).toBeLessThanOrEqual(1e-9 * (1 + mean[h]!))
          expect(bounds.lower95[h]).toBeLessThanOrEqual(bounds.lower80[h]!)
          expect(bounds.lower80[h]).toBeLessThanOrEqual(bounds.upper80[h]!)
          expect(bounds.upper80[h]).toBeLessThanOrEqual(bounds.upper95[h]!)
          expect(bounds.upper95[h]).toBeLessThan(Infinity)
          expect(bounds.lower95[h]).toBeGreaterThanOrEqual(0)
          expect(scaled.upper95[h]).toBeLessThan(Infinity)
        }
      }
    }),
    { seed, numRuns: 40 },
  )
})

// Poisson(5): P(≤1) = 0.040, P(≤2) = 0.125, P(≤7) = 0.867, P(≤8) = 0.932, P(≤9) = 0.968, P(≤10) = 0.986.
test('counts that were forecast without error still vary as Poisson counts do', () => {
  const { lower95, lower80, upper80, upper95 } = fitCroston(new Float64Array(20).fill(5)).forecast(1)
  expect([lower95[0], lower80[0], upper80[0], upper95[0]]).toEqual([1, 2, 8, 10])
})

test('the 80 % interval of steady Poisson-like demand holds about 80 % of what follows', () => {
  let state = 12345
  const uniform = () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >>> 8) / 2 ** 23
  }
  const draw = () => {
    let count = 0
    for (let product = uniform(); product > Math.exp(-6); product *= uniform()) count++
    return count
  }
  let held = 0
  for (let run = 0; run < 400; run++) {
    const { lower80, upper80 } = fitObsolescence(Float64Array.from({ length: 40 }, draw)).forecast(3)
    const next = draw()
    if (next >= lower80[2]! && next <= upper80[2]!) held++
  }
  expect(held / 400).toBeGreaterThan(0.75)
  expect(held / 400).toBeLessThan(0.93)
})

test('negative demand, no demand data and wrong constants are refused by name', () => {
  for (const make of Object.values(METHODS)) {
    expect(() => make(Float64Array.from([1, -2]))).toThrow(/y\[1\] = -2/)
    expect(() => make(Float64Array.from([Number.NaN]))).toThrow(/no observed value among 1/)
    expect(() => make(new Float64Array(0))).toThrow(RangeError)
    expect(() => make(PAUSING).forecast(1.5)).toThrow(/horizon 1.5/)
  }
  expect(() => fitCroston(PAUSING, 0)).toThrow(/alpha = 0/)
  expect(() => fitTsb(PAUSING, 0.1, 1.5)).toThrow(/beta = 1.5/)
})

test.skipIf(!samplesFolder)(
  'on Norwegian models no worse than the last value, and better than Croston',
  () => {
    const rows = compareIntermittent(readNorwegianModels())
    console.table(rows)
    const of = (name: string) => rows.find(({ method }) => method === name)!
    expect(of('obsolescence').meanAbsolute).toBeLessThan(of('last value').meanAbsolute)
    expect(of('obsolescence').rootMeanSquared).toBeLessThan(of('last value').rootMeanSquared)
    expect(of('obsolescence').meanAbsolute).toBeLessThan(of('Croston').meanAbsolute)
  },
)
