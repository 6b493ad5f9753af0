import { expect, test } from 'vitest'
import { uuid } from '../process/sale.fixtures.ts'
import type { Summary } from './summaries.contract.ts'
import { added, monthLines, storeLines, totalLine } from './summary.rules.ts'

const [one, other] = [uuid(1), uuid(2)]
const cny = (amountMinor: number) => ({ currency: 'CNY', amountMinor })
const summary: Summary = {
  from: '2026-01-01',
  to: '2026-02-28',
  dealers: [
    { id: one, code: 'D1', nameZh: '一店', nameEn: 'One' },
    { id: other, code: 'D2', nameZh: '二店', nameEn: 'Two' },
  ],
  stages: [
    { dealerId: one, stage: 'negotiation', count: 2, sums: [cny(300)] },
    { dealerId: one, stage: 'after-sales', count: 1, sums: [cny(900)] },
    { dealerId: one, stage: 'lost', count: 1, sums: [] },
  ],
  inquiries: [
    { dealerId: one, month: '2026-01', count: 3 },
    { dealerId: one, month: '2026-02', count: 1 },
  ],
  deliveries: [
    { dealerId: one, month: '2026-02', count: 1, sums: [cny(900), { currency: 'USD', amountMinor: 50 }] },
  ],
  sources: [],
}

test('sales that ended are not among the open ones of a store', () => {
  const [first, second] = storeLines(summary)
  expect(first).toMatchObject({ inquiries: 4, deliveries: 1, open: 2, openSums: [cny(300)] })
  expect(first?.openAt).toMatchObject({ inquiry: 0, negotiation: 2, delivery: 0 })
  expect(second).toMatchObject({ inquiries: 0, deliveries: 0, open: 0, openSums: [] })
})

test('the total is that of all stores, and currencies are never added together', () => {
  expect(totalLine(summary)).toMatchObject({ dealerId: null, inquiries: 4, deliveries: 1 })
  expect(totalLine(summary).deliveredSums).toEqual([cny(900), { currency: 'USD', amountMinor: 50 }])
  expect(added([cny(1), cny(2), { currency: 'USD', amountMinor: 5 }])).toEqual([
    { currency: 'USD', amountMinor: 5 },
    cny(3),
  ])
})

test('months come newest first, also those with inquiries alone', () => {
  expect(
    monthLines(summary).map(({ month, inquiries, deliveries }) => [month, inquiries, deliveries]),
  ).toEqual([
    ['2026-02', 1, 1],
    ['2026-01', 3, 0],
  ])
})
