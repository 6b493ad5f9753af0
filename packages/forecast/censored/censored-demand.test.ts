import { expect, test } from 'vitest'
import { normalStream } from '../arima/testing/simulate.ts'
import { uncensorDemand } from './censored-demand.ts'
import { logGamma } from './log-gamma.ts'

/** Seeded uniform numbers out of the normal stream's sibling. */
function uniformStream(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >>> 7) / 2 ** 24
  }
}

function poisson(mean: number, uniform: () => number): number {
  let count = 0
  for (let product = uniform(); product > Math.exp(-mean); product *= uniform()) count++
  return count
}

function censor(demand: number[], stock: number) {
  return {
    sales: Float64Array.from(demand, value => Math.min(value, stock)),
    soldOut: demand.map(value => value >= stock),
  }
}

const uniform = uniformStream(77)
const normal = normalStream(9)
/** Gamma of shape 2 (two exponentials), then Poisson: mean 6, variance 6 + 36 / 2. */
const lumpy = () => poisson(-3 * Math.log((1 - uniform()) * (1 - uniform())), uniform)

test.each([
  { distribution: 'poisson', draw: () => poisson(6, uniform), stock: 6, mean: 6, variance: 6 },
  { distribution: 'normal', draw: () => 50 + 8 * normal(), stock: 52, mean: 50, variance: 64 },
  { distribution: 'negative-binomial', draw: lumpy, stock: 7, mean: 6, variance: 24 },
] as const)(
  '$distribution: demand is recovered from sales cut at the stock',
  ({ distribution, draw, stock, ...truth }) => {
    const demand = Array.from({ length: 1500 }, draw)
    const { sales, soldOut } = censor(demand, stock)
    const found = uncensorDemand(sales, soldOut, { distribution })
    const naive = sales.reduce((sum, value) => sum + value, 0) / sales.length
    expect(Math.abs(found.mean / truth.mean - 1)).toBeLessThan(0.06)
    expect(Math.abs(found.mean - truth.mean)).toBeLessThan(0.5 * Math.abs(naive - truth.mean))
    expect(Math.abs(found.variance / truth.variance - 1)).toBeLessThan(0.25)
    found.logLikelihoods.slice(1).forEach((value, k) => {
      expect(value).toBeGreaterThanOrEqual(found.logLikelihoods[k]! - 1e-8)
    })
    expect(found.converged).toBe(true)
    found.expectedDemand.forEach((value, t) => {
      if (soldOut[t]) expect(value).toBeGreaterThan(sales[t]!)
      else expect(value).toBe(sales[t])
    })
  },
)

test('Poisson: the mean is where the censored likelihood is largest', () => {
  const sales = Float64Array.from([3, 5, 4, 4, 1, 4, 4, 3])
  const soldOut = [false, false, true, true, true, true, false, false]
  const found = uncensorDemand(sales, soldOut)
  const likelihood = (mean: number) => {
    let sum = 0
    for (const [t, value] of sales.entries()) {
      let below = 0
      for (let k = 0; k < value; k++) below += Math.exp(k * Math.log(mean) - mean - logGamma(k + 1))
      sum += soldOut[t] ? Math.log(1 - below) : value * Math.log(mean) - mean - logGamma(value + 1)
    }
    return sum
  }
  expect(found.logLikelihoods.at(-1)).toBeCloseTo(likelihood(found.mean), 8)
  expect(likelihood(found.mean)).toBeGreaterThan(likelihood(found.mean * 1.001))
  expect(likelihood(found.mean)).toBeGreaterThan(likelihood(found.mean * 0.999))
})

test('without stock-outs the estimates are those of the sales', () => {
  const sales = Float64Array.from([1, 4, 2, 7, 6])
  const flags = sales.map(() => 0)
  const soldOut = Array.from(flags, () => false)
  expect(uncensorDemand(sales, soldOut).mean).toBeCloseTo(4, 10)
  const { mean, variance } = uncensorDemand(sales, soldOut, { distribution: 'normal' })
  expect(mean).toBeCloseTo(4, 10)
  expect(variance).toBeCloseTo(26 / 5, 8)
})

test('a period with stock for half of it counts as half a period', () => {
  const sales = Float64Array.from([4, 2, 4, 0])
  const exposure = Float64Array.from([1, 0.5, 1, 0])
  const found = uncensorDemand(sales, [false, true, false, true], { exposure })
  expect(found.mean).toBeCloseTo(10 / 2.5, 10)
  expect([...found.expectedDemand]).toEqual([4, 4, 4, 4].map(value => expect.closeTo(value, 9)))
})

test('demand far below, far above and at zero stays finite', () => {
  const far = uncensorDemand(Float64Array.from([1, 1, 400]), [false, false, true], {
    distribution: 'poisson',
  })
  expect(Number.isFinite(far.mean)).toBe(true)
  expect(far.expectedDemand[2]).toBeGreaterThanOrEqual(400)
  expect(uncensorDemand(new Float64Array(5), new Array(5).fill(false)).mean).toBe(0)
  for (const distribution of ['normal', 'negative-binomial'] as const)
    expect(uncensorDemand(new Float64Array(5), new Array(5).fill(false), { distribution }).mean).toBe(0)
  const gapped = uncensorDemand(Float64Array.from([2, Number.NaN, 4]), [false, true, false])
  expect(gapped.expectedDemand[1]).toBeCloseTo(3, 9)
  for (const scale of [1e-12, 1e12]) {
    const { mean } = uncensorDemand(
      Float64Array.from([1, 2, 3, 3]).map(v => v * scale),
      [false, false, false, true],
      {
        distribution: 'normal',
      },
    )
    expect(mean / scale).toBeGreaterThan(2.25)
    expect(mean / scale).toBeLessThan(4)
  }
})

test('what cannot be is refused by name', () => {
  const sales = Float64Array.from([1, 2])
  expect(() => uncensorDemand(sales, [true])).toThrow(/soldOut 1/)
  expect(() => uncensorDemand(sales, [true, true])).toThrow(/no period is complete/)
  expect(() => uncensorDemand(Float64Array.from([1.5]), [false])).toThrow(/sales\[0\] = 1.5/)
  expect(() => uncensorDemand(sales, [false, false], { exposure: Float64Array.from([1, 2]) })).toThrow(
    /exposure\[1\]/,
  )
  expect(() => uncensorDemand(new Float64Array(0), [])).toThrow(RangeError)
})
