import { type BacktestOptions, type BacktestRow, monthsReplayed, play } from './backtest.ts'
import type { MakeSeries } from './norway.ts'
import { cover, type Forecaster, orderByForecast, type RuleName, remember, rules, sum } from './policies.ts'

/** What the forecast-driven policy would have cost on a make with one thing changed, known only afterwards. */
export interface Loss {
  readonly row: BacktestRow
  /** the rules that were cheaper */
  readonly cheaper: readonly RuleName[]
  /** of the cheapest rule */
  readonly ruleCost: number
  /** with the level of the market known: the mean of the year around the three months that the order is for */
  readonly trendCost: number
  /** with the demand of these three months known */
  readonly knownCost: number
  /** with the same forecast, and all levels higher or lower by the `shift` that suited best */
  readonly levelCost: number
  readonly shift: number
  /** of both where they begin with the replayed months and one month on hand */
  readonly startCost: number
  readonly startRuleCost: number
}

const shifts = [0, -1, 1, -2, 2, -3, 3, -4, 4]

/** Every make on which some rule was cheaper. */
export function listLosses(
  series: readonly MakeSeries[],
  rows: readonly BacktestRow[],
  options: BacktestOptions,
): Loss[] {
  const names = Object.keys(rules) as RuleName[]
  return rows
    .filter(row => row.demand > 0)
    .flatMap(row => {
      const cheaper = names
        .filter(name => costOf(row, name) < row.forecast.cost.total)
        .sort((a, b) => costOf(row, a) - costOf(row, b))
      const units = series.find(each => each.make === row.make)!.units
      return cheaper.length > 0 ? [explain(row, cheaper, units, options)] : []
    })
}

function explain(
  row: BacktestRow,
  cheaper: readonly RuleName[],
  units: Float64Array,
  options: BacktestOptions,
): Loss {
  const forecast = remember(options.forecast)
  const cost = (policy: Parameters<typeof play>[1], beginning = options) =>
    play(units, policy, beginning).cost.total
  const levels = shifts.map(shift => ({ shift, cost: cost(orderByForecast(forecast, shift)) }))
  const level = levels.reduce((best, each) => (each.cost < best.cost ? each : best))
  const withReplay = { ...options, playedFrom: null, initialMonths: 1 }
  return {
    row,
    cheaper,
    ruleCost: costOf(row, cheaper[0]!),
    trendCost: cost(orderByForecast(remember(knowing(units, forecast, { before: 4, after: 8 })))),
    knownCost: cost(orderByForecast(remember(knowing(units, forecast, { before: 0, after: cover })))),
    levelCost: level.cost,
    shift: level.shift,
    startCost: cost(orderByForecast(forecast), withReplay),
    startRuleCost: cost(rules[cheaper[0]!], withReplay),
  }
}

/** Knows, from the first replayed month on, the mean of the months around it; at the end, of those that are left. */
function knowing(
  units: Float64Array,
  forecast: Forecaster,
  around: { readonly before: number; readonly after: number },
): Forecaster {
  return past => {
    if (past.length < units.length - monthsReplayed) return forecast(past)
    const months = units.subarray(past.length - around.before, past.length + around.after)
    return (cover * sum(months)) / months.length
  }
}

function costOf(row: BacktestRow, name: RuleName): number {
  return row.byRule[name].cost.total
}
