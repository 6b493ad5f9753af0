import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import { asShares, funnel, modelOf, randomModel, randomPolicy, sweepValue } from '../testing/small-models.ts'
import { discountedOccupancy } from './occupancy.ts'
import { simulate, simulatePath } from './simulate.ts'

const total = (x: Float64Array) => x.reduce((sum, each) => sum + each, 0)

describe('discounted occupancy', () => {
  it('values the forest policy 0 1 0 as published (pymdptoolbox 7c96789, evalPolicyMatrix_forest)', () => {
    const fire = (s: number, next: number) =>
      [
        [s, 0, 0, 0.1],
        [s, 0, next, 0.9],
        [s, 1, 0, 1],
      ] as const
    const forest = modelOf(
      3,
      [...fire(0, 1), ...fire(1, 2), ...fire(2, 2)],
      [
        [1, 1, 1],
        [2, 0, 4],
        [2, 1, 2],
      ],
    )
    const published = [4.47513812154696, 5.02762430939227, 23.17243384704857]
    published.forEach((value, start) => {
      const visits = discountedOccupancy(forest, Int32Array.of(0, 3, 4), { gamma: 0.9, start })
      expect(visits.value).toBeCloseTo(value, 12)
    })
  })

  it('sums to 1 / (1 - gamma), pays the value, and balances, in any model', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 15 }),
        fc.double({ min: 0.05, max: 0.97, noNaN: true }),
        (seed, size, gamma) => {
          const model = randomModel(seed, size, 3, 3)
          const policy = randomPolicy(model, seed + 1)
          const value = sweepValue(model, policy, gamma)
          const visits = discountedOccupancy(model, policy, { gamma, start: seed % size })
          expect(total(visits.state)).toBeCloseTo(1 / (1 - gamma), 9)
          expect(total(visits.row)).toBeCloseTo(1 / (1 - gamma), 9)
          expect(visits.value).toBeCloseTo(value[seed % size]!, 7)
          expect(Math.min(...visits.row)).toBeGreaterThanOrEqual(0)
          for (let s = 0; s < size; s++)
            expect(total(visits.row.subarray(model.rowStart[s], model.rowStart[s + 1]))).toBeCloseTo(
              visits.state[s]!,
              9,
            )
        },
      ),
      { seed: drawSeed('occupancy'), numRuns: 60 },
    )
  })

  it('is solved by iteration in large models, within its bound', () => {
    const model = randomModel(4, 3000, 2, 4)
    const policy = randomPolicy(model, 4)
    const value = sweepValue(model, policy, 0.95)
    const start = new Float64Array(3000).fill(1 / 3000)
    const visits = discountedOccupancy(model, policy, { gamma: 0.95, start })
    expect(visits.converged).toBe(true)
    expect(visits.iterations).toBeLessThan(40)
    expect(visits.errorBound).toBeLessThan(1e-9)
    expect(visits.value).toBeCloseTo(total(value) / 3000, 9)
    const cutShort = discountedOccupancy(model, policy, { gamma: 0.95, start, iterationsMax: 2 })
    expect(cutShort.converged).toBe(false)
    const missed = visits.state.reduce((sum, each, s) => sum + Math.abs(each - cutShort.state[s]!), 0)
    expect(missed).toBeLessThanOrEqual(cutShort.errorBound)
    const late = {
      gamma: 0.95,
      start,
      secondsMax: 0,
      now: (() => {
        let t = 0
        return () => t++
      })(),
    }
    expect(discountedOccupancy(model, policy, late)).toMatchObject({ converged: false, iterations: 0 })
  })

  it('takes one state, gamma 0, and rewards of any size', () => {
    const lone = modelOf(1, [[0, 0, 0, 1]], [[0, 0, 1e12]])
    expect(discountedOccupancy(lone, Int32Array.of(0), { gamma: 0.5, start: 0 }).value).toBe(2e12)
    expect(discountedOccupancy(lone, Int32Array.of(0), { gamma: 0, start: [1] }).state).toEqual(
      Float64Array.of(1),
    )
    const refused = [
      { gamma: 1, start: 0 },
      { gamma: 0.9, start: 1 },
      { gamma: 0.9, start: [0.5] },
    ]
    for (const options of refused)
      expect(() => discountedOccupancy(lone, Int32Array.of(0), options)).toThrow(RangeError)
  })
})

describe('simulation', () => {
  it('earns the value of the funnel, within four standard errors (mdp-funnel-0.95)', () => {
    const best = Int32Array.of(1, 3, 5, 7, 9, 10, 11, 13)
    const walk = simulate(funnel, best, { seed: 9, start: 0, steps: 250, paths: 6000, gamma: 0.95 })
    expect(Math.abs(walk.value - 810.3186929392441)).toBeLessThan(4 * walk.standardError)
    expect(walk.standardError).toBeLessThan(50)
    expect(walk.truncation).toBeCloseTo((0.95 ** 250 * 12000) / 0.05, 6)
  })

  it('follows a randomised policy, the same each time', () => {
    const model = randomModel(3, 6, 3, 3)
    const policy = randomPolicy(model, 3)
    const options = { seed: 2, start: [0.5, 0, 0.5, 0, 0, 0], steps: 120, paths: 3000, gamma: 0.9 }
    const walk = simulate(model, policy, options)
    const value = sweepValue(model, policy, 0.9)
    expect(Math.abs(walk.value - (value[0]! + value[2]!) / 2)).toBeLessThan(4 * walk.standardError)
    expect(simulate(model, policy, options)).toEqual(walk)
    expect(asShares(model, model.rowStart.slice(0, 6)).length).toBe(model.action.length)
    const ends = { seed: 1, start: 0, steps: 0 }
    expect(simulate(model, policy, ends)).toMatchObject({ value: 0, standardError: 0, truncation: null })
    expect(() => simulate(model, policy, { ...ends, steps: 1.5 })).toThrow('steps')
    expect(() => simulate(model, policy, { ...ends, paths: 0 })).toThrow('paths')
    expect(() => simulatePath(model, policy, { ...ends, steps: -3 })).toThrow('steps must be a whole number')
  })
})
