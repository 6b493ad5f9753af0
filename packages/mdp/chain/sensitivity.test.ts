import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import type { Model } from '../model.ts'
import { modelOf, randomModel, randomPolicy, sweepValue } from '../testing/small-models.ts'
import { perturbRow, rewardSensitivity, stateOf, transitionSensitivity } from './sensitivity.ts'

/** The model with mass moved between two entries of a row. */
function moveMass(model: Model, from: number, to: number, mass: number): Model {
  const probability = model.probability.slice()
  probability[from]! -= mass
  probability[to]! += mass
  return { ...model, probability }
}

const anyCase = fc.record({ seed: fc.integer({ min: 1, max: 1e6 }), size: fc.integer({ min: 2, max: 10 }) })

describe('sensitivity', () => {
  it('to rewards is the central difference, exactly: values are linear in rewards', () => {
    fc.assert(
      fc.property(anyCase, ({ seed, size }) => {
        const model = randomModel(seed, size, 3, 3)
        const policy = randomPolicy(model, seed)
        const start = seed % size
        const { gradient } = rewardSensitivity(model, policy, { gamma: 0.8, start })
        const before = sweepValue(model, policy, 0.8)[start]!
        for (let row = 0; row < model.action.length; row++) {
          const reward = model.reward.slice()
          reward[row]! += 1
          const after = sweepValue({ ...model, reward }, policy, 0.8)[start]!
          expect(gradient[row]).toBeCloseTo(after - before, 9)
        }
      }),
      { seed: drawSeed('reward sensitivity'), numRuns: 20 },
    )
  })

  it('to transitions is the central difference along a shift of mass', () => {
    fc.assert(
      fc.property(anyCase, ({ seed, size }) => {
        const model = randomModel(seed, size, 3, 3)
        const policy = randomPolicy(model, seed)
        const row = seed % model.action.length
        const from = model.entryStart[row]!
        const to = model.entryStart[row + 1]! - 1
        const step = 1e-5
        const at = (mass: number) => sweepValue(moveMass(model, from, to, mass), policy, 0.8)[0]!
        const { derivative } = transitionSensitivity(model, policy, {
          gamma: 0.8,
          start: 0,
          row,
          from: model.successor[from]!,
          to: model.successor[to]!,
        })
        expect(derivative).toBeCloseTo((at(step) - at(-step)) / (2 * step), 5)
      }),
      { seed: drawSeed('transition sensitivity'), numRuns: 30 },
    )
  })

  it('of a whole change of a row is the value of the changed model', () => {
    fc.assert(
      fc.property(anyCase, ({ seed, size }) => {
        const model = randomModel(seed, size, 3, 3)
        const policy = randomPolicy(model, seed)
        const row = seed % model.action.length
        const from = model.entryStart[row]!
        const to = model.entryStart[row + 1]! - 1
        const mass = model.probability[from]! * 0.9
        const moved = moveMass(model, from, to, mass)
        moved.reward.set(model.reward)
        const reward = moved.reward.slice()
        reward[row]! += 7
        const changed = perturbRow(model, policy, {
          gamma: 0.8,
          row,
          reward: 7,
          probability: [
            [model.successor[from]!, -mass],
            [model.successor[to]!, mass],
          ],
        })
        const wanted = sweepValue({ ...moved, reward }, policy, 0.8)
        const before = sweepValue(model, policy, 0.8)
        for (let s = 0; s < size; s++) {
          expect(changed.changed[s]).toBeCloseTo(wanted[s]!, 8)
          expect(changed.value[s]).toBeCloseTo(before[s]!, 8)
        }
      }),
      { seed: drawSeed('changed row'), numRuns: 30 },
    )
  })

  it('refuses what no model could become', () => {
    const model = modelOf(3, [
      [0, 0, 1, 0.7],
      [0, 0, 2, 0.3],
      [1, 0, 1, 1],
      [2, 0, 2, 1],
    ])
    const policy = Int32Array.of(0, 1, 2)
    const shift = (row: number, from: number) =>
      transitionSensitivity(model, policy, { gamma: 0.5, start: 0, row, from, to: 2 })
    expect(() => shift(0, 0)).toThrow('row 0 never leads to state 0')
    expect(() => shift(3, 0)).toThrow('row 3 does not exist')
    expect(() => shift(0, 3)).toThrow('state 3 does not exist')
    const change = (probability: [number, number][]) =>
      perturbRow(model, policy, { gamma: 0.5, row: 0, probability })
    expect(() =>
      change([
        [1, -0.8],
        [2, 0.8],
      ]),
    ).toThrow('adding -0.8')
    expect(() => change([[1, -0.2]])).toThrow('sum to -0.2')
    expect(() => perturbRow(model, policy, { gamma: 0.5, row: 0, reward: Number.NaN })).toThrow('not finite')
  })

  it('knows whose row a row is', () => {
    const model = randomModel(8, 20, 4, 2)
    for (let s = 0; s < 20; s++)
      for (let row = model.rowStart[s]!; row < model.rowStart[s + 1]!; row++)
        expect(stateOf(model, row)).toBe(s)
  })
})
