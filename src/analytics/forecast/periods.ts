import { Refusal } from '../../platform/server/refusal.ts'

type Grain = 'day' | 'week' | 'month' | 'quarter' | 'year'

/** A day, week, month, quarter or year, counted from a common origin. */
export interface Period {
  readonly grain: Grain
  readonly index: number
}

const dayMs = 86_400_000
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Reads 2016-02, 2016/2, 2016年2月, 201602, Feb 2016, 2016-02-29, 2016Q1, Q1 2016, 2016年1季度, 2016-W07 or 2016.
 *  @returns null when the text is none of them, or no such day exists */
export function readPeriod(text: string): Period | null {
  const plain = text.normalize('NFKC').trim()
  const [, year = '', month, day] =
    /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?(?:[T ].*)?$/.exec(plain) ?? []
  if (day !== undefined) return dayOf(Number(year), Number(month), Number(day))
  if (month !== undefined) return monthOf(Number(year), Number(month))
  const packed = /^(19|20)(\d{2})(\d{2})(\d{2})?$/.exec(plain)
  if (packed) {
    const [, century, rest, packedMonth, packedDay] = packed
    const packedYear = Number(`${century}${rest}`)
    return packedDay === undefined
      ? monthOf(packedYear, Number(packedMonth))
      : dayOf(packedYear, Number(packedMonth), Number(packedDay))
  }
  const named = /^([a-z]{3})[a-z]*\.?[- ]+(\d{4})$/i.exec(plain)
  if (named) return monthOf(Number(named[2]), monthNames.indexOf(named[1]!.toLowerCase()) + 1)
  const quarter =
    /^(?<year>\d{4})[- ]?Q(?<number>[1-4])$/i.exec(plain) ??
    /^Q(?<number>[1-4])[- ]?(?<year>\d{4})$/i.exec(plain) ??
    /^(?<year>\d{4})年?第?(?<number>[1-4])季度?$/.exec(plain)
  if (quarter?.groups)
    return { grain: 'quarter', index: Number(quarter.groups.year) * 4 + Number(quarter.groups.number) - 1 }
  const week = /^(\d{4})-?W(\d{2})$/i.exec(plain)
  if (week) return weekOf(Number(week[1]), Number(week[2]))
  return /^(?:19|20)\d{2}$/.test(plain) ? { grain: 'year', index: Number(plain) } : null
}

function monthOf(year: number, month: number): Period | null {
  return month >= 1 && month <= 12 ? { grain: 'month', index: year * 12 + month - 1 } : null
}

function dayOf(year: number, month: number, day: number): Period | null {
  const time = Date.UTC(year, month - 1, day)
  return new Date(time).getUTCDate() === day && month >= 1 && month <= 12
    ? { grain: 'day', index: Math.round(time / dayMs) }
    : null
}

/** ISO 8601: week 1 holds 4 January. */
function weekOf(year: number, week: number): Period | null {
  if (week < 1 || week > 53) return null
  const fourth = Math.round(Date.UTC(year, 0, 4) / dayMs)
  const monday = fourth - ((fourth + 3) % 7)
  return { grain: 'week', index: Math.floor(monday / 7) + week - 1 }
}

export interface DatedValue {
  readonly row: number
  readonly value: number
  readonly period: Period
}

/** Puts dated values of all keys on one line of equal steps; what no row tells is missing, not zero. All keys end
 *  with the last period of the file, so that their forecasts are of the same periods. */
export function spread(
  groups: readonly { key: string | null; values: readonly DatedValue[] }[],
  file: string,
) {
  const all = groups.flatMap(({ values }) => values)
  const index = coarseIndex(all, file)
  const first = all.reduce((low, each) => Math.min(low, index(each)), Infinity)
  const step = all.reduce((common, each) => divisor(common, index(each) - first), 0) || 1
  const at = (each: DatedValue) => (index(each) - first) / step
  const end = all.reduce((high, each) => Math.max(high, at(each)), 0)
  if (end - 1 > 100_000) throw new Refusal(`${file} spans ${end + 1} periods; up to 100000 are understood.`)
  return groups.map(({ key, values }) => {
    const start = values.reduce((low, each) => Math.min(low, at(each)), Infinity)
    const series = new Float64Array(end - start + 1).fill(Number.NaN)
    const rows = new Map<number, number>()
    for (const each of values) {
      const before = rows.get(at(each))
      if (before !== undefined)
        throw new Refusal(
          `${file} row ${each.row} has the same date as row ${before}${key === null ? '' : ` for ${key}`}.`,
        )
      rows.set(at(each), each.row)
      series[at(each) - start] = each.value
    }
    return { key, values: series }
  })
}

/** Days that fall once a month (the first, the last, the 15th …) stand for months. */
function coarseIndex(all: readonly DatedValue[], file: string): (value: DatedValue) => number {
  const grain = all[0]!.period.grain
  const other = all.find(({ period }) => period.grain !== grain)
  if (other)
    throw new Refusal(
      `${file} row ${other.row} is dated by ${other.period.grain}, the first row by ${grain}.`,
    )
  if (grain !== 'day') return ({ period }) => period.index
  const days = all.map(({ period }) => new Date(period.index * dayMs))
  const isSameDay = days.every(day => day.getUTCDate() === days[0]!.getUTCDate())
  const isLastDay = days.every(day => new Date(day.getTime() + dayMs).getUTCDate() === 1)
  if (!isSameDay && !isLastDay) return ({ period }) => period.index
  return ({ period }) => {
    const day = new Date(period.index * dayMs)
    return day.getUTCFullYear() * 12 + day.getUTCMonth()
  }
}

function divisor(one: number, other: number): number {
  return other === 0 ? one : divisor(other, one % other)
}
