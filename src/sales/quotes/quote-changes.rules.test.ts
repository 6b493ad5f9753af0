import fc from 'fast-check'
import { expect, test } from 'vitest'
import { QuoteLine } from '../process/action.contract.ts'
import { type NamedLine, sheetRows } from './present-sheet.ts'
import { quoteChanges } from './quote-changes.rules.ts'
import { quoteSheet, type SheetTerms } from './quote-sheet.rules.ts'

const terms: SheetTerms<NamedLine> = {
  listPriceMinor: 20_000_000,
  discountMinor: 100_000,
  tradeInMinor: 0,
  lines: [
    { kind: 'accessory', label: '行李架', amountMinor: 128_000, costMinor: 72_000 },
    { kind: 'plate', label: '上牌', amountMinor: 60_000, costMinor: null },
  ],
  tax: { state: 'left-out' },
}
const read = (after: SheetTerms<NamedLine>) =>
  quoteChanges(terms, after).map(({ change, row, beforeMinor, afterMinor }) => [
    change,
    row.what === 'line' ? row.label : row.what,
    beforeMinor,
    afterMinor,
  ])

test('two versions that say the same have no change', () => {
  expect(quoteChanges(terms, { ...terms })).toEqual([])
})

test('what was added, removed and changed, line by line, in the order of the sheet', () => {
  const [rack] = terms.lines
  const lines: NamedLine[] = [
    { ...rack!, amountMinor: 100_000 },
    { kind: 'gift', label: '脚垫', amountMinor: 0, costMinor: 20_000 },
  ]
  expect(read({ ...terms, discountMinor: 300_000, lines })).toEqual([
    ['changed', 'discount', -100_000, -300_000],
    ['changed', '行李架', 128_000, 100_000],
    ['removed', '上牌', 60_000, null],
    ['added', '脚垫', null, 0],
    ['changed', 'total', 20_088_000, 19_800_000],
  ])
})

test('other words for a line of the same kind are a change of it; two lines of one name are two', () => {
  const [rack, plate] = terms.lines
  expect(read({ ...terms, lines: [{ ...rack!, label: '车顶行李架' }, plate!] })).toEqual([
    ['changed', '车顶行李架', 128_000, 128_000],
  ])
  expect(read({ ...terms, lines: [rack!, rack!, plate!] })).toEqual([
    ['added', '行李架', null, 128_000],
    ['changed', 'total', 20_088_000, 20_216_000],
  ])
})

test('a trade-in and a tax that became known are changes too', () => {
  const unknown: SheetTerms<NamedLine> = {
    ...terms,
    tax: { state: 'unknown', on: '2026-06-01', reason: 'energy-unknown', tax: null },
  }
  expect(quoteChanges(terms, unknown)).toMatchObject([
    { change: 'added', row: { what: 'tax' }, afterMinor: null },
  ])
  expect(read({ ...terms, tradeInMinor: 500 })).toEqual([['added', 'trade-in', null, -500]])
})

const anyTerms = fc.record({
  listPriceMinor: fc.nat(1_000),
  discountMinor: fc.nat(1_000),
  tradeInMinor: fc.nat(2_000),
  lines: fc.array(
    fc.record({
      kind: fc.constantFrom(...QuoteLine.shape.kind.options),
      label: fc.constantFrom('', 'a', 'b'),
      amountMinor: fc.nat(100),
      costMinor: fc.option(fc.nat(100)),
    }),
    { maxLength: 8 },
  ),
  tax: fc.constant({ state: 'manual' as const }),
})

test('the changes of lines add up to the change of the total, and rows to their group', () => {
  fc.assert(
    fc.property(anyTerms, anyTerms, (before, after) => {
      const moved = quoteChanges(before, after)
        .filter(({ row }) => row.what !== 'total' && row.what !== 'trade-in')
        .reduce((sum, { beforeMinor, afterMinor }) => sum + (afterMinor ?? 0) - (beforeMinor ?? 0), 0)
      expect(moved).toBe(quoteSheet(after).totalMinor - quoteSheet(before).totalMinor)
      const rows = sheetRows(after)
      for (const group of rows.filter(row => row.what === 'group')) {
        const inside = rows.filter(row => row.group === group.group && row.what !== 'group')
        expect(inside.reduce((sum, row) => sum + (row.amountMinor ?? 0), 0)).toBe(group.amountMinor)
      }
      expect(new Set(rows.map(row => row.key)).size).toBe(rows.length)
    }),
    { seed: 20261124 },
  )
})
