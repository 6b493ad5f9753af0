import { chooseArima } from '../arima/choose.ts'
import { fitArima } from '../arima/fit.ts'
import type { FittedModel } from '../forecast.ts'
import { fitCroston, fitSba, fitTsb } from '../intermittent/croston.ts'
import { fitObsolescence } from '../intermittent/obsolescence.ts'
import { drift, meanForecast, naive, seasonalNaive } from '../naive/naive.ts'
import { readSeries, type Series } from '../series.ts'
import { chooseEts } from '../smoothing/choose-ets.ts'
import { fitEts } from '../smoothing/fit-ets.ts'
import { parseEtsForm } from '../smoothing/form.ts'
import { stlForecast } from '../stl/stl.ts'
import { optimisedTheta } from '../theta/optimised-theta.ts'
import { theta } from '../theta/theta.ts'

type Fit = (y: Series, season: number) => FittedModel

// Simple, Holt's and Holt–Winters smoothing minimise squared one-step errors, as R's `ses`, `holt` and `hw` do.
const bySquares =
  (form: string): Fit =>
  (y, season) =>
    fitEts(y, season, parseEtsForm(form), { criterion: 'squares' })

const named: Readonly<Record<string, Fit>> = {
  naive: y => naive(y),
  'seasonal-naive': seasonalNaive,
  drift: y => drift(y),
  'seasonal-drift': drift,
  mean: y => meanForecast(y),
  ses: bySquares('ANN'),
  holt: bySquares('AAN'),
  'damped-holt': bySquares('AAdN'),
  'holt-winters': bySquares('AAA'),
  'holt-winters-multiplicative': bySquares('MAM'),
  ets: (y, season) => chooseEts(y, season),
  theta,
  'optimised-theta': optimisedTheta,
  stl: (y, season) => stlForecast(y, season),
  croston: y => fitCroston(readSeries(y)),
  sba: y => fitSba(readSeries(y)),
  tsb: y => fitTsb(readSeries(y)),
  obsolescence: y => fitObsolescence(readSeries(y)),
  arima: (y, season) => chooseArima(readSeries(y), { period: season }),
}

// What R's package forecast calls them.
const aliases: Readonly<Record<string, string>> = {
  snaive: 'seasonal-naive',
  hw: 'holt-winters',
  'hw-additive': 'holt-winters',
  'hw-multiplicative': 'holt-winters-multiplicative',
  thetaf: 'theta',
  stlf: 'stl',
  'auto.arima': 'arima',
  'auto-arima': 'arima',
}

const arimaForm =
  /^\s*(?<log>log\s+)?arima\s*\((\d+),(\d+),(\d+)\)(?:\s*\((\d+),(\d+),(\d+)\)\s*(?:\[\d+\])?)?(?<level>\s+with\s+(?:mean|drift))?\s*$/i

/** The names that `fitMethod` knows, besides forms such as `ETS(A,Ad,M)` and `ARIMA(0,1,1)(0,1,1)`.
 *  @example
 *  methodNames().includes('theta') // → true
 */
export function methodNames(): string[] {
  return Object.keys(named)
}

/** Fits a method by its name.
 *  @param name one of `methodNames()` (spaces for hyphens and the names in R's package
 *  forecast are understood), or a form such as `ETS(A,Ad,M)`,
 *  `ARIMA(0,1,1)(0,1,1) with drift` or `log ARIMA(0,1,1)(0,1,1)`
 *  @throws RangeError for a name that is not known, or data that do not suit the method
 *  @example
 *  fitMethod('seasonal naive', [1, 2, 3, 4], 2).forecast(2).mean // → [3,4]
 *  fitMethod('magic', [1, 2], 1) // throws RangeError: no method is called "magic"
 */
export function fitMethod(name: string, y: Series, season: number): FittedModel {
  const word = name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
  const known = Object.hasOwn(aliases, word) ? aliases[word]! : word
  const method = Object.hasOwn(named, known) ? named[known] : undefined
  if (method) return method(y, season)
  if (/^\s*ets\s*\(/i.test(name)) return fitEts(y, season, parseEtsForm(name))
  const arima = arimaForm.exec(name)
  if (arima) return fitArimaForm(arima, y, season)
  const names = [...methodNames(), 'ETS(A,Ad,M)', 'ARIMA(0,1,1)(0,1,1)'].join(', ')
  throw new RangeError(`no method is called "${name}"; there are auto, ${names}`)
}

function fitArimaForm(match: RegExpExecArray, y: Series, season: number): FittedModel {
  const [p, d, q, seasonalP, seasonalD, seasonalQ] = match.slice(2, 8).map(text => Number(text ?? 0))
  const isSeasonal = match[5] !== undefined
  const level = match.groups?.level?.trim().split(/\s+/)[1]?.toLowerCase()
  return fitArima(readSeries(y), {
    order: [p!, d!, q!],
    ...(isSeasonal && { seasonal: [seasonalP!, seasonalD!, seasonalQ!] as const, period: season }),
    ...(level === 'drift' && { withDrift: true }),
    ...(level === 'mean' && { withMean: true }),
    transform: match.groups?.log ? 'log' : 'none',
  })
}
