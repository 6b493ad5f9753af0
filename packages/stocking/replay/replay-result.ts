import type { ReplayCosts, ReplayPeriod } from './replay.ts'

export interface ReplayResult {
  /** share of the demand delivered in its own period; null: there was no demand */
  readonly fillRate: number | null
  /** share of the periods in which no demand stayed unmet */
  readonly cycleServiceLevel: number
  readonly demand: number
  readonly ordered: number
  readonly received: number
  readonly sold: number
  readonly unmet: number
  readonly substituted: number
  readonly lost: number
  /** mean over the ends of the periods */
  readonly averageStock: number
  /** mean over the ends of the periods, units that have stood longer than `agedAfterDays` */
  readonly averageAged: number
  readonly endStock: number
  readonly endOnOrder: number
  readonly endBackorders: number
  readonly cost: {
    readonly total: number
    readonly holding: number
    readonly shortage: number
    readonly aged: number
  }
  /** [periodCount] */
  readonly trace: readonly ReplayPeriod[]
}

/** Sums the periods up. */
export function summarize(trace: readonly ReplayPeriod[], costs: ReplayCosts): ReplayResult {
  const sum = (field: keyof ReplayPeriod) => trace.reduce((total, period) => total + period[field], 0)
  const count = trace.length
  const last = trace.at(-1)!
  const demand = sum('demand')
  const unmet = sum('unmet')
  const holding = costs.holding * sum('onHand')
  const shortage = costs.shortage * (sum('lost') + sum('backorders'))
  const aged = (costs.aged ?? 0) * sum('aged')
  return {
    fillRate: demand > 0 ? 1 - unmet / demand : null,
    cycleServiceLevel: trace.filter(period => period.unmet === 0).length / count,
    demand,
    ordered: sum('ordered'),
    received: sum('received'),
    sold: sum('sold'),
    unmet,
    substituted: sum('substituted'),
    lost: sum('lost'),
    averageStock: sum('onHand') / count,
    averageAged: sum('aged') / count,
    endStock: last.onHand,
    endOnOrder: last.onOrder,
    endBackorders: last.backorders,
    cost: { total: holding + shortage + aged, holding, shortage, aged },
    trace,
  }
}
