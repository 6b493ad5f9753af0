import { expect, it } from 'vitest'
import { EtsCoordinates } from './coordinates.ts'
import { nameOfEts, parseEtsForm } from './form.ts'
import { type Criterion, EtsRecursion } from './recursion.ts'

const y = Float64Array.from(
  { length: 40 },
  (_, t) => 1 + 0.01 * t + 0.2 * Math.sin(t * 1.7) + 0.1 * Math.cos(t * t),
)
y[17] = Number.NaN

const forms = ['AAN', 'ANA', 'AAdA', 'MNN', 'MAdN', 'MAM', 'MAdA', 'MMN', 'MMdM', 'AMA', 'AAM'].map(
  parseEtsForm,
)
const criteria: Criterion[] = ['likelihood', 'squares']

it.each(forms.flatMap(form => criteria.map(criterion => ({ form, criterion, name: nameOfEts(form) }))))(
  'the gradient of $name by $criterion is that of central differences',
  ({ form, criterion }) => {
    const coordinates = new EtsCoordinates(new EtsRecursion(y, 4, form, criterion))
    const figures = [0.1, -0.05, -0.1, 0.05]
    const seasonal = Float64Array.from(form.season === 'N' ? [] : figures, value =>
      form.season === 'M' ? 1 + value : value,
    )
    const trend = form.trend.startsWith('M') ? 1.01 : 0.01
    const x = coordinates.pointOf(
      { level: 1.1, trend, seasonal },
      { alpha: 0.3, beta: 0.3, gamma: 0.3, phi: 0.5 },
    )
    const gradient = new Float64Array(x.length)
    const ignored = new Float64Array(x.length)
    coordinates.evaluate(x, gradient)
    for (let i = 0; i < x.length; i++) {
      const at = (step: number) => coordinates.evaluate(x.with(i, x[i]! + step), ignored)
      const slope = (at(1e-6) - at(-1e-6)) / 2e-6
      expect(Math.abs(gradient[i]! - slope)).toBeLessThan(1e-5 * (1 + Math.abs(slope)))
    }
  },
)

it('a state below zero is outside of a multiplicative form, not an error', () => {
  const recursion = new EtsRecursion(y, 1, parseEtsForm('MNN'), 'likelihood')
  recursion.level[0] = -1
  expect(recursion.run()).toBe(Infinity)
})

it('follows the equations of Holt and Winters', () => {
  const recursion = new EtsRecursion(Float64Array.of(12, 9, 15), 2, parseEtsForm('AAM'), 'squares')
  Object.assign(recursion.parameters, { alpha: 0.5, beta: 0.2, gamma: 0.1, phi: 1 })
  recursion.level[0] = 10
  recursion.trend[0] = 1
  recursion.seasonal.set([1.2, 0.8])
  recursion.run()
  // by hand: f = 11·1.2 = 13.2, d = −1.2, u = −1; l = 10.5, b = 0.8, s = 1.2 − 0.1·1.2/11
  expect(recursion.forecasts[0]).toBeCloseTo(13.2, 12)
  expect(recursion.level[1]).toBeCloseTo(10.5, 12)
  expect(recursion.trend[1]).toBeCloseTo(0.8, 12)
  expect(recursion.seasonal[2]).toBeCloseTo(1.2 - 0.12 / 11, 12)
  expect(recursion.forecasts[1]).toBeCloseTo(11.3 * 0.8, 12)
})
