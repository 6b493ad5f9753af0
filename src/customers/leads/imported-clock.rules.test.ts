import { expect, test } from 'vitest'
import { defaultRules } from '../../network/store-rules/store-rules.rules.ts'
import { clockOfImported, noClock } from './imported-clock.rules.ts'

const now = new Date('2026-03-05T03:00:00.000Z')
const rules = { ...defaultRules, timeZone: 'Asia/Shanghai', firstResponseMinutes: 30, recycleDays: 10 }
const fresh = { ownerId: null, receivedOn: { instant: '2026-03-04T16:00:00.000Z' }, status: null }
const day = 86_400_000
const received = (days: number) => ({ instant: new Date(now.getTime() - days * day).toISOString() })

test('the clock of a fresh lead runs from its import, not from when it was left elsewhere', () => {
  expect(clockOfImported(fresh, rules, now)).toMatchObject({ respondBy: '2026-03-05T03:30:00.000Z' })
})

test('a lead that is old, undated, of the future, somebody’s or dealt with starts none', () => {
  for (const row of [
    { ...fresh, receivedOn: received(11) },
    { ...fresh, receivedOn: received(-1) },
    { ...fresh, receivedOn: null },
    { ...fresh, ownerId: 'somebody' },
    { ...fresh, status: '已成交' },
    { ...fresh, status: 'Closed - Lost' },
  ])
    expect(clockOfImported(row, rules, now), JSON.stringify(row)).toEqual(noClock)
})

test('the words for new are known in both languages, however they are written', () => {
  for (const status of ['新线索', ' 未 跟进 ', 'New', 'OPEN - Not Contacted', 'Uncontacted'])
    expect(clockOfImported({ ...fresh, status }, rules, now).respondBy, status).not.toBeNull()
})

test('where the store takes no lead back, a lead counts as fresh for a week', () => {
  const never = { ...rules, recycleDays: 0 }
  expect(clockOfImported({ ...fresh, receivedOn: received(6) }, never, now).respondBy).not.toBeNull()
  expect(clockOfImported({ ...fresh, receivedOn: received(8) }, never, now)).toEqual(noClock)
})
