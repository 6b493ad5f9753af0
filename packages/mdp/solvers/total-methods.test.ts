import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import {
  averagePolicyIteration,
  averageProgram,
  buildModel,
  type Model,
  type Solution,
  totalReward,
  totalRewardIteration,
  totalRewardProgram,
} from '../index.ts'
import { averageGain, everyPolicy, greatestOf, totalValue } from '../testing/enumerate-policies.ts'
import { gambler } from '../testing/gambler.ts'
import { orMessage } from '../testing/or-message.ts'
import { drawModel, drawSmallInputs } from '../testing/random-model.ts'

const anyModel = fc.nat(2 ** 31 - 1).map(seed => buildModel(drawSmallInputs(seed)))
const options = { epsilon: 1e-7, iterationsMax: 20_000 }

const totals: Record<string, (model: Model) => Solution | Promise<Solution>> = {
  'value iteration': model => totalRewardIteration(model, options),
  'Gauss–Seidel': model => totalRewardIteration(model, { ...options, sweep: 'in-place' }),
  'modified policy iteration': model => totalRewardIteration(model, { ...options, sweep: 'modified' }),
  'linear program': model => totalRewardProgram(model, options),
}

describe('the total reward of the best proper policy, of all of them one by one, is found by', () => {
  for (const [name, solve] of Object.entries(totals))
    it(name, async () => {
      const seed = drawSeed(`total reward by ${name}`)
      const seen = { solved: 0, unsure: 0, endless: 0, improper: 0 }
      await fc.assert(
        fc.asyncProperty(anyModel, async model => {
          const policies = [...everyPolicy(model)].map(policy => ({
            ...totalValue(model, policy),
            gain: averageGain(model, policy),
          }))
          const proper = policies.filter(each => each.isProper)
          const found = await orMessage(() => solve(model))
          if (proper.length === 0) {
            expect(found).toMatch(/no proper policy|no end/)
            seen.improper++
          } else if (policies.some(({ gain }) => gain.some(each => each > 1e-9))) {
            expect(found).toMatch(/no end|no proper policy/)
            seen.endless++
          } else {
            const best = greatestOf(proper.map(({ value }) => value))
            if (typeof found === 'string') throw new Error(found)
            for (const [s, each] of best.entries()) {
              expect(found.value[s]! + found.bounds.above).toBeGreaterThanOrEqual(each - 1e-11)
              expect(found.value[s]! - found.bounds.below).toBeLessThanOrEqual(each + 1e-11)
              expect(Math.abs(found.value[s]! - each)).toBeLessThan(1e-6)
            }
            const early = totalRewardIteration(model, { iterationsMax: 1 })
            for (const [s, each] of best.entries()) {
              expect(early.value[s]! + early.bounds.above).toBeGreaterThanOrEqual(each - 1e-9)
              expect(early.value[s]! - early.bounds.below).toBeLessThanOrEqual(each + 1e-9)
            }
            const earned = totalValue(model, found.policy)
            expect(earned.isProper).toBe(true)
            for (const [s, each] of best.entries()) expect(earned.value[s]!).toBeGreaterThan(each - 1e-6)
            if (found.converged) seen.solved++
            else seen.unsure++
          }
        }),
        { seed, numRuns: name === 'linear program' ? 100 : 250 },
      )
      expect(Math.min(seen.solved, seen.endless, seen.improper)).toBeGreaterThan(0)
      expect(seen.unsure).toBeLessThan(seen.solved / 20)
    })

  it('sweeps that stop early, with bounds that hold', () => {
    const bold = gambler(0.4, 20)
    const exact = totalReward(bold).value
    for (const sweep of ['plain', 'in-place', 'modified'] as const)
      for (const iterationsMax of [1, 3, 9]) {
        const { value, bounds } = totalRewardIteration(bold, { sweep, iterationsMax })
        for (const [s, each] of exact.entries()) {
          expect(value[s]! - bounds.below).toBeLessThanOrEqual(each + 1e-12)
          expect(value[s]! + bounds.above).toBeGreaterThanOrEqual(each - 1e-12)
        }
      }
  })

  it('all methods where every stake is as good, so that a greedy policy may never end', async () => {
    const fair = gambler(0.5, 20)
    for (const [name, solve] of Object.entries(totals)) {
      const { value, converged } = await solve(fair)
      expect(converged, name).toBe(true)
      for (const [s, each] of value.entries()) if (s < 20) expect(each, name).toBeCloseTo(s / 20, 6)
    }
  })
})

describe('the average reward', () => {
  it('by the linear program is that of the best policy, of all of them one by one', async () => {
    const seed = drawSeed('average by linear program')
    let solved = 0
    await fc.assert(
      fc.asyncProperty(anyModel, async model => {
        const best = greatestOf([...everyPolicy(model)].map(policy => averageGain(model, policy)))
        const found = await orMessage(() => averageProgram(model))
        if (Math.max(...best) - Math.min(...best) > 1e-6) expect(found).toMatch(/multichain/)
        else if (typeof found === 'string') expect(found).toMatch(/neither the states/)
        else {
          solved++
          expect(found.converged).toBe(true)
          expect(found.gain).toBeCloseTo(best[0]!, 7)
        }
      }),
      { seed, numRuns: 100 },
    )
    expect(solved).toBeGreaterThan(5)
  })

  it('of 3000 states that step by 20 is found to the last digits, where sweeps hardly get on', () => {
    const model = drawModel({ states: 3000, actions: 3, successors: 4, band: 20, seed: 3 })
    const { bounds, converged } = averagePolicyIteration(model)
    expect(converged).toBe(true)
    expect(bounds.below + bounds.above).toBeLessThan(1e-9)
  })
})
