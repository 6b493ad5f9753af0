import { describe, expect, it } from 'vitest'
import { nile, referenceCases } from '../testing/reference.ts'
import { optimisedTheta } from './optimised-theta.ts'
import { hasSeason, theta } from './theta.ts'

describe.each(referenceCases)('theta of $name', ({ train, forecasts }) => {
  it('is that of R (forecast::thetaf) to a ten-thousandth', () => {
    const { mean } = theta(train, 12).forecast(12)
    for (const [h, value] of forecasts.theta.entries())
      expect(Math.abs(mean[h]! / value - 1)).toBeLessThan(1e-4)
  })
})

it('optimised, theta has no larger squared errors than as standard', () => {
  const trending = Array.from({ length: 60 }, (_, t) => 100 + 3 * t + 20 * Math.sin(t * t))
  for (const y of [nile.y, trending]) {
    const squares = (fitted: Float64Array) => y.reduce((sum, value, t) => sum + (value - fitted[t]!) ** 2, 0)
    expect(squares(optimisedTheta(y, 1).fitted)).toBeLessThan(1.0001 * squares(theta(y, 1).fitted))
  }
  const slope = optimisedTheta(trending, 1).forecast(2).mean
  expect(slope[1]! - slope[0]!).toBeGreaterThan(2) // θ = 2 would keep half of the slope, 1.5
})

it('one step ahead within the data, it says what it would have forecast', () => {
  const y = [5, 7, 6, 9, 8, 11, 10, 13]
  const model = theta(y, 1)
  expect(model.forecast(1).mean[0]! - model.fitted[7]!).toBeGreaterThan(0)
  expect(model.fitted.every(Number.isFinite)).toBe(true)
})

it('differences take the season out where values are not all above zero', () => {
  const y = Array.from({ length: 36 }, (_, t) => [0, -10, 10][t % 3]!)
  const { mean } = theta(y, 3).forecast(3)
  expect(mean[1]).toBeCloseTo(-10, 1)
  expect(mean[2]).toBeCloseTo(10, 1)
})

it('a season must be stronger than chance, and longer than two seasons of data show', () => {
  expect(hasSeason([1, 4, 9, 1, 4, 9], 3)).toBe(false)
  expect(hasSeason(referenceCases[0]!.train, 12)).toBe(true)
  expect(hasSeason([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3], 4)).toBe(false)
})
