/** Reading the dates that people and spreadsheets write. Nothing here guesses: a date whose day and month
 *  could be swapped is read only in the order that is given. */

export type DateOrder = 'ymd' | 'dmy' | 'mdy'
export const dateOrders: readonly DateOrder[] = ['ymd', 'dmy', 'mdy']

export interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}
export interface CivilTime {
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly offsetMinutes: number | null // when the cell names its own zone
}
export interface WrittenDate extends CivilDate {
  readonly time: CivilTime | null
}

/** The parts of a written date; `numbers` needs an order, `fixed` has one reading. */
export type DateShape =
  | { readonly kind: 'fixed'; readonly date: WrittenDate }
  | {
      readonly kind: 'numbers'
      readonly numbers: readonly [string, string, string]
      readonly time: CivilTime | null
    }

const time =
  '(?:[T ,]\\s*|\\s*(上午|下午)?\\s*)(\\d{1,2})(?::|时|点)(\\d{1,2})(?:分|:(\\d{1,2})(?:\\.\\d+)?|分(\\d{1,2})秒)?\\s*([ap]\\.?m\\.?)?\\s*((?:z|utc|gmt)?(?:[+-]\\d{2}:?\\d{2})?)'
const numbersPattern = new RegExp(`^(\\d{1,4})([-/.])(\\d{1,2})\\2(\\d{1,4})(${time})?$`, 'i')
const chinesePattern = new RegExp(`^(\\d{4})年(\\d{1,2})月(\\d{1,2})[日号]?(${time})?$`, 'i')
const dayMonthPattern = new RegExp(`^(\\d{1,2})[- ]([a-z]{3,9})\\.?[-, ]+(\\d{4}|\\d{2})(${time})?$`, 'i')
const monthDayPattern = new RegExp(`^([a-z]{3,9})\\.? (\\d{1,2}),? (\\d{4})(${time})?$`, 'i')
const weekday =
  /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,.]?\s+|\s*\(?(?:星期|周)[一二三四五六日天]\)?(?=\s|$)/i
const compactPattern = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/
const serialPattern = /^\d{5}(?:\.\d+)?$/
const timePattern = new RegExp(`^${time}$`, 'i')

/** Tells what a cell's text is as a date, or null when it is none.
 *  @param date1904 whether bare numbers count days from 1904 (old Macintosh workbooks)
 *  @example dateShape('26-02-2018 19:58') // numbers: ['26', '02', '2018'] with a time */
export function dateShape(text: string, date1904 = false): DateShape | null {
  if (text.length < 5 || text.length > 60) return null
  const cell = text
    .normalize('NFKC')
    .trim()
    .replace(weekday, '')
    .replace(/ \([A-Z]{2,5}\)$/, '') // the name of a zone whose offset stands before it
  const numbers = numbersPattern.exec(cell)
  if (numbers) return numbered(numbers)
  if (serialPattern.test(cell)) return fixed(serialDate(Number(cell), date1904))
  const compact = compactPattern.exec(cell)
  if (compact) return fixed(compactDate(compact))
  const chinese = chinesePattern.exec(cell)
  if (chinese) return fixed(written(chinese[1], chinese[2], chinese[3], chinese[4]))
  const named = dayMonthPattern.exec(cell)
  if (named) return fixed(written(named[3], monthOf(named[2]), named[1], named[4]))
  const american = monthDayPattern.exec(cell)
  if (american) return fixed(written(american[3], monthOf(american[1]), american[2], american[4]))
  return null
}

/** Reads numbers in one order; null when they are no date in it. */
export function readInOrder(shape: DateShape, order: DateOrder): WrittenDate | null {
  if (shape.kind === 'fixed') return shape.date
  const [first, second, third] = shape.numbers
  const fourDigitsLast = third.length > 2
  if (order === 'ymd') return fourDigitsLast ? null : civil(first, second, third, shape.time)
  return order === 'dmy' ? civil(third, second, first, shape.time) : civil(third, first, second, shape.time)
}

/** The orders in which a shape is a date: all three for a fixed one. */
export function ordersOf(shape: DateShape): readonly DateOrder[] {
  return dateOrders.filter(order => readInOrder(shape, order) !== null)
}

/** YYYY-MM-DD */
export function isoDate({ year, month, day }: CivilDate): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** The day and time of a spreadsheet's serial number; its 1900 is wrongly a leap year, so day 60 is skipped.
 *  @example serialDate(43000, false) // 2017-09-22 */
export function serialDate(serial: number, date1904: boolean): WrittenDate | null {
  const days = Math.floor(serial)
  const seconds = Math.round((serial - days) * 86_400)
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30)
  const at = new Date(epoch + (days * 86_400 + seconds) * 1000)
  if (Number.isNaN(at.getTime())) return null
  const clock = { hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: at.getUTCSeconds() }
  return checked({
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    time: seconds === 0 ? null : { ...clock, offsetMinutes: null },
  })
}

function numbered(match: RegExpExecArray): DateShape | null {
  const [, first = '', , second = '', third = '', rest] = match
  const clock = readTime(rest)
  if (clock === 'wrong') return null
  if (first.length === 4) return fixed(civil(first, second, third, clock))
  if (first.length > 2 || third.length === 1 || third.length === 3) return null
  return { kind: 'numbers', numbers: [first, second, third], time: clock }
}

function fixed(date: WrittenDate | null): DateShape | null {
  return date && { kind: 'fixed', date }
}

function compactDate([, year, month, day, hour, minute, second]: RegExpExecArray): WrittenDate | null {
  const clock = hour === undefined ? '' : ` ${hour}:${minute}:${second ?? '00'}`
  return written(year, month, day, clock)
}

function written(year = '', month = '', day = '', rest: string | undefined = ''): WrittenDate | null {
  const clock = readTime(rest)
  return clock === 'wrong' ? null : civil(year, month, day, clock)
}

function civil(year: string, month: string, day: string, time: CivilTime | null): WrittenDate | null {
  if (year.length !== 4 && year.length !== 2) return null
  if (month.length > 2 || day.length > 2) return null
  return checked({ year: fullYear(year), month: Number(month), day: Number(day), time })
}

function fullYear(year: string): number {
  if (year.length === 4) return Number(year)
  return Number(year) + (Number(year) >= 70 ? 1900 : 2000)
}

function checked(date: WrittenDate): WrittenDate | null {
  const { year, month, day } = date
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) return null
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate() ? date : null
}

function readTime(text: string | undefined): CivilTime | null | 'wrong' {
  if (!text) return null
  const match = timePattern.exec(text)
  if (!match) return 'wrong'
  const [, half, hourText, minuteText, second, chineseSecond, meridiem, zone] = match
  const hour = hourOfDay(Number(hourText), half ?? meridiem?.toLowerCase())
  const minute = Number(minuteText)
  const seconds = Number(second ?? chineseSecond ?? 0)
  if (hour === null || hour > 23 || minute > 59 || seconds > 59) return 'wrong'
  return { hour, minute, second: seconds, offsetMinutes: readZone(zone) }
}

function hourOfDay(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) return null
  const afternoon = half === '下午' || half.startsWith('p')
  return (hour % 12) + (afternoon ? 12 : 0)
}

function readZone(zone: string | undefined): number | null {
  if (!zone) return null
  const match = /([+-])(\d{2}):?(\d{2})$/.exec(zone)
  if (!match) return 0
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]))
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function monthOf(name: string | undefined): string {
  return String(months.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1)
}
