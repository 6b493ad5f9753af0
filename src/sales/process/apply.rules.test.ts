import { expect, test } from 'vitest'
import { apply, replay } from './apply.rules.ts'
import { attempt } from './sale.fixtures.ts'

const history = attempt(null, 'open-inquiry').events!

test('a history with a gap, a foreign event or no beginning is not replayed', () => {
  const [first, second] = history as [(typeof history)[number], (typeof history)[number]]
  expect(() => replay([])).toThrow('at least one event')
  expect(() => replay([second])).toThrow('cannot begin with follow-up-planned')
  expect(() => replay([first, first])).toThrow('event 1 where 2 is next')
  expect(() => replay([first, { ...second, stageBefore: 'showing' }])).toThrow('leaves showing')
  expect(() => replay([first, { ...second, saleId: second.dealerId }])).toThrow('event of sale')
})

test('an event about something the sale does not have is not applied', () => {
  const sale = replay(history)
  const stray = {
    ...history[1]!,
    sequence: 3,
    action: 'test-drive-missed' as const,
    facts: { v: 1 as const, testDriveId: sale.dealerId },
  }
  expect(() => apply(sale, stray)).toThrow('which the sale does not have')
})

test('applying leaves the sale before as it was', () => {
  const before = replay(history.slice(0, 1))
  const copy = structuredClone(before)
  apply(before, history[1]!)
  expect(before).toEqual(copy)
})
