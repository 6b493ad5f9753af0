import { expect, test } from 'vitest'
import { chooseArima } from './choose.ts'
import { fitArima } from './fit.ts'
import { seasonalStrength } from './seasonal-strength.ts'
import { AIRLINE_PASSENGERS, QUEBEC_CAR_SALES } from './testing/series.ts'
import { normalStream, simulateArma } from './testing/simulate.ts'
import { stationarityStatistic } from './unit-root.ts'

// R forecast 8.20: auto.arima of both training parts.
test('the orders are those that the reference chooses', () => {
  const quebec = chooseArima(QUEBEC_CAR_SALES, { period: 12 })
  expect(quebec.method).toBe('ARIMA(2,0,0)(0,1,1)[12] with drift')
  expect(quebec.aicc).toBeCloseTo(1480.30156195363, 3)
  const airline = chooseArima(AIRLINE_PASSENGERS.slice(0, 132), { period: 12 })
  expect(airline.method).toBe('ARIMA(1,1,0)(0,1,0)[12]')
  expect(airline.aicc).toBeCloseTo(900.005572653463, 3)
})

test('an autoregression, a random walk and noise are told apart', () => {
  const walk = simulateArma([], [], 200, normalStream(3))
  for (let t = 1; t < walk.length; t++) walk[t] = walk[t]! + walk[t - 1]!
  expect(chooseArima(walk).specification.d).toBe(1)
  const stationary = chooseArima(simulateArma([0.6], [], 300, normalStream(4)))
  expect(stationary.specification).toMatchObject({ p: 1, d: 0, q: 0 })
  const noise = chooseArima(simulateArma([], [], 200, normalStream(6)))
  expect(noise.specification).toMatchObject({ d: 0, seasonalD: 0 })
})

test('on short series no neighbour of the choice has a smaller corrected criterion', () => {
  for (let seed = 40; seed < 48; seed++) {
    const y = simulateArma([0.6], [0.4], 16, normalStream(seed))
    const { aicc, specification } = chooseArima(y)
    const { p, d, q, hasLevel } = specification
    const level = d === 0 ? { withMean: hasLevel } : { withDrift: hasLevel }
    for (const [dp, dq] of [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ] as const) {
      if (p + dp < 0 || q + dq < 0) continue
      const other = fitArima(y, { order: [p + dp, d, q + dq], ...level })
      const isPassedOver = other.coefficients.some(({ value }) => Math.abs(value) > 0.98)
      if (!isPassedOver && other.aicc !== null) expect(other.aicc).toBeGreaterThan(aicc! - 0.1)
    }
  }
})

test('a season as strong as the passengers is found and noise has none', () => {
  expect(seasonalStrength(AIRLINE_PASSENGERS.map(Math.log), 12)).toBeGreaterThan(0.95)
  expect(seasonalStrength(simulateArma([], [], 144, normalStream(8)), 12)).toBeLessThan(0.64)
})

// By hand: residuals ±½ around the mean, lags ⌊3 · 2 / 13⌋ = 0.
test('the stationarity statistic is that of the definition', () => {
  expect(stationarityStatistic(Float64Array.from([0, 1, 0, 1]))).toBeCloseTo(0.5 / (4 * 1), 12)
  // Lags ⌊3√25 / 13⌋ = 1: half of the first autocovariance on both sides joins the variance.
  const y = Float64Array.from({ length: 25 }, (_, t) => t - 12)
  let partial = 0
  let squares = 0
  for (const value of y) {
    partial += value
    squares += partial ** 2
  }
  let product = 0
  for (let t = 1; t < 25; t++) product += y[t]! * y[t - 1]!
  expect(stationarityStatistic(y)).toBeCloseTo(squares / 25 / (1300 + product), 12)
})

test.each([
  ['zeros', new Float64Array(30), 0],
  ['a constant', new Float64Array(30).fill(7e12), 7e12],
  ['three equal values', Float64Array.from([2, 2, 2]), 2],
])('%s are forecast as they are', (_, y, level) => {
  const { mean, upper95 } = chooseArima(y, { period: 12 }).forecast(2)
  expect(mean[1]! - level).toBeCloseTo(0, 3)
  expect(upper95[1]! - level).toBeCloseTo(0, 3)
})

test('short, gapped, tiny and huge series end in finite forecasts', () => {
  const normal = normalStream(21)
  for (const length of [3, 4, 5, 8, 13, 25, 37])
    for (const scale of [1e-12, 1, 1e12]) {
      const y = simulateArma([0.5], [], length, normal).map(value => scale * (value + 10))
      if (length > 10) y[6] = Number.NaN
      const model = chooseArima(y, { period: 12 })
      const { mean, lower80, upper80 } = model.forecast(14)
      for (let h = 0; h < 14; h++) {
        expect(Number.isFinite(mean[h])).toBe(true)
        expect(lower80[h]).toBeLessThanOrEqual(mean[h]!)
        expect(upper80[h]).toBeGreaterThanOrEqual(mean[h]!)
      }
      expect(model.fitted.every(Number.isFinite)).toBe(true)
    }
})

test('differences that the gaps leave no room for are not taken', () => {
  const season = [5, 1, 9, 3]
  const y = Float64Array.from({ length: 14 }, (_, t) => (t % 2 ? Number.NaN : season[t % 4]! + 0.1 * t))
  const { mean } = chooseArima(y, { period: 4 }).forecast(4)
  expect(mean.every(Number.isFinite)).toBe(true)
})

test('fewer than three values are refused', () => {
  expect(() => chooseArima(new Float64Array(0))).toThrow(RangeError)
  expect(() => chooseArima(Float64Array.from([1, Number.NaN, 2]))).toThrow(/2 observed values/)
})
