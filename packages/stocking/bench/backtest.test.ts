import { describe, expect, it } from 'vitest'
import { monthsReplayed, runBacktest, score } from './backtest.ts'
import type { MakeSeries } from './norway.ts'
import { type Forecaster, orderByForecast, remember, rules } from './policies.ts'
import { drawUniform } from './random-transport.ts'

const yearMean: Forecaster = past => {
  const last = past.subarray(-12)
  return (3 * last.reduce((sum, units) => sum + units, 0)) / last.length
}

describe('the backtest', () => {
  it('finds the forecast cheaper where demand comes by chance about a level', () => {
    const series = Array.from({ length: 12 }, (_, index) => drawSeries(index + 1, 3 + index))
    const rows = runBacktest(series, { forecast: yearMean })
    expect(rows).toHaveLength(12)
    for (const name of ['keep 1.2 × mean on hand', 'keep 1.2 × mean on hand and on order'] as const)
      expect(score(rows, name).share).toBeGreaterThanOrEqual(0.8)
  })

  it('replays the last months, and lets all policies begin alike', () => {
    const [row] = runBacktest([drawSeries(5, 4)], { forecast: yearMean, playedFrom: null })
    const results = [row!.forecast, ...Object.values(row!.byRule)]
    for (const result of results) {
      expect(result.trace).toHaveLength(monthsReplayed)
      expect(result.trace[0]!.onHand).toBe(results[0]!.trace[0]!.onHand)
      expect(result.trace[1]!.received).toBe(results[0]!.trace[1]!.received)
    }
  })

  it('leaves makes without sales and makes with few months out of the score', () => {
    const silent = { ...drawSeries(1, 3), units: new Float64Array(100) }
    const young = { ...drawSeries(2, 3), monthsListed: 59 }
    const rows = runBacktest([silent, young], { forecast: yearMean })
    expect(rows.map(row => row.demand)).toEqual([0])
    expect(score(rows, 'keep 1.2 × mean on hand')).toEqual({ won: 0, even: 0, lost: 0, share: null })
  })

  it('orders by the forecast up to a quantile of what the lead time and a month take', () => {
    const state = {
      period: 0,
      onHand: 2,
      onOrder: 1,
      backorders: 0,
      position: 3,
      demandSeen: Float64Array.of(2, 3, 1, 2, 4, 0, 2, 2, 3, 1, 2, 2),
      salesSeen: new Float64Array(12),
    }
    // No error is known yet, so demand is Poisson about 6: P(D ≤ 6) = 0.606 is the first above 4 / 7.
    expect(orderByForecast(remember(() => 6))(state)).toBe(3)
    expect(orderByForecast(() => 0)(state)).toBe(0)
    expect(rules['keep 1.2 × mean on hand'](state)).toBe(0)
    expect(rules['keep 1.2 × mean beyond the lead time'](state)).toBe(2)
  })
})

/** Poisson months, by counting arrivals. */
function drawSeries(seed: number, mean: number): MakeSeries {
  const uniform = drawUniform(seed)
  const draw = () => {
    let count = -1
    let time = 0
    while (time < mean) {
      time -= Math.log(1 - uniform())
      count++
    }
    return count
  }
  const units = Float64Array.from({ length: 100 }, draw)
  return { make: `make ${seed}`, monthsListed: 100, firstMonth: '2007-01', units }
}
