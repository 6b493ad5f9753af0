/** Reading numbers as people write them: 12,500 · ￥1,234.50 · 1.234,50 · 12.5万 · (300) · 15735 miles. */

/** The mark between whole and part. */
export type DecimalMark = 'point' | 'comma'

export interface WrittenNumber {
  readonly negative: boolean
  readonly whole: string // digits
  readonly part: string // digits after the mark
  readonly shift: number // powers of ten: 万 4, 亿 8, k 3
  readonly currency: string | null // ISO code or symbol, as written
  readonly unit: 'km' | 'mi' | null
}

const currencyPattern =
  /^(?:(rmb|cny|cn¥|usd|us\$|hk\$|hkd|gbp|eur|jpy|[¥$£€元])\s*)|(?:\s*(rmb|cny|usd|hkd|gbp|eur|jpy|[¥$£€元圆]))$/i
const unitPattern = /\s*(km|kms|公里|千米|kilomet(?:er|re)s?|mi|miles?|英里)\.?$/i
const magnitudePattern = /\s*([万亿wk])$/i
const magnitudes: Record<string, number> = { 万: 4, w: 4, 亿: 8, k: 3 }

const pointForm = /^(?:\d{1,3}(?:([, '])\d{3})(?:\1\d{3})*|\d+)?(?:\.\d*)?$/
const commaForm = /^(?:\d{1,3}(?:([. '])\d{3})(?:\1\d{3})*|\d+)?(?:,\d*)?$/
const onlyCommaReads = /^\d{1,3}(?:\.\d{3})+,\d*$|^\d{1,3}\.\d{3}\.\d{3}/
const onlyPointReads = /^\d{1,3}(?:,\d{3})+\.\d*$|^\d{1,3},\d{3},\d{3}/

/** @returns null when the text is no number in that style; a number that can be read in one way only
 *  (1.234,50) is read so whatever the column's style is.
 *  @example parseNumber('12.5万', 'point') // whole '12', part '5', shift 4 */
export function parseNumber(text: string, mark: DecimalMark): WrittenNumber | null {
  const { rest, negative, currency, unit, magnitude } = undress(text)
  const [mantissa, exponent] = splitExponent(rest)
  const style = onlyCommaReads.test(mantissa) ? 'comma' : onlyPointReads.test(mantissa) ? 'point' : mark
  const form = style === 'point' ? pointForm : commaForm
  if (!/\d/.test(mantissa) || !form.test(mantissa)) return null
  const [whole = '', part = ''] = mantissa.split(style === 'point' ? '.' : ',')
  return { negative, whole: whole.replace(/\D/g, ''), part, shift: magnitude + exponent, currency, unit }
}

/** Whole minor units, half up; null when it does not fit a safe integer. */
export function minorUnits(number: WrittenNumber, fractionDigits: number, scale = 1): number | null {
  const [digits, dropped] = shiftPoint(number, fractionDigits + Math.log10(scale))
  const minor = Number(digits || '0') + (dropped >= '5' ? 1 : 0)
  return Number.isSafeInteger(minor) ? (number.negative ? -minor : minor) : null
}

/** The nearest double. */
export function toNumber({ negative, whole, part, shift }: WrittenNumber, scale = 1): number {
  const value = Number(`${whole || '0'}.${part || '0'}e${shift + Math.log10(scale)}`)
  return negative ? -value : value
}

/** What the cells of a column say about its decimal mark. */
export interface NumberEvidence {
  point: number
  comma: number
  dotGroups: number // 12.500: thousands or three decimals
  commaGroups: number // 12,500
}

export function noNumberEvidence(): NumberEvidence {
  return { point: 0, comma: 0, dotGroups: 0, commaGroups: 0 }
}

export function addNumberEvidence(evidence: NumberEvidence, text: string): void {
  const { rest } = undress(text)
  if (onlyPointReads.test(rest)) evidence.point++
  else if (onlyCommaReads.test(rest)) evidence.comma++
  else if (/^[1-9]\d{0,2}\.\d{3}$/.test(rest)) evidence.dotGroups++
  else if (/^[1-9]\d{0,2},\d{3}$/.test(rest)) evidence.commaGroups++
  else if (/^\d*\.\d+$/.test(rest)) evidence.point++
  else if (/^\d+,\d+$/.test(rest)) evidence.comma++
}

/** Undefined when all there is is 12.500, which is thousands in an amount and three decimals in a measure. */
export function likelyMark({
  point,
  comma,
  dotGroups,
  commaGroups,
}: NumberEvidence): DecimalMark | undefined {
  if (comma > point + commaGroups) return 'comma'
  return dotGroups > 0 && point + commaGroups === 0 ? undefined : 'point'
}

function undress(text: string) {
  let rest = text
    .normalize('NFKC')
    .trim()
    .replace(/[−–]/g, '-')
    .replace(/\u00a0|\u202f/g, ' ')
  let negative = false
  const take = (pattern: RegExp): string | null => {
    const match = pattern.exec(rest)
    if (!match) return null
    rest = rest.replace(pattern, '').trim()
    return (match[1] ?? match[2] ?? '').toLowerCase()
  }
  if (/^\(.*\)$/.test(rest)) [rest, negative] = [rest.slice(1, -1).trim(), true]
  if (/^[+-]/.test(rest)) [rest, negative] = [rest.slice(1).trim(), negative || rest[0] === '-']
  const unit = take(unitPattern)
  const before = take(currencyPattern)
  const after = take(currencyPattern) // ¥12.5万元 has both
  if (!negative && rest.startsWith('-')) [rest, negative] = [rest.slice(1).trim(), true]
  const magnitude = magnitudes[take(magnitudePattern) ?? ''] ?? 0
  return { rest, negative, currency: before ?? after, magnitude, unit: unit === null ? null : unitOf(unit) }
}

function unitOf(written: string): 'km' | 'mi' {
  return written.startsWith('mi') || written === '英里' ? 'mi' : 'km'
}

function splitExponent(text: string): [string, number] {
  const match = /^(.*\d)e([+-]?\d{1,2})$/i.exec(text)
  return match ? [match[1] ?? '', Number(match[2])] : [text, 0]
}

/** The digits left of the point after moving it, and the first digit dropped. */
function shiftPoint({ whole, part, shift }: WrittenNumber, places: number): [string, string] {
  const at = whole.length + shift + places
  const digits = whole + part
  if (at < 0) return ['', '0']
  return [digits.slice(0, at).padEnd(at, '0'), digits[at] ?? '0']
}
