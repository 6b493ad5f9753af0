import { requireFiniteAnswer, requireNonNegative, requirePositive } from '../inputs.ts'

/** A ratio to sales, or the reason why there is none; never Infinity. */
export type SupplyRatio =
  | { readonly value: number; readonly reason: null }
  | { readonly value: null; readonly reason: 'no sales' | 'no stock' }

/** Days' supply: how many days the stock lasts at the daily sales of the window; with nothing in stock it is 0.
 *  @param of `onHand` units, `sold` units within the last `days`, days > 0
 *  @returns days, or null and `no sales`  @throws RangeError naming the field. O(1). Source: NADA.
 *  @example
 *  daysSupply({ onHand: 86, sold: 41, days: 30 }).value // ≈ 62.9268
 *  daysSupply({ onHand: 86, sold: 0, days: 30 }) // → {"value":null,"reason":"no sales"}
 */
export function daysSupply({
  onHand,
  sold,
  days,
}: {
  onHand: number
  sold: number
  days: number
}): SupplyRatio {
  requireNonNegative('onHand', onHand)
  requireNonNegative('sold', sold)
  requirePositive('days', days)
  return ratio(onHand * days, sold)
}

/** Turn: how often a year the average stock is sold.
 *  @param of `sold` units within `days`, `averageOnHand` units
 *  @returns times a year, or null: `no stock` where sales went through none
 *  @throws RangeError naming the field. O(1).
 *  @example
 *  stockTurn({ sold: 150, days: 90, averageOnHand: 86 }).value // ≈ 7.0736
 */
export function stockTurn(question: { sold: number; days: number; averageOnHand: number }): SupplyRatio {
  const { sold, days, averageOnHand } = question
  requireNonNegative('sold', sold)
  requirePositive('days', days)
  requireNonNegative('averageOnHand', averageOnHand)
  if (sold === 0) return { value: 0, reason: null }
  if (averageOnHand === 0) return { value: null, reason: 'no stock' }
  return { value: (sold / averageOnHand) * (365 / days), reason: null }
}

/** Where an inventory coefficient stands by the lines of CADA: below 0.8 low, to 1.2 reasonable, to the warning line (1.5)
 *  raised, above it warning, above 2.5 serious. */
export type CoefficientLevel = 'low' | 'reasonable' | 'raised' | 'warning' | 'serious'

/** 库存系数, the inventory coefficient: stock at the end of the month by the month's sales.
 *  @param of `onHand` units, `monthSales` units, `warningAt` default 1.5 (the line of CADA)
 *  @returns the ratio, `overWarning`, and `level`; stock without sales has no ratio, and is over every line
 *  @throws RangeError naming the field. O(1). Source: China Automobile Dealers Association, VIA.
 *  @example
 *  const coefficient = inventoryCoefficient({ onHand: 86, monthSales: 41 })
 *  [coefficient.value, Number(coefficient.overWarning)] // ≈ [2.0976, 1]
 *  inventoryCoefficient({ onHand: 5, monthSales: 0 }) // → {"value":null,"reason":"no sales","overWarning":true,"level":"serious"}
 */
export function inventoryCoefficient(question: {
  readonly onHand: number
  readonly monthSales: number
  readonly warningAt?: number
}): SupplyRatio & { readonly overWarning: boolean; readonly level: CoefficientLevel } {
  const { onHand, monthSales, warningAt = 1.5 } = question
  requireNonNegative('onHand', onHand)
  requireNonNegative('monthSales', monthSales)
  requirePositive('warningAt', warningAt)
  const found = ratio(onHand, monthSales)
  if (found.value === null) return { ...found, overWarning: true, level: 'serious' }
  return { ...found, overWarning: found.value > warningAt, level: levelOf(found.value, warningAt) }
}

function levelOf(coefficient: number, warningAt: number): CoefficientLevel {
  if (coefficient > warningAt) return coefficient > Math.max(2.5, warningAt) ? 'serious' : 'warning'
  if (coefficient < 0.8) return 'low'
  return coefficient <= 1.2 ? 'reasonable' : 'raised'
}

function ratio(stock: number, sales: number): SupplyRatio {
  if (stock === 0) return { value: 0, reason: null }
  if (sales === 0) return { value: null, reason: 'no sales' }
  return { value: requireFiniteAnswer('the ratio', stock / sales), reason: null }
}
