import { replay } from '../replay/replay.ts'
import type { ReplayResult } from '../replay/replay-result.ts'
import type { MakeSeries } from './norway.ts'
import { type Forecaster, house, orderByForecast, type RuleName, remember, rules } from './policies.ts'

export const monthsReplayed = 36

export interface BacktestRow {
  readonly make: string
  readonly demand: number
  /** units a month in the year before the replay */
  readonly meanBefore: number
  readonly largestMonth: number
  readonly forecast: ReplayResult
  readonly byRule: Readonly<Record<RuleName, ReplayResult>>
}

export interface BacktestOptions {
  readonly forecast: Forecaster
  /** on hand at the start, in months of the mean of the last three before it; default 1 */
  readonly initialMonths?: number
  /** months cut off every series' end first, to try things out on the months before the replayed ones; default 0 */
  readonly monthsCut?: number
}

/** Makes with at least 60 months, in the order of their sales. */
export function runBacktest(series: readonly MakeSeries[], options: BacktestOptions): BacktestRow[] {
  const cut = options.monthsCut ?? 0
  return series
    .filter(({ monthsListed, units }) => monthsListed >= 60 && units.length - cut >= 60)
    .map(each => replayMake(each.make, each.units.subarray(0, each.units.length - cut), options))
    .sort((a, b) => b.demand - a.demand)
}

/** Every policy begins with the same: `initialMonths` of the mean of the last three months on hand, and one month's due
 *  in each of the two months of the lead time. */
function replayMake(make: string, units: Float64Array, options: BacktestOptions): BacktestRow {
  const start = units.length - monthsReplayed
  const history = units.subarray(0, start)
  const demand = units.subarray(start)
  const month = history.subarray(-3).reduce((sum, each) => sum + each, 0) / 3
  const run = (policy: Parameters<typeof replay>[0]['policy']) =>
    replay({
      demand,
      history,
      policy,
      leadTime: house.leadTime,
      initialStock: Math.round((options.initialMonths ?? 1) * month),
      initialPipeline: Array<number>(house.leadTime).fill(Math.round(month)),
      unmet: 'lost',
      substitutionShare: house.substitutionShare,
      costs: { holding: house.holding, shortage: house.shortage },
    })
  const byRule = Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, run(rule)]))
  return {
    make,
    demand: demand.reduce((sum, each) => sum + each, 0),
    meanBefore: history.subarray(-12).reduce((sum, each) => sum + each, 0) / 12,
    largestMonth: Math.max(...demand),
    forecast: run(orderByForecast(remember(options.forecast))),
    byRule: byRule as Record<RuleName, ReplayResult>,
  }
}

export interface Score {
  readonly won: number
  readonly even: number
  readonly lost: number
  /** won of all; null: no series */
  readonly share: number | null
}

/** Against one rule, or against the cheapest of several; of makes that sold a car at all: without demand every policy
 *  keeps what it began with, and there is nothing to win. */
export function score(rows: readonly BacktestRow[], ...names: readonly RuleName[]): Score {
  const live = rows.filter(row => row.demand > 0)
  const differences = live.map(
    row => row.forecast.cost.total - Math.min(...names.map(name => row.byRule[name].cost.total)),
  )
  const won = differences.filter(difference => difference < 0).length
  const even = differences.filter(difference => difference === 0).length
  return {
    won,
    even,
    lost: live.length - won - even,
    share: live.length > 0 ? won / live.length : null,
  }
}
