import { shareMinor } from '../../platform/money.ts'
import type { DatedRate, Tax } from './quote-tax.contract.ts'

/** What of a rate decides an amount. */
export type TaxRate = Omit<DatedRate, 'id'>

export type PurchaseTax<R extends TaxRate = TaxRate> =
  | { known: true; taxMinor: number; reductionMinor: number; fullTaxMinor: number; rate: R; vat: R }
  | { known: false; reason: 'no-rate' | 'several-rates'; tax: Tax }

/** 购置税 on a price that includes VAT: price ÷ (1 + VAT) × rate, less what is waived, each rounded once.
 *  A row for new-energy cars comes before a row for any car; a row holds for prices in its currency.
 *  The customer pays it; it is not revenue.
 *  @example // 10 % on 226 000.00 including 13 % VAT is 20 000.00 */
export function purchaseTax<R extends TaxRate>(
  car: { priceMinor: number; currency: string; newEnergy: boolean },
  on: string,
  rates: readonly R[],
): PurchaseTax<R> {
  const valid = rates.filter(rate => rate.currency === car.currency && isValidOn(rate, on))
  const vat = rateOf(valid, 'vat', car.newEnergy)
  if (typeof vat === 'string') return { known: false, reason: vat, tax: 'vat' }
  const rate = rateOf(valid, 'purchase-tax', car.newEnergy)
  if (typeof rate === 'string') return { known: false, reason: rate, tax: 'purchase-tax' }

  const grossBps = 10_000 + vat.rateBasisPoints
  const fullTaxMinor = shareMinor(car.priceMinor, rate.rateBasisPoints, grossBps)
  const waived = rate.rateBasisPoints * rate.reductionBasisPoints
  const waivedMinor = shareMinor(car.priceMinor, waived, grossBps * 10_000)
  const reductionMinor = Math.min(waivedMinor, rate.reductionMinorMax ?? waivedMinor)
  return { known: true, taxMinor: fullTaxMinor - reductionMinor, reductionMinor, fullTaxMinor, rate, vat }
}

function rateOf<R extends TaxRate>(
  valid: readonly R[],
  tax: Tax,
  newEnergy: boolean,
): R | 'no-rate' | 'several-rates' {
  const rates = valid.filter(rate => rate.tax === tax)
  const special = newEnergy ? rates.filter(rate => rate.energy === 'new-energy') : []
  const [rate, ...others] = special.length > 0 ? special : rates.filter(each => each.energy === 'any')
  if (!rate) return 'no-rate'
  return others.length > 0 ? 'several-rates' : rate
}

function isValidOn(rate: TaxRate, on: string): boolean {
  return rate.validFrom <= on && (rate.validTo === null || on <= rate.validTo)
}
