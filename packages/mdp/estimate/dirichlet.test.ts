import { describe, expect, it } from 'vitest'
import { createRandom } from '../chain/random.ts'
import { dirichletPosterior } from './dirichlet.ts'

describe('the posterior of a row', () => {
  it('has the figures of est-dirichlet (Gelman et al., BDA3, section 3.4)', () => {
    const { mean, variance, interval, support } = dirichletPosterior([9, 3, 0, 1], [0.5, 0.5, 0.5, 0.5])
    const wanted = [
      [0.6333333333333333, 0.014513888888888889, 0.384540021160977, 0.8485135687707976],
      [0.23333333333333334, 0.011180555555555555, 0.06433507753822254, 0.469023667093546],
      [0.03333333333333333, 0.002013888888888889, 3.4452671802005825e-5, 0.16155330451419395],
      [0.1, 0.005625000000000001, 0.007818630730104083, 0.28837957100805284],
    ]
    wanted.forEach((row, i) => {
      const found = [mean[i]!, variance[i]!, ...interval[i]!]
      row.forEach((each, k) => {
        expect(Math.abs(found[k]! - each)).toBeLessThan(1e-10)
      })
    })
    expect(support).toBe(13)
  })

  it('is what draws from it show', () => {
    const { alpha, mean, variance, interval } = dirichletPosterior([4, 0, 2], 0.7, 0.5)
    const random = createRandom(4)
    const draws = Array.from({ length: 8000 }, () => random.dirichlet(alpha))
    for (let i = 0; i < 3; i++) {
      const drawn = draws.map(each => each[i]!)
      const average = drawn.reduce((sum, each) => sum + each, 0) / 8000
      expect(Math.abs(average - mean[i]!)).toBeLessThan(4 * Math.sqrt(variance[i]! / 8000))
      const inside = drawn.filter(each => each > interval[i]![0] && each < interval[i]![1]).length
      expect(Math.abs(inside / 8000 - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 8000))
    }
  })

  it('holds at the extremes: one successor, impossible ones, thousands of millions of counts', () => {
    expect(dirichletPosterior([5], 1)).toMatchObject({ mean: Float64Array.of(1), interval: [[1, 1]] })
    expect(dirichletPosterior([5, 0], 0).interval[1]).toEqual([0, 0])
    const { interval, mean } = dirichletPosterior([1e9, 3e9], 0.5)
    expect(mean[0]).toBeCloseTo(0.25, 9)
    expect(interval[0]![0]).toBeGreaterThan(0.2499)
    expect(interval[0]![1]).toBeLessThan(0.2501)
    expect(dirichletPosterior([0, 0], 1e-300).interval).toEqual([
      [0, 1],
      [0, 1],
    ])
    const huge = dirichletPosterior([1e300, 3e300], 1).interval[0]!
    expect([huge[0], huge[1]]).toEqual([0.25, 0.25])
    const [small, large] = [0.99e13, 1.01e13].map(n => dirichletPosterior([n, n], 0).interval[0]!)
    expect((large![1] - large![0]) / (small![1] - small![0])).toBeCloseTo(Math.sqrt(0.99 / 1.01), 3)
    for (const [counts, prior] of [
      [[-1, 2], 1],
      [[0, 0], 0],
      [[1, Number.NaN], 1],
      [[1], -1],
    ] as const)
      expect(() => dirichletPosterior(counts, prior)).toThrow(RangeError)
    expect(() => dirichletPosterior([1, 2], [1])).toThrow(TypeError)
    expect(() => dirichletPosterior([1, 2], 1, 1)).toThrow('level')
  })
})
