import { chooseArima } from '../arima/choose.ts'
import { fitSpecified } from '../arima/fit.ts'
import type { Forecast } from '../forecast.ts'
import { fitObsolescence } from '../intermittent/obsolescence.ts'
import { seasonalNaive } from '../naive/naive.ts'
import { summarise } from '../series.ts'
import { rankEts } from '../smoothing/choose-ets.ts'
import { EtsFit, type EtsModel } from '../smoothing/fit-ets.ts'
import { type EtsForm, listEtsForms } from '../smoothing/form.ts'
import { stlForecast } from '../stl/stl.ts'
import { theta } from '../theta/theta.ts'
import { combineForecasts } from './combine.ts'

/** A method as the automatic choice uses it: fitted to all that is known, and again to beginnings of it. */
export interface Member {
  readonly name: string
  /** from all that is known */
  forecast(horizon: number): Forecast
  /** from a beginning of it: the kind of model is kept, everything estimated is estimated again */
  forecastFrom(train: Float64Array, horizon: number): Forecast
}

/** The methods that suit a series. */
export function listMembers(y: Float64Array, season: number): Member[] {
  const { count } = summarise(y)
  const isLong = season > 1 && y.length >= 2 * season
  const members: Member[] = [naiveMember(y, season)]
  const shortSeason = season <= seasonEtsMax ? season : 1
  const ranked = count >= 4 ? rankEts(y, shortSeason, quick) : []
  const isMultiplicative = ranked[0]?.form.season === 'M'
  if (count >= 4) members.push(etsMember(ranked), thetaMember(y, season))
  if (count >= 10 && y.length <= lengthArimaMax) members.push(arimaMember(y, shortSeason, isMultiplicative))
  if (count >= 10 && isLong) members.push(stlMember(y, season, isMultiplicative))
  return members
}

/** The methods that suit demand with pauses. */
export function listIntermittentMembers(y: Float64Array, season: number): Member[] {
  return [
    naiveMember(y, season),
    {
      name: 'obsolescence',
      forecast: horizon => fitObsolescence(y).forecast(horizon),
      forecastFrom: (train, horizon) => fitObsolescence(train).forecast(horizon),
    },
  ]
}

// A state for each of 52 weeks is too many to estimate, and slow; longer seasons are left to STL and Theta.
const seasonEtsMax = 24
const lengthArimaMax = 1000

export function naiveMember(y: Float64Array, season: number): Member {
  const period = y.length >= season ? season : 1
  return {
    name: period > 1 ? 'seasonal naive' : 'naive',
    forecast: horizon => seasonalNaive(y, period).forecast(horizon),
    forecastFrom: (train, horizon) => seasonalNaive(train, period).forecast(horizon),
  }
}

function thetaMember(y: Float64Array, season: number): Member {
  return {
    name: 'theta',
    forecast: horizon => theta(y, season).forecast(horizon),
    forecastFrom: (train, horizon) => theta(train, season).forecast(horizon),
  }
}

function stlMember(y: Float64Array, season: number, isMultiplicative: boolean): Member {
  const adjust = (values: Float64Array, forms: readonly EtsForm[]) =>
    stlForecast(isMultiplicative ? values.map(Math.log) : values, season, { ets: { ...quick, forms } })
  const model = adjust(y, linearForms)
  const answer = (forecast: Forecast) => (isMultiplicative ? fromLogs(forecast) : forecast)
  return {
    name: model.method,
    forecast: horizon => answer(model.forecast(horizon)),
    forecastFrom: (train, horizon) => answer(adjust(train, [model.form]).forecast(horizon)),
  }
}

const linearForms = listEtsForms(1, false)

/** The best forms of exponential smoothing, each by its Akaike weight: which one is best hangs on little.
 *  Source: Kolassa, Combining exponential smoothing forecasts using Akaike weights (2011). */
function etsMember(models: readonly EtsModel[]): Member {
  const { season } = models[0]!
  const combine = (candidates: readonly EtsModel[], horizon: number) =>
    combineForecasts(
      candidates.map(model => model.forecast(horizon)),
      akaikeWeights(candidates.map(({ aicc }) => aicc)),
      candidates[0]!.method,
    )
  return {
    name: models[0]!.method,
    forecast: horizon => combine(models, horizon),
    forecastFrom(train, horizon) {
      const weights = akaikeWeights(models.map(({ aicc }) => aicc))
      const refitted = models
        .filter((_, i) => weights[i]! > 0.1)
        .map(model => ({ model, fit: new EtsFit(train, season, model.form, quick).startFrom(model) }))
        .filter(({ fit }) => fit.search(refitSteps) < Infinity)
        .map(({ fit }) => fit.model())
      return refitted.length > 0
        ? combine(refitted, horizon)
        : rankEts(train, season, quick)[0]!.forecast(horizon)
    },
  }
}

const quick = { paths: 0, iterationsMax: 60, tolerance: 1e-5, secondStarts: 1 }
const refitSteps = 25

/** exp(−Δ/2), adding up to 1; where there is no AICc, only the first counts. */
export function akaikeWeights(criteria: readonly (number | null)[]): number[] {
  const best = Math.min(...criteria.map(value => value ?? Infinity))
  if (best === Infinity || best === -Infinity) return criteria.map((_, i) => (i === 0 ? 1 : 0))
  const raw = criteria.map(value => (value === null ? 0 : Math.exp(-0.5 * (value - best))))
  const total = raw.reduce((sum, weight) => sum + weight, 0)
  return raw.map(weight => weight / total)
}

function arimaMember(y: Float64Array, period: number, isMultiplicative: boolean): Member {
  const transform = isMultiplicative ? 'log' : 'none'
  const model = chooseArima(y, { period, transform, precision: 'coarse' })
  const refit = { maxIterations: 20, transform, precision: 'coarse' } as const
  return {
    name: model.method,
    forecast: horizon => model.forecast(horizon),
    forecastFrom(train, horizon) {
      const { p, q, d, seasonalP, seasonalD, seasonalQ } = model.specification
      const needed = p + q + seasonalP + seasonalQ + d + period * seasonalD + 4
      const isEnough = summarise(train).count >= needed
      const fitted = isEnough
        ? fitSpecified(train, model.specification, refit)
        : chooseArima(train, { period, transform, precision: 'coarse' })
      return fitted.forecast(horizon)
    },
  }
}

function fromLogs(forecast: Forecast): Forecast {
  const read = (values: Float64Array) => values.map(Math.exp)
  return {
    method: forecast.method,
    mean: read(forecast.mean),
    lower80: read(forecast.lower80),
    upper80: read(forecast.upper80),
    lower95: read(forecast.lower95),
    upper95: read(forecast.upper95),
  }
}
