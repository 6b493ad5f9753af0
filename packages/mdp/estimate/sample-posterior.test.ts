import { describe, expect, it } from 'vitest'
import { asShares, sweepValue } from '../testing/small-models.ts'
import { estimateModel, type TransitionCount } from './estimate-model.ts'
import { samplePosterior } from './sample-posterior.ts'

/** Inquiry 0: mail (cheap) or call (dear); won 1, lost 2. */
const observed = (times: number): TransitionCount[] => [
  [0, 0, 1, 2 * times],
  [0, 0, 2, 8 * times],
  [0, 1, 1, 5 * times],
  [0, 1, 2, 5 * times],
  [1, 0, 2, 10 * times],
]
const estimateOf = (times: number, call = -10) =>
  estimateModel({
    stateCount: 3,
    counts: observed(times),
    rewards: [
      [0, 0, -1],
      [0, 1, call],
      [1, 0, 100],
    ],
    rewardErrors: [[1, 0, 20 / Math.sqrt(times)]],
    prior: 0.5,
    terminal: [2],
  })

describe('posterior sampling', () => {
  it('settles on the solution of the mean model as counts grow', () => {
    const estimate = estimateOf(1e9)
    const { value, rowValue, bestProbability, converged } = samplePosterior(estimate, { gamma: 0.9, seed: 1 })
    const exact = sweepValue(estimate.model, asShares(estimate.model, Int32Array.of(1, 2, 3)), 0.9)
    exact.forEach((each, s) => {
      expect(Math.abs(value.mean[s]! - each)).toBeLessThan(0.01)
      for (const quantile of value.quantile) expect(Math.abs(quantile[s]! - each)).toBeLessThan(0.02)
    })
    expect(rowValue.mean[0]).toBeCloseTo(-1 + 0.9 * 0.2 * 100, 2)
    expect([...bestProbability]).toEqual([0, 1, 1, 1])
    expect(converged).toBe(true)
  })

  it('spreads as the posterior of a given policy does, in closed form', () => {
    const samples = 4000
    const options = { gamma: 0.9, seed: 8, samples, policy: Int32Array.of(0, 2, 3) }
    const { value } = samplePosterior(estimateOf(1), options)
    // V(0) = -1 + 0.9 p V(1), p ~ Beta(2.5, 8.5), V(1) ~ Normal(100, 20)
    const p = 2.5 / 11
    const variance = (p * (1 - p)) / 12
    const product = variance * 100 ** 2 + variance * 400 + p * p * 400
    expect(Math.abs(value.mean[0]! - (-1 + 90 * p))).toBeLessThan(
      (4 * 0.9 * Math.sqrt(product)) / Math.sqrt(samples),
    )
    expect(value.sd[0]! / (0.9 * Math.sqrt(product))).toBeCloseTo(1, 1)
    const [lower, middle, upper] = value.quantile.map(each => each[1]!)
    expect(Math.abs(middle! - 100)).toBeLessThan(2)
    expect(Math.abs(lower! - (100 - 1.96 * 20))).toBeLessThan(4)
    expect(Math.abs(upper! - (100 + 1.96 * 20))).toBeLessThan(4)
    expect(value.mean[2]).toBe(0)
  })

  it('says how sure the best action is: the chance that one beta beats another', () => {
    // equal costs: the call is best when its share is the higher, P = ∫ of the two betas, by grid
    const samples = 2000
    const { bestProbability } = samplePosterior(estimateOf(1, -1), { gamma: 0.9, seed: 3, samples })
    const chance = chanceOfMore([5.5, 5.5], [2.5, 8.5])
    expect(Math.abs(bestProbability[1]! - chance)).toBeLessThan(
      4 * Math.sqrt((chance * (1 - chance)) / samples),
    )
    expect(bestProbability[0]! + bestProbability[1]!).toBeCloseTo(1, 12)
    const again = samplePosterior(estimateOf(1, -1), { gamma: 0.9, seed: 3, samples })
    expect(again.bestProbability).toEqual(bestProbability)
  })

  it('answers with what it has when its time is over', () => {
    let clock = 0
    const options = { gamma: 0.9, seed: 1, samples: 50, secondsMax: 0.01, now: () => clock++ }
    const early = samplePosterior(estimateOf(1), options)
    expect(early).toMatchObject({ samples: 10, converged: false })
    const full = samplePosterior(estimateOf(1), { gamma: 0.9, seed: 1, samples: 10 })
    expect(early.value).toEqual(full.value)
    expect(early.bestProbability).toEqual(full.bestProbability)
  })

  it('shares ties, takes one sample, and refuses none', () => {
    const tie = estimateModel({
      stateCount: 1,
      counts: [
        [0, 0, 0, 3],
        [0, 1, 0, 5],
      ],
    })
    const once = samplePosterior(tie, { gamma: 0.5, seed: 1, samples: 1 })
    expect([...once.bestProbability]).toEqual([0.5, 0.5])
    expect(once.value.sd[0]).toBe(0)
    for (const change of [{ samples: 0 }, { gamma: 1 }, { levels: [1.1] }, { seed: Number.NaN }])
      expect(() => samplePosterior(tie, { gamma: 0.5, seed: 1, ...change })).toThrow(RangeError)
  })
})

/** P(X > Y) of two betas, by the midpoint rule. */
function chanceOfMore([a, b]: [number, number], [c, d]: [number, number]): number {
  const cells = 20_000
  const density = (x: number, p: number, q: number) => x ** (p - 1) * (1 - x) ** (q - 1)
  let below = 0
  let sumX = 0
  let both = 0
  for (let i = 0; i < cells; i++) {
    const x = (i + 0.5) / cells
    const y = density(x, c, d)
    both += density(x, a, b) * (below + y / 2)
    sumX += density(x, a, b)
    below += y
  }
  return both / (sumX * below)
}
