import { zonedInstant } from '../../platform/import/zoned-time.ts'

export interface Slot {
  startsAt: string
  endsAt: string
}

/** The instants of a slot that begins at 'HH:MM' on a day of the store and lasts so many minutes.
 *  @example slotOf('2026-03-02', '09:30', 30, 'Asia/Shanghai').startsAt // '2026-03-02T01:30:00.000Z' */
export function slotOf(day: string, start: string, minutes: number, timeZone: string): Slot {
  const [year, month, dayOfMonth] = day.split('-').map(Number) as [number, number, number]
  const [hour, minute] = start.split(':').map(Number) as [number, number]
  const startsAt = zonedInstant(
    { year, month, day: dayOfMonth },
    { hour, minute, second: 0, offsetMinutes: null },
    timeZone,
  )
  return { startsAt, endsAt: new Date(Date.parse(startsAt) + minutes * 60_000).toISOString() }
}

/** Half-open slots overlap when each begins before the other ends; touching ones do not (rule 10).
 *  The buffer after each drive counts as taken. */
export function overlaps(one: Slot, other: Slot, bufferMinutes: number): boolean {
  const buffer = bufferMinutes * 60_000
  return (
    Date.parse(one.startsAt) < Date.parse(other.endsAt) + buffer &&
    Date.parse(other.startsAt) < Date.parse(one.endsAt) + buffer
  )
}

/** The half-hours of a showroom's day. */
export const halfHours: readonly string[] = Array.from({ length: 25 }, (_, index) => {
  const minutes = 8 * 60 + index * 30
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
})

/** The hour of the store's clock at an instant: '09:30'. */
export function clockOf(instant: string, timeZone: string): string {
  const options = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('en-GB', options).format(new Date(instant))
}
