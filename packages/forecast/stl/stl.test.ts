import { describe, expect, it } from 'vitest'
import { listEtsForms } from '../smoothing/form.ts'
import { referenceCases } from '../testing/reference.ts'
import { seasonalFigures } from './decompose.ts'
import { decomposeStl, stlForecast } from './stl.ts'

describe.each(referenceCases)('STL of $name', ({ train, forecasts }) => {
  it('forecasts as R does (forecast::stlf with ets) to two thousandths', () => {
    const { mean } = stlForecast(train, 12, { ets: { forms: listEtsForms(1, false) } }).forecast(12)
    for (const [h, value] of forecasts.stlf_ets.entries())
      expect(Math.abs(mean[h]! / value - 1)).toBeLessThan(0.002)
  })

  it('adds up to the series', () => {
    const { trend, seasonal, remainder } = decomposeStl(train, 12, { robust: true })
    for (const [t, value] of train.entries())
      expect(trend[t]! + seasonal[t]! + remainder[t]!).toBeCloseTo(value, 6)
  })
})

const clean = Array.from({ length: 48 }, (_, t) => 100 + 2 * t + [10, -5, -15, 10][t % 4]!)

it('a periodic season never changes', () => {
  const { seasonal } = decomposeStl(
    clean.map((value, t) => value + Math.sin(t * t)),
    4,
    { seasonalWindow: 'periodic' },
  )
  for (let t = 4; t < 48; t++) expect(seasonal[t]).toBeCloseTo(seasonal[t - 4]!, 10)
})

it('an outlier loses its weight with robust, and leaves the season alone', () => {
  const y = clean.with(21, 400).map((value, t) => value + Math.sin(t * t))
  const robust = decomposeStl(y, 4, { robust: true })
  expect(robust.weights[21]).toBe(0)
  expect(Math.abs(robust.seasonal[21]! - -5)).toBeLessThan(3)
  expect(Math.abs(decomposeStl(y, 4).seasonal[21]! - -5)).toBeGreaterThan(10)
})

it('a missing value has no weight', () => {
  const { trend, seasonal, weights } = decomposeStl(
    clean.map((value, t) => (t === 20 ? null : value)),
    4,
  )
  expect(weights[20]).toBe(0)
  expect(Math.abs(trend[20]! + seasonal[20]! - clean[20]!)).toBeLessThan(2)
})

it('classical figures add up to nothing, or average one', () => {
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
  expect(sum(seasonalFigures(clean, 4, 'A'))).toBeCloseTo(0, 9)
  expect(sum(seasonalFigures(clean, 4, 'M'))).toBeCloseTo(4, 9)
  expect(seasonalFigures(clean, 4, 'A')[0]).toBeCloseTo(10, 6)
})

it('refuses too short a series and windows that are even', () => {
  expect(() => decomposeStl([1, 2, 3], 2)).toThrow('two seasons (4 values); the series has 3')
  expect(() => decomposeStl(clean, 4, { seasonalWindow: 8 })).toThrow('the seasonal window is 8')
  expect(() => decomposeStl(clean, 1)).toThrow('2 periods at least')
})
