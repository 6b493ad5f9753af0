import { describe, expect, it } from 'vitest'
import { averagePolicyIteration, buildModel, evaluatePolicyGain, relativeValueIteration } from '../index.ts'
import { drawModel } from '../testing/random-model.ts'

for (const solve of [averagePolicyIteration, relativeValueIteration])
  describe(`the average reward by ${solve.name}`, () => {
    it('of a periodic model', () => {
      const transitions = [0, 1, 2].map(s => [s, 0, (s + 1) % 3, 1])
      const model = buildModel({
        nStates: 3,
        transitions,
        rewards: [
          [0, 0, 9],
          [1, 0, 0],
          [2, 0, 3],
        ],
      })
      const { gain, bias, converged } = solve(model, { epsilon: 1e-10 })
      expect(converged).toBe(true)
      expect(gain).toBeCloseTo(4, 9)
      expect([...bias].map(each => each.toFixed(6))).toEqual(['0.000000', '-5.000000', '-1.000000'])
    })

    it('of a communicating model in which a policy has two classes', () => {
      const transitions = [
        [0, 0, 0, 1],
        [0, 1, 1, 1],
        [1, 0, 1, 1],
        [1, 1, 0, 1],
      ]
      const model = buildModel({
        nStates: 2,
        transitions,
        rewards: [
          [0, 0, 1],
          [1, 0, 2],
          [0, 1, -9],
          [1, 1, -9],
        ],
      })
      const { gain, policy } = solve(model, { epsilon: 1e-9 })
      expect(gain).toBeCloseTo(2, 8)
      expect([...policy]).toEqual([1, 2])
    })

    it('is refused where two classes are never left, and both are named', () => {
      const transitions = [
        [0, 0, 0, 0.5],
        [0, 0, 1, 0.5],
        [1, 0, 1, 1],
        [2, 0, 2, 1],
      ]
      const model = buildModel({ nStates: 3, transitions, rewards: [[1, 0, 1]] })
      expect(() => solve(model)).toThrow(/neither the states \{1\} nor \{2\} are ever left/)
    })

    it('is refused where states that can be kept to earn more than those that all can reach', () => {
      const transitions = [
        [0, 0, 0, 1],
        [0, 1, 1, 1],
        [1, 0, 1, 1],
      ]
      const rewards = [
        [0, 0, 5],
        [1, 0, 1],
      ]
      const model = buildModel({ nStates: 2, transitions, rewards })
      expect(() => solve(model)).toThrow(
        /from the states \{0\}, that can be kept to, .* from the states \{1\}/,
      )
      const poorer = buildModel({
        nStates: 2,
        transitions,
        rewards: [
          [0, 0, 0],
          [1, 0, 1],
        ],
      })
      expect(solve(poorer).gain).toBeCloseTo(1, 6)
    })

    it('holds its bounds when it is stopped', () => {
      const model = drawModel({ states: 40, actions: 3, successors: 3, band: 4, seed: 9 })
      const exact = averagePolicyIteration(model).gain
      const { gain, bounds, converged } = solve(model, { iterationsMax: 1 })
      expect(converged).toBe(false)
      expect(gain - bounds.below).toBeLessThanOrEqual(exact)
      expect(gain + bounds.above).toBeGreaterThanOrEqual(exact)
    })
  })

it('both average methods agree on a larger model', () => {
  const model = drawModel({ states: 500, actions: 3, successors: 4, band: 20, seed: 3 })
  const exact = averagePolicyIteration(model)
  const near = relativeValueIteration(model, { epsilon: 1e-8 })
  expect(near.converged && exact.converged).toBe(true)
  expect(Math.abs(near.gain - exact.gain)).toBeLessThan(1e-8)
})

it('the gain of a policy with two classes is told state by state', () => {
  const transitions = [
    [0, 0, 1, 0.25],
    [0, 0, 2, 0.75],
    [1, 0, 1, 1],
    [2, 0, 2, 1],
  ]
  const model = buildModel({
    nStates: 3,
    transitions,
    rewards: [
      [0, 0, 7],
      [1, 0, 8],
      [2, 0, 4],
    ],
  })
  const { gain, bias, classCount } = evaluatePolicyGain(model, Int32Array.of(0, 1, 2))
  expect([...gain, classCount]).toEqual([5, 8, 4, 2])
  expect([...bias]).toEqual([2, 0, 0])
})
