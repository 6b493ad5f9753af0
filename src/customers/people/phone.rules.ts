/** Phone numbers are kept in E.164, so that one person typed in five ways is found once. */

const codesByCurrency: Readonly<Record<string, string>> = {
  AED: '971',
  AUD: '61',
  BRL: '55',
  CAD: '1',
  CHF: '41',
  CNY: '86',
  DKK: '45',
  GBP: '44',
  HKD: '852',
  IDR: '62',
  INR: '91',
  JPY: '81',
  KRW: '82',
  MOP: '853',
  MXN: '52',
  MYR: '60',
  NOK: '47',
  NZD: '64',
  PHP: '63',
  PLN: '48',
  RUB: '7',
  SAR: '966',
  SEK: '46',
  SGD: '65',
  THB: '66',
  TWD: '886',
  USD: '1',
  VND: '84',
  ZAR: '27',
}
/** Where one currency is used in many countries, the time zone tells which. */
const codesByZone: Readonly<Record<string, string>> = {
  'Europe/Amsterdam': '31',
  'Europe/Athens': '30',
  'Europe/Berlin': '49',
  'Europe/Brussels': '32',
  'Europe/Dublin': '353',
  'Europe/Helsinki': '358',
  'Europe/Lisbon': '351',
  'Europe/Madrid': '34',
  'Europe/Paris': '33',
  'Europe/Rome': '39',
  'Europe/Vienna': '43',
}

/** The country code that a number typed without one has at a store.
 *  @example callingCodeOf({ timeZone: 'Asia/Shanghai', currency: 'CNY' }) // '86' */
export function callingCodeOf(store: { timeZone: string; currency: string }): string {
  return codesByZone[store.timeZone] ?? codesByCurrency[store.currency] ?? '86'
}

/** @returns E.164, or null when this cannot be a phone number
 *  @example normalisePhone('138-1234 5678', '86') // '+8613812345678' */
export function normalisePhone(typed: string, callingCode: string): string | null {
  const text = typed.normalize('NFKC').replace(/[\s().·/-]/g, '')
  const international = text.replace(/^00/, '+')
  if (international.startsWith('+')) return e164(withoutTrunkZero(international))
  if (!/^\d+$/.test(text)) return null
  return callingCode === '86' ? chinese(text) : e164(`+${nationalised(text, callingCode)}`)
}

/** The last four digits, by which people are asked for. */
export function phoneTail(phone: string): string {
  return phone.slice(-4)
}

/** Mobile, land line with its area code, or a 400/800/95xxx service number. */
function chinese(digits: string): string | null {
  const national = digits.replace(/^86(?=1[3-9]\d{9}$)/, '')
  if (/^1[3-9]\d{9}$/.test(national)) return `+86${national}`
  if (/^0\d{9,11}$/.test(national)) return `+86${national.slice(1)}`
  if (/^[48]00\d{7}$/.test(national)) return `+86${national}`
  return null
}

function nationalised(digits: string, callingCode: string): string {
  if (digits.startsWith(callingCode) && digits.length > 10) return digits
  return callingCode + (callingCode === '39' ? digits : digits.replace(/^0/, '')) // Italy dials its zero
}

function withoutTrunkZero(international: string): string {
  return international.replace(/^(\+(?:86|44|49|33|61|81|82))0/, '$1')
}

function e164(phone: string): string | null {
  return /^\+[1-9]\d{7,14}$/.test(phone) ? phone : null
}
