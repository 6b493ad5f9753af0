import { negativeBinomialDemand, normalDemand, poissonDemand } from '../index.ts'
import type { OrderPolicy } from '../replay/replay.ts'
import { replay } from '../replay/replay.ts'
import { readDealerSeries } from './norway.ts'
import {
  automaticForecast,
  combinedForecast,
  type Forecaster,
  house,
  orderByForecast,
  remember,
  rules,
} from './policies.ts'

const series = readDealerSeries(process.env.FORECOURT_SAMPLES!).filter(
  s => s.monthsListed >= 60 && s.units.length >= 60,
)
const cover = 3
const sum = (v: Float64Array) => v.reduce((a, b) => a + b, 0)
const cache = new Map<string, number>()
const cached =
  (f: Forecaster, tag: string): Forecaster =>
  past => {
    const k = tag + past.join()
    const v = cache.get(k) ?? f(past)
    cache.set(k, v)
    return v
  }
const comb = cached(combinedForecast, 'c')
void automaticForecast
void remember
function level(mean: number, variance: number, f: number) {
  if (mean <= 0 || f <= 0) return 0
  if (variance > 1.001 * mean) return negativeBinomialDemand({ mean, variance }).quantile(f)
  if (mean < 2) return poissonDemand(mean).quantile(f)
  return Math.max(0, Math.round(normalDemand({ mean, sd: Math.sqrt(variance) }).quantile(f)))
}
const sys = {
  leadTime: 2,
  unmet: 'lost' as const,
  substitutionShare: 0.5,
  costs: { holding: 1, shortage: 8 },
}
function disp(past: Float64Array, forecast: Forecaster) {
  let sq = 3,
    c = 3
  for (let o = 12; o + cover <= past.length; o++) {
    const e = forecast(past.subarray(0, o))
    sq += (sum(past.subarray(o, o + cover)) - e) ** 2
    c += e
  }
  return sq / c
}
const grid = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.571, 0.65, 0.72, 0.8, 0.88]
// levels per (prefix, f)
const lv = new Map<string, number>()
function lev(past: Float64Array, f: number) {
  const k = past.join() + '|' + f
  let v = lv.get(k)
  if (v === undefined) {
    const m = comb(past)
    v = level(m, m > 0 ? disp(past, comb) * m : 0, f)
    lv.set(k, v)
  }
  return v
}
function pastCost(past: Float64Array, f: number, window: number): number {
  const start = Math.max(12, past.length - window)
  if (past.length - start < 6) return f === 0.571 ? 0 : 1
  const month = sum(past.subarray(Math.max(0, start - 3), start)) / 3
  const r = replay({
    ...sys,
    demand: past.subarray(start),
    history: past.subarray(0, start),
    initialStock: Math.round(month),
    initialPipeline: [Math.round(month), Math.round(month)],
    policy: ({ demandSeen, position }) => Math.max(0, lev(demandSeen.slice(), f) - position),
  })
  return r.cost.total
}
const self =
  (window: number, prior: number): OrderPolicy =>
  ({ demandSeen, position }) => {
    const past = demandSeen.slice()
    let best = 0.571,
      bc = Infinity
    for (const f of grid) {
      const c = pastCost(past, f, window) + prior * Math.abs(f - 0.571)
      if (c < bc - 1e-9) {
        bc = c
        best = f
      }
    }
    return Math.max(0, lev(past, best) - position)
  }
function run(units: Float64Array, policy: OrderPolicy, mode: string) {
  const start = units.length - 36
  const warm = mode === 'warm' ? 24 : 0
  const s0 = start - warm
  const month = sum(units.subarray(s0 - 3, s0)) / 3
  const k = mode === 'warm' ? 1 : Number(mode)
  const r = replay({
    ...sys,
    demand: units.subarray(s0),
    history: units.subarray(0, s0),
    initialStock: Math.round(k * month),
    initialPipeline: [Math.round(month), Math.round(month)],
    policy,
  })
  return r.trace.slice(warm).reduce((a, p) => a + p.onHand + 8 * p.lost, 0)
}
const pol: Record<string, OrderPolicy> = {
  now: orderByForecast(comb),
  self24: self(24, 0),
  self36p: self(36, 5),
  self60p: self(60, 5),
  selfAll: self(400, 10),
}
const skip = (process.env.ONLY ?? '').split(',').filter(Boolean)
for (const cut of [36, 0])
  for (const mode of ['1', 'warm']) {
    const cells: string[] = []
    const live = series
      .map(s => s.units.subarray(0, s.units.length - cut))
      .filter(
        u => u.length >= 60 + (mode === 'warm' ? 24 : 0) - 24 && u.length >= 63 && sum(u.subarray(-36)) > 0,
      )
    const ruleCost = Object.fromEntries(
      Object.entries(rules).map(([n, p]) => [n, live.map(u => run(u, p, mode))]),
    )
    for (const [name, p] of Object.entries(pol)) {
      if (skip.length && !skip.includes(name)) continue
      const c = live.map(u => run(u, p, mode))
      cells.push(
        `${name}: total ${c.reduce((a, b) => a + b, 0)} of ${live.length}; ` +
          Object.entries(ruleCost)
            .map(
              ([, rc]) =>
                c.filter((x, i) => x < rc[i]!).length + '/' + c.filter((x, i) => x === rc[i]!).length,
            )
            .join(' '),
      )
    }
    console.log(`cut ${cut} start ${mode}\n  ` + cells.join('\n  '))
  }
