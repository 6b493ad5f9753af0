import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import { coverage, mase } from '../evaluate/measures.ts'
import type { Forecast } from '../forecast.ts'
import { normalsFrom, randomFrom } from '../random.ts'
import { nile, referenceCases } from '../testing/reference.ts'
import { chooseForecast, makePlan } from './automatic.ts'
import { calibrate } from './calibrate.ts'
import { forecastBy } from './choose.ts'
import { combineForecasts, widen } from './combine.ts'
import { fitMethod, methodNames } from './methods.ts'

const seed = drawSeed('automatic choice')
const year = { season: 12, horizon: 12 }

describe('on the hold-outs of R', () => {
  const ratios = referenceCases.map(({ train, test, accuracy }) => {
    const error = mase(test, chooseForecast(train, year).mean, train, 12)!
    const best = Math.min(accuracy.ets.mase, accuracy.auto_arima.mase)
    expect(error).toBeLessThan(accuracy.snaive.mase)
    return error / best
  })

  it('the error is at most 1.1 times that of the better of ets and auto.arima, and not above on the whole', () => {
    expect(Math.max(...ratios)).toBeLessThanOrEqual(1.1)
    expect(
      Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length),
    ).toBeLessThanOrEqual(1)
  })
})

const extremes: [string, (number | null)[]][] = [
  ['one value', [7]],
  ['two values', [7, 9]],
  ['five values', [7, 9, 8, 7, 9]],
  ['a constant', Array.from({ length: 40 }, () => 12)],
  ['nothing but zeros', Array.from({ length: 40 }, () => 0)],
  ['a step', Array.from({ length: 48 }, (_, t) => (t < 30 ? 5 : 50))],
  ['a constant, then one change', [...Array.from({ length: 39 }, () => 3), 4]],
  ['a straight line', Array.from({ length: 40 }, (_, t) => 3 + 2 * t)],
  ['gaps at both ends', [null, null, ...Array.from({ length: 40 }, (_, t) => 20 + (t % 12)), null, null]],
  ['more gaps than values', Array.from({ length: 60 }, (_, t) => (t % 3 === 0 ? 30 + (t % 12) : null))],
  ['values near nothing', nile.y.map(value => value * 1e-12)],
  ['huge values', nile.y.map(value => value * 1e12)],
  ['negative values', nile.y.map(value => value - 900)],
  ['pauses', Array.from({ length: 60 }, (_, t) => (t % 4 === 1 ? 2 : 0))],
  ['many sold, then none', Array.from({ length: 56 }, (_, t) => (t > 28 ? 0 : 7e7))],
  ['sales that ended', Array.from({ length: 60 }, (_, t) => (t < 40 ? 10 + (t % 5) : 0))],
]

describe.each(extremes)('a series of %s', (_, y) => {
  const forecast = chooseForecast(y, year)

  it('gets numbers in their order', () => expectOrdered(forecast, 12))
})

it('what is constant stays, with no width', () => {
  const { mean, upper95, method } = chooseForecast([4, 4, 4, 4], { season: 1, horizon: 3 })
  expect([...mean, ...upper95]).toEqual([4, 4, 4, 4, 4, 4])
  expect(method).toBe('naive')
})

it('what was never negative is not expected to be', () => {
  const { lower95 } = chooseForecast(
    Array.from({ length: 48 }, (_, t) => Math.max(0.5, 40 - t)),
    year,
  )
  expect(Math.min(...lower95)).toBeGreaterThanOrEqual(0)
})

it('demand that pauses has methods of its own, and what died falls to nothing', () => {
  const died = Array.from({ length: 60 }, (_, t) => (t < 40 && t % 3 === 0 ? 4 : 0))
  const { mean, method } = chooseForecast(died, year)
  expect(method).toBe('obsolescence')
  expect(mean[11]!).toBeLessThan(0.5)
})

describe('who has a say', () => {
  const say = (method: string, value: number): Forecast => combineForecasts([constantly(method, value)])
  const members = ['seasonal naive', 'theta'].map(name => ({
    name,
    forecast: () => say(name, 0),
    forecastFrom: () => say(name, 0),
  }))
  const roundsOf = (errors: readonly (readonly number[])[]) =>
    errors.map(each => ({
      train: Float64Array.of(1, 2, 3, 4),
      actual: Float64Array.of(0),
      forecasts: each.map((error, i) => say(members[i]!.name, error)),
    }))

  it('is naive alone where it did as well as all together at every point of the past', () => {
    const { method, alone } = makePlan(
      'regular',
      members,
      roundsOf([
        [1, 2],
        [1, 2],
        [1, 2],
      ]),
    )
    expect({ method, alone }).toEqual({ method: 'seasonal naive', alone: 0 })
  })

  it('is not naive alone where it did so at some, or there are few', () => {
    expect(
      makePlan(
        'regular',
        members,
        roundsOf([
          [1, 1.2],
          [1, 1.2],
          [1.2, 1],
        ]),
      ).alone,
    ).toBeNull()
    expect(
      makePlan(
        'regular',
        members,
        roundsOf([
          [1, 1.2],
          [1, 1.2],
        ]),
      ).alone,
    ).toBeNull()
  })

  it('is who was not far off in the past: the method names nobody else', () => {
    const far = roundsOf([
      [2, 1],
      [2, 1],
      [1, 1],
    ])
    expect(makePlan('regular', members, far).method).toBe('combination of seasonal naive and theta')
    const farther = roundsOf([
      [3, 1],
      [3, 1],
      [1, 1],
    ])
    expect(makePlan('regular', members, farther).method).toBe('theta')
  })
})

it('forecasts of a multiple are the multiple of the forecasts', () => {
  const series = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 3, maxLength: 40 })
  fc.assert(
    fc.property(series, fc.integer({ min: -30, max: 30 }), (y, power) => {
      const factor = 2 ** power
      const one = chooseForecast(y, { season: 4, horizon: 4 })
      const other = chooseForecast(
        y.map(value => value * factor),
        { season: 4, horizon: 4 },
      )
      expectOrdered(one, 4)
      for (const part of ['mean', 'lower80', 'upper95'] as const)
        for (const [h, value] of other[part].entries())
          expect(Math.abs(value / factor - one[part][h]!)).toBeLessThan(1e-6 * (1 + Math.abs(one[part][h]!)))
    }),
    { seed, numRuns: 15 },
  )
})

it('the 80% interval holds 75 … 85% of what comes, over many simulated series', () => {
  const normal = normalsFrom(randomFrom(20))
  const held = Array.from({ length: 60 }, () => {
    const season = Array.from({ length: 4 }, () => 10 * normal())
    let level = 200
    const y = Float64Array.from({ length: 64 }, (_, t) => {
      level += 2 * normal()
      return level + season[t % 4]! + 6 * normal()
    })
    const { lower80, upper80 } = chooseForecast(y.subarray(0, 56), { season: 4, horizon: 8 })
    return coverage(y.subarray(56), lower80, upper80)!
  })
  const mean = held.reduce((sum, share) => sum + share, 0) / held.length
  expect(mean).toBeGreaterThan(0.75)
  expect(mean).toBeLessThan(0.85)
})

function constantly(method: string, value: number): Forecast {
  const ends = Float64Array.of(value)
  return { method, mean: ends, lower80: ends, upper80: ends, lower95: ends, upper95: ends }
}

describe('parts of it', () => {
  const flat = (mean: number, half: number): Forecast => ({
    method: 'flat',
    mean: Float64Array.of(mean),
    lower80: Float64Array.of(mean - half),
    upper80: Float64Array.of(mean + half),
    lower95: Float64Array.of(mean - 2 * half),
    upper95: Float64Array.of(mean + 2 * half),
  })

  it('weights count in proportion', () => {
    const { mean, upper95 } = combineForecasts([flat(0, 1), flat(10, 3)], [3, 1])
    expect(mean[0]).toBe(2.5)
    expect(upper95[0]).toBe(0.75 * 2 + 0.25 * 16)
    expect(() => combineForecasts([])).toThrow('one at least')
    expect(() => combineForecasts([flat(0, 1)], [0])).toThrow('weights 0')
  })

  it('wider intervals keep their order', () => {
    const { lower80, upper80, lower95, upper95 } = widen(flat(10, 2), 3, 1)
    expect([lower95[0], lower80[0], upper80[0], upper95[0]]).toEqual([4, 4, 16, 16])
  })

  it('intervals that held too little are widened, those that held too much narrowed', () => {
    const past = (size: number) =>
      Array.from({ length: 4 }, (_, i) => ({
        actual: Float64Array.of(10 + (i % 2 ? size : -size)),
        forecast: flat(10, 2),
      }))
    // as if two of six origins had held: (2 · log 1 + 4 · log 2) / 6
    expect(calibrate(past(4)).factor80).toBeCloseTo(2 ** (4 / 6), 9)
    expect(calibrate(past(1.2)).factor80).toBeCloseTo(0.6 ** (4 / 6), 9)
    expect(calibrate(past(4)).factor95).toBeCloseTo(1.2 ** (2 / 6), 9)
  })
})

describe('methods by name', () => {
  it('every name fits and forecasts, and is tried on the past', () => {
    for (const name of methodNames()) {
      const { method, mean, evaluation } = forecastBy(name, referenceCases[1]!.train.slice(60), {
        season: 12,
        horizon: 3,
      })
      expect(method.length).toBeGreaterThan(2)
      expect(mean.every(Number.isFinite)).toBe(true)
      expect(evaluation.origins).toBeGreaterThan(0)
    }
  })

  it('the airline model of Box and Jenkins can be named', () => {
    const { train } = referenceCases[1]!
    expect(fitMethod('log ARIMA(0,1,1)(0,1,1)', train, 12).method).toBe('log ARIMA(0,1,1)(0,1,1)[12]')
    expect(fitMethod('ARIMA(2,0,0)(0,1,1)[12] with drift', train, 12).method).toContain('with drift')
    expect(fitMethod('auto.arima', train, 12).method).toContain('ARIMA')
    expect(fitMethod('snaive', train, 12).method).toBe('seasonal naive')
  })

  it('a name that is none is refused with those there are', () => {
    expect(() => fitMethod('constructor', [1, 2], 1)).toThrow(
      'no method is called "constructor"; there are auto, naive',
    )
    expect(() => forecastBy('auto', [], year)).toThrow('no observed value')
    expect(() => chooseForecast([1, 2], { season: 0, horizon: 1 })).toThrow('the season is 0')
  })
})

function expectOrdered({ mean, lower80, upper80, lower95, upper95 }: Forecast, horizon: number) {
  expect(mean).toHaveLength(horizon)
  for (let h = 0; h < horizon; h++) {
    const ends = [lower95[h]!, lower80[h]!, upper80[h]!, upper95[h]!]
    expect([mean[h]!, ...ends].every(Number.isFinite)).toBe(true)
    for (let i = 1; i < 4; i++)
      expect(ends[i]).toBeGreaterThanOrEqual(ends[i - 1]! - 1e-9 * Math.abs(ends[i]!))
  }
}
