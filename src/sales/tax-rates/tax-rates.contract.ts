import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import {
  BusinessDate,
  ById,
  Instant,
  line,
  StaffName,
  Version,
  Written,
} from '../../platform/scalars.contract.ts'
import { DatedRate } from '../quotes/quote-tax.contract.ts'

export const TaxRate = DatedRate.extend({
  /** The law or notice that says it. */
  source: z.string(),
  version: Version,
  createdBy: StaffName.nullable(),
  /** Null: it came with the network. */
  createdAt: Instant.nullable(),
})
export type TaxRate = z.infer<typeof TaxRate>

export const listTaxRates = contract({
  name: 'listTaxRates',
  method: 'GET',
  path: '/api/tax-rates',
  summary: 'The dated table of statutory rates, those of the latest start first',
  access: { noun: 'tax-rates', verb: 'read' },
  answer: z.object({ items: z.array(TaxRate) }),
  problems: [],
})

export const NewTaxRate = z.strictObject({
  tax: DatedRate.shape.tax,
  energy: DatedRate.shape.energy,
  currency: DatedRate.shape.currency,
  validFrom: BusinessDate,
  /** Last day; null: until further notice. */
  validTo: BusinessDate.nullable().default(null),
  rateBasisPoints: DatedRate.shape.rateBasisPoints,
  reductionBasisPoints: DatedRate.shape.reductionBasisPoints.default(0),
  reductionMinorMax: DatedRate.shape.reductionMinorMax.default(null),
  source: line(200),
})
export type NewTaxRate = z.infer<typeof NewTaxRate>

export const createTaxRate = contract({
  name: 'createTaxRate',
  method: 'POST',
  path: '/api/tax-rates',
  summary: 'Add a rate to the dated table',
  access: { noun: 'tax-rates', verb: 'create' },
  body: NewTaxRate,
  status: 201,
  answer: Written,
  problems: ['request.invalid', 'tax-rate.overlaps', 'tax-rate.ends-before-start'],
})

export const endTaxRate = contract({
  name: 'endTaxRate',
  method: 'POST',
  path: '/api/tax-rates/{id}/end',
  summary: 'Give a rate its last day; the day before its first withdraws it. Quotes that used it keep it',
  access: { noun: 'tax-rates', verb: 'edit' },
  params: ById,
  body: z.strictObject({ validTo: BusinessDate }),
  ifMatch: true,
  answer: Written,
  problems: [
    'request.invalid',
    'request.not-found',
    'record.changed',
    'record.version-required',
    'tax-rate.ends-before-start',
    'tax-rate.already-ended',
  ],
})
