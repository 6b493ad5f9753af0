import { expect, test } from 'vitest'
import { clockAt, instantAt, spanFault, spanWord } from './off-road-periods.rules.ts'

const now = new Date('2026-03-02T01:00:00.000Z')
const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString()

test('a period lies ahead, ends after its start, and within a year', () => {
  const fault = (from: number, to: number | null, begun = false) =>
    spanFault({ startsAt: at(from), endsAt: to === null ? null : at(to) }, now, begun)
  expect([fault(0, null), fault(0, 1), fault(5, 500)]).toEqual([null, null, null])
  expect([fault(-1, 1), fault(366 * 24 + 1, null)]).toEqual(['startsAt', 'startsAt'])
  expect([fault(5, 5), fault(5, 4), fault(1, 366 * 24 + 1)]).toEqual(['endsAt', 'endsAt', 'endsAt'])
})

test('one that runs has begun in the past, and cannot end there', () => {
  expect(spanFault({ startsAt: at(-48), endsAt: at(1) }, now, true)).toBeNull()
  expect(spanFault({ startsAt: at(-48), endsAt: null }, now, true)).toBeNull()
  expect(spanFault({ startsAt: at(-48), endsAt: at(-1) }, now, true)).toBe('endsAt')
})

test('days and hours are those of the store, across a change of its clocks too', () => {
  for (const zone of ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York'])
    expect(clockAt(instantAt('2026-03-29', '18:30', zone), zone)).toBe('18:30')
  const [startsAt, endsAt] = ['2026-03-02T01:00:00.000Z', '2026-03-02T04:00:00.000Z']
  expect(spanWord({ startsAt, endsAt }, 'Asia/Shanghai')).toBe('2026-03-02 09:00–12:00')
  expect(spanWord({ startsAt, endsAt: '2026-03-03T04:00:00.000Z' }, 'Asia/Shanghai')).toBe(
    '2026-03-02 09:00 – 2026-03-03 12:00',
  )
  expect(spanWord({ startsAt, endsAt: null }, 'Asia/Shanghai')).toBe('2026-03-02 09:00 –')
})
