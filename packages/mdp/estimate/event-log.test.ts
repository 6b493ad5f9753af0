import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { countStages, directlyFollows, stageConversion } from './event-log.ts'

/** Edges as `from>to`, the way process.json writes them. */
const edges = (follows: ReadonlyMap<string, ReadonlyMap<string, number>>) =>
  Object.fromEntries([...follows].flatMap(([from, to]) => [...to].map(([next, n]) => [`${from}>${next}`, n])))

describe('the directly-follows graph', () => {
  it('counts neighbours, ends and variants', () => {
    const graph = directlyFollows([['a', 'b', 'a', 'b'], ['a'], [], ['b', 'b'], ['a']])
    expect(edges(graph.follows)).toEqual({ 'a>b': 2, 'b>a': 1, 'b>b': 1 })
    expect(graph).toMatchObject({ cases: 5, events: 8 })
    expect(Object.fromEntries(graph.start)).toEqual({ a: 3, b: 1 })
    expect(Object.fromEntries(graph.end)).toEqual({ b: 2, a: 2 })
    expect(graph.variants[0]).toEqual({ activities: ['a'], cases: 2 })
    expect(graph.variants.map(each => each.activities.join(''))).toEqual(['a', 'abab', 'bb', ''])
    expect(directlyFollows([])).toMatchObject({ cases: 0, events: 0, variants: [] })
  })

  it('does not take two activities for one', () => {
    expect(directlyFollows([['a,b'], ['a', 'b'], ['constructor', '__proto__']]).variants).toHaveLength(3)
  })
})

describe('conversion', () => {
  it('leaves out cases that are open, and counts a stage once a case', () => {
    const traces = [
      ['x', 'y', 'x', 'won'],
      ['x', 'lost', 'won'],
      ['x', 'y'],
      ['x', 'lost'],
    ]
    const { stages, ...outcome } = stageConversion(traces, { won: ['won'], lost: ['lost'] })
    expect(outcome).toEqual({ won: 2, lost: 1, open: 1 })
    expect(stages[0]).toEqual({ stage: 'x', reached: 4, closed: 3, won: 2, rate: 2 / 3 })
    expect(stages[1]).toMatchObject({ stage: 'y', reached: 2, closed: 1, rate: 1 })
    expect(stageConversion([['x']], { won: [], lost: [] }).stages[0]!.rate).toBeNull()
    expect(() => stageConversion([], { won: ['a'], lost: ['a'] })).toThrow('a cannot mean both')
  })

  it('refuses records without figures', () => {
    expect(() => countStages([{ stage: 'x' }, { stage: 'y', days: Number.NaN }])).toThrow('record 1 (y)')
    expect(countStages([{ stage: 'x' }]).get('x')).toEqual({ count: 1, value: 0, meanDays: null })
  })
})

const samples = process.env.FORECOURT_SAMPLES
describe.skipIf(!samples)('on the logs of process.json', () => {
  it('the running example of van der Aalst (pm-running-example)', () => {
    const rows = readRows('running-example.csv')
    const graph = directlyFollows(tracesOf(rows, 'case:concept:name', 'concept:name'))
    expect(graph).toMatchObject({ cases: 6, events: 42 })
    expect(graph.activity.size).toBe(8)
    expect(graph.variants).toHaveLength(6)
    expect(edges(graph.follows)).toEqual({
      'register request>examine thoroughly': 1,
      'examine thoroughly>check ticket': 2,
      'check ticket>decide': 6,
      'decide>reject request': 3,
      'register request>check ticket': 2,
      'check ticket>examine casually': 2,
      'examine casually>decide': 2,
      'decide>pay compensation': 3,
      'register request>examine casually': 3,
      'examine casually>check ticket': 4,
      'decide>reinitiate request': 3,
      'reinitiate request>examine thoroughly': 1,
      'check ticket>examine thoroughly': 1,
      'examine thoroughly>decide': 1,
      'reinitiate request>check ticket': 1,
      'reinitiate request>examine casually': 1,
    })
    expect(Object.fromEntries(graph.start)).toEqual({ 'register request': 6 })
    expect(Object.fromEntries(graph.end)).toEqual({ 'reject request': 3, 'pay compensation': 3 })
  })

  it('the loan applications of the BPI Challenge 2012 (pm-bpic2012-A)', () => {
    const traces = tracesOf(readRows('bpic2012_application_events.csv.gz'), 'case_id', 'activity')
    const graph = directlyFollows(traces)
    expect(graph.cases).toBe(13087)
    expect(graph.variants).toHaveLength(17)
    expect(graph.variants.slice(0, 5).map(each => each.cases)).toEqual([5719, 1640, 1100, 1085, 802])
    expect(graph.variants[0]!.activities).toEqual(['A_SUBMITTED', 'A_PARTLYSUBMITTED', 'A_DECLINED'])
    expect(Object.fromEntries(graph.activity)).toEqual({
      A_SUBMITTED: 13087,
      A_PARTLYSUBMITTED: 13087,
      A_PREACCEPTED: 7367,
      A_ACCEPTED: 5113,
      A_FINALIZED: 5015,
      A_REGISTERED: 2246,
      A_APPROVED: 2246,
      A_ACTIVATED: 2246,
      A_DECLINED: 7635,
      A_CANCELLED: 2807,
    })
    expect(Object.keys(edges(graph.follows))).toHaveLength(21)
    expect(edges(graph.follows)).toMatchObject({
      'A_PARTLYSUBMITTED>A_DECLINED': 5719,
      'A_APPROVED>A_REGISTERED': 912,
      'A_ACTIVATED>A_APPROVED': 505,
      'A_PARTLYSUBMITTED>A_CANCELLED': 1,
    })
    const outcome = { won: ['A_APPROVED'], lost: ['A_DECLINED', 'A_CANCELLED'] }
    const { stages, won, lost, open } = stageConversion(traces, outcome)
    expect([won, lost, open]).toEqual([2246, 7635 + 2807, 399])
    const rates = Object.fromEntries(stages.map(each => [each.stage, each.rate]))
    expect(rates).toMatchObject({
      A_SUBMITTED: 0.17701765447667087,
      A_PREACCEPTED: 0.32233065442020664,
      A_ACCEPTED: 0.4695797616558645,
      A_FINALIZED: 0.47909556313993173,
    })
  })

  it('the opportunities of a hardware seller (pm-crm-pipeline)', () => {
    const rows = readRows('crm_sales_pipeline.csv')
    const stages = countStages(
      rows.map(row => ({
        stage: row.deal_stage!,
        value: Number(row.close_value),
        ...(row.close_date && {
          days: (Date.parse(row.close_date) - Date.parse(row.engage_date!)) / 86_400_000,
        }),
      })),
    )
    const [won, lost] = [stages.get('Won')!, stages.get('Lost')!]
    expect(rows).toHaveLength(8800)
    expect([won.count, lost.count]).toEqual([4238, 2473])
    expect([stages.get('Engaging')!.count, stages.get('Prospecting')!.count]).toEqual([1589, 500])
    expect(won.count / (won.count + lost.count)).toBeCloseTo(0.6315005215318135, 12)
    expect(won.value).toBe(10005534)
    expect(won.meanDays).toBeCloseTo(51.781972628598396, 9)
    expect(lost.meanDays).toBeCloseTo(41.479175090982615, 9)
  })
})

/** These files quote nothing. */
function readRows(name: string): Record<string, string>[] {
  const bytes = readFileSync(join(samples ?? '', name))
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const [head = '', ...lines] = text.trim().split(/\r?\n/)
  const names = head.split(',')
  return lines.map(line => {
    const cells = line.split(',')
    return Object.fromEntries(names.map((each, i) => [each, cells[i] ?? '']))
  })
}

function tracesOf(rows: Record<string, string>[], key: string, activity: string): string[][] {
  const traces = new Map<string, string[]>()
  for (const row of rows) {
    const trace = traces.get(row[key]!)
    if (trace) trace.push(row[activity]!)
    else traces.set(row[key]!, [row[activity]!])
  }
  return [...traces.values()]
}
