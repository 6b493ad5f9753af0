import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import { createRandom } from '../chain/random.ts'
import { worstCaseInterval, worstCaseL1 } from './worst-case.ts'

const sum = (x: ArrayLike<number>) => Array.from(x).reduce((total, each) => total + each, 0)
const mean = (q: ArrayLike<number>, value: number[]) => sum(value.map((v, i) => v * q[i]!))
const apart = (q: ArrayLike<number>, p: ArrayLike<number>) =>
  sum(Array.from(q, (each, i) => Math.abs(each - p[i]!)))

describe('the worst case', () => {
  it('within an L1 ball is as published (est-l1-robust; Strehl and Littman 2008)', () => {
    const { probability, value } = worstCaseL1([0.5, 0.3, 0.2], [10, 4, 0], 0.4)
    ;[0.3, 0.3, 0.4].forEach((q, i) => {
      expect(probability[i]).toBeCloseTo(q, 14)
    })
    expect(value).toBeCloseTo(4.2, 12)
    // more than the best successor holds: all of it goes, and some of the next
    expect([...worstCaseL1([0.25, 0.5, 0.25], [9, 4, 1], 1).probability]).toEqual([0, 0.25, 0.75])
    expect(worstCaseL1([0.5, 0.3, 0.2], [10, 4, 0], 5).value).toBe(0)
    expect(worstCaseL1([1], [7], 1).value).toBe(7)
  })

  it('within intervals is as published (mdp-interval-tiny01: storm, tiny-01.drn)', () => {
    expect(worstCaseInterval([0.4, 0.5], [0.9, 0.8], [1, 0]).value).toBeCloseTo(0.4, 12) // Pmax robust
    expect(-worstCaseInterval([0.4, 0.5], [0.9, 0.8], [-1, 0]).value).toBeCloseTo(0.5, 12) // cooperative
  })

  it('is feasible, and no drawn distribution within the same bounds is worse', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 6 }), (seed, size) => {
        const random = createRandom(seed)
        const ones = new Float64Array(size).fill(1)
        const p = random.dirichlet(ones)
        const value = Array.from(ones, () => 10 * random.normal())
        const budget = 2 * random.uniform()
        const worst = worstCaseL1(p, value, budget)
        expect(sum(worst.probability)).toBeCloseTo(1, 12)
        expect(apart(worst.probability, p)).toBeLessThanOrEqual(budget + 1e-12)
        const lower = p.map(each => each * random.uniform())
        const upper = p.map(each => each + (1 - each) * random.uniform())
        const within = worstCaseInterval(lower, upper, value)
        expect(sum(within.probability)).toBeCloseTo(1, 12)
        for (let k = 0; k < 60; k++) {
          const aim = random.dirichlet(ones.map(() => 0.3))
          const reach = Math.min(1, budget / Math.max(apart(aim, p), 1e-300))
          const q = p.map((each, i) => each + reach * (aim[i]! - each))
          expect(mean(q, value)).toBeGreaterThanOrEqual(worst.value - 1e-9)
          let step = 1 // the furthest towards the aim that stays within the intervals
          p.forEach((each, i) => {
            const room = aim[i]! > each ? upper[i]! - each : each - lower[i]!
            step = Math.min(step, room / Math.max(Math.abs(aim[i]! - each), 1e-300))
          })
          const inner = p.map((each, i) => each + step * (aim[i]! - each))
          expect(mean(inner, value)).toBeGreaterThanOrEqual(within.value - 1e-9)
        }
        within.probability.forEach((each, i) => {
          expect(each).toBeGreaterThanOrEqual(lower[i]! - 1e-12)
          expect(each).toBeLessThanOrEqual(upper[i]! + 1e-12)
        })
      }),
      { seed: drawSeed('worst case'), numRuns: 60 },
    )
  })

  it('refuses what is no distribution and bounds that hold none', () => {
    expect(() => worstCaseL1([0.5, 0.4], [1, 2], 0)).toThrow('sum to 0.9')
    expect(() => worstCaseL1([0.5, 0.5], [1, Number.NaN], 0)).toThrow('value 1')
    expect(() => worstCaseL1([1], [1], -1)).toThrow('budget')
    expect(() => worstCaseInterval([0.6, 0.6], [1, 1], [0, 0])).toThrow('above 1')
    expect(() => worstCaseInterval([0, 0], [0.4, 0.4], [0, 0])).toThrow('below 1')
    expect(() => worstCaseInterval([0.5, 0.9], [0.6, 0.8], [0, 0])).toThrow('interval 1')
  })
})
