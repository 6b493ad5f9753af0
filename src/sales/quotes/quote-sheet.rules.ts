import { sumMinor } from '../../platform/money.ts'
import type { QuoteLine } from '../process/action.contract.ts'
import { purchaseTax } from './purchase-tax.rules.ts'
import type { AppliedRate, DatedRate, QuoteTax, TaxChoice, TaxFacts } from './quote-tax.contract.ts'

/** The groups of the sheet (落地价), in their order, and whose money each is: the store sells the first three,
 *  collects the next three for others, and gives the last. */
export const sheetGroups = [
  { code: 'car', side: 'revenue' },
  { code: 'accessories', side: 'revenue' },
  { code: 'services', side: 'revenue' },
  { code: 'insurance', side: 'passed-on' },
  { code: 'plate', side: 'passed-on' },
  { code: 'purchase-tax', side: 'passed-on' },
  { code: 'gifts', side: 'revenue' },
] as const
export type SheetGroupCode = (typeof sheetGroups)[number]['code']

const groupOfKind: Readonly<Record<QuoteLine['kind'], Exclude<SheetGroupCode, 'car'>>> = {
  accessory: 'accessories',
  service: 'services',
  other: 'services',
  'compulsory-insurance': 'insurance',
  'commercial-insurance': 'insurance',
  insurance: 'insurance',
  plate: 'plate',
  'purchase-tax': 'purchase-tax',
  gift: 'gifts',
}

/** What is typed or stored of a quote; lines may carry more, which comes back with them. */
export interface SheetTerms<Line extends QuoteLine = QuoteLine> {
  readonly listPriceMinor: number
  readonly discountMinor: number
  readonly tradeInMinor: number
  readonly lines: readonly Line[]
  /** null: a quote from before taxes were computed */
  readonly tax: QuoteTax | null
}

export interface SheetGroup<Line extends QuoteLine = QuoteLine> {
  readonly code: SheetGroupCode
  readonly side: 'revenue' | 'passed-on'
  readonly lines: readonly Line[]
  readonly subtotalMinor: number
}

export interface QuoteSheet<Line extends QuoteLine = QuoteLine> {
  /** Those that hold something; the car always. */
  readonly groups: readonly SheetGroup<Line>[]
  /** What the store sells: the car after its discount, accessories, services. The contract's price. */
  readonly revenueMinor: number
  /** Collected for the insurer, the plate office and the tax office. */
  readonly passedOnMinor: number
  /** 落地价: everything the customer pays to drive away. */
  readonly totalMinor: number
  readonly tradeInMinor: number
  /** The total less what the trade-in settles … */
  readonly toPayMinor: number
  /** … and what the store owes, where the trade-in is worth more. */
  readonly toCustomerMinor: number
  readonly giftsCostMinor: number
  readonly concessionMinor: number
  /** Of the list price; null where that is nothing. */
  readonly concessionShare: number | null
  /** False while the cost of something given is not known: the concession is then at least so much. */
  readonly concessionKnown: boolean
}

/** The sheet of a quote, the same in the browser and on the server. Every figure is a whole number of minor units.
 *  @throws RangeError when an amount or a sum is not a safe integer
 *  @example quoteSheet({ listPriceMinor: 22600000, discountMinor: 0, tradeInMinor: 0, lines: [], tax }).totalMinor */
export function quoteSheet<Line extends QuoteLine>(terms: SheetTerms<Line>): QuoteSheet<Line> {
  const { listPriceMinor, discountMinor, tradeInMinor, lines, tax } = terms
  const groups = sheetGroups
    .map(({ code, side }) => groupOf(terms, code, side))
    .filter(({ code, lines: own, subtotalMinor }) => code === 'car' || own.length > 0 || subtotalMinor > 0)
  const totalMinor = sumMinor(groups.map(group => group.subtotalMinor))
  const passedOnMinor = passedOnOf(lines, tax)
  const concessionMinor = concessionOf(discountMinor, lines)
  return {
    groups,
    revenueMinor: totalMinor - passedOnMinor,
    passedOnMinor,
    totalMinor,
    tradeInMinor,
    toPayMinor: Math.max(0, totalMinor - tradeInMinor),
    toCustomerMinor: Math.max(0, tradeInMinor - totalMinor),
    giftsCostMinor: sumMinor(lines.filter(isGiven).map(line => line.costMinor ?? 0)),
    concessionMinor,
    concessionShare: listPriceMinor > 0 ? concessionMinor / listPriceMinor : null,
    concessionKnown: !lines.some(line => isGiven(line) && line.costMinor === null),
  }
}

/** The purchase tax of a quote. Who wrote an amount has decided; else the dated table does, and where it says
 *  nothing, or nobody said what drives the car, no tax is guessed. */
export function quoteTax(
  terms: {
    readonly listPriceMinor: number
    readonly discountMinor: number
    readonly currency: string
    readonly lines: readonly Pick<QuoteLine, 'kind'>[]
    readonly purchaseTax: TaxChoice
  },
  facts: TaxFacts,
  on: string,
): QuoteTax {
  if (terms.lines.some(line => line.kind === 'purchase-tax')) return { state: 'manual' }
  if (terms.purchaseTax === 'left-out') return { state: 'left-out' }
  return taxOn(terms.listPriceMinor - terms.discountMinor, terms.currency, facts, on)
}

/** @param baseMinor the car's invoice price: a trade-in does not lower it (rule 14) */
export function taxOn(
  baseMinor: number,
  currency: string,
  { newEnergy, rates }: TaxFacts,
  on: string,
): QuoteTax {
  if (newEnergy === null) return { state: 'unknown', on, reason: 'energy-unknown', tax: null }
  const due = purchaseTax({ priceMinor: baseMinor, currency, newEnergy }, on, rates)
  if (!due.known) return { state: 'unknown', on, reason: due.reason, tax: due.tax }
  const { taxMinor, fullTaxMinor, reductionMinor } = due
  const amounts = { baseMinor, fullTaxMinor, reductionMinor, taxMinor }
  return { state: 'computed', on, newEnergy, ...amounts, rate: applied(due.rate), vat: applied(due.vat) }
}

/** What the dated table adds to the total; a manual amount is a line. */
export function taxMinorOf(tax: QuoteTax | null): number {
  return tax?.state === 'computed' ? tax.taxMinor : 0
}

/** What of a total is collected for others and is not the store's. */
export function passedOnOf(
  lines: readonly Pick<QuoteLine, 'kind' | 'amountMinor'>[],
  tax: QuoteTax | null,
): number {
  const passed = lines.filter(line => isPassedOn(line.kind)).map(line => line.amountMinor)
  return sumMinor([...passed, taxMinorOf(tax)])
}

/** Everything given away (rule 14): the discount, and what is sold below its cost. Insurance, plates and
 *  tax are passed on, not given. */
export function concessionOf(discountMinor: number, lines: readonly QuoteLine[]): number {
  const given = lines
    .filter(line => !isPassedOn(line.kind))
    .map(line => Math.max(0, (line.costMinor ?? 0) - line.amountMinor))
  return sumMinor([discountMinor, ...given])
}

/** A gift, whatever it is called: what costs the customer nothing and the store something. */
export function isGiven({ kind, amountMinor }: Pick<QuoteLine, 'kind' | 'amountMinor'>): boolean {
  return kind === 'gift' || (amountMinor === 0 && !isPassedOn(kind))
}

export function isPassedOn(kind: QuoteLine['kind']): boolean {
  return sheetGroups.some(({ code, side }) => code === groupOfKind[kind] && side === 'passed-on')
}

function groupOf<Line extends QuoteLine>(
  { listPriceMinor, discountMinor, lines, tax }: SheetTerms<Line>,
  code: SheetGroupCode,
  side: 'revenue' | 'passed-on',
): SheetGroup<Line> {
  if (code === 'car') return { code, side, lines: [], subtotalMinor: listPriceMinor - discountMinor }
  const own = lines.filter(line => groupOfKind[line.kind] === code)
  const amounts = own.map(line => line.amountMinor)
  const computed = code === 'purchase-tax' ? [taxMinorOf(tax)] : []
  return { code, side, lines: own, subtotalMinor: sumMinor([...amounts, ...computed]) }
}

function applied({
  id,
  validFrom,
  validTo,
  rateBasisPoints,
  reductionBasisPoints,
  reductionMinorMax,
}: DatedRate): AppliedRate {
  return { id, validFrom, validTo, rateBasisPoints, reductionBasisPoints, reductionMinorMax }
}
