import { expect, test } from 'vitest'
import { halfHours, overlaps, slotOf } from './slots.rules.ts'

const slot = (start: string, minutes = 30) => slotOf('2026-03-02', start, minutes, 'Asia/Shanghai')

test('a slot is at the hour of the store', () => {
  expect(slot('09:30', 45)).toEqual({
    startsAt: '2026-03-02T01:30:00.000Z',
    endsAt: '2026-03-02T02:15:00.000Z',
  })
  expect(slotOf('2026-07-01', '09:30', 30, 'Europe/Berlin').startsAt).toBe('2026-07-01T07:30:00.000Z')
})

test('touching slots do not overlap, and the buffer after the earlier one counts', () => {
  expect(overlaps(slot('09:00'), slot('09:30'), 0)).toBe(false)
  expect(overlaps(slot('09:00'), slot('09:30'), 15)).toBe(true)
  expect(overlaps(slot('10:00'), slot('09:00'), 30)).toBe(false)
  expect(overlaps(slot('09:00', 90), slot('09:30'), 0)).toBe(true)
})

test('the day runs from eight to eight in half-hours', () => {
  expect(halfHours[0]).toBe('08:00')
  expect(halfHours.at(-1)).toBe('20:00')
  expect(halfHours).toHaveLength(25)
})
