import fc from 'fast-check'
import { Matrix } from 'ml-matrix'
import { describe, expect, test } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import { fitArima } from './fit.ts'
import { denseConditionalMeans, denseCovariance, denseLogDensity } from './testing/dense-gaussian.ts'
import { AIRLINE_PASSENGERS, QUEBEC_CAR_SALES } from './testing/series.ts'
import { normalStream, simulateArma } from './testing/simulate.ts'

const AIRLINE = { order: [0, 1, 1], seasonal: [0, 1, 1], period: 12, transform: 'log' } as const

function valuesOf(model: ReturnType<typeof fitArima>): Record<string, number> {
  return Object.fromEntries(model.coefficients.map(({ name, value }) => [name, value]))
}

describe('the published and reference fits come out', () => {
  // Box & Jenkins (1976) airline model; R's arima: ma1 −0.4018 (s.e. 0.0896), sma1 −0.5569 (0.0731), log
  // likelihood 244.70; σ² 0.001371 over the degrees of freedom, 0.001348 as maximum likelihood.
  test.each(['css-ml', 'ml'] as const)('airline model by %s', method => {
    const model = fitArima(AIRLINE_PASSENGERS, { ...AIRLINE, method })
    const [ma, sma] = model.coefficients
    expect(ma!.value).toBeCloseTo(-0.4018, 3)
    expect(sma!.value).toBeCloseTo(-0.5569, 3)
    expect(ma!.standardError).toBeCloseTo(0.0896, 3)
    expect(sma!.standardError).toBeCloseTo(0.0731, 3)
    // R's start variance of 10⁶ instead of a diffuse one moves its own figure in the third decimal.
    expect(Math.abs(model.logLikelihood! / 244.699530596796 - 1)).toBeLessThan(2e-5)
    expect(Math.abs(model.aic! / -483.399061193593 - 1)).toBeLessThan(2e-5)
    expect(Math.abs(model.sigma2 / 0.001371260003922 - 1)).toBeLessThan(0.002)
    expect(model.sigma2MaximumLikelihood).toBeCloseTo(0.001348, 6)
    expect(model.converged).toBe(true)
  })

  // R forecast 8.20, auto.arima of the Quebec series: coefficients, criteria, forecasts and 95 % intervals.
  test('seasonal autoregression with drift', () => {
    const model = fitArima(QUEBEC_CAR_SALES, {
      order: [2, 0, 0],
      seasonal: [0, 1, 1],
      period: 12,
      withDrift: true,
    })
    const { ar1, ar2, sma1, drift } = valuesOf(model)
    expect(ar1).toBeCloseTo(0.26621, 3)
    expect(ar2).toBeCloseTo(0.20115, 3)
    expect(sma1).toBeCloseTo(-0.49107, 3)
    expect(drift).toBeCloseTo(82.59, 1)
    expect(model.logLikelihood).toBeCloseTo(-734.766165592199, 3)
    expect(model.aicc).toBeCloseTo(1480.30156195363, 3)
    expect(model.sigma2 / 2335120.04256716).toBeCloseTo(1, 4)
    const { mean, lower95, upper95 } = model.forecast(12)
    expect(mean[0]! / 12935.2164933821).toBeCloseTo(1, 4)
    expect(mean[11]! / 15987.9684223142).toBeCloseTo(1, 4)
    expect(lower95[0]! / 9940.15722802992).toBeCloseTo(1, 4)
    expect(upper95[11]! / 19230.8682025564).toBeCloseTo(1, 4)
  })

  // R forecast 8.20, auto.arima of the first 132 months: the interval widens as the differences are summed up.
  test('differenced autoregression', () => {
    const train = AIRLINE_PASSENGERS.slice(0, 132)
    const model = fitArima(train, { order: [1, 1, 0], seasonal: [0, 1, 0], period: 12 })
    expect(valuesOf(model).ar1).toBeCloseTo(-0.24313, 4)
    expect(model.aicc).toBeCloseTo(900.005572653463, 3)
    const { mean, lower95, upper95 } = model.forecast(12)
    expect(mean[11]).toBeCloseTo(469.870720813936, 2)
    expect(lower95[11]).toBeCloseTo(411.568513007366, 1)
    expect(upper95[11]).toBeCloseTo(528.172928620506, 1)
  })
})

describe('the likelihood is that of the multivariate normal written out', () => {
  const normal = normalStream(11)
  const models = [
    { order: [2, 0, 1], seasonal: [0, 0, 0], period: 1 },
    { order: [1, 0, 0], seasonal: [1, 0, 1], period: 4 },
    { order: [0, 0, 2], seasonal: [0, 0, 1], period: 4 },
  ] as const
  test.each(models)('%j', options => {
    const complete = simulateArma([0.5], [0.4], 30, normal).map(value => value + 3)
    const gapped = complete.map((value, t) => ([4, 5, 11, 29].includes(t) ? Number.NaN : value))
    for (const y of [complete, gapped]) {
      const model = fitArima(y, { ...options, maxIterations: 6 })
      const { ar, ma, mean } = expand(model)
      const covariance = denseCovariance(ar, ma, y.length)
      const dense = denseLogDensity(y, mean, model.sigma2MaximumLikelihood, covariance)
      expect(model.logLikelihood).toBeCloseTo(dense, 6)
      const oracle = denseConditionalMeans(y, mean, covariance)
      model.interpolate().forEach((value, t) => {
        expect(value).toBeCloseTo(oracle[t]!, 8)
      })
    }
  })

  test('missing values of a random walk are bridged by the straight line', () => {
    const y = Float64Array.from([1, 3, 2, Number.NaN, Number.NaN, 8, 7, 9])
    const model = fitArima(y, { order: [0, 1, 0] })
    expect([...model.interpolate()].map(value => Math.round(value * 1e9) / 1e9)).toEqual([
      1, 3, 2, 4, 6, 8, 7, 9,
    ])
    // Steps 2, −1, 6 over three periods, −1, 2: variances 1, 1, 3, 1, 1.
    const sigma2 = (4 + 1 + 36 / 3 + 1 + 4) / 5
    const logLikelihood = -0.5 * (5 * Math.log(2 * Math.PI * sigma2) + Math.log(3) + 5)
    expect(model.logLikelihood).toBeCloseTo(logLikelihood, 9)
    expect(model.sigma2MaximumLikelihood).toBeCloseTo(sigma2, 9)
  })

  test('missing values before the first observation change nothing', () => {
    const y = normalStream(31)
    const walk = Float64Array.from({ length: 20 }, y)
    const later = Float64Array.from([Number.NaN, Number.NaN, ...walk])
    const options = { order: [0, 1, 1] } as const
    expect(fitArima(later, options).logLikelihood).toBeCloseTo(fitArima(walk, options).logLikelihood!, 7)
  })

  test('gaps of a differenced seasonal series are bridged as the written-out normal with a wide start says', () => {
    const gaps = [3, 30, 31, 47]
    const y = AIRLINE_PASSENGERS.slice(0, 48).map((value, t) =>
      gaps.includes(t) ? Number.NaN : Math.log(value),
    )
    const model = fitArima(y, { order: [0, 1, 1], seasonal: [0, 1, 1], period: 12 })
    const { ma } = expand(model)
    // y_t = y_(t−1) + y_(t−12) − y_(t−13) + w_t from 13 free starting values.
    const inputs = Matrix.zeros(48, 48)
    for (let t = 0; t < 48; t++) {
      inputs.set(t, t, 1)
      if (t < 13) continue
      for (let k = 0; k < 48; k++) {
        const past = inputs.get(t - 1, k) + inputs.get(t - 12, k) - inputs.get(t - 13, k)
        inputs.set(t, k, inputs.get(t, k) + past)
      }
    }
    const own = Matrix.zeros(48, 48)
    for (let t = 0; t < 13; t++) own.set(t, t, 1e6)
    own.setSubMatrix(denseCovariance([], ma, 35), 13, 13)
    const oracle = denseConditionalMeans(y, 0, inputs.mmul(own).mmul(inputs.transpose()))
    const filled = model.interpolate()
    for (const t of gaps) expect(filled[t]).toBeCloseTo(oracle[t]!, 4)
  })

  test('a gap before the end does not move the forecasts of a long series much', () => {
    const gapped = AIRLINE_PASSENGERS.map((value, t) => ([50, 51].includes(t) ? Number.NaN : value))
    const whole = fitArima(AIRLINE_PASSENGERS, AIRLINE).forecast(12)
    fitArima(gapped, AIRLINE)
      .forecast(12)
      .mean.forEach((value, h) => {
        expect(value / whole.mean[h]!).toBeCloseTo(1, 1)
      })
  })
})

test('parameters of simulated processes are recovered within four standard errors', () => {
  const cases = [
    { ar: [0.7], ma: [] },
    { ar: [0.4, 0.3], ma: [] },
    { ar: [], ma: [-0.6] },
    { ar: [0.6], ma: [0.5] },
  ]
  for (const [k, { ar, ma }] of cases.entries()) {
    const y = simulateArma(ar, ma, 1500, normalStream(100 + k))
    const model = fitArima(y, { order: [ar.length, 0, ma.length] })
    for (const [i, truth] of [...ar, ...ma, 0].entries()) {
      const { value, standardError } = model.coefficients[i]!
      expect(standardError).toBeGreaterThan(0)
      expect(Math.abs(value - truth)).toBeLessThan(4 * standardError!)
    }
    expect(model.sigma2).toBeGreaterThan(0.85)
    expect(model.sigma2).toBeLessThan(1.15)
  }
})

test('forecasts follow a change of units, also to 1e±12', () => {
  const seed = drawSeed('arima scaling')
  const normal = normalStream(seed)
  fc.assert(
    fc.property(fc.constantFrom(1e-12, 1e-3, 7, 1e12), fc.integer({ min: 20, max: 40 }), (factor, length) => {
      const y = simulateArma([0.5], [0.3], length, normal)
      const plain = fitArima(y, { order: [1, 1, 1] })
      const scaled = fitArima(
        y.map(value => value * factor),
        { order: [1, 1, 1] },
      )
      const { mean, upper80 } = scaled.forecast(4)
      const expected = plain.forecast(4)
      const size = Math.max(...expected.upper95) - Math.min(...expected.lower95)
      for (let h = 0; h < 4; h++) {
        expect(Math.abs(mean[h]! / factor - expected.mean[h]!)).toBeLessThan(1e-4 * size)
        expect(Math.abs(upper80[h]! / factor - expected.upper80[h]!)).toBeLessThan(1e-4 * size)
      }
      expect(scaled.logLikelihood! + (length - 1) * Math.log(factor)).toBeCloseTo(plain.logLikelihood!, 5)
    }),
    { seed, numRuns: 15 },
  )
})

describe('series without noise or nearly without values', () => {
  test.each([0, 5, -1e12, 1e-12])('a constant %d is forecast as itself', level => {
    const model = fitArima(new Float64Array(20).fill(level), { order: [1, 0, 1] })
    for (const name of ['mean', 'lower95', 'upper95'] as const)
      model.forecast(3)[name].forEach(value => {
        expect(Math.abs(value - level)).toBeLessThanOrEqual(1e-9 * Math.abs(level))
      })
    expect(model.logLikelihood).toBeNull()
    expect(model.sigma2).toBe(0)
    expect(JSON.stringify(model.coefficients)).not.toMatch(/NaN|Infinity/)
  })

  test('a straight line is continued', () => {
    const y = Float64Array.from({ length: 12 }, (_, t) => 3 + 2 * t)
    const { mean } = fitArima(y, { order: [0, 1, 0], withDrift: true }).forecast(3)
    expect([...mean].map(value => Math.round(value * 1e6) / 1e6)).toEqual([27, 29, 31])
  })

  test('too short, empty, infinite and impossible are refused by name', () => {
    const y = Float64Array.from([1, 2, 3])
    expect(() => fitArima(new Float64Array(0), { order: [1, 0, 0] })).toThrow(/0 observed values.*at least 3/)
    expect(() => fitArima(y, { order: [1, 1, 1] })).toThrow(RangeError)
    expect(() => fitArima(y, AIRLINE)).toThrow(
      /3 observed values; ARIMA\(0,1,1\)\(0,1,1\)\[12\] needs at least 16/,
    )
    expect(() => fitArima(Float64Array.from([1, Infinity, 3]), { order: [0, 0, 0] })).toThrow(/y\[1\]/)
    expect(() => fitArima(Float64Array.from([1, 0, 3, 2]), { order: [0, 0, 0], transform: 'log' })).toThrow(
      /y\[1\] = 0/,
    )
    expect(() => fitArima(y, { order: [-1, 0, 0] })).toThrow(/p = -1/)
    expect(() => fitArima(y, { order: [0, 0, 0], seasonal: [1, 0, 0] })).toThrow(/period above 1/)
    expect(() => fitArima(y, { order: [0, 2, 0], withDrift: true })).toThrow(/d \+ D = 1/)
    expect(() => fitArima(y, { order: [0, 0, 0] }).forecast(0)).toThrow(/horizon 0/)
  })

  test('one-step means and residuals add up to the observations', () => {
    const model = fitArima(QUEBEC_CAR_SALES, { order: [1, 0, 1], seasonal: [0, 1, 0], period: 12 })
    model.fitted.forEach((mean, t) => {
      expect(mean + model.residuals[t]!).toBeCloseTo(QUEBEC_CAR_SALES[t]!, 6)
    })
  })
})

/** The lag polynomials multiplied out by hand from the coefficients' names. */
function expand(model: ReturnType<typeof fitArima>) {
  const { period } = model.specification
  const ar = [1]
  const ma = [1]
  const values = valuesOf(model)
  const multiply = (polynomial: number[], factor: number[]) => {
    const out = new Array<number>(polynomial.length + factor.length - 1).fill(0)
    polynomial.forEach((a, i) => {
      factor.forEach((b, j) => {
        out[i + j]! += a * b
      })
    })
    return out
  }
  const factor = (name: string, lag: number, sign: number) => {
    const out = [1]
    for (let i = 1; `${name}${i}` in values; i++) {
      while (out.length <= i * lag) out.push(0)
      out[i * lag] = sign * values[`${name}${i}`]!
    }
    return out
  }
  return {
    ar: multiply(multiply(ar, factor('ar', 1, -1)), factor('sar', period, -1))
      .slice(1)
      .map(value => -value),
    ma: multiply(multiply(ma, factor('ma', 1, 1)), factor('sma', period, 1)).slice(1),
    mean: values.mean ?? 0,
  }
}
