import { expect, test } from 'vitest'
import { purchaseTax, type TaxRate } from './purchase-tax.rules.ts'

const plain = { reductionBasisPoints: 0, reductionMinorMax: null, validTo: null, currency: 'CNY' }
const rates: TaxRate[] = [
  { ...plain, tax: 'vat', energy: 'any', validFrom: '2019-04-01', rateBasisPoints: 1_300 },
  { ...plain, tax: 'purchase-tax', energy: 'any', validFrom: '2019-07-01', rateBasisPoints: 1_000 },
  {
    tax: 'purchase-tax',
    energy: 'new-energy',
    currency: 'CNY',
    validFrom: '2024-01-01',
    validTo: '2025-12-31',
    rateBasisPoints: 1_000,
    reductionBasisPoints: 10_000,
    reductionMinorMax: 3_000_000,
  },
  {
    tax: 'purchase-tax',
    energy: 'new-energy',
    currency: 'CNY',
    validFrom: '2026-01-01',
    validTo: '2027-12-31',
    rateBasisPoints: 1_000,
    reductionBasisPoints: 5_000,
    reductionMinorMax: 1_500_000,
  },
]
const taxOf = (priceMinor: number, newEnergy: boolean, on: string) => {
  const tax = purchaseTax({ priceMinor, newEnergy, currency: 'CNY' }, on, rates)
  return tax.known ? tax.taxMinor : tax.reason
}

test('ten percent of the price without VAT', () => {
  expect(taxOf(22_600_000, false, '2026-06-01')).toBe(2_000_000)
})

test('new-energy cars: exempt up to 30 000 until the end of 2025', () => {
  expect(taxOf(22_600_000, true, '2025-12-31')).toBe(0)
  expect(taxOf(45_200_000, true, '2024-01-01')).toBe(1_000_000)
})

test('new-energy cars: halved, the reduction capped at 15 000, in 2026 and 2027', () => {
  expect(taxOf(22_600_000, true, '2026-01-01')).toBe(1_000_000)
  expect(taxOf(45_200_000, true, '2027-12-31')).toBe(2_500_000)
})

test('after the last dated row a new-energy car pays what any car pays', () => {
  expect(taxOf(22_600_000, true, '2028-01-01')).toBe(2_000_000)
})

test('the tax is rounded half up, once', () => {
  expect(taxOf(10_000, false, '2026-06-01')).toBe(885)
  expect(taxOf(10_004, false, '2026-06-01')).toBe(885)
  expect(taxOf(10_006, false, '2026-06-01')).toBe(885)
  expect(taxOf(10_007, false, '2026-06-01')).toBe(886)
})

test('without a rate, or with two, no tax is guessed', () => {
  const car = { priceMinor: 100, newEnergy: false, currency: 'CNY' }
  expect(taxOf(100, false, '2019-06-30')).toBe('no-rate')
  expect(purchaseTax(car, '2026-06-01', [])).toEqual({ known: false, reason: 'no-rate', tax: 'vat' })
  expect(purchaseTax(car, '2026-06-01', [...rates, rates[1]!])).toEqual({
    known: false,
    reason: 'several-rates',
    tax: 'purchase-tax',
  })
})

test('a rate holds for prices in its own currency', () => {
  const car = { priceMinor: 22_600_000, newEnergy: false }
  expect(purchaseTax({ ...car, currency: 'JPY' }, '2026-06-01', rates)).toMatchObject({ reason: 'no-rate' })
  const inYen = rates.map(rate => ({ ...rate, currency: 'JPY' }))
  const both = [...rates, ...inYen]
  expect(purchaseTax({ ...car, currency: 'JPY' }, '2026-06-01', both)).toMatchObject({ taxMinor: 2_000_000 })
})

test('a row that ends before it begins counts on no day', () => {
  const withdrawn = { ...rates[1]!, validFrom: '2026-06-01', validTo: '2026-05-31', rateBasisPoints: 1 }
  const car = { priceMinor: 22_600_000, newEnergy: false, currency: 'CNY' }
  for (const day of ['2026-05-31', '2026-06-01'])
    expect(purchaseTax(car, day, [...rates, withdrawn])).toMatchObject({ taxMinor: 2_000_000 })
})
