import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import type { TransitionCount } from '../estimate/estimate-model.ts'
import { modelOf, randomModel, randomPolicy } from '../testing/small-models.ts'
import { classifyStates } from './classes.ts'
import { stationaryDistribution } from './stationary.ts'

/** A queue: up with chance `up`, down with `down`; πₛ ∝ (up / down)ˢ. */
function queue(size: number, up: number, down: number) {
  const rows: TransitionCount[] = []
  for (let s = 0; s < size; s++) {
    rows.push([s, 0, Math.min(s + 1, size - 1), up], [s, 0, Math.max(s - 1, 0), down])
    rows.push([s, 0, s, 1 - up - down])
  }
  return modelOf(size, rows)
}
const onlyRow = (count: number) => Int32Array.from({ length: count }, (_, s) => s)

describe('the stationary distribution', () => {
  it('is geometric in a queue: by elimination to the last digits of each part, by iteration to 1e-12', () => {
    for (const [size, up, down] of [
      [30, 0.2, 0.6],
      [900, 0.25, 0.3],
    ] as const) {
      const { distribution, iterations, converged, residual } = stationaryDistribution(
        queue(size, up, down),
        onlyRow(size),
      )
      expect([converged, iterations]).toEqual([true, 1])
      expect(residual).toBeLessThan(1e-13)
      const ratio = up / down
      const first = (1 - ratio) / (1 - ratio ** size)
      for (let s = 0; s < size; s++)
        expect(Math.abs(distribution[s]! - first * ratio ** s)).toBeLessThan(
          size === 30 ? 1e-13 * first * ratio ** s : 1e-12,
        )
    }
  })

  it('is there for a chain that alternates, and where states nearly fall apart', () => {
    const swap = modelOf(
      2,
      [
        [0, 0, 1, 1],
        [1, 0, 0, 1],
      ],
      [[0, 0, 3]],
    )
    expect(stationaryDistribution(swap, onlyRow(2))).toMatchObject({
      distribution: Float64Array.of(0.5, 0.5),
      gain: 1.5,
    })
    const apart = modelOf(2, [
      [0, 0, 0, 1 - 1e-12],
      [0, 0, 1, 1e-12],
      [1, 0, 1, 1 - 3e-12],
      [1, 0, 0, 3e-12],
    ])
    expect(stationaryDistribution(apart, onlyRow(2)).distribution[0]).toBeCloseTo(0.75, 12)
  })

  it('does not move, and leaves transient states empty, in any chain', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 12 }), (seed, size) => {
        const model = randomModel(seed, size, 2, 2)
        const policy = randomPolicy(model, seed)
        const { recurrent, transient } = classifyStates(model, policy)
        if (recurrent.length > 1) {
          expect(() => stationaryDistribution(model, policy)).toThrow(
            `states ${recurrent[0]![0]} and ${recurrent[1]![0]} never meet`,
          )
          return
        }
        const { distribution, residual } = stationaryDistribution(model, policy)
        expect(residual).toBeLessThan(1e-13)
        expect(distribution.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12)
        for (const s of transient) expect(distribution[s]).toBe(0)
        for (const s of recurrent[0]!) expect(distribution[s]).toBeGreaterThan(0)
      }),
      { seed: drawSeed('stationary'), numRuns: 60 },
    )
  })
})
