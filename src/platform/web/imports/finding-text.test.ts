import { expect, test } from 'vitest'
import { findingText } from './finding-text.ts'

const kind = {
  findings: {
    'not-a-number': { zh: '“{value}”不是数字', en: '“{value}” is not a number' },
    'number-out-of-range': {
      zh: '“{value}”不在 {min}～{max} 之间',
      en: '“{value}” is not between {min} and {max}',
    },
  },
  fields: [
    {
      name: 'price',
      label: { zh: '售价', en: 'Price' },
      type: 'money' as const,
      required: false,
      example: '1',
      codes: null,
    },
  ],
}

test('a finding of a row names its field and its value', () => {
  const finding = { code: 'not-a-number', field: 'price', params: { value: 'abc' } }
  expect(findingText(finding, kind, 'en')).toBe('Price: “abc” is not a number')
  expect(findingText(finding, kind, 'zh')).toBe('售价：“abc”不是数字')
})

test('a counted finding names no single value', () => {
  expect(findingText({ code: 'not-a-number', field: 'price' }, kind, 'en')).toBe('Price: is not a number')
  expect(findingText({ code: 'number-out-of-range' }, kind, 'zh')).toBe('不在 …～… 之间')
})

test('a value that is kept back leaves no place behind', () => {
  const finding = { code: 'number-out-of-range', field: 'price', params: { min: 1, max: 9 } }
  expect(findingText(finding, kind, 'zh')).toBe('售价：不在 1～9 之间')
})

test('a code without words is shown as it is, never as nothing', () => {
  expect(findingText({ code: 'new-kind-of-fault' }, kind, 'zh')).toBe('new-kind-of-fault')
})
