import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastLoaded, nextInTurn } from './rotation.rules.ts'

const people = ['a', 'b', 'd', 'e']

test('each has a turn, also after somebody who left or came', () => {
  expect(nextInTurn(people, null)).toBe('a')
  expect(nextInTurn(people, 'b')).toBe('d')
  expect(nextInTurn(people, 'c')).toBe('d')
  expect(nextInTurn(people, 'e')).toBe('a')
  expect(nextInTurn([], 'a')).toBeUndefined()
})

test('the fewest open leads first, equals in turn', () => {
  const loads = new Map([
    ['a', 3],
    ['b', 1],
    ['d', 1],
    ['e', 2],
  ])
  expect(leastLoaded(people, loads, null)).toBe('b')
  expect(leastLoaded(people, loads, 'b')).toBe('d')
  expect(leastLoaded(people, loads, 'd')).toBe('b')
  expect(leastLoaded([], loads, 'd')).toBeUndefined()
})

const seed = Number(process.env.FORECOURT_SEED ?? 20_261_123)
const team = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 })

test(`over any number of turns nobody has two more than another (seed ${seed})`, () => {
  fc.assert(
    fc.property(team, fc.integer({ min: 1, max: 60 }), fc.boolean(), (names, turns, byLoad) => {
      const rota = names.toSorted((one, other) => (one < other ? -1 : 1))
      const taken = new Map(rota.map(name => [name, 0]))
      let last: string | null = null
      for (let turn = 0; turn < turns; turn += 1) {
        const next: string | undefined = byLoad ? leastLoaded(rota, taken, last) : nextInTurn(rota, last)
        if (next === undefined) throw new Error('nobody')
        taken.set(next, (taken.get(next) ?? 0) + 1)
        last = next
      }
      const counts = [...taken.values()]
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    }),
    { seed },
  )
})
