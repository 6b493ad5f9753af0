import gammaCdf from '@stdlib/stats-base-dists-gamma-cdf'
import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import { describe, expect, it } from 'vitest'
import { createRandom } from './random.ts'

const SIZE = 20_000
/** Distance of Kolmogorov and Smirnov; 1.95 / √n is passed by chance once in a thousand samples. */
function distance(draw: () => number, cdf: (x: number) => number): number {
  const sorted = Float64Array.from({ length: SIZE }, draw).sort()
  return sorted.reduce(
    (max, x, i) => Math.max(max, Math.abs(cdf(x) - i / SIZE), Math.abs(cdf(x) - (i + 1) / SIZE)),
    0,
  )
}
const near = 1.95 / Math.sqrt(SIZE)

describe('random numbers', () => {
  it('come from the seed alone', () => {
    const draws = (seed: number) => Array.from({ length: 5 }, createRandom(seed).uniform)
    expect(draws(3)).toEqual(draws(3))
    const firsts = [0, 1, 2, -1, 2 ** 32, 2 ** 32 + 1].map(seed => draws(seed)[0])
    expect(new Set(firsts).size).toBe(firsts.length)
    expect(() => createRandom(Number.NaN)).toThrow('finite')
  })

  it('follow their distributions', () => {
    const random = createRandom(11)
    expect(distance(random.uniform, x => x)).toBeLessThan(near)
    expect(distance(random.normal, x => normalCdf(x, 0, 1))).toBeLessThan(near)
    for (const shape of [0.2, 1, 7.5])
      expect(
        distance(
          () => random.gamma(shape),
          x => gammaCdf(x, shape, 1),
        ),
      ).toBeLessThan(near)
    // Beta(2, 1) has the cdf x², Beta(1/2, 1/2) the arc sine
    expect(
      distance(
        () => random.beta(2, 1),
        x => x * x,
      ),
    ).toBeLessThan(near)
    const arcsine = (x: number) => (2 / Math.PI) * Math.asin(Math.sqrt(x))
    expect(distance(() => random.beta(0.5, 0.5), arcsine)).toBeLessThan(near)
    // A component of a Dirichlet is a beta: (1, 1, 1) gives Beta(1, 2)
    expect(
      distance(
        () => random.dirichlet([1, 1, 1])[1]!,
        x => 1 - (1 - x) ** 2,
      ),
    ).toBeLessThan(near)
  })

  it('pick an index as often as it weighs', () => {
    const random = createRandom(5)
    const hits = [0, 0, 0, 0]
    for (let i = 0; i < SIZE; i++) hits[random.categorical([1, 0, 3, 4])]!++
    expect(hits[1]).toBe(0)
    for (const [i, p] of [
      [0, 0.125],
      [2, 0.375],
      [3, 0.5],
    ] as const)
      expect(Math.abs(hits[i]! / SIZE - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / SIZE))
    expect(random.categorical([0, 0, 2, 0])).toBe(2)
    expect(() => random.categorical([0, 0])).toThrow('sum')
    expect(() => random.categorical([1, -1])).toThrow('weight 1')
  })

  it('stay numbers at the extremes', () => {
    const random = createRandom(2)
    for (let i = 0; i < 200; i++) {
      expect(random.gamma(1e-6)).toBeGreaterThanOrEqual(0)
      const shares = random.dirichlet([1e-6, 1e-6, 0, 1e-6])
      expect(shares.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12)
      expect(shares[2]).toBe(0)
    }
    expect(random.gamma(1e12) / 1e12).toBeCloseTo(1, 4)
    expect(() => random.dirichlet([0, 0])).toThrow('parameter > 0')
  })
})
