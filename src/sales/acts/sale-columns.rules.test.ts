import { expect, test } from 'vitest'
import type { Sale } from '../process/sale.contract.ts'
import { contracted } from '../process/sale.fixtures.ts'
import { staleMonths } from '../rollups/stale-months.rules.ts'
import { saleColumns } from './sale-columns.rules.ts'

const signedAt = (instant: string): Sale => {
  const sale = contracted()
  return { ...sale, contract: sale.contract && { ...sale.contract, signedAt: instant } }
}

test('a contract counts for the day, and so for the month, of the store', () => {
  const lastEvening = signedAt('2026-01-31T17:30:00.000Z')
  expect(saleColumns(lastEvening, 'Asia/Shanghai').contracted_on).toBe('2026-02-01')
  expect(saleColumns(lastEvening, 'Europe/London').contracted_on).toBe('2026-01-31')
})

test('a sale that moves to another month makes both old: the one where it counted, and the one where it does', () => {
  const months = (before: Sale | null, after: Sale) =>
    staleMonths(before, after, 'Asia/Shanghai')
      .map(({ month }) => month)
      .sort()
  const [january, march] = ['2026-01-05', '2026-03-05'].map(day => ({
    ...signedAt('2026-05-05T04:00:00.000Z'),
    inquiredOn: day,
  })) as [Sale, Sale]
  expect(months(null, january)).toEqual(['2026-01-01', '2026-05-01'])
  expect(months(january, march)).toEqual(['2026-01-01', '2026-03-01', '2026-05-01'])
  expect(months(january, { ...january, contract: null })).toEqual(['2026-01-01', '2026-05-01'])
  expect(months(march, march)).toEqual([])
})
