import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import { baseStock, discreteDemand, exactBaseStock, negativeBinomialDemand, poissonDemand } from '../index.ts'
import { between } from '../testing/between.ts'

const seed = drawSeed('base stock')

describe('base stock', () => {
  it('solves Snyder & Shen, Example 4.4', () => {
    const example = { underageCost: 0.7, overageCost: 0.18, mean: 50, sd: 8, leadTime: 4 }
    expect(baseStock(example).level).toBeCloseTo(264.7668943741548, 8)
    expect(baseStock(example).cost).toBeCloseTo(4.466781004149578, 9)
    expect(baseStock({ ...example, level: 180 }).cost).toBeCloseTo(49.000164748034095, 8)
  })

  it('adds the spread of the lead time to that of demand', () => {
    const question = { underageCost: 9, overageCost: 1, mean: 10, sd: 0 }
    // Demand is certain: only the lead time varies, with a standard deviation of 2 periods, 20 units.
    const { level } = baseStock({ ...question, leadTime: { mean: 4, variance: 4 } })
    expect(level).toBeCloseTo(50 + 20 * 1.2815515655446004, 8)
    expect(baseStock({ ...question, leadTime: 4, reviewPeriods: 2 }).level).toBeCloseTo(60, 10)
  })

  it('with a random lead time is the best of all levels, and costs what its lead times cost on average', () => {
    const demands = [
      poissonDemand(2.5),
      negativeBinomialDemand({ mean: 2, variance: 5 }),
      discreteDemand([0, 3], [0.6, 0.4]),
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...demands),
        between(0.01, 0.99),
        between(0.5, 30),
        (demand, late, underageCost) => {
          const costs = { demand, underageCost, overageCost: 1 }
          const leadTime = { values: [1, 5], probabilities: [1 - late, late] }
          const best = exactBaseStock({ ...costs, leadTime })
          for (let level = 0; level < best.level + 20; level++)
            expect(exactBaseStock({ ...costs, leadTime, level }).cost).toBeGreaterThan(best.cost - 1e-9)
          const at = (time: number) => exactBaseStock({ ...costs, leadTime: time, level: best.level }).cost
          expect(best.cost).toBeCloseTo((1 - late) * at(1) + late * at(5), 9)
        },
      ),
      { seed, numRuns: 30 },
    )
  })

  it('falls to the moments of a normal demand when demand is large', () => {
    const exact = exactBaseStock({ underageCost: 9, overageCost: 1, demand: poissonDemand(1e5), leadTime: 3 })
    const normal = baseStock({ underageCost: 9, overageCost: 1, mean: 1e5, sd: Math.sqrt(1e5), leadTime: 3 })
    expect(Math.abs(exact.level - normal.level)).toBeLessThan(2)
    expect(exact.cost / normal.cost).toBeCloseTo(1, 3)
  })

  it('refuses what is no lead time, and names it', () => {
    const question = { underageCost: 9, overageCost: 1, demand: poissonDemand(3) }
    expect(() => exactBaseStock({ ...question, leadTime: -1 })).toThrow('leadTime is -1')
    expect(() => exactBaseStock({ ...question, leadTime: { values: [1, 2], probabilities: [1] } })).toThrow(
      '2 values',
    )
    expect(() => exactBaseStock({ ...question, reviewPeriods: 0 })).toThrow('reviewPeriods is 0')
    expect(() => baseStock({ underageCost: 0, overageCost: 1, mean: 3, sd: 1 })).toThrow('underageCost is 0')
  })
})
