import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import {
  discreteDemand,
  empiricalDemand,
  negativeBinomialDemand,
  newsvendor,
  newsvendorPrices,
  normalDemand,
  poissonDemand,
} from '../index.ts'
import { between } from '../testing/between.ts'

const seed = drawSeed('newsvendor')
const cost = between(0.01, 100)
const wholeDemand = fc.oneof(
  between(0, 25).map(poissonDemand),
  fc
    .double({ min: 0.5, max: 15, noNaN: true })
    .map(mean => negativeBinomialDemand({ mean, variance: 2.5 * mean })),
  fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 15 }).map(empiricalDemand),
)

describe('newsvendor', () => {
  // All: Snyder & Shen, Fundamentals of Supply Chain Theory, 2nd ed.
  it('solves the printed normal examples (Example 4.3, Problem 4.1)', () => {
    const example = { demand: normalDemand({ mean: 50, sd: 8 }), underageCost: 0.7, overageCost: 0.18 }
    expect(newsvendor(example).level).toBeCloseTo(56.60395592743389, 9)
    expect(newsvendor(example).cost).toBeCloseTo(1.9976051931766445, 9)
    expect(newsvendor({ ...example, level: 40 }).cost).toBeCloseTo(7.356131552870388, 9)
    const problem = { demand: normalDemand({ mean: 900, sd: 60 }), underageCost: 79, overageCost: 43 }
    expect(newsvendor(problem).level).toBeCloseTo(922.7214038234755, 9)
    expect(newsvendor(problem).cost).toBeCloseTo(2718.196781782411, 8)
  })

  it('solves the printed discrete examples (Example 4.7, Problems 4.7b and 4.8a)', () => {
    const poisson = { demand: poissonDemand(6), underageCost: 4, overageCost: 1 }
    expect(newsvendor(poisson).level).toBe(8)
    expect(newsvendor(poisson).cost).toBeCloseTo(3.5701069457709376, 10)
    expect(newsvendor({ ...poisson, level: 5 }).cost).toBeCloseTo(6.590296024616344, 10)
    const problem = newsvendor({ demand: poissonDemand(18), underageCost: 270, overageCost: 200 })
    expect(problem.level).toBe(19)
    expect(problem.cost).toBeCloseTo(786.0884409351115, 8)
    const listed = newsvendor({
      demand: discreteDemand([1, 2, 3, 4, 5, 6, 7, 8], [0.25, 0.05, 0.1, 0.2, 0.15, 0.1, 0.1, 0.05]),
      underageCost: 1e6,
      overageCost: 5e5,
    })
    expect(listed.level).toBe(5)
    expect(listed.cost).toBeCloseTo(1_225_000, 6)
  })

  it('solves the printed example with prices (Example 4.2)', () => {
    const demand = normalDemand({ mean: 50, sd: 8 })
    const answer = newsvendorPrices({ demand, price: 1, cost: 0.3, salvage: 0.12 })
    expect(answer.level).toBeCloseTo(56.60395592743389, 9)
    expect(answer.profit).toBeCloseTo(33.002394806823354, 9)
  })

  it('counts goodwill and holding on their sides of the balance', () => {
    const demand = discreteDemand([2, 5], [0.4, 0.6])
    const answer = newsvendorPrices({
      demand,
      price: 10,
      cost: 6,
      salvage: 1,
      goodwill: 2,
      holding: 3,
      level: 3,
    })
    // By hand: sold 2 or 3, one left over in 40 %, two missed in 60 % of the cases.
    const profit = 0.4 * (2 * 10 + 1 - 3) + 0.6 * (3 * 10 - 2 * 2) - 3 * 6
    expect(answer.profit).toBeCloseTo(profit, 12)
  })

  it('finds the best of all levels, and the smallest of them', () => {
    fc.assert(
      fc.property(wholeDemand, cost, cost, (demand, underageCost, overageCost) => {
        const best = newsvendor({ demand, underageCost, overageCost })
        for (let level = 0; level <= best.level + 30; level++) {
          const other = newsvendor({ demand, underageCost, overageCost, level }).cost
          expect(other).toBeGreaterThanOrEqual(best.cost * (1 - 1e-9) - 1e-9)
          if (level < best.level) expect(other).toBeGreaterThan(best.cost - 1e-9)
        }
      }),
      { seed, numRuns: 80 },
    )
  })

  it('is convex, scales with money, and orders no less when shortage is dearer', () => {
    fc.assert(
      fc.property(wholeDemand, cost, cost, between(1, 5), (demand, p, h, factor) => {
        const at = (level: number, scale = 1) =>
          newsvendor({ demand, underageCost: p * scale, overageCost: h * scale, level }).cost
        for (let level = 1; level < 30; level++)
          expect(at(level - 1) + at(level + 1) - 2 * at(level)).toBeGreaterThan(-1e-7)
        expect(at(7, factor)).toBeCloseTo(factor * at(7), 6)
        const base = newsvendor({ demand, underageCost: p, overageCost: h })
        const scaled = newsvendor({ demand, underageCost: p * 8, overageCost: h * 8 })
        expect(scaled.level).toBe(base.level)
        const dearer = newsvendor({ demand, underageCost: p * factor, overageCost: h })
        expect(dearer.level).toBeGreaterThanOrEqual(base.level)
      }),
      { seed, numRuns: 80 },
    )
  })

  it('reports how many are served, and nothing where nobody asks', () => {
    const answer = newsvendor({
      demand: discreteDemand([0, 10], [0.5, 0.5]),
      underageCost: 1,
      overageCost: 1,
      level: 4,
    })
    expect(answer.fillRate).toBeCloseTo(0.4, 12)
    expect(answer.cycleService).toBe(0.5)
    const none = newsvendor({ demand: poissonDemand(0), underageCost: 9, overageCost: 1 })
    expect([none.level, none.cost, none.fillRate]).toEqual([0, 0, null])
  })

  it('holds at the ends of the ratio and at very large demand', () => {
    expect(newsvendor({ demand: poissonDemand(6), underageCost: 0, overageCost: 1 }).level).toBe(0)
    expect(
      newsvendor({ demand: discreteDemand([1, 9], [0.5, 0.5]), underageCost: 1, overageCost: 0 }).level,
    ).toBe(9)
    expect(() => newsvendor({ demand: poissonDemand(6), underageCost: 1, overageCost: 0 })).toThrow(
      'overageCost',
    )
    const rare = newsvendor({ demand: poissonDemand(6), underageCost: 1e12, overageCost: 1e-3 })
    expect(rare.level).toBe(poissonDemand(6).quantile(1, 1e-15))
    const large = newsvendor({ demand: poissonDemand(1e6), underageCost: 9, overageCost: 1 })
    const normal = newsvendor({
      demand: normalDemand({ mean: 1e6, sd: 1e3 }),
      underageCost: 9,
      overageCost: 1,
    })
    expect(Math.abs(large.level - normal.level)).toBeLessThan(2)
    expect(large.cost / normal.cost).toBeCloseTo(1, 3)
  })

  it('refuses prices that make no sense, and names them', () => {
    const demand = poissonDemand(3)
    expect(() => newsvendorPrices({ demand, price: 1, cost: 2, salvage: 0 })).toThrow(
      'price 1 is below cost 2',
    )
    expect(() => newsvendorPrices({ demand, price: 3, cost: 2, salvage: 2 })).toThrow('salvage 2')
    expect(() => newsvendor({ demand, underageCost: -1, overageCost: 1 })).toThrow('underageCost is -1')
    expect(() => newsvendor({ demand, underageCost: 0, overageCost: 0 })).toThrow('both 0')
  })
})
