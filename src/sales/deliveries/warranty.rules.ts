import { addDays, addYears } from '../../platform/business-date.ts'

/** 三包 (rule 8): each term ends on its date or at its distance, whichever is first. */
export interface WarrantyTerm {
  until: string
  km: number
}

export interface Warranty {
  startsOn: string
  /** 包修: repair free of charge. */
  repair: WarrantyTerm
  /** 三包有效期: replacement and return. */
  replacement: WarrantyTerm
  /** Steering, brakes, body crack, fuel leak, battery fire. */
  severeFault: WarrantyTerm
  /** Until then a powertrain replacement leads to exchange or refund, at any distance. */
  powertrainExchangeUntil: string
}

/** Terms count from the invoice date, but from delivery if that is a different day: so from delivery, and
 *  from the invoice only while no delivery is known.
 *  @example warrantyOf({ invoicedOn: '2026-03-01', deliveredOn: '2026-03-05' }).startsOn // '2026-03-05' */
export function warrantyOf(sale: { invoicedOn: string; deliveredOn: string | null }): Warranty {
  const startsOn = sale.deliveredOn ?? sale.invoicedOn
  return {
    startsOn,
    repair: { until: addYears(startsOn, 3), km: 60_000 },
    replacement: { until: addYears(startsOn, 2), km: 50_000 },
    severeFault: { until: addDays(startsOn, 60), km: 3_000 },
    powertrainExchangeUntil: addDays(startsOn, 7),
  }
}

/** Which day the terms of a delivered car count from: the invoice's when it is the delivery's too, else the delivery's.
 *  @example countedFrom({ invoicedOn: '2026-03-01', deliveredOn: '2026-03-05' }) // 'delivery' */
export function countedFrom(sold: {
  invoicedOn: string | null
  deliveredOn: string
}): 'invoice' | 'delivery' | 'delivery-alone' {
  if (sold.invoicedOn === null) return 'delivery-alone'
  return sold.invoicedOn === sold.deliveredOn ? 'invoice' : 'delivery'
}
