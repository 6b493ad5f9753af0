import { addDays } from '../../src/platform/business-date.ts'
import { atTime, dateOf, datesBetween, dayMs, firstOfMonth, handOverAt, monthOf, season } from './calendar.ts'
import type { Journey } from './journey.ts'
import type { Decision } from './negotiation.ts'

export type Negotiated = Journey & { decision: Decision }

export interface Outcomes {
  buyers: Set<Journey>
  cancellers: Set<Journey>
}

export interface Demand {
  /** Deliveries of an ordinary month. */
  perMonth: number
  /** No full month has fewer. */
  least: number
  /** Share of the whole demo; quotas shrink with it. */
  scale: number
  from: string
  /** The day of loading: what lies behind it has not happened yet. */
  today: string
  /** Chance of the market, by month: near 1. */
  luckOf: (month: string) => number
}

/** Who buys. Of those whose car would be handed over in a month, the ones with the largest margin do, as many
 *  as the season lets the dealer sell: choosing the largest utilities with logistic noise is drawing from the
 *  logit, so that what moves the margin (a test drive, a slow answer) moves the rate. Next in line are the few
 *  who sign and cancel. */
export function chooseBuyers(journeys: readonly Journey[], demand: Demand): Outcomes {
  const candidates = journeys.filter((journey): journey is Negotiated => journey.decision !== null)
  waitForOpening(candidates, demand)
  hasten(candidates, demand)
  const byMonth = groupByMonth(candidates)
  const usualShare = shareOfBuyers(byMonth, demand)
  const outcomes: Outcomes = { buyers: new Set(), cancellers: new Set() }
  let owed = 0
  let owedCancels = 0
  for (const [month, inLine] of [...byMonth].sort()) {
    const isFull = month < monthOf(demand.today)
    owed += isFull ? quotaOf(month, demand) : inLine.length * usualShare
    const wanted = Math.floor(owed + 1e-9)
    owed -= wanted
    owedCancels += 0.055 * wanted
    const cancels = Math.floor(owedCancels)
    owedCancels -= cancels
    inLine.sort((one, other) => other.decision.margin - one.decision.margin)
    for (const journey of inLine.slice(0, wanted)) outcomes.buyers.add(journey)
    for (const journey of inLine.slice(wanted, wanted + cancels)) outcomes.cancellers.add(journey)
  }
  return outcomes
}

function groupByMonth(candidates: readonly Negotiated[]): Map<string, Negotiated[]> {
  const byMonth = new Map<string, Negotiated[]>()
  for (const candidate of candidates) {
    const month = deliveryMonth(candidate)
    byMonth.set(month, [...(byMonth.get(month) ?? []), candidate])
  }
  return byMonth
}

/** Deliveries of a full month: the season, dampened because orders are worked off; the first month begins with
 *  few contracts. */
export function quotaOf(month: string, { perMonth, least, scale, from, luckOf }: Demand): number {
  if (month === monthOf(from)) return scale * least
  const first = `${month}-01`
  const days = datesBetween(first, addDays(first, 31)).filter(date => monthOf(date) === month)
  const mean = days.reduce((sum, date) => sum + season(date), 0) / days.length
  return scale * Math.max(least, Math.round(perMonth * luckOf(month) * (0.45 + 0.55 * mean)))
}

function shareOfBuyers(byMonth: ReadonlyMap<string, Negotiated[]>, demand: Demand): number {
  let wanted = 0
  let candidates = 0
  for (const [month, inLine] of byMonth) {
    if (month >= monthOf(demand.today)) continue
    wanted += quotaOf(month, demand)
    candidates += inLine.length
  }
  return candidates === 0 ? 0.5 : wanted / candidates
}

/** Cars sold before the first day are handed over in the days after it. */
function waitForOpening(candidates: readonly Negotiated[], { from }: Demand): void {
  const first = atTime(from, 12 * 60)
  for (const { decision } of candidates) {
    if (decision.deliversAt < first) decision.deliversAt = handOverAt(first + (decision.at % (9 * dayMs)))
  }
}

/** The end of a month presses: where few cars would be handed over, customers who have decided get one from
 *  stock at once, until the month has some to choose from. Mostly so in the first months, before there are
 *  contracts to work off. */
function hasten(candidates: readonly Negotiated[], demand: Demand): void {
  for (let month = monthOf(demand.from); month < monthOf(demand.today); month = nextMonth(month)) {
    const room = Math.ceil(1.25 * quotaOf(month, demand))
    const here = candidates.filter(each => deliveryMonth(each) === month).length
    const soon = candidates
      .filter(each => deliveryMonth(each) > month && monthOf(dateOf(atOnce(each, month))) === month)
      .toSorted((one, other) => one.decision.at - other.decision.at)
    for (const journey of soon.slice(0, Math.max(0, room - here))) {
      journey.decision.fromStock = true
      journey.decision.deliversAt = atOnce(journey, month)
    }
  }
}

function atOnce({ decision }: Negotiated, month: string): number {
  return handOverAt(Math.max(decision.at + 2.4 * dayMs, atTime(`${month}-01`, 12 * 60)))
}

function deliveryMonth({ decision }: Negotiated): string {
  return monthOf(dateOf(decision.deliversAt))
}

function nextMonth(month: string): string {
  return firstOfMonth(`${month}-01`, -1).slice(0, 7)
}
