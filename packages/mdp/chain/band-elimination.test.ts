import { describe, expect, it } from 'vitest'
import { seededRandom } from '../testing/random-model.ts'
import { walk } from '../testing/walk.ts'
import { planElimination } from './band-elimination.ts'
import { orderForBand, widthOf } from './band-order.ts'
import { prepareSystem } from './linear-system.ts'
import { cut } from './policy-chain.ts'

describe('elimination within a band', () => {
  it('keeps nearly every digit of a walk that takes 1e20 steps, where subtraction keeps none', () => {
    // from s + 1 steps away: Σ of the times to get one nearer, t(last) = 1/left, t(s) = (1 + right · t(s + 1)) / left
    const { matrix, leaves } = walk(40, 0.25)
    const exact = new Float64Array(40)
    let sum = 0
    const times = [4]
    for (let s = 1; s < 40; s++) times.unshift(4 + 3 * times[0]!)
    for (let s = 0; s < 40; s++) exact[s] = sum += times[s]!
    expect(exact[39]).toBeGreaterThan(1e19)
    const steps = planElimination(matrix, leaves).factorise()(new Float64Array(40).fill(1))
    for (let s = 0; s < 40; s++) expect(Math.abs(steps[s]! / exact[s]! - 1)).toBeLessThan(1e-13)
  })

  it('finds the band of states that were shuffled, and solves them the same', () => {
    const { matrix, leaves } = walk(2000, 0.5)
    const random = seededRandom(4)
    const shuffled = Int32Array.from(
      Array.from({ length: 2000 }, (_, s) => [random(), s] as const)
        .sort(([one], [other]) => one - other)
        .map(([, s]) => s),
    )
    const mixed = cut(matrix, shuffled)
    expect(widthOf(mixed, Int32Array.from(shuffled.keys()))).toBeGreaterThan(1000)
    expect(widthOf(mixed, orderForBand(mixed))).toBeLessThan(4)
    const b = Float64Array.from({ length: 2000 }, (_, s) => Math.sin(s))
    const { x } = prepareSystem(matrix, undefined, leaves)(b)
    const other = prepareSystem(mixed)(b.map((_, i) => b[shuffled[i]!]!))
    expect(other.residual).toBeLessThan(1e-9)
    for (const [i, s] of shuffled.entries()) expect(other.x[i]!).toBeCloseTo(x[s]!, 6)
  })

  it('counts the band on both sides of the diagonal', () => {
    const start = Int32Array.of(0, 1, 1, 1, 1, 2)
    const matrix = { size: 5, start, column: Int32Array.of(3, 2), weight: Float64Array.of(1, 1) }
    expect(widthOf(matrix, Int32Array.of(0, 1, 2, 3, 4))).toBe(3)
    expect(widthOf(matrix, Int32Array.of(4, 3, 2, 1, 0))).toBe(3)
  })

  it('says that a chain without a way out has no answer', () => {
    const { matrix, leaves } = walk(5, 0.5)
    leaves[0] = 0
    expect(() => planElimination(matrix, leaves).factorise()).toThrow(/singular: state \d of the chain/)
  })
})
