import { afterEach, expect, test } from 'vitest'
import { speak, words } from './words.ts'

const cars = words(
  'words-test',
  { title: '车辆', found_other: '{{count}} 台车', stage: { lost: '战败' } },
  { title: 'Vehicles', found_one: '{{count}} car', found_other: '{{count}} cars', stage: { lost: 'Lost' } },
)
afterEach(() => speak('zh'))

test('a word follows the language', async () => {
  expect(cars('stage.lost')).toBe('战败')
  await speak('en')
  expect(cars('stage.lost')).toBe('Lost')
})

test('English has a singular where Chinese needs none', async () => {
  expect(cars('found', { count: 1 })).toBe('1 台车')
  await speak('en')
  expect([cars('found', { count: 1 }), cars('found', { count: 2 })]).toEqual(['1 car', '2 cars'])
})

test('a word that does not exist fails the test that asks for it', () => {
  const stage = 'won' as 'lost'
  expect(() => cars(`stage.${stage}`)).toThrow('stage.won')
})
