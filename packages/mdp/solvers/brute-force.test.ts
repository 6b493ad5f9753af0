import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import {
  averagePolicyIteration,
  backwardInduction,
  buildModel,
  evaluatePolicy,
  evaluatePolicyGain,
  evaluatePolicyStages,
  gaussSeidel,
  linearProgram,
  type Model,
  modifiedPolicyIteration,
  optimalActions,
  policyIteration,
  relativeValueIteration,
  type Solution,
  type SolveOptions,
  totalReward,
  valueIteration,
} from '../index.ts'
import {
  averageGain,
  discountedValue,
  everyPolicy,
  greatestOf,
  totalValue,
} from '../testing/enumerate-policies.ts'
import { drawSmallInputs } from '../testing/random-model.ts'

const anyModel = fc.nat(2 ** 31 - 1).map(seed => buildModel(drawSmallInputs(seed)))
const anyGamma = fc.constantFrom(0, 0.3, 0.9, 0.99)
const epsilon = 1e-7

const discounted: Record<string, (model: Model, options: SolveOptions) => Solution> = {
  'value iteration': valueIteration,
  'value iteration, sup norm': (model, options) => valueIteration(model, { ...options, stop: 'sup-norm' }),
  'Gauss–Seidel': gaussSeidel,
  'policy iteration': policyIteration,
  'modified policy iteration': modifiedPolicyIteration,
}

describe('the best of all policies, one by one, is what the discounted solvers find', () => {
  for (const [name, solve] of Object.entries(discounted))
    it(name, () => {
      const seed = drawSeed(name)
      fc.assert(
        fc.property(anyModel, anyGamma, (model, gamma) => {
          expectOptimal(model, gamma, solve(model, { gamma, epsilon }))
        }),
        { seed, numRuns: 150 },
      )
    })

  it('linear program', async () => {
    const seed = drawSeed('linear program')
    const property = fc.asyncProperty(anyModel, anyGamma, async (model, gamma) => {
      expectOptimal(model, gamma, await linearProgram(model, { gamma, epsilon }))
    })
    await fc.assert(property, { seed, numRuns: 40 })
  })

  it('and bounds hold after one iteration already, from any start', () => {
    const seed = drawSeed('bounds')
    const anyStart = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 4, maxLength: 4 })
    const solvers = fc.constantFrom(...Object.values(discounted))
    fc.assert(
      fc.property(anyModel, anyGamma, anyStart, fc.nat(4), solvers, (model, gamma, start, more, solve) => {
        const initialValue = Float64Array.from(start.slice(0, model.stateCount))
        const solution = solve(model, { gamma, epsilon: 1e-12, initialValue, iterationsMax: 1 + more })
        expectWithinBounds(solution, optimumOf(model, gamma))
      }),
      { seed, numRuns: 200 },
    )
  })
})

describe('the best of all policies, one by one, is what', () => {
  it('the average solvers find, and where it depends on the first state they refuse', () => {
    const seed = drawSeed('average')
    let refused = 0
    fc.assert(
      fc.property(anyModel, model => {
        const best = greatestOf([...everyPolicy(model)].map(policy => averageGain(model, policy)))
        const isConstant = Math.max(...best) - Math.min(...best) < 1e-6
        for (const solve of [averagePolicyIteration, relativeValueIteration]) {
          if (!isConstant) {
            expect(() => solve(model), solve.name).toThrow(/multichain: .*\{.*\{/)
            refused++
            continue
          }
          // two classes that are never left are refused by their form, though their gains may be the same
          const found = orMessage(() => solve(model, { epsilon }))
          if (typeof found === 'string') expect(found, solve.name).toMatch(/neither the states/)
          else {
            const { gain, bounds, policy, converged } = found
            expect(converged, solve.name).toBe(true)
            expect(gain - bounds.below - 1e-9).toBeLessThanOrEqual(best[0]!)
            expect(gain + bounds.above + 1e-9).toBeGreaterThanOrEqual(best[0]!)
            expect(Math.abs(gain - best[0]!)).toBeLessThan(2 * epsilon)
            for (const earned of averageGain(model, policy)) expect(earned).toBeGreaterThan(gain - 1e-5)
          }
        }
      }),
      { seed, numRuns: 250 },
    )
    expect(refused).toBeGreaterThan(0)
  })

  it('the total reward is, where every state can come to rest and nothing earns without end', () => {
    const seed = drawSeed('total reward')
    const seen = { solved: 0, endless: 0, improper: 0 }
    fc.assert(
      fc.property(anyModel, model => {
        const policies = [...everyPolicy(model)].map(policy => ({
          ...totalValue(model, policy),
          gain: averageGain(model, policy),
        }))
        const proper = policies.filter(each => each.isProper)
        const found = orMessage(() => totalReward(model))
        if (policies.some(({ gain }) => gain.some(each => each > 1e-9))) {
          expect(found).toMatch(/no end|no proper policy/)
          seen.endless++
        } else if (proper.length === 0) {
          expect(found).toMatch(/no proper policy/)
          seen.improper++
        } else {
          const best = greatestOf(proper.map(({ value }) => value))
          if (typeof found === 'string') throw new Error(found)
          for (const [s, each] of found.value.entries()) expect(each).toBeCloseTo(best[s]!, 8)
          expect(found.converged).toBe(true)
          seen.solved++
        }
      }),
      { seed, numRuns: 400 },
    )
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0)
  })

  it('backward induction finds stage by stage, and no policy beats it', () => {
    const seed = drawSeed('finite')
    fc.assert(
      fc.property(anyModel, anyGamma, fc.integer({ min: 1, max: 5 }), (model, gamma, horizon) => {
        const { valueByStage, policyByStage } = backwardInduction(model, { horizon, gamma })
        for (const policy of everyPolicy(model)) {
          const value = evaluatePolicyStages(model, policy, { horizon, gamma })[0]!
          for (const [s, each] of value.entries())
            expect(each).toBeLessThanOrEqual(valueByStage[0]![s]! + 1e-9)
        }
        for (const [stage, policy] of policyByStage.entries())
          policy.forEach((row, s) => {
            const next = valueByStage[stage + 1]!
            let expected = model.reward[row]!
            for (let i = model.entryStart[row]!; i < model.entryStart[row + 1]!; i++)
              expected += gamma * model.probability[i]! * next[model.successor[i]!]!
            expect(expected).toBeCloseTo(valueByStage[stage]![s]!, 10)
          })
      }),
      { seed, numRuns: 100 },
    )
  })
})

describe('the evaluation of a policy', () => {
  it('agrees with another library, discounted and on average', () => {
    const seed = drawSeed('evaluation')
    fc.assert(
      fc.property(anyModel, anyGamma, (model, gamma) => {
        for (const policy of everyPolicy(model)) {
          const exact = discountedValue(model, policy, gamma)
          const found = evaluatePolicy(model, policy, { gamma })
          expectWithinBounds(found, exact)
          const { gain } = evaluatePolicyGain(model, policy)
          for (const [s, each] of averageGain(model, policy).entries()) expect(gain[s]!).toBeCloseTo(each, 6)
        }
      }),
      { seed, numRuns: 100 },
    )
  })

  it('of a random mixture lies between the worst and the best', () => {
    const seed = drawSeed('mixture')
    fc.assert(
      fc.property(anyModel, anyGamma, (model, gamma) => {
        const weight = new Float64Array(model.action.length)
        for (let s = 0; s < model.stateCount; s++)
          weight.fill(
            1 / (model.rowStart[s + 1]! - model.rowStart[s]!),
            model.rowStart[s],
            model.rowStart[s + 1],
          )
        const mixed = evaluatePolicy(model, weight, { gamma }).value
        const all = [...everyPolicy(model)].map(policy => discountedValue(model, policy, gamma))
        const worst = greatestOf(all.map(value => value.map(each => -each)))
        greatestOf(all).forEach((best, s) => {
          expect(mixed[s]!).toBeLessThanOrEqual(best + 1e-9)
          expect(mixed[s]!).toBeGreaterThanOrEqual(-worst[s]! - 1e-9)
        })
      }),
      { seed, numRuns: 100 },
    )
  })
})

function optimumOf(model: Model, gamma: number): number[] {
  return greatestOf([...everyPolicy(model)].map(policy => discountedValue(model, policy, gamma)))
}

function expectOptimal(model: Model, gamma: number, solution: Solution): void {
  const optimum = optimumOf(model, gamma)
  expect(solution.converged).toBe(true)
  expectWithinBounds(solution, optimum)
  expect(Math.max(solution.bounds.below, solution.bounds.above)).toBeLessThanOrEqual(epsilon)
  const earned = discountedValue(model, solution.policy, gamma)
  for (const [s, each] of earned.entries()) expect(each).toBeGreaterThanOrEqual(optimum[s]! - epsilon)
  const best = optimalActions(model, Float64Array.from(optimum), gamma, 1e-9)
  solution.policy.forEach((row, s) => {
    const near = optimalActions(model, solution.value, gamma, 4 * epsilon)[s]!
    expect(near).toContain(model.action[row])
    for (const action of best[s]!) expect(near).toContain(action)
  })
}

function expectWithinBounds({ value, bounds }: Pick<Solution, 'value' | 'bounds'>, exact: number[]): void {
  const tiny = 1e-11 * (1 + Math.max(...exact.map(Math.abs))) // of the oracle
  exact.forEach((each, s) => {
    expect(each).toBeGreaterThanOrEqual(value[s]! - bounds.below - tiny)
    expect(each).toBeLessThanOrEqual(value[s]! + bounds.above + tiny)
  })
}

function orMessage<T>(work: () => T): T | string {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError) return error.message
    throw error
  }
}
