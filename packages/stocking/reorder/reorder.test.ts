import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import {
  approximateReorderUpTo,
  type Demand,
  discreteDemand,
  evaluateReorderLot,
  evaluateReorderUpTo,
  findReorderLot,
  findReorderUpTo,
  negativeBinomialDemand,
  newsvendor,
  poissonDemand,
  protectionDemand,
  type ReviewQuestion,
  sumDemand,
} from '../index.ts'
import { between } from '../testing/between.ts'

const seed = drawSeed('reorder')

describe('(s, S)', () => {
  it('gives the table of Zheng & Federgruen (1991), Operations Research 39(4), Table 1', () => {
    const rows = [
      [10, 6, 40, 35.022],
      [15, 10, 49, 42.698],
      [25, 19, 56, 54.262],
      [40, 33, 87, 64.512],
      [55, 47, 118, 74.149],
      [70, 62, 81, 79.037],
      [21, 15, 65, 50.406],
      [22, 16, 68, 51.632],
      [51, 43, 110, 71.611],
    ]
    for (const [mean = 0, s, S, cost = 0] of [...rows, [59, 51, 126, 76.679], [64, 55, 74, 78.402]]) {
      const found = findReorderUpTo({
        demand: poissonDemand(mean),
        fixedCost: 64,
        holdingCost: 1,
        stockoutCost: 9,
      })
      expect([found.reorderPoint, found.orderUpTo, found.converged]).toEqual([s, S, true])
      expect(Math.abs(found.cost - cost)).toBeLessThan(6e-4)
    }
  })

  it('solves and evaluates Snyder & Shen, Example 4.7', () => {
    const question = { demand: poissonDemand(6), fixedCost: 5, holdingCost: 1, stockoutCost: 4 }
    expect(findReorderUpTo(question)).toMatchObject({ reorderPoint: 4, orderUpTo: 10, converged: true })
    expect(findReorderUpTo(question).cost).toBeCloseTo(8.034111561471642, 10)
    expect(evaluateReorderUpTo(question, { reorderPoint: 6, orderUpTo: 18 })).toBeCloseTo(
      10.193798671644046,
      10,
    )
  })

  it('is the best of all pairs, by enumeration', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          between(0.3, 6).map(poissonDemand),
          fc
            .double({ min: 0.5, max: 4, noNaN: true })
            .map(mean => negativeBinomialDemand({ mean, variance: 2 * mean })),
          fc.constant(discreteDemand([0, 1, 4], [0.3, 0.5, 0.2])),
        ),
        between(0, 40),
        between(0.5, 20),
        fc.integer({ min: 0, max: 2 }),
        fc.integer({ min: 1, max: 2 }),
        (demand, fixedCost, stockoutCost, leadTime, reviewPeriods) => {
          const question = { demand, fixedCost, holdingCost: 1, stockoutCost, leadTime, reviewPeriods }
          const best = findReorderUpTo(question)
          expect(evaluateReorderUpTo(question, best)).toBeCloseTo(best.cost, 9)
          for (let s = best.reorderPoint - 3; s <= best.reorderPoint + 3; s++)
            for (let S = Math.max(s + 1, best.orderUpTo - 6); S <= best.orderUpTo + 6; S++)
              expect(evaluateReorderUpTo(question, { reorderPoint: s, orderUpTo: S })).toBeGreaterThan(
                best.cost - 1e-9,
              )
        },
      ),
      { seed, numRuns: 15 },
    )
  })

  it('costs what the steady state of its own Markov chain costs, with a random lead time and a review every R periods', () => {
    const leadTime = { values: [0, 2], probabilities: [0.7, 0.3] }
    const question = {
      demand: poissonDemand(1.7),
      fixedCost: 12,
      holdingCost: 1,
      stockoutCost: 7,
      leadTime,
      reviewPeriods: 2,
    }
    const policy = { reorderPoint: 3, orderUpTo: 11 }
    expect(evaluateReorderUpTo(question, policy)).toBeCloseTo(costByMarkovChain(question, policy), 9)
    const listed = { ...question, demand: discreteDemand([0, 1, 5], [0.4, 0.4, 0.2]) }
    expect(evaluateReorderUpTo(listed, policy)).toBeCloseTo(costByMarkovChain(listed, policy), 9)
  })

  it('becomes the base stock where an order costs nothing, and orders nothing where nobody buys', () => {
    const question = { demand: poissonDemand(6), fixedCost: 0, holdingCost: 1, stockoutCost: 4, leadTime: 2 }
    const base = newsvendor({ demand: poissonDemand(18), underageCost: 4, overageCost: 1 })
    expect(findReorderUpTo(question)).toMatchObject({ reorderPoint: base.level - 1, orderUpTo: base.level })
    expect(findReorderUpTo(question).cost).toBeCloseTo(base.cost, 10)
    expect(findReorderUpTo({ ...question, demand: poissonDemand(0), fixedCost: 9 })).toMatchObject({
      orderUpTo: 0,
      cost: 0,
    })
  })

  it('holds at a mean of a million, at a tiny one, and at a limit of work', () => {
    const costs = { fixedCost: 2e3, holdingCost: 1, stockoutCost: 9 }
    const large = findReorderUpTo({ ...costs, demand: poissonDemand(1e6) })
    expect(large.converged).toBe(true)
    expect(large.orderUpTo).toBeGreaterThan(1e6)
    const rare = findReorderUpTo({ ...costs, demand: poissonDemand(1e-9) })
    expect(rare.converged).toBe(true)
    expect(rare.cost).toBeLessThan(1e-3)
    const cut = findReorderUpTo({ ...costs, demand: poissonDemand(300) }, { workMax: 1000 })
    const whole = findReorderUpTo({ ...costs, demand: poissonDemand(300) })
    expect(cut.converged).toBe(false)
    expect(cut.cost).toBeGreaterThanOrEqual(whole.cost)
    expect(cut.cost - cut.residual).toBeLessThanOrEqual(whole.cost)
    let clock = 0
    const late = findReorderUpTo(
      { ...costs, demand: poissonDemand(300) },
      { secondsMax: 1, now: () => (clock += 300) },
    )
    expect(late.converged).toBe(false)
  })

  it('grows with the fixed cost, and its money scales', () => {
    const at = (fixedCost: number, scale = 1) =>
      findReorderUpTo({
        demand: poissonDemand(9),
        fixedCost: fixedCost * scale,
        holdingCost: scale,
        stockoutCost: 9 * scale,
      })
    expect(at(40).orderUpTo - at(40).reorderPoint).toBeGreaterThan(at(10).orderUpTo - at(10).reorderPoint)
    expect(at(40, 4).cost).toBeCloseTo(4 * at(40).cost, 8)
    expect(at(40, 4).orderUpTo).toBe(at(40).orderUpTo)
  })

  it('is approximated as printed: Snyder & Shen, Example 4.8', () => {
    const question = { mean: 50, sd: 8, fixedCost: 2.5, holdingCost: 0.18, stockoutCost: 0.7 }
    const { reorderPoint, orderUpTo } = approximateReorderUpTo(question)
    expect(reorderPoint).toBeCloseTo(40.19461695647407, 9)
    expect(orderUpTo).toBeCloseTo(74.29017010980579, 9)
  })

  it('refuses what makes no policy, and names it', () => {
    const question = { demand: poissonDemand(6), fixedCost: 5, holdingCost: 1, stockoutCost: 4 }
    expect(() => findReorderUpTo({ ...question, holdingCost: 0 })).toThrow('holdingCost is 0')
    expect(() => findReorderUpTo({ ...question, reviewPeriods: 1.5 })).toThrow('reviewPeriods is 1.5')
    expect(() => findReorderUpTo({ ...question, leadTime: -1 })).toThrow('leadTime is -1')
    expect(() => evaluateReorderUpTo(question, { reorderPoint: 5, orderUpTo: 5 })).toThrow(
      'not below orderUpTo',
    )
  })
})

describe('(r, Q)', () => {
  // Snyder & Shen, 2nd ed., Example 5.8 (algorithm of Federgruen & Zheng 1992).
  const example = { demandRate: 1.5, leadTime: 2, fixedCost: 100, holdingCost: 20, stockoutCost: 150 }

  it('solves and evaluates the printed example', () => {
    const found = findReorderLot(example)
    expect([found.reorderPoint, found.quantity, found.converged]).toEqual([3, 5, true])
    expect(found.cost).toBeCloseTo(107.92358063314975, 9)
    expect(evaluateReorderLot(example, { reorderPoint: 8, quantity: 12 })).toBeCloseTo(242.5281637662021, 9)
  })

  it('is the best of all pairs, by enumeration, also with a random lead time', () => {
    fc.assert(
      fc.property(
        between(0, 5),
        between(0, 3),
        between(0, 50),
        between(0.5, 20),
        (demandRate, spread, fixedCost, stockoutCost) => {
          const leadTime = { values: [0.5, 0.5 + spread], probabilities: [0.6, 0.4] }
          const question = { demandRate, leadTime, fixedCost, holdingCost: 1, stockoutCost }
          const best = findReorderLot(question)
          expect(evaluateReorderLot(question, best)).toBeCloseTo(best.cost, 9)
          for (let r = best.reorderPoint - 4; r <= best.reorderPoint + 4; r++)
            for (let Q = 1; Q <= best.quantity + 5; Q++)
              expect(evaluateReorderLot(question, { reorderPoint: r, quantity: Q })).toBeGreaterThan(
                best.cost - 1e-9,
              )
        },
      ),
      { seed, numRuns: 25 },
    )
  })

  it('holds where orders or buyers cost nothing, at a million, and at a limit of work', () => {
    expect(findReorderLot({ ...example, fixedCost: 0 }).quantity).toBe(1)
    expect(findReorderLot({ ...example, demandRate: 0 })).toMatchObject({ cost: 0, reorderPoint: -1 })
    const large = findReorderLot({ ...example, demandRate: 1e6, fixedCost: 1e4 })
    // Far from the edge it is the order quantity with backorders, √(2Kλ(h + p)/(hp)).
    expect(Math.abs(large.quantity / Math.sqrt((2 * 1e10 * 170) / 3000) - 1)).toBeLessThan(0.02)
    const cut = findReorderLot({ ...example, demandRate: 1e6, fixedCost: 1e4 }, { workMax: 50 })
    expect(cut.converged).toBe(false)
    expect(cut.cost - cut.residual).toBeLessThanOrEqual(large.cost)
  })
})

/** The inventory position after each review as a chain; costs by the definition of each period. */
function costByMarkovChain(
  question: ReviewQuestion,
  { reorderPoint: s, orderUpTo: S }: { reorderPoint: number; orderUpTo: number },
) {
  const { demand, fixedCost, holdingCost, stockoutCost, leadTime = 0, reviewPeriods = 1 } = question
  const between: Demand = sumDemand(demand, reviewPeriods)
  const size = S - s
  let shares = new Array<number>(size).fill(1 / size) // i → position S - i after a review
  let ordering = 0
  for (let sweep = 0; sweep < 3000; sweep++) {
    const next = new Array<number>(size).fill(0)
    ordering = 0
    for (let i = 0; i < size; i++) {
      for (let d = 0; i + d < size; d++) next[i + d]! += shares[i]! * between.pmf(d)
      ordering += shares[i]! * between.tail(size - 1 - i)
    }
    next[0]! += ordering
    shares = next
  }
  const after = protectionDemand({ demand, leadTime, reviewPeriods })
  const mismatch = shares.reduce(
    (sum, share, i) =>
      sum + share * (holdingCost * after.complementaryLoss(S - i) + stockoutCost * after.loss(S - i)),
    0,
  )
  return mismatch + (fixedCost * ordering) / reviewPeriods
}
