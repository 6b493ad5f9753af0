import { describe, expect, it } from 'vitest'
import { referenceCases } from '../testing/reference.ts'
import { drift, meanForecast, naive, seasonalNaive } from './naive.ts'

it.each(referenceCases)('seasonal naive of $name is that of R', ({ train, forecasts }) => {
  expect([...seasonalNaive(train, 12).forecast(12).mean]).toEqual(forecasts.snaive)
})

describe('intervals', () => {
  it('of naive widen with the root of the horizon', () => {
    const { mean, upper95 } = naive([1, 3, 2, 4, 3]).forecast(4)
    expect((upper95[3]! - mean[3]!) / (upper95[0]! - mean[0]!)).toBeCloseTo(2, 12)
  })

  it('of seasonal naive widen from season to season', () => {
    const { mean, upper80 } = seasonalNaive([1, 3, 2, 4, 3, 5], 2).forecast(4)
    expect((upper80[2]! - mean[2]!) / (upper80[0]! - mean[0]!)).toBeCloseTo(Math.SQRT2, 12)
    expect(upper80[0]! - mean[0]!).toBeCloseTo(1.2815516, 6)
  })

  it('of the mean are those of its standard error', () => {
    const { upper95 } = meanForecast([1, 2, 3]).forecast(1)
    expect(upper95[0]).toBeCloseTo(2 + 1.959964 * Math.sqrt(4 / 3), 5)
  })
})

it('what is missing is the season before, or else the value before', () => {
  expect([...seasonalNaive([1, 2, 3, null], 2).forecast(2).mean]).toEqual([3, 2])
  expect([...seasonalNaive([null, 2, 3, 4], 2).forecast(2).mean]).toEqual([3, 4])
  expect([...naive([5, null, null]).forecast(1).mean]).toEqual([5])
  expect(seasonalNaive([null, 2, null, 4], 3).fitted.every(Number.isFinite)).toBe(true)
})

it('a series shorter than its season repeats its last value', () => {
  expect([...seasonalNaive([4, 6], 12).forecast(2).mean].every(Number.isFinite)).toBe(true)
})

it('drift continues the mean change', () => {
  expect([...drift([2, null, 6]).forecast(2).mean]).toEqual([8, 10])
  expect([...drift([7]).forecast(1).mean]).toEqual([7])
})
