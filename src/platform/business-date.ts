/** Business dates 'YYYY-MM-DD': the day in the store's time zone, on which rules and law count (rule 15). */

const dayMs = 86_400_000
const formatters = new Map<string, Intl.DateTimeFormat>()

/** The day on which an instant falls in a time zone.
 *  @throws RangeError for an unknown zone or an instant that is not a time
 *  @example businessDate('2026-03-01T17:30:00Z', 'Asia/Shanghai') // '2026-03-02' */
export function businessDate(instant: string, timeZone: string): string {
  return formatterOf(timeZone).format(new Date(instant))
}

/** @example addDays('2026-02-27', 2) // '2026-03-01' */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)
}

/** The corresponding day so many years later; without one (29 February) the last day of the month.
 *  @example addYears('2024-02-29', 2) // '2026-02-28' */
export function addYears(date: string, years: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const lastDay = new Date(Date.UTC(year + years, month, 0)).getUTCDate()
  return new Date(Date.UTC(year + years, month - 1, Math.min(day, lastDay))).toISOString().slice(0, 10)
}

/** Days from one date to a later one; negative the other way round.
 *  @example daysBetween('2026-02-27', '2026-03-01') // 2 */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs)
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    formatters.set(timeZone, formatter)
  }
  return formatter
}
