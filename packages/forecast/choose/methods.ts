import type { FittedModel } from '../forecast.ts'
import { drift, meanForecast, naive, seasonalNaive } from '../naive/naive.ts'
import type { Series } from '../series.ts'
import { chooseEts } from '../smoothing/choose-ets.ts'
import { fitEts } from '../smoothing/fit-ets.ts'
import { parseEtsForm } from '../smoothing/form.ts'
import { theta } from '../theta/theta.ts'

type Fit = (y: Series, season: number) => FittedModel

const named: Readonly<Record<string, Fit>> = {
  naive: y => naive(y),
  'seasonal-naive': seasonalNaive,
  drift: y => drift(y),
  'seasonal-drift': drift,
  mean: y => meanForecast(y),
  ets: (y, season) => chooseEts(y, season),
  theta,
}

/** The names that `fitMethod` knows, besides forms such as `ETS(A,Ad,M)`.
 *  @example
 *  methodNames().includes('theta') // → true
 */
export function methodNames(): string[] {
  return Object.keys(named)
}

/** Fits a method by its name.
 *  @param name one of `methodNames()` (spaces for hyphens are understood), or a form such as `ETS(A,Ad,M)`
 *  @throws RangeError for a name that is not known, or data that do not suit the method
 *  @example
 *  fitMethod('seasonal naive', [1, 2, 3, 4], 2).forecast(2).mean // → [3,4]
 *  fitMethod('magic', [1, 2], 1) // throws RangeError: no method is called "magic"
 */
export function fitMethod(name: string, y: Series, season: number): FittedModel {
  const method =
    named[
      name
        .trim()
        .toLowerCase()
        .replace(/[\s_]+/g, '-')
    ]
  if (method) return method(y, season)
  if (/^\s*ets\s*\(/i.test(name)) return fitEts(y, season, parseEtsForm(name))
  throw new RangeError(`no method is called "${name}"; there are ${methodNames().join(', ')} and ETS(A,Ad,M)`)
}
