import { z } from 'zod'
import { AmountMinor, BusinessDate, Currency, Id } from '../../platform/scalars.contract.ts'

export const Tax = z.enum(['purchase-tax', 'vat'])
export type Tax = z.infer<typeof Tax>
export const TaxedEnergy = z.enum(['any', 'new-energy'])
export type TaxedEnergy = z.infer<typeof TaxedEnergy>

/** What a row of the dated table decided of a tax, kept with the quote: the row may be ended later. */
export const AppliedRate = z.object({
  id: Id,
  validFrom: BusinessDate,
  /** Last day; null: until further notice. */
  validTo: BusinessDate.nullable(),
  rateBasisPoints: z.int().min(0).max(10_000),
  reductionBasisPoints: z.int().min(0).max(10_000),
  reductionMinorMax: AmountMinor.nullable(),
})
export type AppliedRate = z.infer<typeof AppliedRate>

/** A row of the dated table (rules 5 and 6). `reductionBasisPoints` is the part of the tax that is waived
 *  (10 000 exempts, 5 000 halves), up to `reductionMinorMax` when there is one. */
export const DatedRate = AppliedRate.extend({ tax: Tax, energy: TaxedEnergy, currency: Currency })
export type DatedRate = z.infer<typeof DatedRate>

/** What the server looks up for the tax at the moment of acting. */
export const TaxFacts = z.object({
  /** Null: nobody said what drives the car. */
  newEnergy: z.boolean().nullable(),
  rates: z.array(DatedRate),
})
export type TaxFacts = z.infer<typeof TaxFacts>

export const taxUnknownReasons = ['no-rate', 'several-rates', 'energy-unknown'] as const

/** The purchase tax of a quote: computed by the dated table, or why not. */
export const QuoteTax = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('computed'),
    on: BusinessDate,
    newEnergy: z.boolean(),
    /** The car's invoice price: after the discount, before any trade-in. */
    baseMinor: AmountMinor,
    fullTaxMinor: AmountMinor,
    reductionMinor: AmountMinor,
    taxMinor: AmountMinor,
    rate: AppliedRate,
    vat: AppliedRate,
  }),
  z.object({
    state: z.literal('unknown'),
    on: BusinessDate,
    reason: z.enum(taxUnknownReasons),
    /** Which rate is missing or doubled. */
    tax: Tax.nullable(),
  }),
  /** A person wrote the amount, as a line. */
  z.object({ state: z.literal('manual') }),
  /** The customer sees to it. */
  z.object({ state: z.literal('left-out') }),
])
export type QuoteTax = z.infer<typeof QuoteTax>

export const TaxChoice = z.enum(['included', 'left-out'])
export type TaxChoice = z.infer<typeof TaxChoice>
