import { chooseForecast } from '../../forecast/index.ts'
import { negativeBinomialDemand, normalDemand, poissonDemand } from '../index.ts'
import type { OrderPolicy, StockState } from '../replay/replay.ts'

/** What the backtest is played with. */
export interface House {
  readonly leadTime: number
  readonly holding: number
  readonly shortage: number
  readonly substitutionShare: number
}

export const house: House = { leadTime: 2, holding: 1, shortage: 8, substitutionShare: 0.5 }

/** months that an order-up-to level has to last: until the next order has come in */
const cover = house.leadTime + 1

/** Expected demand of the months that follow `past`, cover by cover; sees nothing else. */
export type Forecaster = (past: Float64Array) => number

/** The mean of three views: the package's automatic choice, the mean of the last year and of the last half year.
 *  Chosen on the 36 months before the replayed ones, where it cost least of the means and single views tried. */
export const combinedForecast: Forecaster = past =>
  (automaticForecast(past) + cover * meanOfLast(past, 12) + cover * meanOfLast(past, 6)) / 3

/** The package's automatic choice alone. */
export const automaticForecast: Forecaster = past => {
  if (past.every(units => units === 0)) return 0
  return sum(chooseForecast(past, { season: 12, horizon: cover }).mean.map(units => Math.max(0, units)))
}

/** Remembers forecasts by how much of one series they have seen: the past of a series is always its beginning. */
export function remember(forecast: Forecaster): Forecaster {
  const known = new Map<number, number>()
  return past => {
    const value = known.get(past.length) ?? forecast(past)
    known.set(past.length, value)
    return value
  }
}

/** Orders up to the newsvendor quantile of demand over lead time and review period.
 *
 *  The fractile is p / (p + (L + 1) h), p what an unmet car costs after substitution: a base stock for lost sales as of
 *  the backorder system that bounds it from below (Janakiraman, Seshadri, Shanthikumar 2007, Operations Research 55,
 *  867–882). The spread is that of the forecasts made before, each from its own past. */
export function orderByForecast(forecast: Forecaster): OrderPolicy {
  const perUnmet = house.shortage * (1 - house.substitutionShare)
  const fractile = perUnmet / (perUnmet + cover * house.holding)
  return ({ demandSeen, position }) => {
    const mean = forecast(demandSeen)
    const level = mean > 0 ? levelOf(mean, dispersionOf(demandSeen, forecast) * mean, fractile) : 0
    return Math.max(0, level - position)
  }
}

/** Squared errors of the forecasts of the past per car forecast; as if one quarter of three cars and a squared error of
 *  three had been seen as well, so that a make without sales is taken as Poisson. */
function dispersionOf(past: Float64Array, forecast: Forecaster): number {
  let squares = 3
  let cars = 3
  for (let origin = 12; origin + cover <= past.length; origin++) {
    const expected = forecast(past.subarray(0, origin))
    squares += (sum(past.subarray(origin, origin + cover)) - expected) ** 2
    cars += expected
  }
  return squares / cars
}

/** Counts that vary more than Poisson are negative binomial; those that vary less, normal and rounded, or Poisson where
 *  they are too few for that. */
function levelOf(mean: number, variance: number, fractile: number): number {
  if (variance > 1.001 * mean) return negativeBinomialDemand({ mean, variance }).quantile(fractile)
  if (mean < 2) return poissonDemand(mean).quantile(fractile)
  return Math.round(normalDemand({ mean, sd: Math.sqrt(variance) }).quantile(fractile))
}

/** What it is measured against. */
export const rules: Readonly<Record<RuleName, OrderPolicy>> = {
  'order what sold last month': ({ salesSeen }) => salesSeen.at(-1) ?? 0,
  'order what was asked for last month': ({ demandSeen }) => demandSeen.at(-1) ?? 0,
  'keep 1.2 × mean on hand': state => upTo(1.2 * lastQuarter(state), state.onHand),
  'keep 1.2 × mean on hand and on order': state => upTo(1.2 * lastQuarter(state), state.position),
  'keep 1.2 × mean beyond the lead time': state =>
    upTo((house.leadTime + 1.2) * lastQuarter(state), state.position),
}

export type RuleName =
  | 'order what sold last month'
  | 'order what was asked for last month'
  | 'keep 1.2 × mean on hand'
  | 'keep 1.2 × mean on hand and on order'
  | 'keep 1.2 × mean beyond the lead time'

function upTo(level: number, present: number): number {
  return Math.max(0, Math.round(level) - present)
}

function lastQuarter({ demandSeen }: StockState): number {
  return meanOfLast(demandSeen, 3)
}

function meanOfLast(values: Float64Array, count: number): number {
  const last = values.subarray(Math.max(0, values.length - count))
  return last.length > 0 ? sum(last) / last.length : 0
}

function sum(values: Float64Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}
