import fc from 'fast-check'
import { expect, test } from 'vitest'
import { QuoteLine } from '../process/action.contract.ts'
import { quoteSheet, quoteTax, type SheetTerms } from './quote-sheet.rules.ts'
import type { DatedRate, TaxFacts } from './quote-tax.contract.ts'
import { statutoryRates } from './statutory-rates.rules.ts'

const rates: DatedRate[] = statutoryRates.map((rate, index) => ({
  ...rate,
  id: `00000000-0000-7000-8000-00000000000${index}`,
}))
const line = (kind: QuoteLine['kind'], amountMinor: number, costMinor: number | null = null): QuoteLine => ({
  kind,
  amountMinor,
  costMinor,
})
const nothing = { discountMinor: 0, tradeInMinor: 0, lines: [] as QuoteLine[], currency: 'CNY' }

function computed(terms: Partial<typeof nothing> & { listPriceMinor: number }, energy: boolean, on: string) {
  const all = { ...nothing, purchaseTax: 'included' as const, ...terms }
  const tax = quoteTax(all, { newEnergy: energy, rates }, on)
  return { tax, sheet: quoteSheet({ ...all, tax }) }
}

test('the sheet of a car: what the store sells, what it collects for others, and what is given', () => {
  const { sheet, tax } = computed(
    {
      listPriceMinor: 23_000_000,
      discountMinor: 400_000,
      lines: [
        line('accessory', 300_000, 200_000),
        line('service', 100_000),
        line('compulsory-insurance', 95_000),
        line('commercial-insurance', 430_000),
        line('plate', 60_000),
        line('gift', 0, 80_000),
      ],
    },
    false,
    '2026-11-23',
  )
  expect(tax).toMatchObject({ state: 'computed', baseMinor: 22_600_000, taxMinor: 2_000_000 })
  expect(sheet.groups.map(({ code, subtotalMinor }) => [code, subtotalMinor])).toEqual([
    ['car', 22_600_000],
    ['accessories', 300_000],
    ['services', 100_000],
    ['insurance', 525_000],
    ['plate', 60_000],
    ['purchase-tax', 2_000_000],
    ['gifts', 0],
  ])
  expect(sheet).toMatchObject({
    revenueMinor: 23_000_000,
    passedOnMinor: 2_585_000,
    totalMinor: 25_585_000,
    toPayMinor: 25_585_000,
    concessionMinor: 480_000,
    giftsCostMinor: 80_000,
    concessionKnown: true,
  })
})

test('purchase tax by the dated table: a tenth of the price without VAT, exempt, halved, capped', () => {
  const taxOf = (listPriceMinor: number, energy: boolean, on: string) =>
    computed({ listPriceMinor }, energy, on).sheet.passedOnMinor
  expect(taxOf(22_600_000, false, '2026-06-01')).toBe(2_000_000)
  expect(taxOf(22_600_000, true, '2026-06-01')).toBe(1_000_000)
  expect(taxOf(45_200_000, true, '2026-06-01')).toBe(2_500_000)
  expect(taxOf(22_600_000, true, '2025-12-31')).toBe(0)
  expect(taxOf(45_200_000, true, '2024-01-01')).toBe(1_000_000)
})

test('a trade-in settles the total and lowers neither the tax nor the invoice', () => {
  const plain = computed({ listPriceMinor: 22_600_000 }, false, '2026-06-01')
  const traded = computed({ listPriceMinor: 22_600_000, tradeInMinor: 5_000_000 }, false, '2026-06-01')
  expect(traded.tax).toEqual(plain.tax)
  expect(traded.sheet).toMatchObject({
    totalMinor: 24_600_000,
    toPayMinor: 19_600_000,
    revenueMinor: 22_600_000,
  })
  const dear = computed({ listPriceMinor: 1_000_000, tradeInMinor: 5_000_000 }, false, '2026-06-01')
  expect(dear.sheet).toMatchObject({ toPayMinor: 0, toCustomerMinor: 5_000_000 - dear.sheet.totalMinor })
})

test('where nothing is known no tax is guessed, and who wrote an amount has decided', () => {
  const terms = { ...nothing, listPriceMinor: 100, purchaseTax: 'included' as const }
  const facts: TaxFacts = { newEnergy: false, rates }
  expect(quoteTax(terms, { ...facts, newEnergy: null }, '2026-06-01')).toMatchObject({
    reason: 'energy-unknown',
  })
  expect(quoteTax(terms, facts, '2019-06-30')).toMatchObject({ reason: 'no-rate', tax: 'purchase-tax' })
  expect(quoteTax({ ...terms, currency: 'JPY' }, facts, '2026-06-01')).toMatchObject({ reason: 'no-rate' })
  expect(quoteTax({ ...terms, purchaseTax: 'left-out' }, facts, '2026-06-01')).toEqual({ state: 'left-out' })
  const manual = { ...terms, lines: [line('purchase-tax', 77)] }
  expect(quoteTax(manual, facts, '2026-06-01')).toEqual({ state: 'manual' })
  expect(quoteSheet({ ...manual, tax: { state: 'manual' } }).totalMinor).toBe(177)
})

test('nothing costs nothing, yen have no decimals, and ten trillion stay exact', () => {
  expect(computed({ listPriceMinor: 0 }, false, '2026-06-01').sheet).toMatchObject({
    totalMinor: 0,
    concessionShare: null,
  })
  const yen = rates.map(rate => ({ ...rate, currency: 'JPY' }))
  const terms = { ...nothing, currency: 'JPY', listPriceMinor: 2_260_001, purchaseTax: 'included' as const }
  const inYen = quoteTax(terms, { newEnergy: false, rates: yen }, '2026-06-01')
  expect(inYen).toMatchObject({ taxMinor: 200_000 })
  const huge = computed({ listPriceMinor: 1e13, lines: [line('plate', 1e13)] }, false, '2026-06-01')
  expect(huge.sheet.totalMinor).toBe(20_884_955_752_212)
  expect(() =>
    quoteSheet({ ...nothing, listPriceMinor: Number.MAX_SAFE_INTEGER, discountMinor: -1, tax: null }),
  ).toThrow(RangeError)
})

/** Amounts as fractions of minor units, rounded once at the end; written without a look at the other. */
function recomputed(terms: SheetTerms, { newEnergy, rates: known }: TaxFacts, on: string, choice: string) {
  const big = (minor: number) => BigInt(minor)
  const halfUp = (numerator: bigint, denominator: bigint) => {
    const [quotient, rest] = [numerator / denominator, numerator % denominator]
    return 2n * rest >= denominator ? quotient + 1n : quotient
  }
  let [sold, passed, given] = [
    big(terms.listPriceMinor) - big(terms.discountMinor),
    0n,
    big(terms.discountMinor),
  ]
  let written = false
  for (const { kind, amountMinor, costMinor } of terms.lines) {
    if (kind === 'purchase-tax') written = true
    if (/insurance|^plate$|^purchase-tax$/.test(kind)) passed += big(amountMinor)
    else {
      sold += big(amountMinor)
      const below = big(costMinor ?? 0) - big(amountMinor)
      if (below > 0n) given += below
    }
  }
  const holds = (rate: DatedRate) => rate.validFrom <= on && (rate.validTo ?? '9999-12-31') >= on
  const standing = known.filter(holds)
  const vat = standing.find(rate => rate.tax === 'vat')
  const green = newEnergy
    ? standing.find(rate => rate.tax === 'purchase-tax' && rate.energy === 'new-energy')
    : undefined
  const rate = green ?? standing.find(each => each.tax === 'purchase-tax' && each.energy === 'any')
  if (!written && choice === 'included' && newEnergy !== null && vat && rate) {
    const base = big(terms.listPriceMinor) - big(terms.discountMinor)
    const net = 10_000n + big(vat.rateBasisPoints)
    const full = halfUp(base * big(rate.rateBasisPoints), net)
    let waived = halfUp(base * big(rate.rateBasisPoints) * big(rate.reductionBasisPoints), net * 10_000n)
    if (rate.reductionMinorMax !== null && waived > big(rate.reductionMinorMax))
      waived = big(rate.reductionMinorMax)
    passed += full - waived
  }
  return { revenueMinor: sold, passedOnMinor: passed, totalMinor: sold + passed, concessionMinor: given }
}

test('ten thousand random quotes agree to the minor unit with another computation in fractions', () => {
  const seed = Number(process.env.FORECOURT_SEED ?? 20261123)
  const amount = fc.oneof(fc.nat(900_000_000_000), fc.nat(60_000_000), fc.constantFrom(0, 1, 113, 22_600_000))
  const lines = fc.array(
    fc.record({
      kind: fc.constantFrom(...QuoteLine.shape.kind.options),
      amountMinor: amount,
      costMinor: fc.option(amount),
    }),
    { maxLength: 12 },
  )
  const anyRate = fc.record({
    tax: fc.constantFrom('vat' as const, 'purchase-tax' as const),
    rateBasisPoints: fc.nat(10_000),
    reductionBasisPoints: fc.nat(10_000),
    reductionMinorMax: fc.option(fc.nat(5_000_000)),
  })
  const table = fc.oneof(
    fc.constant(rates),
    fc.tuple(anyRate, anyRate).map(([one, other]): DatedRate[] => [
      { ...rates[0]!, ...one, tax: 'vat' },
      { ...rates[1]!, ...other, tax: 'purchase-tax' },
    ]),
  )
  let taxed = 0
  fc.assert(
    fc.property(
      amount,
      fc.double({ min: 0, max: 1, noNaN: true }),
      amount,
      lines,
      table,
      fc.option(fc.boolean(), { freq: 9 }),
      fc.constantFrom(
        '2018-01-01',
        '2019-07-01',
        '2024-01-01',
        '2025-12-31',
        '2026-01-01',
        '2027-12-31',
        '2028-01-01',
      ),
      fc.constantFrom('included' as const, 'included' as const, 'left-out' as const),
      (listPriceMinor, off, tradeInMinor, given, dated, newEnergy, on, purchaseTax) => {
        const discountMinor = Math.floor(listPriceMinor * off)
        const terms = {
          listPriceMinor,
          discountMinor,
          tradeInMinor,
          lines: given,
          currency: 'CNY',
          purchaseTax,
        }
        const facts = { newEnergy, rates: dated }
        const tax = quoteTax(terms, facts, on)
        taxed += Number(tax.state === 'computed' && tax.taxMinor > 0)
        const sheet = quoteSheet({ ...terms, tax })
        const other = recomputed({ ...terms, tax }, facts, on, purchaseTax)
        const { revenueMinor, passedOnMinor, totalMinor, concessionMinor } = sheet
        expect({
          revenueMinor: BigInt(revenueMinor),
          passedOnMinor: BigInt(passedOnMinor),
          totalMinor: BigInt(totalMinor),
          concessionMinor: BigInt(concessionMinor),
        }).toEqual(other)
        expect(BigInt(sheet.toPayMinor) - BigInt(sheet.toCustomerMinor)).toBe(
          other.totalMinor - BigInt(tradeInMinor),
        )
        expect(sheet.groups.reduce((sum, group) => sum + BigInt(group.subtotalMinor), 0n)).toBe(
          other.totalMinor,
        )
      },
    ),
    { seed, numRuns: 10_000 },
  )
  process.stdout.write(`10 000 random quotes, seed ${seed}: ${taxed} with a tax\n`)
  expect(taxed).toBeGreaterThan(1_500)
}, 30_000)
