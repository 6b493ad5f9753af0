import { expect, test } from 'vitest'
import { nameSearch } from './name-search.ts'

test.each([
  ['王丽', 'wangli wl 王丽'],
  ['单雄信', 'shanxiongxin sxx 单雄信'], // a surname is read as one
  ['Anna Li', 'annali a anna li'],
])('%s is found as %s', (name, search) => {
  expect(nameSearch(name)).toBe(search)
})
