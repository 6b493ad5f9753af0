import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the samples are; undefined: tests on them are skipped. */
export const samplesFolder = process.env.FORECOURT_SAMPLES

const file = 'norway_new_car_sales_by_make.csv'

/** The makes with 48 months and more before the last 12, and all of the last 12; a month without a row is missing.
 *  Rows of one make and month are added up (Lexus has two in 2015-04). */
export function readNorwegianMakes(): { make: string; values: Float64Array }[] {
  const lines = readFileSync(join(samplesFolder!, file), 'utf8').trim().split(/\r?\n/).slice(1)
  const makes = new Map<string, Map<number, number>>()
  let last = 0
  for (const line of lines) {
    const [year, month, make = 'NA', quantity] = line.replaceAll('"', '').split(',')
    if (make === 'NA') continue
    const at = Number(year) * 12 + Number(month) - 1
    last = Math.max(last, at)
    const months = makes.get(make) ?? new Map<number, number>()
    months.set(at, (months.get(at) ?? 0) + Number(quantity))
    makes.set(make, months)
  }
  return [...makes]
    .filter(([, months]) => months.size >= 48 && hasLastYear(months, last))
    .map(([make, months]) => {
      const first = Math.min(...months.keys())
      return {
        make,
        values: Float64Array.from(
          { length: last - first + 1 },
          (_, t) => months.get(first + t) ?? Number.NaN,
        ),
      }
    })
}

function hasLastYear(months: ReadonlyMap<number, number>, last: number): boolean {
  return Array.from({ length: 12 }, (_, back) => months.has(last - back)).every(Boolean)
}

/** Models with at least 12 months among the 20 most sold; a month outside them is missing, not zero. */
export function readNorwegianModels(): Float64Array[] {
  const text = readFileSync(join(samplesFolder!, 'norway_new_car_sales_by_model.csv'), 'latin1')
  const byModel = new Map<string, Map<number, number>>()
  for (const row of text.trim().split(/\r?\n/).slice(1)) {
    const [year, month, , model, quantity] = row.split(',').map(cell => cell.replaceAll('"', '').trim())
    const months = byModel.get(model!) ?? new Map<number, number>()
    months.set(Number(year) * 12 + Number(month), Number(quantity))
    byModel.set(model!, months)
  }
  return [...byModel.values()]
    .filter(months => months.size >= 12)
    .map(months => {
      const first = Math.min(...months.keys())
      const length = Math.max(...months.keys()) - first + 1
      return Float64Array.from({ length }, (_, k) => months.get(first + k) ?? Number.NaN)
    })
}
