import { shareMinor } from '../../platform/money.ts'

/** A row of the dated table that an administrator edits (rules 5 and 6). `reductionBasisPoints` is the part
 *  of the tax that is waived (10 000 exempts, 5 000 halves), up to `reductionMinorMax` when there is one. */
export interface TaxRate {
  tax: 'purchase-tax' | 'vat'
  energy: 'any' | 'new-energy'
  validFrom: string
  /** Last day; null: until further notice. */
  validTo: string | null
  rateBasisPoints: number
  reductionBasisPoints: number
  reductionMinorMax: number | null
}

export type PurchaseTax =
  | { known: true; taxMinor: number; reductionMinor: number; fullTaxMinor: number }
  | { known: false; reason: 'no-rate' | 'several-rates'; tax: TaxRate['tax'] }

/** 购置税 on a price that includes VAT: price ÷ (1 + VAT) × rate, less what is waived, each rounded once.
 *  A row for new-energy cars comes before a row for any car. The customer pays it; it is not revenue.
 *  @example // 10 % on 226 000.00 including 13 % VAT is 20 000.00 */
export function purchaseTax(
  car: { priceMinor: number; newEnergy: boolean },
  on: string,
  rates: readonly TaxRate[],
): PurchaseTax {
  const vat = rateOn(rates, 'vat', car.newEnergy, on)
  if (typeof vat === 'string') return { known: false, reason: vat, tax: 'vat' }
  const rate = rateOn(rates, 'purchase-tax', car.newEnergy, on)
  if (typeof rate === 'string') return { known: false, reason: rate, tax: 'purchase-tax' }

  const grossBps = 10_000 + vat.rateBasisPoints
  const fullTaxMinor = shareMinor(car.priceMinor, rate.rateBasisPoints, grossBps)
  const waived = rate.rateBasisPoints * rate.reductionBasisPoints
  const waivedMinor = shareMinor(car.priceMinor, waived, grossBps * 10_000)
  const reductionMinor = Math.min(waivedMinor, rate.reductionMinorMax ?? waivedMinor)
  return { known: true, taxMinor: fullTaxMinor - reductionMinor, reductionMinor, fullTaxMinor }
}

function rateOn(
  rates: readonly TaxRate[],
  tax: TaxRate['tax'],
  newEnergy: boolean,
  on: string,
): TaxRate | 'no-rate' | 'several-rates' {
  const valid = rates.filter(rate => rate.tax === tax && isValidOn(rate, on))
  const special = newEnergy ? valid.filter(rate => rate.energy === 'new-energy') : []
  const [rate, ...others] = special.length > 0 ? special : valid.filter(each => each.energy === 'any')
  if (!rate) return 'no-rate'
  return others.length > 0 ? 'several-rates' : rate
}

function isValidOn(rate: TaxRate, on: string): boolean {
  return rate.validFrom <= on && (rate.validTo === null || on <= rate.validTo)
}
