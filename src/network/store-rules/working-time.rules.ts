import { addDays, businessDate } from '../../platform/business-date.ts'
import type { Holiday, Hours, Week } from './store-rules.contract.ts'

/** When a store is open, in its time zone. */
export interface OpeningTimes {
  readonly week: Week
  readonly holidays: readonly Holiday[]
  readonly timeZone: string
}

/** A stretch of opening time, half-open, in milliseconds since 1970. */
interface Span {
  readonly from: number
  readonly until: number
}

const minuteMs = 60_000
const dayMs = 86_400_000
/** A store that does not open for so long is not waited for. */
const daysLooked = 400

/** Opening time between two instants, in milliseconds; 0 when the second is not later.
 *  Additive: from a to b and from b to c make from a to c.
 *  @throws RangeError for an unknown time zone or what is not a time
 *  @example workingTime(nineToSix, '2026-03-02T09:30:00Z', '2026-03-03T01:30:00Z') // 1 800 000: 17:30–18:00 and 09:00–09:30 in Shanghai */
export function workingTime(times: OpeningTimes, from: string, until: string): number {
  const [start, end] = [Date.parse(from), Date.parse(until)]
  if (Number.isNaN(start) || Number.isNaN(end)) throw new RangeError('not a time')
  let total = 0
  for (const span of spansFrom(times, start, end)) {
    total += Math.max(0, Math.min(span.until, end) - Math.max(span.from, start))
  }
  return total
}

/** The instant at which so much opening time has passed; null when the store does not open enough within 400 days.
 *  @param milliseconds > 0 */
export function addWorkingTime(times: OpeningTimes, from: string, milliseconds: number): string | null {
  const start = Date.parse(from)
  if (Number.isNaN(start)) throw new RangeError('not a time')
  let left = milliseconds
  for (const span of spansFrom(times, start, start + daysLooked * dayMs)) {
    const begins = Math.max(span.from, start)
    const length = span.until - begins
    if (length <= 0) continue
    if (left <= length) return new Date(begins + left).toISOString()
    left -= length
  }
  return null
}

/** Whether the store is open at an instant. */
export function isOpen(times: OpeningTimes, at: string): boolean {
  return workingTime(times, at, new Date(Date.parse(at) + 1).toISOString()) > 0
}

/** The first day after this one on which the store opens; the next one where it never does.
 *  @example nextOpenDay({ week: mondayToFriday, holidays: [] }, '2026-03-06') // '2026-03-09' */
export function nextOpenDay(times: Omit<OpeningTimes, 'timeZone'>, day: string): string {
  const next = addDays(day, 1)
  for (let ahead = 0; ahead < daysLooked; ahead++) {
    const candidate = addDays(next, ahead)
    const special = times.holidays.find(holiday => holiday.day === candidate)
    if (special ? special.hours : times.week[weekdayOf(candidate)]) return candidate
  }
  return next
}

/** The opening spans that touch a stretch of time, in order and never over each other: where the late hours of one
 *  day run into the next morning's, the minutes count once. */
function* spansFrom(times: OpeningTimes, start: number, end: number): Generator<Span> {
  if (end <= start) return
  const special = new Map(times.holidays.map(({ day, hours }) => [day, hours]))
  const first = addDays(businessDate(new Date(start).toISOString(), times.timeZone), -1)
  const last = businessDate(new Date(end).toISOString(), times.timeZone)
  let counted = Number.NEGATIVE_INFINITY
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const hours = special.has(day) ? special.get(day) : times.week[weekdayOf(day)]
    if (!hours) continue
    const span = spanOf(day, hours, times.timeZone)
    const from = Math.max(span.from, counted)
    if (span.until > from) {
      counted = span.until
      yield { from, until: span.until }
    }
  }
}

function spanOf(day: string, { opens, closes }: Hours, timeZone: string): Span {
  const closingDay = closes > opens ? day : addDays(day, 1)
  return { from: instantOf(day, opens, timeZone), until: instantOf(closingDay, closes, timeZone) }
}

/** Monday is 0. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}

/** The instant of a time on the wall. One that the clocks skip is as much later as they skip; of one that they
 *  show twice, the first. */
function instantOf(day: string, time: string, timeZone: string): number {
  const wall = Date.parse(`${day}T${time}:00Z`)
  const before = wall - offsetAt(wall - dayMs, timeZone)
  const after = wall - offsetAt(wall + dayMs, timeZone)
  const shown = [before, after].filter(instant => instant + offsetAt(instant, timeZone) === wall)
  return shown.length > 0 ? Math.min(...shown) : Math.max(before, after)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** How far the clocks of a zone are ahead of UTC, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = formatterOf(timeZone).formatToParts(instant)
  const part = (type: string) => Number(parts.find(each => each.type === type)?.value)
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return Math.round((wall - instant) / minuteMs) * minuteMs
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formatters.set(timeZone, formatter)
  }
  return formatter
}
