import { checkDigit } from '../../src/inventory/vehicles/vin.rules.ts'
import type { DemoTrim } from './catalogue.ts'

const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'
const energyLetters = { petrol: 'A', hybrid: 'B', 'plug-in-hybrid': 'C', electric: 'E' } as const
const yearLetters = 'ABCDEFGHJKLMNPRSTVWXY123456789' // 2010 … 2039

/** A VIN of the demo's manufacturer: LU0, the trim, its check digit, the year, the plant, a serial number.
 *  @param serial 0 … 999 999, the trim's place in the catalogue below 1 089 */
export function demoVin(trim: DemoTrim, trimIndex: number, modelYear: number, serial: number): string {
  const kind = letters[Math.floor(trimIndex / 33)]! + letters[trimIndex % 33]!
  const year = yearLetters[(modelYear - 2010) % 30]!
  const vin = `LU0${energyLetters[trim.energy]}${kind}BA0${year}A${String(serial).padStart(6, '0')}`
  return vin.slice(0, 8) + checkDigit(vin) + vin.slice(9)
}
