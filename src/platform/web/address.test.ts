import { expect, test } from 'vitest'
import { parseSearch, sameSearch, stringifySearch } from './address.ts'

test('an address reads back as it was written', () => {
  const search = { text: '李 & 王', stage: ['showing', 'test-drive'], overdue: true, page: undefined }
  expect(stringifySearch(search)).toBe(
    '?text=%E6%9D%8E+%26+%E7%8E%8B&stage=showing&stage=test-drive&overdue=true',
  )
  expect(parseSearch(stringifySearch(search))).toEqual({
    text: '李 & 王',
    stage: ['showing', 'test-drive'],
    overdue: 'true',
  })
})

test('an empty search has no question mark', () => {
  expect(stringifySearch({ text: '', stage: [] })).toBe('')
})

test('two addresses that show the same are the same view', () => {
  expect(sameSearch({ a: '1', b: ['x'] }, { b: 'x', a: 1, c: '' })).toBe(true)
  expect(sameSearch({ a: '1' }, { a: '2' })).toBe(false)
})
