import { beforeAll, describe, expect, it } from 'vitest'
import { type BacktestRow, runBacktest, score } from './backtest.ts'
import { readDealerSeries } from './norway.ts'
import { combinedForecast, type RuleName, rules } from './policies.ts'

const folder = process.env.FORECOURT_SAMPLES

// Three thousand automatic forecasts: a minute or two.
describe.skipIf(!folder)('ordering by forecast, replayed on Norwegian makes', () => {
  let rows: readonly BacktestRow[] = []
  beforeAll(() => {
    rows = runBacktest(readDealerSeries(folder!), { forecast: combinedForecast })
  }, 600_000)

  const names = Object.keys(rules) as RuleName[]

  it('plays every make with 60 months', () => {
    expect(rows).toHaveLength(33)
    expect(rows.filter(row => row.demand > 0)).toHaveLength(28)
  })

  it.each(names.filter(name => name !== 'order what sold last month'))(
    'costs less than “%s” on at least 80% of the makes that sold',
    name => {
      expect(score(rows, name).share).toBeGreaterThanOrEqual(0.8)
    },
  )

  it('costs less than ordering what was delivered on more than two thirds', () => {
    expect(score(rows, 'order what sold last month').share).toBeGreaterThan(2 / 3)
  })

  it.each(names)('costs at least a fifth less than “%s” in all', name => {
    const cost = rows.reduce((sum, row) => sum + row.forecast.cost.total, 0)
    expect(cost).toBeLessThan(0.8 * rows.reduce((sum, row) => sum + row.byRule[name].cost.total, 0))
  })
})
