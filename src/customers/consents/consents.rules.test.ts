import { expect, test } from 'vitest'
import { forbids, mayWithdraw, textInForce } from './consents.rules.ts'

const text = (version: number, validFrom: string, purpose: 'call' | 'sharing' = 'call') => ({
  purpose,
  version,
  validFrom,
  zh: '同意',
  en: 'I agree',
})
const texts = [
  text(1, '2020-01-01'),
  text(3, '2026-06-01'),
  text(2, '2026-01-01'),
  text(9, '2020-01-01', 'sharing'),
]

test('the wording of a day is the newest version of its purpose that was in force by then', () => {
  expect(textInForce(texts, 'call', '2025-12-31')?.version).toBe(1)
  expect(textInForce(texts, 'call', '2026-01-01')?.version).toBe(2)
  expect(textInForce(texts, 'call', '2026-07-01')?.version).toBe(3)
  expect(textInForce(texts, 'call', '2019-12-31')).toBeUndefined()
})

test('a no forbids, silence does not, and only a yes is taken back', () => {
  expect((['refused', 'withdrawn', 'given', undefined] as const).map(forbids)).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect((['given', 'refused', 'withdrawn', undefined] as const).map(mayWithdraw)).toEqual([
    true,
    false,
    false,
    false,
  ])
})
