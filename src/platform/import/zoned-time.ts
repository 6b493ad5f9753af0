import type { CivilDate, CivilTime } from './dates.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** The instant of a wall-clock time in a time zone. A time that the clocks skip is read as if they had not yet
 *  moved; of a time that comes twice, the first.
 *  @example zonedInstant({ year: 2018, month: 2, day: 26 }, null, 'Asia/Shanghai') // 2018-02-25T16:00:00.000Z */
export function zonedInstant(date: CivilDate, time: CivilTime | null, timeZone: string): string {
  const { hour, minute, second } = time ?? { hour: 0, minute: 0, second: 0 }
  const wall = Date.UTC(date.year, date.month - 1, date.day, hour, minute, second)
  if (time?.offsetMinutes != null) return new Date(wall - time.offsetMinutes * 60_000).toISOString()
  const before = wall - offsetAt(wall - 86_400_000, timeZone)
  const guess = wall - offsetAt(before, timeZone)
  return new Date(guess + offsetAt(guess, timeZone) === wall ? guess : before).toISOString()
}

function offsetAt(instant: number, timeZone: string): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatOf(timeZone).formatToParts(instant)) parts[type] = Number(value)
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour % 24, minute, second) - Math.floor(instant / 1000) * 1000
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    const numeric = 'numeric' as const
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    })
    formats.set(timeZone, format)
  }
  return format
}
