import { expect, test } from 'vitest'
import type { ColumnGuess, ImportMapping } from '../../import/import.contract.ts'
import { asksOrder, isRemembered, missingFields, sureness, withField, withReading } from './column-mapping.ts'

const guess = (index: number, field: string | null, more: Partial<ColumnGuess> = {}): ColumnGuess => ({
  index,
  heading: `h${index}`,
  field,
  confidence: 0.9,
  samples: [],
  filled: 1,
  dateOrders: [],
  dateSample: null,
  reading: {},
  ...more,
})
const mapping: ImportMapping = {
  columns: [
    { index: 0, field: 'vin' },
    { index: 2, field: 'price', currency: 'GBP' },
  ],
  currency: 'GBP',
}

test('one field is held by one column: choosing it elsewhere moves it', () => {
  const moved = withField(mapping, guess(1, null), 'price')
  expect(moved.columns).toEqual([
    { index: 0, field: 'vin' },
    { index: 1, field: 'price' },
  ])
  expect(moved.currency).toBe('GBP')
})

test('a column that is not taken leaves the mapping, and comes back with its reading', () => {
  const without = withField(mapping, guess(2, 'price'), null)
  expect(without.columns.map(({ index }) => index)).toEqual([0])
  const back = withField(without, guess(2, 'price', { reading: { currency: 'GBP' } }), 'price')
  expect(back).toEqual(mapping)
})

test('a reading changes its own column alone', () => {
  expect(withReading(mapping, 2, { currency: 'EUR' }).columns).toEqual([
    { index: 0, field: 'vin' },
    { index: 2, field: 'price', currency: 'EUR' },
  ])
})

test('what two orders of dates fit is asked until one is chosen', () => {
  const dates = guess(3, 'receivedOn', {
    dateOrders: [
      { order: 'dmy', date: '2024-04-03' },
      { order: 'mdy', date: '2024-03-04' },
    ],
  })
  expect(asksOrder(dates, { index: 3, field: 'receivedOn' })).toBe(true)
  expect(asksOrder(dates, { index: 3, field: 'receivedOn', dateOrder: 'dmy' })).toBe(false)
  expect(asksOrder(dates, undefined)).toBe(false)
})

test('a mapping that differs from the headings was remembered; required fields without a column are missed', () => {
  const inspected = { columns: [guess(0, 'vin'), guess(2, 'cost')] }
  expect(isRemembered(mapping, inspected as never)).toBe(true)
  expect(isRemembered(mapping, { columns: [guess(0, 'vin'), guess(2, 'price')] } as never)).toBe(false)
  const field = { label: { zh: '', en: '' }, type: 'text' as const, example: '', codes: null }
  const fields = [
    { ...field, name: 'vin', required: true },
    { ...field, name: 'make', required: true },
    { ...field, name: 'colour', required: false },
  ]
  expect(missingFields(mapping, fields).map(({ name }) => name)).toEqual(['make'])
  expect([sureness(guess(0, 'vin'), 'vin'), sureness(guess(0, 'vin'), 'make')]).toEqual(['sure', 'chosen'])
})
