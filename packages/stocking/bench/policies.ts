import { chooseForecast, fitObsolescence } from '../../forecast/index.ts'
import {
  findPeriodicLostSalesBaseStock,
  negativeBinomialDemand,
  normalDemand,
  poissonDemand,
} from '../index.ts'
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
export const cover = house.leadTime + 1

/** Expected demand of the months that follow `past`, cover by cover; sees nothing else. */
export type Forecaster = (past: Float64Array) => number

/** The mean of four views: the package's automatic choice and the means of the last year, nine months and half year.
 *  Where the method for what dies expects less than half of that, the make is taken to be dying and it is followed. */
export const combinedForecast: Forecaster = past => {
  const views = [automaticForecast(past), ...[12, 9, 6].map(months => cover * meanOfLast(past, months))]
  const together = views.reduce((total, view) => total + view, 0) / views.length
  const dying = obsolescenceForecast(past)
  return dying < together / 2 ? dying : together
}

/** The package's automatic choice alone. */
export const automaticForecast: Forecaster = past => {
  if (past.every(units => units === 0)) return 0
  return sum(chooseForecast(past, { season: 12, horizon: cover }).mean.map(units => Math.max(0, units)))
}

function obsolescenceForecast(past: Float64Array): number {
  if (past.every(units => units === 0)) return 0
  return sum(fitObsolescence(past).forecast(cover).mean)
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
 *  867–882). A make that sells so little that it may be best to stock none gets the level that is best for lost sales
 *  exactly. The spread is that of the forecasts made before, each from its own past.
 *  @param shift units added to every level, to see afterwards what another level would have cost */
export function orderByForecast(forecast: Forecaster, shift = 0): OrderPolicy {
  return ({ demandSeen, position }) => {
    const mean = forecast(demandSeen)
    const level = mean > 0 ? levelOf(mean, dispersionOf(demandSeen, forecast) * mean) : 0
    return Math.max(0, level + shift - position)
  }
}

/** Squared errors of the last three years' forecasts per car forecast; as if one quarter of three cars and a squared
 *  error of three had been seen as well, so that a make without sales is taken as Poisson. */
function dispersionOf(past: Float64Array, forecast: Forecaster): number {
  let squares = 3
  let cars = 3
  const last = past.length - cover
  for (let origin = Math.max(12, last - 36); origin <= last; origin++) {
    const expected = forecast(past.subarray(0, origin))
    squares += (sum(past.subarray(origin, origin + cover)) - expected) ** 2
    cars += expected
  }
  return squares / cars
}

const lostSaleCost = house.shortage * (1 - house.substitutionShare)
export const fractile = lostSaleCost / (lostSaleCost + cover * house.holding)

/** cars in three months, up to which the level is searched exactly */
export const fewCars = 2

/** Counts that vary more than Poisson are negative binomial; those that vary less, normal and rounded, or Poisson where
 *  they are too few for that. */
function levelOf(mean: number, variance: number): number {
  if (mean <= fewCars) return lostSalesLevel(mean, variance)
  if (variance > 1.001 * mean) return negativeBinomialDemand({ mean, variance }).quantile(fractile)
  return Math.round(normalDemand({ mean, sd: Math.sqrt(variance) }).quantile(fractile))
}

/** Exact for months that do not depend on each other, a third of mean and variance each. */
function lostSalesLevel(mean: number, variance: number): number {
  const month = { mean: mean / cover, variance: variance / cover }
  const demand = variance > 1.001 * mean ? negativeBinomialDemand(month) : poissonDemand(month.mean)
  const { leadTime, holding: holdingCost } = house
  return findPeriodicLostSalesBaseStock({ demand, leadTime, holdingCost, lostSaleCost }).level
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

export function sum(values: Float64Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}
