import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import {
  averagePolicyIteration,
  backwardInduction,
  buildModel,
  evaluatePolicy,
  gaussSeidel,
  linearProgram,
  type Model,
  modifiedPolicyIteration,
  optimalActions,
  policyIteration,
  qValues,
  relativeValueIteration,
  totalReward,
  valueIteration,
} from '../index.ts'
import { drawModel, drawSmallInputs } from '../testing/random-model.ts'

const anySeed = fc.nat(2 ** 31 - 1)
const anyModel = anySeed.map(seed => buildModel(drawSmallInputs(seed)))
const anyGamma = fc.constantFrom(0, 0.5, 0.95)
const solvers = [valueIteration, gaussSeidel, policyIteration, modifiedPolicyIteration]
const epsilon = 1e-9

describe('the optimal value', () => {
  it('rises where a reward rises, and by no more than 1/(1-γ) of it', () => {
    const seed = drawSeed('monotone')
    fc.assert(
      fc.property(
        anyModel,
        anyGamma,
        fc.nat(11),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (model, gamma, at, by) => {
          const row = at % model.reward.length
          const richer = { ...model, reward: model.reward.map((each, i) => (i === row ? each + by : each)) }
          const [one, other] = [model, richer].map(each => policyIteration(each, { gamma }).value)
          for (const [s, each] of one!.entries()) {
            expect(other![s]!).toBeGreaterThanOrEqual(each - 1e-9)
            expect(other![s]!).toBeLessThanOrEqual(each + by / (1 - gamma) + 1e-9)
          }
        },
      ),
      { seed, numRuns: 100 },
    )
  })

  for (const solve of solvers)
    it(`scales and moves with the rewards, and its policy stays best: ${solve.name}`, () => {
      const seed = drawSeed(`scaling, ${solve.name}`)
      const anyScale = fc.constantFrom(0.25, 1, 8)
      fc.assert(
        fc.property(
          anyModel,
          anyGamma,
          anyScale,
          fc.integer({ min: -9, max: 9 }),
          (model, gamma, scale, add) => {
            const changed = { ...model, reward: model.reward.map(each => each * scale + add) }
            const one = solve(model, { gamma, epsilon })
            const other = solve(changed, { gamma, epsilon })
            for (const [s, each] of other.value.entries())
              expect(Math.abs(each - (one.value[s]! * scale + add / (1 - gamma)))).toBeLessThan(1e-7)
            const best = optimalActions(changed, other.value, gamma, 1e-7)
            for (const [s, row] of one.policy.entries()) expect(best[s]).toContain(model.action[row])
          },
        ),
        { seed, numRuns: 50 },
      )
    })

  it('goes along when states are renamed', () => {
    const seed = drawSeed('renaming')
    fc.assert(
      fc.property(anySeed, anyGamma, fc.nat(3), (drawn, gamma, shift) => {
        const { nStates, transitions, rewards } = drawSmallInputs(drawn)
        const rename = (s: number) => (s + shift) % nStates
        const renamed = {
          nStates,
          transitions: transitions.map(([s, a, to, p]) => [rename(s!), a!, rename(to!), p!]),
          rewards: rewards.map(([s, a, r]) => [rename(s!), a!, r!]),
        }
        const [one, other] = [{ nStates, transitions, rewards }, renamed].map(
          inputs => policyIteration(buildModel(inputs), { gamma }).value,
        )
        for (const [s, each] of one!.entries()) expect(other![rename(s)]!).toBeCloseTo(each, 9)
      }),
      { seed, numRuns: 100 },
    )
  })

  it('is what its own policy earns', () => {
    const seed = drawSeed('own policy')
    fc.assert(
      fc.property(anyModel, anyGamma, fc.constantFrom(...solvers), (model, gamma, solve) => {
        const { value, policy } = solve(model, { gamma, epsilon })
        const earned = evaluatePolicy(model, policy, { gamma }).value
        for (const [s, each] of value.entries()) expect(Math.abs(earned[s]! - each)).toBeLessThan(2e-9)
      }),
      { seed, numRuns: 100 },
    )
  })
})

describe('extremes:', () => {
  const scaled = (scale: number): Model => {
    const model = drawModel({ states: 30, actions: 3, successors: 4, band: 3, seed: 5 })
    return { ...model, reward: model.reward.map(each => each * scale) }
  }
  for (const scale of [1e12, 1e-12])
    it(`rewards of ${scale} give ${scale} times the values`, async () => {
      const exact = policyIteration(scaled(1), { gamma: 0.99 }).value
      const options = { gamma: 0.99, epsilon: 1e-6 * scale }
      const found = [
        ...solvers.map(solve => solve(scaled(scale), options)),
        await linearProgram(scaled(scale), options),
      ]
      for (const { value, converged, bounds } of found) {
        expect(converged).toBe(true)
        for (const [s, each] of value.entries()) {
          expect(Math.abs(each / scale - exact[s]!)).toBeLessThanOrEqual(1.1e-6)
          expect(Number.isFinite(each + bounds.below + bounds.above)).toBe(true)
        }
      }
    })

  it('an accuracy finer than rounding ends, unconverged, with bounds that say so', () => {
    for (const solve of [valueIteration, gaussSeidel]) {
      const { converged, bounds, value } = solve(scaled(1e12), { gamma: 0.9, epsilon: 1e-9 })
      expect(converged).toBe(false)
      expect(bounds.above).toBeLessThan(1e-12 * value[0]! * 1000)
    }
  })

  it('no reward at all is worth nothing', () => {
    for (const solve of solvers)
      expect(Math.max(...solve(scaled(0), { gamma: 0.9 }).value.map(Math.abs))).toBe(0)
  })

  it('one state, one action', () => {
    const model = buildModel({ nStates: 1, transitions: [[0, 0, 0, 1]], rewards: [[0, 0, 3]] })
    for (const solve of solvers) expect(solve(model, { gamma: 0.75 }).value[0]).toBeCloseTo(12, 5)
    expect(averagePolicyIteration(model).gain).toBe(3)
    expect(relativeValueIteration(model).gain).toBe(3)
  })

  it('ties are sets, and the first of them is the policy', () => {
    const transitions = [0, 1, 2].map(a => [0, a, 0, 1])
    const model = buildModel({
      nStates: 1,
      transitions,
      rewards: [
        [0, 0, 1],
        [0, 1, 2],
        [0, 2, 2],
      ],
    })
    for (const solve of solvers) {
      const { value, policy } = solve(model, { gamma: 0.9 })
      expect([...policy]).toEqual([1])
      expect(optimalActions(model, value, 0.9)).toEqual([[1, 2]])
    }
    expect(optimalActions(model, Float64Array.of(20), 0.9, 0)).toEqual([[1, 2]])
    expect([...qValues(model, Float64Array.of(20), 0.9)]).toEqual([19, 20, 20])
  })
})

describe('limits', () => {
  const model = drawModel({ states: 50, actions: 3, successors: 3, band: 2, seed: 1 })
  const exact = policyIteration(model, { gamma: 0.999 }).value
  for (const solve of solvers)
    it(`of time and iterations answer the best so far: ${solve.name}`, () => {
      let clock = 0
      const now = () => {
        clock += 100
        return clock
      }
      const byTime = solve(model, { gamma: 0.999, secondsMax: 0.15, now })
      const byCount = solve(model, { gamma: 0.999, iterationsMax: 1 })
      for (const { converged, value, bounds, iterations } of [byTime, byCount]) {
        expect(converged).toBe(false)
        expect(iterations).toBeLessThanOrEqual(3)
        for (const [s, each] of exact.entries()) {
          expect(value[s]! - bounds.below).toBeLessThanOrEqual(each + 1e-9)
          expect(value[s]! + bounds.above).toBeGreaterThanOrEqual(each - 1e-9)
        }
      }
    })

  it('a warm start from the optimum ends at once', () => {
    for (const solve of [valueIteration, gaussSeidel])
      expect(solve(model, { gamma: 0.999, initialValue: exact }).iterations).toBeLessThan(3)
    expect(policyIteration(model, { gamma: 0.999, initialValue: exact }).iterations).toBe(1)
  })

  it('that cannot be are refused', () => {
    for (const solve of [valueIteration, gaussSeidel, policyIteration]) {
      for (const gamma of [-0.1, 1, 1.5, Number.NaN])
        expect(() => solve(model, { gamma })).toThrow(/gamma is/)
      for (const bad of [0, -1, Number.NaN, Infinity])
        expect(() => solve(model, { gamma: 0.9, epsilon: bad })).toThrow(/epsilon is/)
      expect(() => solve(model, { gamma: 0.9, iterationsMax: 0 })).toThrow(/iterationsMax is 0/)
      expect(() => solve(model, { gamma: 0.9, secondsMax: -1 })).toThrow(/secondsMax is -1/)
      expect(() => solve(model, { gamma: 0.9, initialValue: new Float64Array(3) })).toThrow(/has 3 numbers/)
      const initialValue = new Float64Array(50).fill(Number.NaN)
      expect(() => solve(model, { gamma: 0.9, initialValue })).toThrow(/initialValue of state 0 is NaN/)
    }
    expect(() => backwardInduction(model, { horizon: 0 })).toThrow(/horizon is 0/)
    expect(() => backwardInduction(model, { horizon: 1, gamma: 2 })).toThrow(/gamma is 2/)
    expect(() => backwardInduction(model, { horizon: 1, terminalValue: new Float64Array(2) })).toThrow(
      /2 numbers/,
    )
    expect(() => relativeValueIteration(model, { step: 1 })).toThrow(/step is 1/)
    expect(() => optimalActions(model, exact, 0.9, -1)).toThrow(/tolerance is -1/)
    expect(() => totalReward(model)).toThrow(/no proper policy/)
  })
})
