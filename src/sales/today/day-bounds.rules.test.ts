import { expect, test } from 'vitest'
import { dayBounds } from './day-bounds.rules.ts'

const hours = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) =>
  (Date.parse(endsAt) - Date.parse(startsAt)) / 3_600_000

test('a day begins at midnight of the store', () => {
  expect(dayBounds('2026-03-01', 'Asia/Shanghai')).toEqual({
    startsAt: '2026-02-28T16:00:00.000Z',
    endsAt: '2026-03-01T16:00:00.000Z',
  })
  expect(dayBounds('2026-03-01', 'America/Los_Angeles').startsAt).toBe('2026-03-01T08:00:00.000Z')
  expect(dayBounds('2026-03-01', 'Asia/Kathmandu').startsAt).toBe('2026-02-28T18:15:00.000Z')
  expect(dayBounds('2026-03-01', 'UTC').startsAt).toBe('2026-03-01T00:00:00.000Z')
})

test('the days of clock changes have 23 and 25 hours', () => {
  expect(hours(dayBounds('2026-03-29', 'Europe/Berlin'))).toBe(23)
  expect(hours(dayBounds('2026-10-25', 'Europe/Berlin'))).toBe(25)
})

test('the far ends of the calendar', () => {
  expect(dayBounds('2026-03-01', 'Pacific/Kiritimati').startsAt).toBe('2026-02-28T10:00:00.000Z')
  expect(dayBounds('2026-03-01', 'Pacific/Pago_Pago').startsAt).toBe('2026-03-01T11:00:00.000Z')
})
