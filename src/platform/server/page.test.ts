import { expect, test } from 'vitest'
import { cursorOf, pageOfRows, positionOf } from './page.ts'

const id = '0197a3a0-0000-7000-8000-000000000001'

test('a cursor comes back as the position it was made of', () => {
  expect(positionOf('price', cursorOf('price', { value: 12_300, id }))).toEqual({ value: 12_300, id })
})

test.each([
  ['another order', cursorOf('newest', { value: null, id })],
  ['nonsense', '%%%'],
  ['an id that is none', Buffer.from(JSON.stringify(['price', 1, 'x'])).toString('base64url')],
])('a cursor of %s is refused as a field', (_, cursor) => {
  expect(() => positionOf('price', cursor)).toThrow('request.invalid')
})

test('the last page has no cursor, the one before it does', () => {
  const at = (row: number) => ({ value: row, id })
  expect(pageOfRows([1, 2, 3], 3, 'price', at)).toEqual({ rows: [1, 2, 3], nextCursor: null })
  expect(pageOfRows([1, 2, 3], 2, 'price', at).nextCursor).toBe(cursorOf('price', { value: 2, id }))
})
