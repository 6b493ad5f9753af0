import { expect, test } from 'vitest'
import { countedFrom, warrantyOf } from './warranty.rules.ts'

test('three years or 60 000 km of repair, two years or 50 000 km of replacement', () => {
  expect(warrantyOf({ invoicedOn: '2026-03-01', deliveredOn: '2026-03-01' })).toEqual({
    startsOn: '2026-03-01',
    repair: { until: '2029-03-01', km: 60_000 },
    replacement: { until: '2028-03-01', km: 50_000 },
    severeFault: { until: '2026-04-30', km: 3_000 },
    powertrainExchangeUntil: '2026-03-08',
  })
})

test('terms count from delivery when that is another day than the invoice', () => {
  expect(warrantyOf({ invoicedOn: '2026-03-01', deliveredOn: '2026-03-05' }).startsOn).toBe('2026-03-05')
  expect(warrantyOf({ invoicedOn: '2026-03-09', deliveredOn: '2026-03-05' }).startsOn).toBe('2026-03-05')
  expect(warrantyOf({ invoicedOn: '2026-03-09', deliveredOn: null }).startsOn).toBe('2026-03-09')
})

test('says which day they count from', () => {
  const deliveredOn = '2026-03-05'
  expect(countedFrom({ invoicedOn: '2026-03-05', deliveredOn })).toBe('invoice')
  expect(countedFrom({ invoicedOn: '2026-03-01', deliveredOn })).toBe('delivery')
  expect(countedFrom({ invoicedOn: '2026-03-09', deliveredOn })).toBe('delivery')
  expect(countedFrom({ invoicedOn: null, deliveredOn })).toBe('delivery-alone')
})
