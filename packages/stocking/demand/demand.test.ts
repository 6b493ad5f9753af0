import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import {
  type Demand,
  discreteDemand,
  empiricalDemand,
  mixtureDemand,
  negativeBinomialDemand,
  normalDemand,
  poissonDemand,
  protectionDemand,
  standardNormalLoss,
  sumDemand,
} from '../index.ts'
import { between } from '../testing/between.ts'
import { stirlingError } from './saddle-point.ts'

const seed = drawSeed('demand')

/** Losses by their definition: Σ (x - y) f(x) over everything that counts. */
function lossByDefinition(demand: Demand, level: number): number {
  let sum = 0
  const end = demand.mean + 60 * Math.sqrt(demand.variance) + 60
  for (let x = Math.max(0, Math.floor(level) + 1); x <= end; x++) sum += (x - level) * demand.pmf(x)
  return sum
}

const whole: fc.Arbitrary<Demand> = fc.oneof(
  between(0.05, 60).map(poissonDemand),
  fc
    .tuple(between(0.2, 30), between(1.1, 5))
    .map(([mean, factor]) => negativeBinomialDemand({ mean, variance: mean * factor })),
  fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 12 }).map(empiricalDemand),
)

describe('demand distributions', () => {
  it('give the printed values of the standard normal loss', () => {
    // Snyder & Shen, appendix; Silver, Pyke, Peterson, Table B.1.
    const z = [-2, -1, 0, 0.5, 1, 1.5, 2, 3]
    const L = [
      2.0084907026168297, 1.0833154705876864, 0.3989422804014327, 0.19779655740130608, 0.08331547058768629,
      0.029306793762604616, 0.008490702616829646, 0.0003821543170476971,
    ]
    for (const [i, each] of z.entries()) expect(standardNormalLoss(each)).toBeCloseTo(L[i]!, 10)
    expect(standardNormalLoss(40)).toBeGreaterThanOrEqual(0)
    expect(standardNormalLoss(-40)).toBe(40)
  })

  it('agree with their definitions wherever they are asked', () => {
    fc.assert(
      fc.property(whole, between(-5, 90), (demand, level) => {
        expect(demand.loss(level)).toBeCloseTo(lossByDefinition(demand, level), 8)
        expect(demand.complementaryLoss(level)).toBeCloseTo(level - demand.mean + demand.loss(level), 8)
        expect(demand.cdf(level) + demand.tail(level)).toBeCloseTo(1, 11)
      }),
      { seed, numRuns: 150 },
    )
  })

  it('answer with the smallest level that reaches a probability', () => {
    fc.assert(
      fc.property(whole, between(0.001, 0.999), (demand, p) => {
        const level = demand.quantile(p)
        expect(demand.cdf(level)).toBeGreaterThan(p - 1e-9)
        expect(demand.cdf(level - 1)).toBeLessThan(p + 1e-9)
        if (demand.support === 'whole' && level > 0) expect(demand.cdf(level - 1)).toBeLessThan(p)
      }),
      { seed, numRuns: 150 },
    )
  })

  it('keep their digits at a mean of a million, and do not hang', () => {
    const poisson = poissonDemand(1e6)
    expect(poisson.pmf(1e6) * Math.sqrt(2 * Math.PI * 1e6)).toBeCloseTo(1 - 1 / 12e6, 12) // Stirling
    expect(poisson.loss(1e6) / (1000 / Math.sqrt(2 * Math.PI))).toBeCloseTo(1, 4)
    expect(Math.abs(poisson.quantile(0.9) - (1e6 + 1281.55))).toBeLessThan(2)
    const spread = negativeBinomialDemand({ mean: 1e6, variance: 1e8 })
    const sum = Array.from({ length: 160_000 }, (_, i) => spread.pmf(920_000 + i)).reduce((a, b) => a + b, 0)
    expect(sum).toBeCloseTo(1, 9)
    expect(Math.abs(spread.quantile(0.5) - 1e6)).toBeLessThan(60)
    for (const mean of [1e6, 1e9, 1e12]) {
      // P(D ≤ mean) = ½ + ⅔ / √(2π mean), Ramanujan.
      const large = poissonDemand(mean)
      expect((large.cdf(mean) - 0.5) * Math.sqrt(2 * Math.PI * mean)).toBeCloseTo(2 / 3, mean > 1e9 ? 3 : 5)
      expect(large.cdf(mean + Math.sqrt(mean)) + large.tail(mean + Math.sqrt(mean))).toBeCloseTo(1, 12)
    }
    // On both sides of where the way of computing changes, against the plain sum.
    for (const mean of [999, 1000, 1500, 10_000])
      for (const z of [-6, -2, 0, 2, 6]) {
        const demand = poissonDemand(mean)
        const level = Math.round(mean + z * Math.sqrt(mean))
        const reach = Math.ceil(20 * Math.sqrt(mean))
        const sum = Array.from({ length: reach }, (_, i) => demand.pmf(level - i)).reduce((a, b) => a + b, 0)
        const rest = Array.from({ length: reach }, (_, i) => demand.pmf(level + 1 + i)).reduce(
          (a, b) => a + b,
          0,
        )
        expect(demand.cdf(level) / sum).toBeCloseTo(1, 10)
        expect(demand.tail(level) / rest).toBeCloseTo(1, 10)
      }
    // With hardly more variance than mean it is Poisson.
    const almost = negativeBinomialDemand({ mean: 50, variance: 50 * (1 + 1e-9) })
    expect(almost.pmf(47) / poissonDemand(50).pmf(47)).toBeCloseTo(1, 7)
  })

  it('know the far tail by itself, not as one minus almost one', () => {
    expect(poissonDemand(1).tail(30) / 4.5e-35).toBeGreaterThan(1)
    expect(poissonDemand(1).tail(30)).toBeCloseTo(poissonDemand(1).pmf(31) * (1 + 1 / 32 + 1 / (32 * 33)), 38)
    for (const [mean, variance, k] of [
      [3, 9, 60],
      [3, 300, 2000],
      [200, 260, 320],
    ] as const) {
      const demand = negativeBinomialDemand({ mean, variance })
      let sum = 0
      for (let x = k + 1; x < k * 20; x++) sum += demand.pmf(x)
      expect(demand.tail(k) / sum).toBeCloseTo(1, 9)
    }
    expect(negativeBinomialDemand({ mean: 3, variance: 1e9 }).loss(130)).toBeGreaterThan(0)
    expect(poissonDemand(1e-12).tail(0) / 1e-12).toBeCloseTo(1, 11)
    expect(normalDemand({ mean: 0, sd: 1 }).tail(20)).toBeGreaterThan(0)
  })

  it('know the factorial between and beyond the whole numbers', () => {
    for (const n of [1, 5, 40]) {
      let factorial = 1
      for (let k = 2; k <= n; k++) factorial *= k
      const main = Math.sqrt(2 * Math.PI * n) * (n / Math.E) ** n
      expect(stirlingError(n)).toBeCloseTo(Math.log(factorial / main), 13)
    }
    const half = Math.sqrt(Math.PI) / 2 // Γ(3/2) = ½!
    expect(stirlingError(0.5)).toBeCloseTo(
      Math.log(half / (Math.sqrt(Math.PI) * Math.sqrt(0.5 / Math.E))),
      13,
    )
  })

  it('add up over periods, and mix over lead times', () => {
    const listed = discreteDemand([0, 1, 3], [0.2, 0.5, 0.3])
    const three = sumDemand(listed, 3)
    expect(three.mean).toBeCloseTo(3 * listed.mean, 12)
    expect(three.variance).toBeCloseTo(3 * listed.variance, 12)
    expect(three.pmf(3)).toBeCloseTo(0.5 ** 3 + 3 * 0.2 ** 2 * 0.3, 12)
    const mixed = mixtureDemand([poissonDemand(2), poissonDemand(10)], [0.25, 0.75])
    expect(mixed.mean).toBeCloseTo(8, 12)
    expect(mixed.variance).toBeCloseTo(8 + 0.25 * 36 + 0.75 * 4, 12)
    expect(lossByDefinition(mixed, 7)).toBeCloseTo(mixed.loss(7), 10)
    const certain = protectionDemand({ demand: poissonDemand(2), leadTime: 3 })
    expect([certain.kind, certain.mean]).toEqual(['poisson', 8])
    const reviewed = protectionDemand({ demand: poissonDemand(2), leadTime: 1, reviewPeriods: 3 })
    expect(reviewed.mean).toBeCloseTo(2 * (1 + 2), 12) // over 2, 3 or 4 periods
  })

  it('say nothing but certainty where nothing varies', () => {
    expect(poissonDemand(0).quantile(0.99)).toBe(0)
    expect(poissonDemand(0).loss(0)).toBe(0)
    expect(normalDemand({ mean: 7, sd: 0 }).loss(5)).toBe(2)
    expect(normalDemand({ mean: 7, sd: 0 }).quantile(0.9)).toBe(7)
  })

  it('refuse what is no distribution, and name it', () => {
    expect(() => poissonDemand(-1)).toThrow('mean is -1')
    expect(() => normalDemand({ mean: Number.NaN, sd: 1 })).toThrow('mean is NaN')
    expect(() => negativeBinomialDemand({ mean: 5, variance: 5 })).toThrow('use Poisson')
    expect(() => discreteDemand([1, 2], [0.5, 0.4])).toThrow('sum to 0.9')
    expect(() => discreteDemand([1, 2], [1.5, -0.5])).toThrow('probabilities[1] is -0.5')
    expect(() => empiricalDemand([])).toThrow('empty')
    expect(() => poissonDemand(3).quantile(1)).toThrow('no level that always suffices')
    expect(() => sumDemand(discreteDemand([0.5], [1]), 2)).toThrow('whole units')
    expect(() => mixtureDemand([poissonDemand(1)], [0.5])).toThrow('weights sum to 0.5')
  })
})
