import { currencyExponent } from '../money.ts'
import { codeOf } from './codes.ts'
import { looksLikeEmail } from './content.ts'
import { currencyAgrees, currencyOf } from './currencies.ts'
import { dateShape, isoDate, readInOrder } from './dates.ts'
import type { CodeField, Field, ImportedMoment, ImportedMoney, ImportValue, NumberField } from './fields.ts'
import { normaliseHeading } from './headings.ts'
import type { ColumnReading, Finding, ImportMapping } from './import.contract.ts'
import { minorUnits, parseNumber, toNumber, type WrittenNumber } from './numbers.ts'
import { zonedInstant } from './zoned-time.ts'

/** What holds where neither the file nor the user says otherwise: the dealer's ways. */
export interface ReadingDefaults {
  readonly timeZone: string
  readonly currency: string
  readonly distanceUnit: 'km' | 'mi'
}

/** What holds for every cell of a file. */
export interface ReadingSettings {
  readonly timeZone: string
  readonly date1904: boolean
  readonly currency: string | null // asked for: a cell that says another one is refused
  readonly defaultCurrency: string
  readonly distanceUnit: 'km' | 'mi'
}

export function readingSettings(
  { currency, distanceUnit }: Pick<ImportMapping, 'currency' | 'distanceUnit'>,
  defaults: ReadingDefaults,
  date1904: boolean,
): ReadingSettings {
  return {
    timeZone: defaults.timeZone,
    date1904,
    currency: currency ?? null,
    defaultCurrency: defaults.currency,
    distanceUnit: distanceUnit ?? defaults.distanceUnit,
  }
}

export type CellResult =
  | { readonly value: ImportValue | null; readonly warning?: Finding; readonly fault?: undefined }
  | { readonly fault: Finding; readonly value?: undefined; readonly warning?: undefined }

const empty: CellResult = { value: null }
const blank = /^(?:|[-—–/]+|n\/?a|null|nil|none|无|空)$/i
/** A price that is not said is unknown, not nothing. */
const unsaid = /^(?:面议|电议|待定|暂无|tb[acd]|poa|on request|call)$/i
const blankText = /^(?:[-—–/]+|#?n\/a)$/i

/** The value of a cell in a field; `rowCurrency` is what the row's own currency column says. */
export function parseCell(
  field: Field,
  text: string,
  reading: ColumnReading,
  settings: ReadingSettings,
  rowCurrency: string | null,
): CellResult {
  const cell = text.trim()
  if (cell === '' || (field.type === 'text' ? blankText : blank).test(cell)) return empty
  switch (field.type) {
    case 'text':
      return parseText(cell, field.maxLength ?? 500)
    case 'integer':
    case 'decimal':
      return parseAmount(field, cell, reading)
    case 'money':
      return parseMoney(cell, reading, settings, rowCurrency)
    case 'date':
    case 'datetime':
      return parseDay(field.type, cell, reading, settings)
    case 'code':
      return parseCode(field, cell)
    case 'distance':
      return parseDistance(cell, reading, settings)
    default:
      return parsePlain(field.type, cell)
  }
}

function parseText(cell: string, max: number): CellResult {
  return cell.length <= max ? { value: cell } : fault('text-too-long', { length: cell.length, max })
}

/** 2024款, MY2024, 5座 */
const counted = /^MY\s*(?=\d{4}$)|\s*(?:年款|款|年|座)$/i

function parseAmount({ type, min, max }: NumberField, cell: string, reading: ColumnReading): CellResult {
  const number = parseNumber(cell.replace(counted, ''), reading.decimalMark ?? 'point')
  if (!number) return fault('not-a-number', { value: shown(cell) })
  const value = toNumber(number, reading.scale)
  if (type === 'integer' && !Number.isSafeInteger(value)) return fault('not-whole', { value: shown(cell) })
  const [least, most] = [min ?? -Number.MAX_SAFE_INTEGER, max ?? Number.MAX_SAFE_INTEGER]
  if (value >= least && value <= most) return { value }
  return fault('number-out-of-range', { value: shown(cell), min: least, max: most })
}

function parseMoney(
  cell: string,
  reading: ColumnReading,
  settings: ReadingSettings,
  rowCurrency: string | null,
): CellResult {
  const number = parseNumber(cell, reading.decimalMark ?? 'point')
  if (!number) return unsaid.test(cell) ? empty : fault('not-a-number', { value: shown(cell) })
  if (number.negative && toNumber(number) !== 0) return fault('amount-negative', { value: shown(cell) })
  const asked = rowCurrency ?? settings.currency
  if (asked && number.currency && !currencyAgrees(number.currency, asked))
    return fault('currency-conflict', { written: number.currency.toUpperCase(), currency: asked })
  return parseMinor(number, cell, asked ?? written(number, reading, settings), reading.scale)
}

function parseMinor(number: WrittenNumber, cell: string, currency: string, scale = 1): CellResult {
  const minor = minorUnits(number, currencyExponent(currency), scale)
  if (minor === null) return fault('amount-too-large', { value: shown(cell) })
  const money: ImportedMoney = { minor, currency }
  return { value: money }
}

function written(number: WrittenNumber, reading: ColumnReading, settings: ReadingSettings): string {
  const unlessSaid = reading.currency ?? settings.defaultCurrency
  if (!number.currency || currencyAgrees(number.currency, unlessSaid)) return unlessSaid
  return currencyOf(number.currency) ?? unlessSaid
}

const dateFormats = { ymd: 'YYYY-MM-DD', dmy: 'DD-MM-YYYY', mdy: 'MM-DD-YYYY' } as const

function parseDay(
  type: 'date' | 'datetime',
  cell: string,
  reading: ColumnReading,
  settings: ReadingSettings,
): CellResult {
  const order = reading.dateOrder ?? 'ymd'
  const shape = dateShape(cell, settings.date1904)
  const date = shape && readInOrder(shape, order)
  if (!date) return fault('not-a-date', { value: shown(cell), format: dateFormats[order] })
  if (type === 'date') return { value: isoDate(date) }
  const instant = zonedInstant(date, date.time, settings.timeZone)
  const moment: ImportedMoment = { date: isoDate(date), instant, hasTime: date.time !== null }
  return { value: moment }
}

function parseCode(field: CodeField, cell: string): CellResult {
  const code = codeOf(field, cell)
  if (code !== null) return { value: code }
  const value = shown(cell)
  if (field.unlisted)
    return {
      value: field.unlisted,
      warning: { code: 'code-unlisted', params: { value, code: field.unlisted } },
    }
  return fault('unknown-code', { value, allowed: Object.keys(field.codes).join(', ') })
}

function parseDistance(cell: string, reading: ColumnReading, settings: ReadingSettings): CellResult {
  const number = parseNumber(cell, reading.decimalMark ?? 'point')
  if (!number || number.currency) return fault('not-a-number', { value: shown(cell) })
  const value = toNumber(number, reading.scale)
  if (value < 0 || value > 10_000_000)
    return fault('number-out-of-range', { value: shown(cell), min: 0, max: 10_000_000 })
  return { value: { value, unit: number.unit ?? reading.unit ?? settings.distanceUnit } }
}

function parsePlain(type: 'vin' | 'phone' | 'email' | 'currency' | 'boolean', cell: string): CellResult {
  switch (type) {
    case 'vin':
      return parseText(cell.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase(), 40)
    case 'phone':
      return parsePhone(cell)
    case 'email':
      return looksLikeEmail(cell) && cell.length <= 254
        ? { value: cell.toLowerCase() }
        : fault('not-an-email', { value: shown(cell) })
    case 'currency':
      return parseCurrency(cell)
    case 'boolean':
      return parseYesNo(cell)
  }
}

function parsePhone(cell: string): CellResult {
  const phone = cell
    .normalize('NFKC')
    .replace(/\s*(?:x|ext\.?|extension|转|分机)\s*\d{1,6}$/i, '') // who is asked for, once through
    .replace(/[\s().-]/g, '')
    .replace(/^(\d{11})0$/, (whole, digits: string) => (/\.0$/.test(cell) ? digits : whole)) // 13800138000.0
  if (/^\d(?:\.\d+)?e\+?\d+$/i.test(cell)) return fault('phone-rounded', { value: shown(cell) })
  return /^\+?\d{5,20}$/.test(phone) ? { value: phone } : fault('not-a-phone', { value: shown(cell) })
}

function parseCurrency(cell: string): CellResult {
  const currency = currencyOf(cell)
  return currency ? { value: currency } : fault('currency-unknown', { value: shown(cell) })
}

function parseYesNo(cell: string): CellResult {
  const word = normaliseHeading(cell)
  if (/^(?:y|yes|true|t|1|是|有|对|√|x)$/.test(word) || cell === '√') return { value: true }
  if (/^(?:n|no|false|f|0|否|没有|不)$/.test(word) || cell === '×') return { value: false }
  return fault('not-yes-or-no', { value: shown(cell) })
}

/** A cell in a message: enough to be recognised. */
function shown(cell: string): string {
  return cell.length > 60 ? `${cell.slice(0, 60)}…` : cell
}

function fault(code: string, params?: Finding['params']): CellResult {
  return { fault: params ? { code, params } : { code } }
}
