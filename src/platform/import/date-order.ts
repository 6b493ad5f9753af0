import { type DateOrder, dateOrders, dateShape, isoDate, ordersOf, readInOrder } from './dates.ts'

/** What a whole column says about the order of its days, months and years. */
export interface DateEvidence {
  dates: number // cells that are a date in some order
  readonly fits: Record<string, number> // 'dmy+mdy' → cells that fit exactly these orders, and read differently
  readonly samples: Record<string, string> // as in `fits` → the first such cell
}

export interface DateReading {
  readonly order: DateOrder
  readonly date: string // YYYY-MM-DD
}

/** How often the rarer order may appear before a column counts as mixed: typing errors, not a second habit. */
const oddOnesOutPerHundred = 5

export function noDateEvidence(): DateEvidence {
  return { dates: 0, fits: {}, samples: {} }
}

/** Takes one cell into account. */
export function addDateEvidence(evidence: DateEvidence, text: string, date1904: boolean): void {
  const shape = dateShape(text, date1904)
  if (!shape) return
  const orders = ordersOf(shape)
  if (orders.length === 0) return
  evidence.dates++
  if (shape.kind === 'fixed' || readAlike(text, orders)) return
  const key = orders.join('+')
  evidence.fits[key] = (evidence.fits[key] ?? 0) + 1
  evidence.samples[key] ??= text
}

/** The orders a column may be written in: one when it is certain (or does not matter), more when it must be asked.
 *  @example column of 2/1/2018, 10/20/2017 → ['mdy'];  column of 2/1/2018, 3/4/2018 → ['dmy', 'mdy'] */
export function possibleOrders({ fits }: DateEvidence): DateOrder[] {
  const seen = dateOrders.filter(order => countWith(fits, order) > 0)
  if (seen.length === 0) return ['ymd']
  return seen.filter(order => !seen.some(other => other !== order && beats(fits, other, order)))
}

/** What to ask about a column that may be written in several orders: a cell, best one that each of them can read,
 *  and how they read it; cells of a column that contradicts itself are read in one order each.
 *  @returns null when there is nothing to ask */
export function openQuestion(evidence: DateEvidence): { sample: string; readings: DateReading[] } | null {
  const orders = possibleOrders(evidence)
  const samples = Object.entries(evidence.samples).sort(([a], [b]) => b.length - a.length)
  const [first] = samples
  if (orders.length < 2 || !first) return null
  const readings = orders.flatMap(order => {
    const cell = samples.find(([key]) => key.split('+').includes(order))?.[1] ?? ''
    return readingsOf(cell).find(reading => reading.order === order) ?? []
  })
  const isOneCell = first[0].includes('+')
  const sample = isOneCell ? first[1] : samples.map(([, cell]) => cell).join(' / ')
  return { sample, readings }
}

/** Each way to read one cell, for the question to the user. */
export function readingsOf(text: string): DateReading[] {
  const shape = dateShape(text)
  if (!shape) return []
  return ordersOf(shape).flatMap(order => {
    const date = readInOrder(shape, order)
    return date ? [{ order, date: isoDate(date) }] : []
  })
}

/** 5/5/2018 says nothing about the order. */
function readAlike(text: string, orders: readonly DateOrder[]): boolean {
  return orders.length > 1 && new Set(readingsOf(text).map(reading => reading.date)).size < orders.length
}

function beats(fits: DateEvidence['fits'], order: DateOrder, other: DateOrder): boolean {
  const forOrder = countWith(fits, order, other)
  const forOther = countWith(fits, other, order)
  return forOrder > 0 && forOther * 100 <= forOrder * oddOnesOutPerHundred
}

function countWith(fits: DateEvidence['fits'], order: DateOrder, without?: DateOrder): number {
  let count = 0
  for (const [key, cells] of Object.entries(fits)) {
    const orders = key.split('+')
    if (orders.includes(order) && !(without && orders.includes(without))) count += cells
  }
  return count
}
