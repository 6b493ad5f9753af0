import { type OrderPolicy, replay } from '../replay/replay.ts'
import { type ReplayResult, summarize } from '../replay/replay-result.ts'
import type { MakeSeries } from './norway.ts'
import { type Forecaster, house, orderByForecast, type RuleName, remember, rules, sum } from './policies.ts'

export const monthsReplayed = 36

export interface BacktestRow {
  readonly make: string
  readonly demand: number
  readonly forecast: ReplayResult
  readonly byRule: Readonly<Record<RuleName, ReplayResult>>
}

export interface Beginning {
  /** months counted from each series' own beginning after which the policies begin to order, so that the stock at the
   *  start of the replayed months is each policy's own doing; null: with the replayed months; default 12 */
  readonly playedFrom?: number | null
  /** on hand where the policies begin, in months of the mean of the last three before it; default 1 */
  readonly initialMonths?: number
}

export interface BacktestOptions extends Beginning {
  readonly forecast: Forecaster
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

function replayMake(make: string, units: Float64Array, options: BacktestOptions): BacktestRow {
  const byRule = Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [name, play(units, rule, options)]),
  )
  return {
    make,
    demand: sum(units.subarray(-monthsReplayed)),
    forecast: play(units, orderByForecast(remember(options.forecast)), options),
    byRule: byRule as Record<RuleName, ReplayResult>,
  }
}

/** The last months of a series under a policy. Every policy begins with the same: `initialMonths` of the mean of the
 *  last three months on hand, and one month's due in each month of the lead time. What it does before the replayed
 *  months is not counted. */
export function play(units: Float64Array, policy: OrderPolicy, beginning: Beginning): ReplayResult {
  const { playedFrom = 12, initialMonths = 1 } = beginning
  const start = playedFrom ?? units.length - monthsReplayed
  const history = units.subarray(0, start)
  const month = sum(history.subarray(-3)) / 3
  const costs = { holding: house.holding, shortage: house.shortage }
  const { trace } = replay({
    demand: units.subarray(start),
    history,
    policy,
    leadTime: house.leadTime,
    initialStock: Math.round(initialMonths * month),
    initialPipeline: Array<number>(house.leadTime).fill(Math.round(month)),
    unmet: 'lost',
    substitutionShare: house.substitutionShare,
    costs,
  })
  return summarize(trace.slice(-monthsReplayed), costs)
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
