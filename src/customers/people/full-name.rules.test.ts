import { expect, test } from 'vitest'
import { fullName } from './full-name.rules.ts'

test.each([
  [null, '小明', '王', '王小明'],
  [null, 'John', 'Smith', 'John Smith'],
  [null, null, 'Smith', 'Smith'],
  [null, 'John', null, 'John'],
  [null, null, null, null],
  ['王先生', '小明', '王', '王先生'],
])('the name of %s / %s / %s is %s', (said, givenName, familyName, name) => {
  expect(fullName(said, { givenName, familyName })).toBe(name)
})
