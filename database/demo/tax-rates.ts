import type { DatedRate } from '../../src/sales/quotes/quote-tax.contract.ts'
import { statutoryRates } from '../../src/sales/quotes/statutory-rates.rules.ts'
import { seededRandom, uuidAt } from './random.ts'

const random = seededRandom('tax-rates')

/** The dated table of the demo network, with the ids by which its quotes name the rows. */
export const demoTaxRates: readonly (DatedRate & { readonly source: string })[] = statutoryRates.map(
  rate => ({
    ...rate,
    id: uuidAt(random, Date.parse(rate.validFrom)),
  }),
)
