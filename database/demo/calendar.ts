import { addDays, daysBetween } from '../../src/platform/business-date.ts'

/** The stores of the demo network keep Beijing time, which has no summer time. */
export const timeZone = 'Asia/Shanghai'
const offsetMs = 8 * 3_600_000
export const minuteMs = 60_000
export const hourMs = 3_600_000
export const dayMs = 86_400_000

/** Store hours, in minutes since midnight. */
export const opensAt = 9 * 60
export const closesAt = 18 * 60

/** ms of a business date and a minute of its day. */
export function atTime(date: string, minute: number): number {
  return Date.parse(date) - offsetMs + minute * minuteMs
}

export function dateOf(at: number): string {
  return new Date(at + offsetMs).toISOString().slice(0, 10)
}

export function minuteOfDay(at: number): number {
  return Math.floor(((at + offsetMs) % dayMs) / minuteMs)
}

/** 0 is Sunday. */
export function weekdayOf(date: string): number {
  return new Date(date).getUTCDay()
}

/** 'YYYY-MM' of a date. */
export function monthOf(date: string): string {
  return date.slice(0, 7)
}

export function firstOfMonth(date: string, monthsAgo = 0): string {
  const [year, month] = date.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month - 1 - monthsAgo, 1)).toISOString().slice(0, 10)
}

/** Days from one date up to, and not including, another. */
export function datesBetween(from: string, to: string): string[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to)) }, (_, day) => addDays(from, day))
}

/** As announced; in 2027 the new moon falls four minutes before midnight and ICU's calendar errs by a day. */
const announcedFestivals: Readonly<Record<number, string>> = Object.fromEntries(
  `2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26
   2029-02-13 2030-02-03 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08 2036-01-28 2037-02-15
   2038-02-04 2039-01-24 2040-02-12`
    .split(/\s+/)
    .map(date => [Number(date.slice(0, 4)), date]),
)
const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
})

/** First day of the lunar year that begins in a year of the common calendar.
 *  @example springFestival(2026) // '2026-02-17' */
export function springFestival(year: number): string {
  const announced = announcedFestivals[year]
  if (announced) return announced
  const days = datesBetween(`${year}-01-20`, `${year}-02-23`)
  const first = days.find(day => lunar.format(new Date(day)) === '1/1')
  if (!first) throw new RangeError(`no Spring Festival found in ${year}`)
  return first
}

/** Showrooms close from the eve to the third day of the Spring Festival. */
export function isClosed(date: string): boolean {
  const days = daysBetween(springFestival(Number(date.slice(0, 4))), date)
  return days >= -1 && days <= 2
}

/** The next day on which the showroom is open, the day itself included. */
export function openDay(date: string): string {
  let day = date
  while (isClosed(day)) day = addDays(day, 1)
  return day
}

/** A moment early enough on an open day for everything that handing over a car takes. Many who would get it on
 *  a Wednesday, Thursday or Friday wait for the weekend. */
export function handOverAt(at: number): number {
  const minute = minuteOfDay(at)
  const date = dateOf(at)
  const weekday = weekdayOf(date)
  const waits = weekday >= 3 && weekday <= 5 && minute % 10 < 4
  const day = waits ? addDays(date, (minute % 2) + 6 - weekday) : date
  return atTime(openDay(day), opensAt + 40 + ((minute * 7) % 330))
}

const byWeekday = [1.5, 0.78, 0.74, 0.76, 0.8, 0.98, 1.62] as const // Sunday first
const byMonth = [1.0, 0.86, 1.02, 0.95, 1.0, 1.04, 0.86, 0.9, 1.1, 1.04, 1.08, 1.24] as const // January first

/** How busy a showroom is on a day; an ordinary day is 1. Weekends, the rush before and the lull after the
 *  Spring Festival, the golden weeks, the half-year and the year-end sprint. */
export function footfall(date: string): number {
  return isClosed(date) ? 0.03 : byWeekday[weekdayOf(date)]! * season(date)
}

/** The part of `footfall` that repeats every year. */
export function season(date: string): number {
  const month = Number(date.slice(5, 7))
  return byMonth[month - 1]! * festivalFactor(date) * holidayFactor(date.slice(5))
}

function festivalFactor(date: string): number {
  const days = daysBetween(springFestival(Number(date.slice(0, 4))), date)
  if (days >= -28 && days <= -6) return 1.3
  if (days > -6 && days <= 7) return 0.35
  if (days > 7 && days <= 24) return 0.72
  return 1
}

function holidayFactor(monthDay: string): number {
  if (monthDay >= '10-01' && monthDay <= '10-07') return 1.45
  if (monthDay >= '05-01' && monthDay <= '05-05') return 1.4
  if (monthDay === '01-01') return 1.2
  return 1
}
