import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import type { Model } from '../model.ts'
import {
  allPolicies,
  asShares,
  funnel,
  modelOf,
  randomModel,
  rowValueOf,
  sweepValue,
} from '../testing/small-models.ts'
import { smallestRewardChange } from './reward-change.ts'

/** V* by trying every policy, and by how much each row of a state falls short of it. */
function shortfalls(model: Model, state: number, gamma: number): number[] {
  const best = new Float64Array(model.stateCount).fill(-Infinity)
  for (const policy of allPolicies(model))
    sweepValue(model, asShares(model, policy), gamma).forEach((value, s) => {
      best[s] = Math.max(best[s]!, value)
    })
  const rows = Array.from({ length: model.rowStart[state + 1]! - model.rowStart[state]! })
  return rows.map((_, i) => best[state]! - rowValueOf(model, model.rowStart[state]! + i, gamma, best))
}

function changed(model: Model, row: number, by: number): Model {
  const reward = model.reward.slice()
  reward[row]! += by
  return { ...model, reward }
}

describe('the smallest change of a reward that flips a state', () => {
  it('is where solving again finds another best action, and not before', () => {
    let flips = 0
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 2, max: 3 }), (seed, size) => {
        const gamma = 0.7
        const model = randomModel(seed, size, 3, 2)
        const state = seed % size
        const row = (seed * 7) % model.action.length
        const { change, from, to, converged } = smallestRewardChange(model, { gamma, state, row })
        expect(converged).toBe(true)
        const sizes = Array.from({ length: model.rowStart[state + 1]! - model.rowStart[state]! }, (_, i) => {
          const alone = smallestRewardChange(model, { gamma, state, row: model.rowStart[state]! + i }).change
          return Math.abs(alone ?? Infinity)
        })
        const least = smallestRewardChange(model, { gamma, state }).change
        expect(Math.abs(least ?? Infinity)).toBe(Math.min(...sizes))
        const own = from - model.rowStart[state]!
        const isBestAt = (by: number) => shortfalls(changed(model, row, by), state, gamma)[own]! < 1e-9
        const limit = Math.abs(change ?? 200)
        for (const part of [-0.999, -0.5, 0, 0.5, 0.999]) expect(isBestAt(part * limit)).toBe(true)
        if (change === null) return
        flips++
        const beyond = shortfalls(changed(model, row, change + Math.sign(change) * 1e-4), state, gamma)
        expect(beyond[own]).toBeGreaterThan(1e-9)
        expect(beyond[to! - model.rowStart[state]!]).toBeLessThan(1e-9)
      }),
      { seed: drawSeed('reward change'), numRuns: 25 },
    )
    expect(flips).toBeGreaterThan(0)
  })

  it('walks through other states that change their minds first', () => {
    // State 0 stays (10) or goes on to 1; state 1 goes home (0) or to the end for 20. Gamma 0.5: V = 20, 20.
    const model = modelOf(
      3,
      [
        [0, 0, 0, 1],
        [0, 1, 1, 1],
        [1, 0, 0, 1],
        [1, 1, 2, 1],
        [2, 0, 2, 1],
      ],
      [
        [0, 0, 10],
        [0, 1, 0],
        [1, 0, 0],
        [1, 1, 20],
      ],
    )
    // Less at row 3: home is worth 10 from -10 on, and nothing more is lost: the state never flips that way.
    expect(smallestRewardChange(model, { gamma: 0.5, state: 0, row: 3 }).change).toBeCloseTo(20, 12)
    // Less at row 0: staying earns 2 (10 + d) until 10 from going on, at d = -5. State 1 would go home never.
    expect(smallestRewardChange(model, { gamma: 0.5, state: 0, row: 0 }).change).toBeCloseTo(-5, 12)
  })

  it('is the gap for a row that the best policy does not use (mdp-howard-toymaker)', () => {
    const toymaker = modelOf(
      2,
      [
        [0, 0, 0, 0.5],
        [0, 0, 1, 0.5],
        [0, 1, 0, 0.8],
        [0, 1, 1, 0.2],
        [1, 0, 0, 0.4],
        [1, 0, 1, 0.6],
      ],
      [
        [0, 0, 6],
        [0, 1, 4],
        [1, 0, -5],
      ],
    )
    const [short = 0] = shortfalls(toymaker, 0, 0.9).filter(each => each > 0)
    const least = smallestRewardChange(toymaker, { gamma: 0.9, state: 0 })
    expect(Math.abs(least.change!)).toBeLessThanOrEqual(short)
    const unused = least.from === 0 ? 1 : 0
    expect(smallestRewardChange(toymaker, { gamma: 0.9, state: 0, row: unused }).change).toBeCloseTo(
      short,
      10,
    )
  })

  it('says what a discount at the quote must bring in the funnel (mdp-funnel-0.95)', () => {
    const least = smallestRewardChange(funnel, { gamma: 0.95, state: 3, row: 8 })
    expect(least).toMatchObject({ from: 7, to: 8, row: 8 })
    const [, , short] = shortfalls(funnel, 3, 0.95)
    expect(least.change).toBeCloseTo(short!, 6)
  })

  it('says so when its time is over before the state flips', () => {
    let clock = 0
    const options = { gamma: 0.95, state: 3, row: 10, secondsMax: 0, now: () => clock++ }
    expect(smallestRewardChange(funnel, options).converged).toBe(false)
  })

  it('is 0 at a tie, none where there is no choice, and refuses what does not exist', () => {
    const tie = modelOf(
      2,
      [
        [0, 0, 1, 1],
        [0, 1, 1, 1],
        [1, 0, 1, 1],
      ],
      [
        [0, 0, 5],
        [0, 1, 5],
      ],
    )
    expect(smallestRewardChange(tie, { gamma: 0.9, state: 0 }).change).toBe(0)
    expect(smallestRewardChange(tie, { gamma: 0.9, state: 1 })).toMatchObject({ change: null, to: null })
    expect(smallestRewardChange(modelOf(1, [[0, 0, 0, 1]]), { gamma: 0, state: 0 }).change).toBeNull()
    expect(() => smallestRewardChange(tie, { gamma: 0.9, state: 2 })).toThrow('state 2 does not exist')
    expect(() => smallestRewardChange(tie, { gamma: 0.9, state: 0, row: 3 })).toThrow('row 3 does not exist')
    expect(() => smallestRewardChange(tie, { gamma: 1, state: 0 })).toThrow('gamma')
  })
})
