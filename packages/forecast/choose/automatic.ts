import { type Evaluation, listOrigins, summariseTrials } from '../evaluate/rolling.ts'
import type { Forecast } from '../forecast.ts'
import { naive, seasonalNaive } from '../naive/naive.ts'
import { checkHorizon, checkSeason, readSeries, type Series, summarise } from '../series.ts'
import { calibrate, type Widths } from './calibrate.ts'
import { combineForecasts, keepAboveZero, widen } from './combine.ts'
import { listMembers, type Member } from './members.ts'

export interface ForecastOptions {
  /** periods in a season; 1: none */
  readonly season: number
  /** periods to forecast */
  readonly horizon: number
}

/** A forecast, and how the method did within the data. */
export interface EvaluatedForecast extends Forecast {
  readonly evaluation: Evaluation
}

/** What was asked at one point of the past: what each member said, and what came. */
export interface Round {
  readonly train: Float64Array
  readonly actual: Float64Array
  readonly forecasts: readonly Forecast[]
}

/** The automatic forecast of a series.
 *
 *  Seasonal naive, exponential smoothing (forms by Akaike weight), Theta, ARIMA (orders by AICc) and STL are fitted
 *  and averaged by the inverse of the mean squared errors that each made at origins within the data (Bates & Granger
 *  1969), fitted anew to what was known there. Where a multiplicative season fits best by AICc, ARIMA and STL work on
 *  logarithms. Where (seasonal) naive alone did better at those origins than the average, it is the forecast; where
 *  demand pauses, the methods for intermittent demand are. Intervals are the members' own, widened or narrowed by
 *  what they held at the origins. Nothing after the end of the series is used, and no constant is fitted to it.
 *  @param y [length] observations, oldest first; null where missing (which is not zero)
 *  @throws RangeError when nothing was observed, or for a season or horizon that is none
 *  @example
 *  const y = Array.from({ length: 48 }, (_, t) => 100 + 2 * t + 10 * (t % 4))
 *  chooseForecast(y, { season: 4, horizon: 4 }).mean // ≈ [196, 208, 220, 232]
 *  chooseForecast([7, 7, 7], { season: 1, horizon: 2 }).mean // → [7,7]
 */
export function chooseForecast(y: Series, { season, horizon }: ForecastOptions): EvaluatedForecast {
  checkSeason(season)
  checkHorizon(horizon)
  const values = readSeries(y)
  const { min, max } = summarise(values)
  const members = min === max ? [constantMember] : listMembers(values, season)
  const rounds = playRounds(values, members, season, horizon)
  const best = decide(rounds, members, season)
  const forecast = best.forecast(
    members.map(member => member.forecast(horizon)),
    rounds,
  )
  const trials = rounds.map((round, i) => ({
    ...round,
    forecast: best.forecast(round.forecasts, rounds.toSpliced(i, 1)),
  }))
  return {
    ...(min >= 0 ? keepAboveZero(forecast) : forecast),
    evaluation: summariseTrials(trials, season, horizonOf(rounds, horizon)),
  }
}

const originsMax = 4

const constantMember: Member = {
  name: 'naive',
  forecast: horizon => naive([0]).forecast(horizon),
  forecastFrom: (train, horizon) => naive(train).forecast(horizon),
}

function playRounds(y: Float64Array, members: readonly Member[], season: number, horizon: number): Round[] {
  const { horizon: ahead, trainingLengths } = listOrigins(y.length, { season, horizon, origins: originsMax })
  return trainingLengths
    .map(length => ({ train: y.subarray(0, length), actual: y.subarray(length, length + ahead) }))
    .filter(({ train, actual }) => isUsable(train) && actual.some(value => !Number.isNaN(value)))
    .map(({ train, actual }) => ({
      train,
      actual,
      forecasts: members.map(member => member.forecastFrom(train, ahead)),
    }))
}
