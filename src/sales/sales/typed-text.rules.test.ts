import { expect, test } from 'vitest'
import { typedText } from './typed-text.rules.ts'

const today = '2026-03-01'

test('a name, pinyin or initials is looked up as a name', () => {
  for (const text of ['王小明', 'wxm', 'wangxiaoming', '360安全', "O'Neill"])
    expect(typedText(text, today)).toEqual({ kind: 'name', text })
})

test('a sale number is found with and without its hyphen and zeros', () => {
  for (const text of ['S26-000123', 's26-123', 'S26123'])
    expect(typedText(text, today)).toMatchObject({ kind: 'code', numbers: ['S26-000123'] })
})

test('a count alone may be of any year', () => {
  const found = typedText('123', today)
  expect(found.kind === 'code' && found.numbers.slice(0, 2)).toEqual(['S26-000123', 'S25-000123'])
  expect(found.kind === 'code' && found.vinTail).toBeNull()
})

test('four digits may be the tail of a phone or of a VIN', () => {
  expect(typedText('5678', today)).toMatchObject({ kind: 'code', text: '5678', vinTail: '5678' })
})

test('full width digits are digits', () => {
  expect(typedText('５６７８', today)).toMatchObject({ kind: 'code', text: '5678' })
})

test('a VIN has no I, O or Q', () => {
  expect(typedText('LRWYGDFD3PC939701', today)).toMatchObject({ vinTail: 'LRWYGDFD3PC939701' })
  expect(typedText('IOQ1234', today)).toMatchObject({ kind: 'code', vinTail: null })
})
