import { expect, test } from 'vitest'
import { agesOf, clocksAfterTransfer } from './age.rules.ts'

const clocks = { manufacturedOn: '2025-12-01', networkSince: '2025-12-20', receivedOn: '2026-01-10' }

test('each clock counts its own days', () => {
  expect(agesOf(clocks, '2026-03-01')).toEqual({ manufactureDays: 90, networkDays: 71, storeDays: 50 })
})

test('a transfer restarts only the store clock', () => {
  expect(agesOf(clocksAfterTransfer(clocks, null), '2026-03-01').storeDays).toBeNull()
  expect(agesOf(clocksAfterTransfer(clocks, '2026-02-27'), '2026-03-01')).toEqual({
    manufactureDays: 90,
    networkDays: 71,
    storeDays: 2,
  })
})

test('a clock that is unknown or has not started reads null, not 0', () => {
  const coming = { manufacturedOn: null, networkSince: '2026-02-01', receivedOn: '2026-04-01' }
  expect(agesOf(coming, '2026-03-01')).toEqual({ manufactureDays: null, networkDays: 28, storeDays: null })
  expect(agesOf({ ...coming, receivedOn: '2026-03-01' }, '2026-03-01').storeDays).toBe(0)
})
