import { businessDate } from '../../platform/business-date.ts'
import { zonedInstant } from '../../platform/import/zoned-time.ts'

export interface Span {
  readonly startsAt: string
  /** null: until further notice */
  readonly endsAt: string | null
}

const dayMs = 86_400_000
const aheadDaysMax = 366

/** What keeps a span from being one off the road: it ends after its start and in the future, and begins and ends within
 *  a year.
 *  @param begun it may have begun in the past: it is one that runs already */
export function spanFault(
  { startsAt, endsAt }: Span,
  now: Date,
  begun: boolean,
): 'startsAt' | 'endsAt' | null {
  const [start, at] = [Date.parse(startsAt), now.getTime()]
  const last = at + aheadDaysMax * dayMs
  if (start > last || (!begun && start < at)) return 'startsAt'
  if (endsAt === null) return null
  const end = Date.parse(endsAt)
  return end > start && end > at && end <= last ? null : 'endsAt'
}

/** The instant of a store's clock.
 *  @example instantAt('2026-03-02', '09:30', 'Asia/Shanghai') // '2026-03-02T01:30:00.000Z' */
export function instantAt(day: string, clock: string, timeZone: string): string {
  const [year, month, dayOfMonth] = day.split('-').map(Number) as [number, number, number]
  const [hour, minute] = clock.split(':').map(Number) as [number, number]
  const time = { hour, minute, second: 0, offsetMinutes: null }
  return zonedInstant({ year, month, day: dayOfMonth }, time, timeZone)
}

/** '09:30' on the store's clock. */
export function clockAt(instant: string, timeZone: string): string {
  const options = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('en-GB', options).format(new Date(instant))
}

/** A span as a problem names it, in any language: '2026-03-02 09:30–10:00'. */
export function spanWord({ startsAt, endsAt }: Span, timeZone: string): string {
  const from = `${businessDate(startsAt, timeZone)} ${clockAt(startsAt, timeZone)}`
  if (endsAt === null) return `${from} –`
  const day = businessDate(endsAt, timeZone)
  const to = clockAt(endsAt, timeZone)
  return day === businessDate(startsAt, timeZone) ? `${from}–${to}` : `${from} – ${day} ${to}`
}
