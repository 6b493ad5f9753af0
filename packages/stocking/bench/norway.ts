import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A dealer's monthly sales of one make. */
export interface MakeSeries {
  readonly make: string
  /** months in which the file has the make */
  readonly monthsListed: number
  /** `2007-01` */
  readonly firstMonth: string
  /** [month] from the first month listed to the last; a month that is not listed in between sold none: the file lists
   *  every make that registered a car */
  readonly units: Float64Array
}

/** The Norwegian registrations by make, as a dealer with one car in a hundred saw them. */
export function readDealerSeries(folder: string, divisor = 100): MakeSeries[] {
  const text = readFileSync(join(folder, 'norway_new_car_sales_by_make.csv'), 'utf8')
  const byMake = new Map<string, Map<number, number>>()
  for (const line of text.trim().split('\n').slice(1)) {
    const [year, month, make, quantity] = line.replaceAll('"', '').split(',')
    if (make === undefined || make === 'NA') continue
    const months = byMake.get(make) ?? new Map<number, number>()
    const at = Number(year) * 12 + Number(month) - 1
    months.set(at, (months.get(at) ?? 0) + Number(quantity)) // Lexus stands twice in 2015-04
    byMake.set(make, months)
  }
  return [...byMake].map(([make, months]) => spread(make, months, divisor))
}

function spread(make: string, months: Map<number, number>, divisor: number): MakeSeries {
  const first = Math.min(...months.keys())
  const last = Math.max(...months.keys())
  const units = Float64Array.from({ length: last - first + 1 }, (_, index) =>
    Math.round((months.get(first + index) ?? 0) / divisor),
  )
  const firstMonth = `${Math.floor(first / 12)}-${String((first % 12) + 1).padStart(2, '0')}`
  return { make, monthsListed: months.size, firstMonth, units }
}
