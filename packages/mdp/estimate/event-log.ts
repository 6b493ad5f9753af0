import type { RowReward, TransitionCount } from './estimate-model.ts'

/** What follows what in a log. */
export interface DirectlyFollows {
  readonly cases: number
  readonly events: number
  /** activity → how often it occurs */
  readonly activity: ReadonlyMap<string, number>
  /** `from` → `to` → how often `to` comes right after `from` in a case */
  readonly follows: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** first activity of a case → cases */
  readonly start: ReadonlyMap<string, number>
  readonly end: ReadonlyMap<string, number>
  /** sequences of activities, most frequent first, ties by the sequence */
  readonly variants: readonly { readonly activities: readonly string[]; readonly cases: number }[]
}

/** Counts the directly-follows graph of a log (van der Aalst 2016, section 6.4). The order of the events in a
 *  trace is taken as given. O(events)
 *  @param traces one per case; an empty one counts as a case without events
 *  @example
 *  const graph = directlyFollows([['咨询', '试驾', '签约'], ['咨询', '流失'], ['咨询', '流失']])
 *  graph.follows.get('咨询') // → {"试驾":1,"流失":2}
 *  graph.variants[0] // → {"activities":["咨询","流失"],"cases":2}
 */
export function directlyFollows(traces: Iterable<readonly string[]>): DirectlyFollows {
  const follows = new Map<string, Map<string, number>>()
  const activity = new Map<string, number>()
  const start = new Map<string, number>()
  const end = new Map<string, number>()
  const variants = new Map<string, { activities: readonly string[]; cases: number }>()
  let cases = 0
  let events = 0
  for (const trace of traces) {
    cases++
    events += trace.length
    trace.forEach((name, i) => {
      count(activity, name)
      const next = trace[i + 1]
      if (next === undefined) return
      if (!follows.has(name)) follows.set(name, new Map())
      count(follows.get(name)!, next)
    })
    if (trace.length > 0) {
      count(start, trace[0]!)
      count(end, trace.at(-1)!)
    }
    const key = JSON.stringify(trace)
    const variant = variants.get(key)
    if (variant) variant.cases++
    else variants.set(key, { activities: [...trace], cases: 1 })
  }
  const ranked = [...variants.entries()]
    .sort(([a, x], [b, y]) => y.cases - x.cases || (a < b ? -1 : 1))
    .map(([, variant]) => variant)
  return { cases, events, activity, follows, start, end, variants: ranked }
}

/** Of the cases that reached a stage and are closed, how many were won. */
export interface StageConversion {
  readonly stage: string
  /** cases in which the stage occurs */
  readonly reached: number
  /** those of them that ended, one way or another */
  readonly closed: number
  readonly won: number
  /** won / closed; null when none is closed */
  readonly rate: number | null
}

/** Conversion from every stage of a log, over the closed cases: the open ones may still be won. A case is won
 *  when an activity of `won` occurs in it, lost when it is not won and one of `lost` occurs. O(events)
 *  @param traces one per case @param outcome the activities that close a case
 *  @returns stages in order of first appearance; outcomes: cases won, lost and open
 *  @throws RangeError when an activity is both won and lost
 *  @example
 *  const traces = [['咨询', '试驾', '交付'], ['咨询', '流失'], ['咨询', '试驾']]
 *  const { stages, won, lost, open } = stageConversion(traces, { won: ['交付'], lost: ['流失'] })
 *  stages[0] // → {"stage":"咨询","reached":3,"closed":2,"won":1,"rate":0.5}
 *  const outcomes = [won, lost, open] // → [1,1,1]
 */
export function stageConversion(
  traces: Iterable<readonly string[]>,
  outcome: { readonly won: readonly string[]; readonly lost: readonly string[] },
) {
  const both = outcome.won.find(each => outcome.lost.includes(each))
  if (both !== undefined) throw new RangeError(`${both} cannot mean both won and lost`)
  const stages = new Map<string, { reached: number; closed: number; won: number }>()
  const total = { won: 0, lost: 0, open: 0 }
  for (const trace of traces) {
    const names = new Set(trace)
    const isWon = outcome.won.some(each => names.has(each))
    const isClosed = isWon || outcome.lost.some(each => names.has(each))
    total[isWon ? 'won' : isClosed ? 'lost' : 'open']++
    for (const name of names) {
      if (!stages.has(name)) stages.set(name, { reached: 0, closed: 0, won: 0 })
      const stage = stages.get(name)!
      stage.reached++
      if (isClosed) stage.closed++
      if (isWon) stage.won++
    }
  }
  const listed: StageConversion[] = [...stages].map(([stage, each]) => ({
    stage,
    ...each,
    rate: each.closed > 0 ? each.won / each.closed : null,
  }))
  return { stages: listed, ...total }
}

/** One opportunity as it stands. */
export interface StageRecord {
  readonly stage: string
  readonly value?: number
  /** from opening to closing; left out while it is open */
  readonly days?: number
}

/** How many opportunities stand at each stage, what they are worth and how long they took.
 *  @returns by stage, in order of first appearance: `count`, `value` (sum), `meanDays` (null where none has
 *    days)
 *  @throws RangeError naming the record whose value or days are not finite
 *  @example
 *  countStages([{ stage: 'Won', value: 5, days: 10 }, { stage: 'Won', days: 20 }]).get('Won').meanDays // ≈ 15
 */
export function countStages(records: Iterable<StageRecord>) {
  const stages = new Map<string, { count: number; value: number; days: number; timed: number }>()
  let index = 0
  for (const { stage, value = 0, days } of records) {
    if (!Number.isFinite(value))
      throw new RangeError(`record ${index} (${stage}): value ${value} is not finite`)
    if (days !== undefined && !Number.isFinite(days))
      throw new RangeError(`record ${index} (${stage}): ${days} days is not finite`)
    const sums = stages.get(stage) ?? { count: 0, value: 0, days: 0, timed: 0 }
    sums.count++
    sums.value += value
    if (days !== undefined) {
      sums.days += days
      sums.timed++
    }
    stages.set(stage, sums)
    index++
  }
  return new Map(
    [...stages].map(([stage, { count: size, value, days, timed }]) => [
      stage,
      { count: size, value, meanDays: timed > 0 ? days / timed : null },
    ]),
  )
}

/** state, action, reward, next state */
export type LoggedStep = readonly [state: number, action: number, reward: number, next: number]

/** Counts logged steps into what `estimateModel` reads: transitions, mean rewards and the standard errors of
 *  these means (0 of a single observation, which says nothing about its spread). O(steps)
 *  @throws RangeError naming the step whose reward is not finite
 *  @example
 *  const counted = countTransitions([[0, 0, 4, 1], [0, 0, 6, 1], [0, 0, 5, 0]])
 *  counted.counts // → [[0,0,1,2],[0,0,0,1]]
 *  counted.rewards // → [[0,0,5]]
 *  counted.rewardErrors[0][2] // ≈ 0.57735
 */
export function countTransitions(steps: Iterable<LoggedStep>): {
  counts: TransitionCount[]
  rewards: RowReward[]
  rewardErrors: RowReward[]
} {
  const counts = new Map<string, { at: readonly [number, number, number]; count: number }>()
  const rows = new Map<
    string,
    { at: readonly [number, number]; count: number; mean: number; square: number }
  >()
  let index = 0
  for (const [state, action, reward, next] of steps) {
    if (!Number.isFinite(reward)) throw new RangeError(`step ${index}: the reward ${reward} is not finite`)
    index++
    const key = `${state},${action}`
    const entry = counts.get(`${key},${next}`) ?? { at: [state, action, next] as const, count: 0 }
    entry.count++
    counts.set(`${key},${next}`, entry)
    const row = rows.get(key) ?? { at: [state, action] as const, count: 0, mean: 0, square: 0 }
    const off = reward - row.mean // Welford (1962)
    row.count++
    row.mean += off / row.count
    row.square += off * (reward - row.mean)
    rows.set(key, row)
  }
  const errorOf = (n: number, square: number) => (n > 1 ? Math.sqrt(square / (n - 1) / n) : 0)
  return {
    counts: [...counts.values()].map(({ at, count: n }) => [...at, n] as const),
    rewards: [...rows.values()].map(({ at, mean }) => [...at, mean] as const),
    rewardErrors: [...rows.values()].map(({ at, count: n, square }) => [...at, errorOf(n, square)] as const),
  }
}

function count(map: Map<string, number>, key: string) {
  map.set(key, (map.get(key) ?? 0) + 1)
}
