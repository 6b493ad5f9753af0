import { addDays, businessDate } from '../../platform/business-date.ts'

/** The instants between which a business date lasts in a time zone; a day of a clock change has 23 or 25 hours.
 *  @example dayBounds('2026-03-01', 'Asia/Shanghai').startsAt // '2026-02-28T16:00:00.000Z' */
export function dayBounds(date: string, timeZone: string): { startsAt: string; endsAt: string } {
  return { startsAt: startOf(date, timeZone), endsAt: startOf(addDays(date, 1), timeZone) }
}

const quarterHour = 900_000

/** The first instant of a date: clocks differ from UTC by whole quarters of an hour, at most 14 hours. */
function startOf(date: string, timeZone: string): string {
  const utc = Date.parse(date)
  let [before, at] = [utc - 15 * 4 * quarterHour, utc + 15 * 4 * quarterHour]
  while (at - before > quarterHour) {
    const middle = before + Math.floor((at - before) / 2 / quarterHour) * quarterHour
    if (businessDate(new Date(middle).toISOString(), timeZone) < date) before = middle
    else at = middle
  }
  return new Date(at).toISOString()
}
