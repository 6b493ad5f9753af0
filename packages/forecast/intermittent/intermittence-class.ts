import { checkDemand } from './demand-series.ts'

export interface Intermittence {
  readonly class: 'smooth' | 'erratic' | 'intermittent' | 'lumpy' | 'none'
  /** mean number of observed periods from one demand to the next; null without demand */
  readonly meanInterval: number | null
  /** squared coefficient of variation of the demand sizes; null without demand */
  readonly squaredVariation: number | null
}

/** Which kind of demand a series has: intervals above 1.32 periods make it intermittent, squared variation of the
 *  sizes above 0.49 erratic, both lumpy; `none` where nothing sold.
 *  @param y [length] demand per period, NaN = missing
 *  @throws RangeError for negative or no demand data
 *  Source: Syntetos, Boylan & Croston (2005) JORS 56(5). O(length).
 *  @example
 *  intermittenceClass(Float64Array.from([0, 5, 0, 0, 5, 0, 5, 0, 0, 5])).class // → "intermittent"
 */
export function intermittenceClass(y: Float64Array): Intermittence {
  checkDemand(y)
  let observed = 0
  let count = 0
  let sum = 0
  for (const value of y) {
    if (Number.isNaN(value)) continue
    observed++
    if (value > 0) {
      count++
      sum += value
    }
  }
  if (count === 0) return { class: 'none', meanInterval: null, squaredVariation: null }
  const mean = sum / count
  let squares = 0
  for (const value of y) if (value > 0) squares += (value / mean - 1) ** 2
  const meanInterval = observed / count
  const squaredVariation = squares / count
  const isRare = meanInterval > 1.32
  const isVaried = squaredVariation > 0.49
  const name = isRare ? (isVaried ? 'lumpy' : 'intermittent') : isVaried ? 'erratic' : 'smooth'
  return { class: name, meanInterval, squaredVariation }
}
