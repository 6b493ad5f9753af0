import { describe, expect, it } from 'vitest'
import { referenceCases } from '../testing/reference.ts'
import { referenceModels } from '../testing/reference-models.ts'
import { fitEts } from './fit-ets.ts'
import { parseEtsForm } from './form.ts'

describe.each(referenceModels)('$model of $series with the parameters and states that R prints', each => {
  const { series, form, parameters, level, slope, states, forecasts } = each
  const { train } = referenceCases.find(({ name }) => name === series)!
  const etsForm = parseEtsForm(form)
  const total = etsForm.season === 'M' ? 12 : 0
  const last = total - states.reduce((sum, state) => sum + state, 0)
  // R numbers states backwards: s0 is that of the period just before the first observation, one season before the last.
  const season = [last, ...states.toReversed()]
  const model = fitEts(train, 12, etsForm, { paths: 0, fixed: { ...parameters, level, slope, season } })

  it('forecasts what R prints to nine digits', () => {
    const { mean } = model.forecast(12)
    // With a damped trend and a multiplicative season R (forecast.ets, class 3) adds b + φb + … where its own
    // recursion, and everything here, adds φb + φ²b + …: its rule, from the states reached here.
    const { phi = 1 } = parameters
    const { level: l, trend: b, seasonal } = model.state
    const undamped = (h: number) => (l + (b * (1 - phi ** (h + 1))) / (1 - phi)) * seasonal[h]!
    for (const [h, value] of forecasts.entries()) {
      expect(Math.abs((form === 'MAdM' ? undamped(h) : mean[h]!) / value - 1)).toBeLessThan(1e-9)
      expect(Math.abs(mean[h]! / value - 1)).toBeLessThan(0.001)
    }
  })

  it('keeps what is fixed', () => {
    expect(model.parameters).toMatchObject(parameters)
    expect(model.initial.level / level).toBeCloseTo(1, 12)
    expect(model.initial.trend / slope).toBeCloseTo(1, 12)
    expect(model.iterations).toBe(0)
  })
})

it('refuses a fixed model that lacks a number, or whose seasonal states do not add up', () => {
  const y = [3, 5, 4, 6, 5, 7]
  const fix = (form: string, fixed: Parameters<typeof fitEts>[3] & object) => () =>
    fitEts(y, 2, parseEtsForm(form), fixed)
  expect(fix('AAN', { fixed: { alpha: 0.2, beta: 0.1, level: 3 } })).toThrow('needs the number slope')
  expect(fix('ANA', { fixed: { alpha: 0.2, gamma: 0.1, level: 3, season: [1] } })).toThrow('needs 2 seasonal')
  expect(fix('ANM', { fixed: { alpha: 0.2, gamma: 0.1, level: 3, season: [1, 2] } })).toThrow('add up to 3')
  expect(fix('ANN', { fixed: { alpha: 2, level: 3 } })).toThrow('alpha is 2')
})
