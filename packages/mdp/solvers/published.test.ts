import { describe, expect, it } from 'vitest'
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
  relativeValueIteration,
  type Solution,
  totalReward,
  valueIteration,
} from '../index.ts'
import published from '../testing/published-cases.json' with { type: 'json' }
import random from '../testing/random-cases.json' with { type: 'json' }
import { drawModel } from '../testing/random-model.ts'

interface Expected {
  V?: number[]
  optimal_actions?: number[][]
  V_by_stage?: number[][]
  optimal_actions_by_stage?: number[][][]
  gain?: number
  bias_relative_to_state0?: number[]
}

const solvers: Record<string, (model: Model, gamma: number) => Solution | Promise<Solution>> = {
  'value iteration': (model, gamma) => valueIteration(model, { gamma, epsilon: 1e-9 }),
  'value iteration, sup norm': (model, gamma) =>
    valueIteration(model, { gamma, epsilon: 1e-9, stop: 'sup-norm' }),
  'Gauss–Seidel': (model, gamma) => gaussSeidel(model, { gamma, epsilon: 1e-9 }),
  'policy iteration': (model, gamma) => policyIteration(model, { gamma, epsilon: 1e-9 }),
  'modified policy iteration': (model, gamma) => modifiedPolicyIteration(model, { gamma, epsilon: 1e-9 }),
  'linear program': (model, gamma) => linearProgram(model, { gamma, epsilon: 1e-9 }),
}

for (const { id, source, inputs, expected: given, tolerance } of published) {
  if ('generator' in inputs) continue // the gambler, in words: total-reward.test.ts
  const expected: Expected = given
  const build = () => buildModel(inputs as Parameters<typeof buildModel>[0])
  const gamma = Number(inputs.gamma)
  const criterion = String(inputs.criterion)
  describe(`${id} (${source})`, () => {
    if ('error' in given) it('is refused', () => expect(build).toThrow(RangeError))
    if (criterion.startsWith('discounted'))
      for (const [name, solve] of Object.entries(solvers))
        it(name, async () => {
          const model = build()
          const { value, converged, bounds } = await solve(model, gamma)
          expect(converged).toBe(true)
          expectClose(value, expected.V, Math.max(tolerance, 1e-12))
          expect(optimalActions(model, value, gamma, 4 * Math.max(bounds.above, bounds.below))).toEqual(
            expected.optimal_actions,
          )
        })
    if (criterion.endsWith('average'))
      for (const solve of [averagePolicyIteration, relativeValueIteration])
        it(solve.name, () => {
          const { gain, bias, converged } = solve(build(), { epsilon: 1e-10 })
          expect(converged).toBe(true)
          expect(Math.abs(gain - expected.gain!)).toBeLessThanOrEqual(tolerance)
          expectClose(bias, expected.bias_relative_to_state0, tolerance)
        })
    if (criterion === 'finite')
      it('backward induction', () => {
        const model = build()
        const terminalValue = Float64Array.from(inputs.terminal as number[])
        const horizon = Number(inputs.horizon)
        const { valueByStage } = backwardInduction(model, { horizon, gamma, terminalValue })
        expectClose(
          valueByStage.flatMap(each => [...each]),
          expected.V_by_stage?.flat(),
          tolerance,
        )
        const best = valueByStage.slice(1).map(value => optimalActions(model, value, gamma))
        expect(best).toEqual(expected.optimal_actions_by_stage)
      })
    if (criterion === 'evaluate-policy')
      it('evaluation', () => {
        const model = build()
        const rows = Int32Array.from(inputs.policy as number[], (action, s) => model.rowStart[s]! + action)
        expectClose(evaluatePolicy(model, rows, { gamma }).value, expected.V, tolerance)
      })
    if (criterion === 'total')
      it('total reward', () => expectClose(totalReward(build()).value, expected.V, tolerance))
  })
}

describe('large random models (genmdp; V* checked against MDPSolver and QuantEcon)', () => {
  for (const { id, inputs, expected, tolerance } of random)
    for (const solve of [policyIteration, modifiedPolicyIteration])
      it(`${id}, ${solve.name}`, () => {
        const { S, A, K, family, seed, gamma } = inputs
        const band = family === 'uniform' ? 0 : Number(family.slice(4))
        const model = drawModel({ states: S, actions: A, successors: K, band, seed })
        const { value, policy } = solve(model, { gamma, epsilon: tolerance })
        const mean = value.reduce((sum, each) => sum + each, 0) / S
        const found = [value[0]!, value[S - 1]!, mean, Math.min(...value), Math.max(...value)]
        const { V_first, V_last, V_mean, V_min, V_max, policy_counts } = expected
        expectClose(found, [V_first, V_last, V_mean, V_min, V_max], tolerance)
        const counts = policy_counts.map(
          (_, action) => policy.filter(row => model.action[row] === action).length,
        )
        expect(counts).toEqual(policy_counts)
        expect(hashOf(policy.map(row => model.action[row]!))).toBe(expected.policy_fnv1a32)
      })
})

function expectClose(found: ArrayLike<number>, wanted: ArrayLike<number> | undefined, tolerance: number) {
  expect(found.length).toBe(wanted?.length)
  for (let i = 0; i < found.length; i++)
    expect(Math.abs(found[i]! - wanted![i]!), `number ${i}: ${found[i]}`).toBeLessThanOrEqual(tolerance)
}

/** FNV-1a, 32 bits, over the actions. */
function hashOf(actions: Int32Array): number {
  return actions.reduce((hash, action) => Math.imul(hash ^ action, 0x01000193), 0x811c9dc5) >>> 0
}
