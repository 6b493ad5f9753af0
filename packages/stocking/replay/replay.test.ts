import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import { drawUniform } from '../bench/random-transport.ts'
import { type OrderPolicy, type ReplayOptions, replay } from './replay.ts'

const keepUpTo =
  (level: number): OrderPolicy =>
  ({ position }) =>
    Math.max(0, level - position)

const plain = {
  demand: [2, 0, 5, 1],
  policy: keepUpTo(4),
  leadTime: 1,
  initialStock: 3,
  unmet: 'lost',
  costs: { holding: 1, shortage: 8 },
} satisfies ReplayOptions

describe('a replay by hand', () => {
  it('lost sales: what is missing is gone, half of it to another car', () => {
    // period: on hand, order | 0: 3 → 1, orders 1 | 1: 2, orders 2 | 2: 4 → 0, 1 unmet, orders 0 | 3: 0, orders 4, 1 unmet
    const result = replay({ ...plain, substitutionShare: 0.5 })
    expect(result.trace.map(period => period.ordered)).toEqual([1, 2, 0, 4])
    expect(result.trace.map(period => period.onHand)).toEqual([1, 2, 0, 0])
    expect(result.trace.map(period => period.received)).toEqual([0, 1, 2, 0])
    expect(result).toMatchObject({
      sold: 6,
      unmet: 2,
      substituted: 1,
      lost: 1,
      endOnOrder: 4,
      averageStock: 0.75,
    })
    expect(result.fillRate).toBe(0.75)
    expect(result.cycleServiceLevel).toBe(0.5)
    expect(result.cost).toEqual({ total: 11, holding: 3, shortage: 8, aged: 0 })
  })

  it('backorders: those who wait come first', () => {
    const result = replay({ ...plain, unmet: 'backordered' })
    expect(result.trace.map(period => period.backorders)).toEqual([0, 0, 1, 2])
    expect(result.trace.map(period => period.ordered)).toEqual([1, 2, 0, 5])
    expect(result).toMatchObject({ sold: 6, unmet: 2, lost: 0, endBackorders: 2 })
    expect(result.cost.shortage).toBe(24)
  })

  it('an order without lead time is sold in its own period, first to those who wait', () => {
    const result = replay({ ...plain, leadTime: 0, unmet: 'backordered' })
    expect(result.trace.map(period => period.backorders)).toEqual([0, 0, 1, 0])
    expect(result.trace.map(period => period.onHand)).toEqual([2, 4, 0, 3])
  })

  it('what stands longer than 90 days is aged, and the oldest is sold first', () => {
    const result = replay({
      ...plain,
      demand: [0, 0, 0, 0, 2, 0],
      policy: () => 0,
      initialPipeline: [0, 0, 2],
      costs: { holding: 1, shortage: 8, aged: 10 },
    })
    expect(result.trace.map(period => period.aged)).toEqual([0, 0, 0, 3, 1, 3])
    expect(result.cost.aged).toBe(70)
    expect(result.averageAged).toBeCloseTo(7 / 6, 12)
  })

  it('no demand: there is no fill rate to speak of', () => {
    const result = replay({ ...plain, demand: [0, 0] })
    expect(result.fillRate).toBeNull()
    expect(result.cycleServiceLevel).toBe(1)
  })
})

describe('any replay', () => {
  const policies = fc.oneof(
    fc.integer({ min: 0, max: 12 }).map(keepUpTo),
    fc.constant<OrderPolicy>(({ salesSeen }) => salesSeen.at(-1) ?? 0),
    fc.integer({ min: 0, max: 5 }).map(
      (units): OrderPolicy =>
        () =>
          units,
    ),
  )
  const replays = fc.record({
    demand: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 30 }),
    policy: policies,
    leadTime: fc.oneof(
      fc.integer({ min: 0, max: 4 }),
      fc.constant({ probabilities: [0.25, 0.25, 0.25, 0.25] }),
    ),
    initialStock: fc.integer({ min: 0, max: 8 }),
    initialPipeline: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }),
    unmet: fc.constantFrom('lost' as const, 'backordered' as const),
    randomSeed: fc.nat(),
  })

  it('loses no car and no customer', () => {
    const seed = drawSeed('replay')
    fc.assert(
      fc.property(replays, ({ randomSeed, ...drawn }) => {
        const result = replay({ ...drawn, random: drawUniform(randomSeed), costs: plain.costs })
        const begun = drawn.initialStock + result.received
        const pipeline = drawn.initialPipeline.reduce((sum, units) => sum + units, 0)
        expect(begun).toBe(result.sold + result.endStock)
        expect(result.ordered + pipeline).toBe(result.received + result.endOnOrder)
        expect(result.demand).toBe(result.sold + result.lost + result.endBackorders)
        for (const { onHand, backorders, onOrder, aged } of result.trace) {
          expect(onHand * backorders).toBe(0)
          expect(Math.min(onHand, backorders, onOrder, aged)).toBeGreaterThanOrEqual(0)
          expect(aged).toBeLessThanOrEqual(onHand)
        }
      }),
      { seed, numRuns: 300 },
    )
  })

  it('shows a policy only what was before', () => {
    const seed = drawSeed('replay of two futures')
    fc.assert(
      fc.property(replays, fc.nat(), ({ randomSeed, ...drawn }, cut) => {
        const at = cut % drawn.demand.length
        const run = (demand: number[]) =>
          replay({ ...drawn, demand, random: drawUniform(randomSeed), costs: plain.costs }).trace[at]!.ordered
        expect(run(drawn.demand.map((units, k) => (k < at ? units : 9)))).toBe(run(drawn.demand))
      }),
      { seed, numRuns: 200 },
    )
  })

  it('hands the history on, then each period as it ends', () => {
    const seen: number[][] = []
    replay({
      ...plain,
      history: [7, 8],
      policy: ({ demandSeen, salesSeen }) => {
        seen.push([...demandSeen], [...salesSeen])
        return 0
      },
      demand: [2, 2, 1],
    })
    expect(seen.at(-2)).toEqual([7, 8, 2, 2])
    expect(seen.at(-1)).toEqual([7, 8, 2, 1])
  })
})

describe('refusals name what is wrong', () => {
  it.each<[string, Partial<ReplayOptions>]>([
    ['demand 1 is -2', { demand: [1, -2] }],
    ['demand has no periods', { demand: [] }],
    ['the policy ordered NaN in period 0', { policy: () => Number.NaN }],
    ['the policy ordered -1 in period 0', { policy: () => -1 }],
    ['leadTime is 1.5', { leadTime: 1.5 }],
    ['leadTime probabilities sum to 0.5', { leadTime: { probabilities: [0.5] } }],
    ['leadTime probability 1 is -0.5', { leadTime: { probabilities: [1.5, -0.5] } }],
    ['needs `random`', { leadTime: { probabilities: [1] } }],
    ['initialStock is NaN', { initialStock: Number.NaN }],
    ['holding is -1', { costs: { holding: -1, shortage: 8 } }],
    ['substitutionShare is 2', { substitutionShare: 2 }],
    ['customers who wait take no substitute', { substitutionShare: 0.5, unmet: 'backordered' }],
    ['daysPerPeriod is 0', { daysPerPeriod: 0 }],
  ])('%s', (message, fault) => {
    expect(() => replay({ ...plain, ...fault })).toThrow(message)
  })
})
