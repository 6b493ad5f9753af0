/** Numbers by which the state knows a person. */

const personWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const personCheck = '10X98765432'

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
