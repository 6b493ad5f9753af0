import { currencyExponent } from '../../money.ts'
import { type Language, language } from '../words/words.ts'

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

/** `¥226,800.00`; null is unknown. */
export function money(minor: number, currency: string): string {
  return amountFormat(currency, {}).format(major(minor, currency))
}

/** As car prices are said, `¥226,800`; the cents only where there are some. */
export function moneyPlain(minor: number, currency: string): string {
  return amountFormat(
    currency,
    Number.isInteger(major(minor, currency)) ? { maximumFractionDigits: 0 } : {},
  ).format(major(minor, currency))
}

/** For cards and sums: `¥22.7万`, `¥227K`. */
export function moneyShort(minor: number, currency: string): string {
  return amountFormat(currency, {
    notation: 'compact',
    useGrouping: 'always', // ¥3,970.4万
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  }).format(major(minor, currency))
}

export function count(value: number): string {
  return numberFormat({}).format(value)
}

export function countShort(value: number): string {
  return numberFormat({ notation: 'compact', maximumFractionDigits: 1 }).format(value)
}

/** A share of one as `12.5%`, and `3%`; one below the other they take the same `digits`. */
export function percent(share: number, digits = 0): string {
  return numberFormat({ style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: 1 }).format(
    share,
  )
}

/** An instant in the store's time zone, or the browser's. */
export function dateTime(instant: string, timeZone?: string): string {
  return dateFormat({ ...day(), hour: '2-digit', minute: '2-digit', hour12: false, timeZone }).format(
    new Date(instant),
  )
}

/** Shorter: the year only when it is not this one. */
export function dateTimeShort(instant: string, now: Date, timeZone?: string): string {
  const at = new Date(instant)
  const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric'
  return dateFormat({
    year,
    month: shortMonth(),
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone,
  }).format(at)
}

/** A business date ('YYYY-MM-DD'): the day itself, in no time zone. */
export function date(of: string): string {
  return dateFormat({ ...day(), timeZone: 'UTC' }).format(new Date(`${of}T00:00:00Z`))
}

/** The day as one says it: `11月23日星期一`, `Monday 23 November`. */
export function dateSpoken(of: string): string {
  return dateFormat({ weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${of}T00:00:00Z`),
  )
}

/** Shortest: `11/22`, `22 Nov`; the year only when it is not this one. */
export function dateShort(of: string, now: Date): string {
  if (Number(of.slice(0, 4)) !== now.getFullYear()) return date(of)
  return dateFormat({ month: shortMonth(), day: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${of}T00:00:00Z`),
  )
}

/** A number would leave an English reader to guess which of two is the month. */
function shortMonth() {
  return language() === 'zh' ? 'numeric' : 'short'
}

/** `2026/11/22` in Chinese, where the long form does not fit a column; `22 Nov 2026` in English. */
function day(): Intl.DateTimeFormatOptions {
  const isChinese = language() === 'zh'
  return { year: 'numeric', month: isChinese ? '2-digit' : 'short', day: isChinese ? '2-digit' : 'numeric' }
}

export function time(instant: string, timeZone?: string): string {
  return dateFormat({ hour: '2-digit', minute: '2-digit', hour12: false, timeZone }).format(new Date(instant))
}

/** `3天前`, `in 2 hours`. */
export function ago(instant: string, now: Date): string {
  const seconds = (new Date(instant).getTime() - now.getTime()) / 1000
  const [unit, size] = units.find(([, each]) => Math.abs(seconds) >= each) ?? (['minute', 60] as const)
  return new Intl.RelativeTimeFormat(locale(language()), { numeric: 'auto' }).format(
    Math.round(seconds / size),
    unit,
  )
}

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
] as const

function major(minor: number, currency: string) {
  return minor / 10 ** currencyExponent(currency)
}

function amountFormat(currency: string, options: Intl.NumberFormatOptions) {
  return numberFormat({ style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...options })
}

function numberFormat(options: Intl.NumberFormatOptions) {
  return kept(
    `n${language()}${JSON.stringify(options)}`,
    () => new Intl.NumberFormat(language() === 'zh' ? 'zh-CN' : 'en-US', options),
  )
}

function dateFormat(options: Intl.DateTimeFormatOptions) {
  return kept(
    `d${language()}${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(locale(language()), options),
  )
}

function kept<F extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => F): F {
  const found = formats.get(key)
  if (found) return found as F
  const made = make()
  formats.set(key, made)
  return made
}

function locale(speaking: Language) {
  return speaking === 'zh' ? 'zh-CN' : 'en-GB'
}
