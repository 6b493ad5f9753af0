import { type Evaluation, listOrigins, summariseTrials } from '../evaluate/rolling.ts'
import type { Forecast } from '../forecast.ts'
import { intermittenceClass } from '../intermittent/intermittence-class.ts'
import { checkHorizon, checkSeason, readSeries, type Series, summarise } from '../series.ts'
import { calibrate } from './calibrate.ts'
import { combineForecasts, keepAboveZero, widen } from './combine.ts'
import { listIntermittentMembers, listMembers, type Member, naiveMember } from './members.ts'

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
 *  1969), fitted anew to what was known there; who was far off is left out. Where a multiplicative season fits best by
 *  AICc, ARIMA and STL work on logarithms. Where (seasonal) naive alone did as well as the average at every one of those
 *  origins, it is the forecast; where demand pauses, the methods for intermittent demand are. Intervals are the members'
 *  own, widened or narrowed by what they held at the origins. Nothing after the end of the series is used, and no constant is fitted to it.
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
  const kind = kindOf(values)
  const members = membersFor[kind](values, season)
  const { rounds, ahead } = playRounds(values, members, season, horizon)
  const plan = makePlan(kind, members, rounds)
  const { min } = summarise(values)
  const limit = (forecast: Forecast) => (min >= 0 ? keepAboveZero(forecast) : forecast)
  const own = members.map(member => member.forecast(horizon))
  const trials = rounds.map((round, i) => ({
    ...round,
    forecast: limit(answer(round.forecasts, rounds.toSpliced(i, 1), plan)),
  }))
  return {
    ...limit(answer(own, rounds, plan)),
    evaluation: summariseTrials(trials, season, ahead),
  }
}

type Kind = 'constant' | 'intermittent' | 'regular'

function kindOf(y: Float64Array): Kind {
  const { min, max } = summarise(y)
  if (min === max) return 'constant'
  if (min < 0) return 'regular'
  const { class: demand } = intermittenceClass(y)
  return demand === 'intermittent' || demand === 'lumpy' ? 'intermittent' : 'regular'
}

const membersFor: Readonly<Record<Kind, (y: Float64Array, season: number) => Member[]>> = {
  constant: y => [naiveMember(y, 1)],
  intermittent: listIntermittentMembers,
  regular: listMembers,
}

/** Asks every member at points of the past. */
function playRounds(y: Float64Array, members: readonly Member[], season: number, horizon: number) {
  const { horizon: ahead, trainingLengths } = listOrigins(y.length, {
    season,
    horizon,
    origins: originsFor(horizon),
  })
  const rounds = trainingLengths
    .map(length => ({ train: y.subarray(0, length), actual: y.subarray(length, length + ahead) }))
    .filter(({ train, actual }) => countObserved(train) >= 4 && countObserved(actual) > 0)
    .map(
      ({ train, actual }): Round => ({
        train,
        actual,
        forecasts: members.map(member => member.forecastFrom(train, ahead)),
      }),
    )
  return { rounds, ahead }
}

/** Few periods ahead say little each time, so that the past is asked more often then. */
function originsFor(horizon: number): number {
  return Math.max(4, Math.min(12, Math.ceil(24 / horizon)))
}

/** Whom to follow: everyone by their errors, or (seasonal) naive alone where it did as well as all together at every
 *  point of the past that was tried. */
interface Plan {
  readonly method: string
  /** a member's index; null: all */
  readonly alone: number | null
  /** whether intervals are widened by what they held; those of intermittent demand are counts' own */
  readonly isCalibrated: boolean
}

export function makePlan(kind: Kind, members: readonly Member[], rounds: readonly Round[]): Plan {
  const naiveAlone: Plan = { method: members[0]!.name, alone: 0, isCalibrated: true }
  if (members.length === 1) return naiveAlone
  const plan: Plan =
    kind === 'intermittent'
      ? { method: members[1]!.name, alone: 1, isCalibrated: false }
      : { method: nameTogether(members, weigh(rounds, members.length)), alone: null, isCalibrated: true }
  const trials = rounds.map((round, i) => ({
    ...round,
    forecast: answer(round.forecasts, rounds.toSpliced(i, 1), plan),
  }))
  const naiveWins = trials.filter(
    ({ actual, forecast }, i) =>
      sizeOfErrors(actual, rounds[i]!.forecasts[0]!) <= sizeOfErrors(actual, forecast),
  ).length
  const isNaiveBetter = rounds.length >= roundsToTrust && naiveWins === rounds.length
  return isNaiveBetter ? naiveAlone : plan
}

/** Those who have a say. */
function nameTogether(members: readonly Member[], weights: readonly number[]): string {
  const names = members.map(({ name }) => name).filter((_, i) => weights[i]! > 0)
  if (names.length === 1) return names[0]!
  return `combination of ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

// One or two points of the past say too little to drop all other methods.
const roundsToTrust = 3

function sizeOfErrors(actual: Float64Array, { mean }: Forecast): number {
  let sum = 0
  for (let h = 0; h < actual.length; h++) if (!Number.isNaN(actual[h])) sum += Math.abs(actual[h]! - mean[h]!)
  return sum
}

/** The forecast that the plan makes of the members', with intervals as wide as the past asks for. */
function answer(
  forecasts: readonly Forecast[],
  past: readonly Round[],
  { alone, method, isCalibrated }: Plan,
): Forecast {
  const weights =
    alone === null ? weigh(past, forecasts.length) : forecasts.map((_, i) => (i === alone ? 1 : 0))
  const forecast = combineForecasts(forecasts, weights, method)
  if (!isCalibrated) return forecast
  const before = past.map(({ actual, forecasts: said }) => ({
    actual,
    forecast: combineForecasts(said, weights),
  }))
  const { factor80, factor95 } = calibrate(before)
  return widen(forecast, factor80, factor95)
}

/** The inverse of the members' mean squared errors (Bates & Granger 1969), without those who were far off (trimmed as
 *  by Aiolfi & Timmermann 2006); equal without a past. */
function weigh(past: readonly Round[], members: number): number[] {
  const squares = Array.from({ length: members }, (_, i) => {
    let sum = 0
    for (const { actual, forecasts } of past)
      for (let h = 0; h < actual.length; h++) {
        const error = actual[h]! - forecasts[i]!.mean[h]!
        if (!Number.isNaN(error)) sum += error * error
      }
    return sum
  })
  const least = Math.min(...squares)
  // Who never erred shares the whole weight with who never erred either.
  return squares.map(sum => (sum === least ? 1 : least / sum < leastShare ? 0 : least / sum))
}

// Whose squared errors are more than 3 ⅓ times the best's is left out. Of several shares, and of powers of the errors,
// this did best on the Norwegian makes without their last year (geometric mean of MASE 0.7604; 0.7607 with everyone).
const leastShare = 0.3

function countObserved(values: Float64Array): number {
  let count = 0
  for (const value of values) if (!Number.isNaN(value)) count++
  return count
}
