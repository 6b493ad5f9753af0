/** Numbers by which the state knows a company and a person. */

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const personWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const personCheck = '10X98765432'

/** 统一社会信用代码 in its written form, or null when it is none (GB 32100-2015: 18 characters, the last
 *  checks the others modulo 31).
 *  @example normaliseCreditCode('91350100m000100y43') // '91350100M000100Y43' */
export function normaliseCreditCode(typed: string): string | null {
  const code = compact(typed)
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return null
  let sum = 0
  for (const [position, weight] of creditWeights.entries())
    sum += weight * creditAlphabet.indexOf(code[position] ?? '')
  return creditAlphabet[(31 - (sum % 31)) % 31] === code[17] ? code : null
}

/** 居民身份证 (GB 11643-1999: date of birth, check digit modulo 11) or the number of another document;
 *  null when it is neither.
 *  @example normaliseIdNumber('11010519491231002x') // '11010519491231002X' */
export function normaliseIdNumber(typed: string): string | null {
  const number = compact(typed)
  if (/^\d{17}[\dX]$/.test(number)) return isResident(number) ? number : null
  if (/^\d+$/.test(number) && number.length > 12) return null // a resident's number cut short or too long
  return /^[A-Z0-9]{5,20}$/.test(number) ? number : null
}

function isResident(number: string): boolean {
  let sum = 0
  for (const [position, weight] of personWeights.entries()) sum += weight * Number(number[position])
  return personCheck[sum % 11] === number[17] && isDate(number.slice(6, 14))
}

function isDate(digits: string): boolean {
  const iso = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`
  const time = Date.parse(iso)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso)
}

function compact(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]+/g, '')
}
