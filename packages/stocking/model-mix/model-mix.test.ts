import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import { poissonDemand } from '../demand/poisson.ts'
import { marginalProfits } from './marginal-profit.ts'
import type { MixLimits, Trim } from './mix-problem.ts'
import { chooseModelMix, type ModelMixOptions } from './model-mix.ts'

const trims: Trim[] = [
  { name: 'base', unitCost: 20, marginalProfits: [5, 4, 1] },
  { name: 'sport', unitCost: 30, marginalProfits: [9, 6, 2] },
  { name: 'estate', unitCost: 25, marginalProfits: [3, -1], baysPerUnit: 2 },
]

describe('the mix', () => {
  it('is the best of all mixes, by trying them', async () => {
    const seed = drawSeed('model mix')
    const drawnTrim = fc.record({
      unitCost: fc.integer({ min: 0, max: 9 }),
      marginalProfits: fc
        .array(fc.integer({ min: -5, max: 20 }), { maxLength: 3 })
        .map(values => values.sort((a, b) => b - a)),
      baysPerUnit: fc.integer({ min: 0, max: 3 }),
      minUnits: fc.constantFrom(0, 0, 0, 1),
    })
    const perhaps = (max: number) => fc.option(fc.integer({ min: 0, max }), { nil: undefined })
    const problems = fc.record({
      trims: fc.array(drawnTrim, { minLength: 1, maxLength: 4 }),
      limits: fc.record({
        budget: perhaps(40),
        parkingBays: perhaps(12),
        displayBays: perhaps(4),
        minVariety: perhaps(3),
        minUnits: perhaps(6),
        maxUnits: perhaps(8),
      }),
    })
    await fc.assert(
      fc.asyncProperty(problems, async drawn => {
        const listed = drawn.trims.map((trim, index) => ({
          ...trim,
          name: `trim ${index}`,
          minUnits: Math.min(trim.minUnits, trim.marginalProfits.length),
        }))
        const best = bestByTrial(listed, drawn.limits)
        const mix = await chooseModelMix({ trims: listed, ...drawn.limits })
        if (best === null) {
          expect(mix.status).toBe('infeasible')
          return
        }
        if (mix.status !== 'optimal') throw new Error(`a mix earns ${best}, and the answer is ${mix.status}`)
        expect(mix.profit).toBeCloseTo(best, 6)
        expect(keeps(listed, Array.from(mix.quantities), drawn.limits)).toBe(true)
        expect(mix.bound).toBeCloseTo(best, 6)
        expect(mix.gap).toBeLessThan(1e-6)
        for (const price of Object.values(mix.shadowPrices)) expect(price).toBeGreaterThanOrEqual(0)
      }),
      { seed, numRuns: 120 },
    )
  })

  it('without limits takes every unit that earns', async () => {
    expect(await chooseModelMix({ trims })).toMatchObject({ profit: 30, spent: 175, baysUsed: 8 })
  })

  it('says what more money and one more bay would earn, where units may be split', async () => {
    const mix = await chooseModelMix({ trims: trims.slice(0, 2), budget: 100, parkingBays: 3 })
    // Two of sport and one of base fill the bays with 80 of the 100; a fourth bay would hold a second of base.
    expect(mix).toMatchObject({
      profit: 20,
      spent: 80,
      baysUsed: 3,
      shadowPrices: { budget: 0, parkingBays: 4 },
    })
  })

  it('weighs profits of demand as newsvendors do', async () => {
    const demand = poissonDemand(3)
    const profits = marginalProfits({ demand, margin: 10, overageCost: 2, maxUnits: 12 })
    const mix = await chooseModelMix({ trims: [{ name: 'base', unitCost: 1, marginalProfits: profits }] })
    if (mix.status !== 'optimal') throw new Error(mix.status)
    expect(mix.quantities[0]).toBe(demand.quantile(10 / 12))
    const q = mix.quantities[0]!
    expect(mix.profit).toBeCloseTo(10 * (3 - demand.loss(q)) - 2 * demand.complementaryLoss(q), 9)
  })

  it('of nothing is nothing', async () => {
    expect(await chooseModelMix({ trims: [], budget: 5 })).toMatchObject({ profit: 0, converged: true })
  })
})

describe('limits that no mix keeps are named', () => {
  it.each<[string[], string, MixLimits]>([
    [['minVariety'], 'asks for 4 different trims, and 3 may be stocked', { minVariety: 4 }],
    [['minUnits'], 'asks for 9 units, and 8 may be taken', { minUnits: 9 }],
    [['displayBays'], 'is 1, and at least 2 trims must be stocked', { displayBays: 1, minVariety: 2 }],
    [['budget'], 'is 44, and the units that must be taken need at least 45', { budget: 44, minVariety: 2 }],
    [['parkingBays'], 'need at least 4', { parkingBays: 3, minUnits: 4 }],
    [['maxUnits'], 'need at least 3', { maxUnits: 2, minVariety: 3 }],
  ])('%s %s', async (conflict, reason, limits) => {
    const mix = await chooseModelMix({ trims, ...limits })
    expect(mix).toMatchObject({ status: 'infeasible', conflict })
    if (mix.status === 'infeasible') expect(mix.reason).toContain(reason)
  })

  it('a trim that must be stocked anyway does not count as the cheap one that variety asks for', async () => {
    const quota = [
      { name: 'quota', unitCost: 1, marginalProfits: [3, 2, 1], minUnits: 1 },
      { name: 'dear', unitCost: 50, marginalProfits: [9] },
    ]
    const mix = await chooseModelMix({ trims: quota, budget: 10, minVariety: 2 })
    expect(mix).toMatchObject({ status: 'infeasible', conflict: ['budget'] })
  })

  it('and so are several that only rule each other out together', async () => {
    const apart = [
      { name: 'cheap and wide', unitCost: 1, baysPerUnit: 9, marginalProfits: [1] },
      { name: 'dear and narrow', unitCost: 9, baysPerUnit: 1, marginalProfits: [1] },
    ]
    const mix = await chooseModelMix({ trims: apart, budget: 2, parkingBays: 2, minVariety: 1 })
    expect(mix).toMatchObject({ status: 'infeasible', conflict: ['budget', 'parkingBays', 'minVariety'] })
  })
})

describe('refusals name what is wrong', () => {
  it.each<[string, Partial<ModelMixOptions>]>([
    ['"base" is listed twice', { trims: [trims[0]!, trims[0]!] }],
    ['trim "x": unitCost is -1', { trims: [{ name: 'x', unitCost: -1, marginalProfits: [] }] }],
    [
      'marginalProfits 1 is 2, above the 1 before it',
      { trims: [{ name: 'x', unitCost: 1, marginalProfits: [1, 2] }] },
    ],
    ['marginalProfits 0 is NaN', { trims: [{ name: 'x', unitCost: 1, marginalProfits: [Number.NaN] }] }],
    ['minUnits 2 is above the 1', { trims: [{ name: 'x', unitCost: 1, marginalProfits: [1], minUnits: 2 }] }],
    ['maxUnits is 3, but', { trims: [{ name: 'x', unitCost: 1, marginalProfits: [1], maxUnits: 3 }] }],
    ['budget is NaN', { budget: Number.NaN }],
    ['maxSeconds is 0', { maxSeconds: 0 }],
  ])('%s', async (message, fault) => {
    await expect(chooseModelMix({ trims, ...fault })).rejects.toThrow(message)
  })
})

function keeps(listed: readonly Trim[], quantities: readonly number[], limits: MixLimits): boolean {
  const total = (of: (trim: Trim) => number) =>
    listed.reduce((sum, trim, t) => sum + of(trim) * quantities[t]!, 0)
  const variety = quantities.filter(units => units > 0).length
  const units = total(() => 1)
  const {
    budget = 1e9,
    parkingBays = 1e9,
    displayBays = 1e9,
    minVariety = 0,
    minUnits = 0,
    maxUnits = 1e9,
  } = limits
  return (
    listed.every((trim, t) => quantities[t]! >= (trim.minUnits ?? 0)) &&
    total(trim => trim.unitCost) <= budget &&
    total(trim => trim.baysPerUnit ?? 1) <= parkingBays &&
    variety <= displayBays &&
    variety >= minVariety &&
    units >= minUnits &&
    units <= maxUnits
  )
}

/** null: none keeps the limits */
function bestByTrial(listed: readonly Trim[], limits: MixLimits): number | null {
  let best: number | null = null
  const quantities = listed.map(() => 0)
  const tryFrom = (t: number, profit: number): void => {
    if (t === listed.length) {
      if (keeps(listed, quantities, limits)) best = Math.max(best ?? profit, profit)
      return
    }
    const profits = Array.from(listed[t]!.marginalProfits)
    for (let units = 0; units <= profits.length; units++) {
      quantities[t] = units
      tryFrom(t + 1, profit + profits.slice(0, units).reduce((sum, value) => sum + value, 0))
    }
  }
  tryFrom(0, 0)
  return best
}
