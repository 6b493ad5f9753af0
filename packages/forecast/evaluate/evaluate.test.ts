import { describe, expect, it } from 'vitest'
import { naive, seasonalNaive } from '../naive/naive.ts'
import { referenceCases } from '../testing/reference.ts'
import { coverage, mase, pinball, rmsse, scaleOf, smape } from './measures.ts'
import { evaluateRolling, listOrigins } from './rolling.ts'

describe.each(referenceCases)('of the forecasts of R for $name', ({ train, test, forecasts, accuracy }) => {
  it('MASE and sMAPE are as R reports them', () => {
    for (const method of ['ets', 'auto_arima', 'snaive', 'theta', 'stlf_ets', 'hw_mult'] as const) {
      expect(mase(test, forecasts[method], train, 12)).toBeCloseTo(accuracy[method].mase, 5)
      expect(smape(test, forecasts[method])).toBeCloseTo(accuracy[method].smape, 4)
    }
  })
})

it('what was not observed is left out', () => {
  expect(mase([5, null, 6], [4, 99, 8], [1, 2, null, 4, 3], 1)).toBeCloseTo(1.5)
  expect(rmsse([null], [4], [1, 2], 1)).toBeNull()
  expect(scaleOf([1, null, 3, 5], 1)).toBe(2)
  expect(coverage([1, null, 9], [0, 0, 0], [2, 4, 8])).toBe(0.5)
})

it('the pinball loss is least at the quantile itself', () => {
  const values = Array.from({ length: 101 }, (_, i) => i)
  const loss = (at: number) =>
    pinball(
      values,
      values.map(() => at),
      0.8,
    )!
  expect(loss(80)).toBeLessThan(loss(75))
  expect(loss(80)).toBeLessThan(loss(85))
  expect(() => pinball([1], [1], 1)).toThrow('the probability of the quantile is 1')
  expect(() => smape([1, 2], [1])).toThrow('2 observations cannot be compared with 1 forecasts')
})

describe('rolling origins', () => {
  const y = Float64Array.from({ length: 60 }, (_, t) => 50 + t + 9 * (t % 12))

  it('show the method what was known then, and nothing else', () => {
    const seen: number[] = []
    const options = { season: 12, horizon: 12, origins: 3 }
    const result = evaluateRolling(y, options, (train, horizon) => {
      seen.push(train.length)
      expect([...train]).toEqual([...y.slice(0, train.length)])
      return seasonalNaive(train, 12).forecast(horizon)
    })
    expect(seen).toEqual([48, 42, 36])
    expect(result).toMatchObject({ origins: 3, horizon: 12, betterThanSeasonalNaive: false })
    expect(result.mase).toBeCloseTo(result.seasonalNaiveMase!, 12)
  })

  it('tell a better method from seasonal naive', () => {
    const perfect = evaluateRolling(y, { season: 12, horizon: 6 }, train => ({
      ...naive(train).forecast(6),
      mean: y.slice(train.length, train.length + 6),
    }))
    expect(perfect).toMatchObject({ mase: 0, rmsse: 0, betterThanSeasonalNaive: true })
  })

  it('are none for a series too short', () => {
    expect(listOrigins(20, { season: 12, horizon: 12 }).trainingLengths).toEqual([])
    const result = evaluateRolling([1, 2, 3], { season: 12, horizon: 12 }, train => naive(train).forecast(12))
    expect(result).toMatchObject({ origins: 0, mase: null, betterThanSeasonalNaive: null })
  })
})
