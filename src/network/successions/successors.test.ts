import { expect, test } from 'vitest'
import { takingTurns } from './successors.ts'

const people = [
  { id: 'a', dealerIds: ['one'] },
  { id: 'b', dealerIds: ['one', 'two'] },
]

test('successors take turns at each store, and one customer’s things stay together', () => {
  const successors = takingTurns(people)
  const given = ['x', 'y', 'z', 'y'].map(key => successors.of('one', key))
  expect(given).toEqual(['a', 'b', 'a', 'b'])
  expect(successors.of('two', 'w')).toBe('b')
  expect(successors.of('one', 'v')).toBe('b')
  expect(successors.toPool).toBe(false)
})

test('at a store where none of them works nothing is given away', () => {
  expect(() => takingTurns(people).of('three', 'x')).toThrow('staff.successor-not-there')
  expect(takingTurns([]).toPool).toBe(true)
})
