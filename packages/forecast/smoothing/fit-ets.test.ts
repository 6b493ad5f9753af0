import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import { normalsFrom, randomFrom } from '../random.ts'
import { nile, referenceCases } from '../testing/reference.ts'
import { chooseEts } from './choose-ets.ts'
import { fitEts } from './fit-ets.ts'
import { countParameters, listEtsForms, nameOfEts, parseEtsForm } from './form.ts'
import { simulateQuantiles, spreadOfEts } from './paths.ts'

const seed = drawSeed('exponential smoothing')

describe('simple exponential smoothing', () => {
  it('of the Nile is that of R (forecast::ses)', () => {
    const model = fitEts(nile.y, 1, parseEtsForm('ANN'), { criterion: 'squares' })
    expect(Math.abs(model.parameters.alpha / nile.alpha - 1)).toBeLessThan(0.001)
    expect(Math.abs(model.initial.level / nile.level - 1)).toBeLessThan(0.001)
    expect(Math.abs(model.forecast(3).mean[2]! / nile.mean - 1)).toBeLessThan(0.001)
    expect(model.converged).toBe(true)
  })

  it('keeps parameters that are given', () => {
    const model = fitEts(nile.y, 1, parseEtsForm('AAN'), { parameters: { alpha: 0.3, beta: 0.1 } })
    expect(model.parameters).toMatchObject({ alpha: 0.3, beta: 0.1, phi: 1 })
  })
})

describe.each(referenceCases)('the form that R chooses for $name', ({ train, forecasts, ets, ets95 }) => {
  const model = fitEts(train, 12, parseEtsForm(ets.form))

  it('is at least as likely here, on the same constant', () => {
    expect(model.logLikelihood).toBeGreaterThan(ets.logLikelihood)
    expect(model.logLikelihood).toBeLessThan(ets.logLikelihood + 2)
    expect(model.aicc! - ets.aicc).toBeCloseTo(-2 * (model.logLikelihood - ets.logLikelihood), 4)
  })

  it('forecasts the same to two percent', () => {
    const { mean, lower95, upper95 } = model.forecast(12)
    expect(distance(mean, forecasts.ets)).toBeLessThan(0.02)
    expect(distance(lower95, ets95.lower)).toBeLessThan(0.03)
    expect(distance(upper95, ets95.upper)).toBeLessThan(0.03)
  })

  it('loses to the form chosen here by AICc', () => {
    expect(chooseEts(train, 12).aicc!).toBeLessThanOrEqual(ets.aicc)
  })
})

it('Holt–Winters with a multiplicative season has no larger squared errors than that of R', () => {
  // Σ(y − fitted)² at the parameters that forecast::hw(seasonal = "multiplicative") prints
  const ofR = [162_719_101.5, 13_068.19]
  referenceCases.forEach(({ train }, i) => {
    const { fitted } = fitEts(train, 12, parseEtsForm('MAM'), { criterion: 'squares' })
    const squares = train.reduce((sum, value, t) => sum + (value - fitted[t]!) ** 2, 0)
    expect(squares).toBeLessThan(ofR[i]!)
  })
})

it('simulated parameters are found again', () => {
  const normal = normalsFrom(randomFrom(11))
  let level = 100
  let trend = 1
  const y = Array.from({ length: 1500 }, () => {
    const error = 5 * normal()
    const value = level + trend + error
    level += trend + 0.4 * error
    trend += 0.05 * error
    return value
  })
  const { parameters, state } = fitEts(y, 1, parseEtsForm('AAN'))
  expect(parameters.alpha).toBeCloseTo(0.4, 1)
  expect(parameters.beta).toBeCloseTo(0.05, 1)
  expect(Math.sqrt(state.variance)).toBeCloseTo(5, 0)
})

it('a missing value is passed over: the forecast is that of the model, and nothing is NaN', () => {
  const { train } = referenceCases[1]!
  const gaps = train.map((value, t) => (t % 17 === 5 || t === 131 ? null : value))
  const whole = fitEts(train.slice(0, 131), 12, parseEtsForm('MAM'))
  const model = fitEts(gaps, 12, parseEtsForm('MAM'))
  expect(model.fitted.every(Number.isFinite)).toBe(true)
  // The last value is missing: its forecast is made one step ahead, and what follows two steps ahead.
  expect(distance(model.forecast(3).mean, whole.forecast(4).mean.slice(1))).toBeLessThan(0.05)
})

it('does not depend on the unit of measurement', () => {
  const forms = listEtsForms(4, true).map(nameOfEts)
  const series = fc.array(fc.integer({ min: 5, max: 200 }), { minLength: 20, maxLength: 30 })
  fc.assert(
    fc.property(series, fc.constantFrom(...forms), fc.integer({ min: -40, max: 40 }), (y, name, power) => {
      const factor = 2 ** power // exact in binary: any difference is a fault, not rounding
      const form = parseEtsForm(name)
      const one = fitEts(y, 4, form, { paths: 50 }).forecast(5)
      const other = fitEts(
        y.map(value => value * factor),
        4,
        form,
        { paths: 50 },
      ).forecast(5)
      for (const part of ['mean', 'lower80', 'upper95'] as const)
        expect(
          distance(
            other[part].map(value => value / factor),
            one[part],
          ),
        ).toBeLessThan(1e-9)
    }),
    { seed, numRuns: 40 },
  )
})

it('simulated intervals of a linear model are its exact ones', () => {
  const { state } = fitEts(referenceCases[0]!.train, 12, parseEtsForm('AAA'), {
    parameters: { alpha: 0.5, beta: 0.1, gamma: 0.3 },
  })
  const [upper] = simulateQuantiles(state, 24, [0.975], { seed: 3, paths: 4000 })
  const [middle] = simulateQuantiles(state, 24, [0.5], { seed: 3, paths: 4000 })
  const sd = spreadOfEts(state, 24)
  for (const h of [0, 5, 12, 23])
    expect(Math.abs((upper![h]! - middle![h]!) / (1.95996 * sd[h]!) - 1)).toBeLessThan(0.08)
})

it('intervals grow by what each error leaves behind, the season one season later', () => {
  const given = { parameters: { alpha: 0.2, gamma: 0.3 } }
  const { state } = fitEts(referenceCases[0]!.train, 4, parseEtsForm('ANA'), given)
  const growth = spreadOfEts(state, 6).map(sd => sd ** 2 / state.variance)
  const byHand = [1, 1.04, 1.08, 1.12, 1.37, 1.41] // 1 + 0.2² a period, (0.2 + 0.3)² after a season
  for (const [h, value] of byHand.entries()) expect(growth[h]).toBeCloseTo(value, 9)
})

it('a multiplicative model spreads to first order as its simulation does', () => {
  const { state, forecast } = fitEts(referenceCases[1]!.train, 12, parseEtsForm('MAM'))
  const sd = spreadOfEts(state, 12)
  const { upper80, lower80 } = forecast(12)
  for (let h = 0; h < 12; h++)
    expect(Math.abs((upper80[h]! - lower80[h]!) / (2 * 1.28155 * sd[h]!) - 1)).toBeLessThan(0.15)
})

it('counts what it estimates', () => {
  expect(countParameters(parseEtsForm('MAdM'), 12)).toBe(17)
  expect(countParameters(parseEtsForm('ANN'), 12)).toBe(2)
})

it('refuses what does not suit, naming the value', () => {
  expect(() => fitEts([3, 0, 2, 4], 1, parseEtsForm('MNN'))).toThrow('value 1 is 0')
  expect(() => fitEts([3, 1, 2], 2, parseEtsForm('ANA'))).toThrow('two seasons (4 values); the series has 3')
  expect(() => fitEts([3, 1, 2], 1, parseEtsForm('ANA'))).toThrow('has a season')
  expect(() => fitEts([3, 1], 1, parseEtsForm('ANN'), { parameters: { alpha: 2 } })).toThrow('alpha is 2')
  expect(() => fitEts([], 1, parseEtsForm('ANN'))).toThrow('no observed value')
  expect(() => fitEts([1, 2], 1, parseEtsForm('ANN')).forecast(0)).toThrow('the horizon is 0')
})

/** Mean relative distance. */
function distance(found: ArrayLike<number>, wanted: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < wanted.length; i++) {
    const size = Math.max(1e-12, Math.abs(wanted[i]!))
    sum += Math.abs(found[i]! - wanted[i]!) / size / wanted.length
  }
  return sum
}
