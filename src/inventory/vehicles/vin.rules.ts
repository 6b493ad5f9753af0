/** Rule 1: what a vehicle identification number must be (GB 16735, 49 CFR 565). */

export type VinError = 'length' | 'character' | 'repeated' | 'check-digit'
export type VinWarning = 'check-digit'
export type VinFinding =
  | { ok: true; vin: string; warnings: VinWarning[] }
  | { ok: false; vin: string; errors: VinError[] }

const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
const letterValues: Readonly<Record<string, number>> = {
  A: 1,
  B: 2,
  C: 3,
  D: 4,
  E: 5,
  F: 6,
  G: 7,
  H: 8,
  J: 1,
  K: 2,
  L: 3,
  M: 4,
  N: 5,
  P: 7,
  R: 9,
  S: 2,
  T: 3,
  U: 4,
  V: 5,
  W: 6,
  X: 7,
  Y: 8,
  Z: 9,
}
const yearLetters = 'ABCDEFGHJKLMNPRSTVWXY123456789' // 1980 … 2009, then again from 2010

/** Uppercase ASCII, without the spaces and dashes that people type; full-width letters are narrowed.
 *  @example normaliseVin(' lrw ygdfd-3pc939701 ') // 'LRWYGDFD3PC939701' */
export function normaliseVin(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]+/g, '')
}

/** A wrong check digit refuses a VIN from China (L…) or North America (1–5), and only warns elsewhere.
 *  @example checkVin('WVGZZZ5NZEW069297') // { ok: true, vin: …, warnings: ['check-digit'] } */
export function checkVin(typed: string): VinFinding {
  const vin = normaliseVin(typed)
  const errors: VinError[] = []
  if (vin.length !== 17) errors.push('length')
  if (!/^[A-HJ-NPR-Z0-9]*$/.test(vin)) errors.push('character')
  if (vin.length === 17 && new Set(vin).size === 1) errors.push('repeated')
  if (errors.length > 0) return { ok: false, vin, errors }
  if (checkDigit(vin) === vin[8]) return { ok: true, vin, warnings: [] }
  return isCheckDigitBinding(vin)
    ? { ok: false, vin, errors: ['check-digit'] }
    : { ok: true, vin, warnings: ['check-digit'] }
}

/** The character that position 9 should hold.
 *  @param vin 17 characters of the VIN alphabet; what stands at position 9 does not matter
 *  @throws RangeError at the first character outside the alphabet */
export function checkDigit(vin: string): string {
  let sum = 0
  for (const [position, weight] of weights.entries()) {
    if (weight === 0) continue
    sum += weight * characterValue(vin, position)
  }
  return sum % 11 === 10 ? 'X' : String(sum % 11)
}

export function isCheckDigitBinding(vin: string): boolean {
  return /^[L1-5]/.test(vin)
}

/** The years, 30 apart, that position 10 may stand for, newest first, none later than next year: a
 *  suggestion, never a decision (outside North America and China makers may use the position freely).
 *  @example suggestModelYears('LRWYGDFD3PC939701', 2026) // [2023, 1993] */
export function suggestModelYears(vin: string, thisYear: number): number[] {
  const index = yearLetters.indexOf(vin[9] ?? '?')
  if (index < 0) return []
  const years: number[] = []
  for (let year = 1980 + index; year <= thisYear + 1; year += 30) years.unshift(year)
  return years
}

function characterValue(vin: string, position: number): number {
  const character = vin[position] ?? ''
  const value = /^\d$/.test(character) ? Number(character) : letterValues[character]
  if (value === undefined) throw new RangeError(`VIN position ${position + 1} is not a VIN character`)
  return value
}
