import fc from 'fast-check'
import { expect, test } from 'vitest'
import { currencyExponent, parseMinor, plainAmount, shareMinor, sumMinor } from './money.ts'

test('half a minor unit rounds up, and its mirror image down', () => {
  expect(shareMinor(5, 1, 10)).toBe(1)
  expect(shareMinor(4, 1, 10)).toBe(0)
  expect(shareMinor(-5, 1, 10)).toBe(-1)
})

test('a share is exact where floating point is not', () => {
  expect(shareMinor(900_000_000_000_001, 9_999, 10_000)).toBe(899_910_000_000_001)
})

test('a share is the nearest whole number to the true quotient', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e9 }),
      fc.nat(10_000),
      fc.integer({ min: 1, max: 20_000 }),
      (a, n, d) => {
        const twiceOff = BigInt(shareMinor(a, n, d)) * BigInt(d) * 2n - BigInt(a) * BigInt(n) * 2n
        expect(twiceOff <= BigInt(d) && twiceOff > -BigInt(d)).toBe(true)
      },
    ),
    { seed: 20260301 },
  )
})

test('what is not a whole number of minor units is refused', () => {
  expect(() => shareMinor(0.5, 1, 1)).toThrow(RangeError)
  expect(() => shareMinor(1, 1, 0)).toThrow(RangeError)
  expect(() => sumMinor([1, Number.NaN])).toThrow(RangeError)
  expect(() => sumMinor([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError)
})

test('currencies have their own decimals', () => {
  expect(['CNY', 'JPY', 'KWD'].map(currencyExponent)).toEqual([2, 0, 3])
  expect(plainAmount(22_600_000, 'CNY')).toBe('226000.00')
  expect(plainAmount(226_000, 'JPY')).toBe('226000')
  expect(plainAmount(-5, 'KWD')).toBe('-0.005')
})

test('decimals beyond the currency round half up', () => {
  expect(parseMinor('19.995', 'CNY')).toBe(2000)
  expect(parseMinor('19.994', 'CNY')).toBe(1999)
  expect(parseMinor('0.5', 'JPY')).toBe(1)
  expect(parseMinor('-0.001', 'CNY')).toBe(0)
  expect(parseMinor('.5', 'CNY')).toBeNull()
  expect(parseMinor('1,000', 'CNY')).toBeNull()
  expect(parseMinor('99999999999999999.99', 'CNY')).toBeNull()
})

test('an amount written plainly reads back as itself', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.constantFrom('CNY', 'JPY', 'KWD'), (amountMinor, currency) => {
      expect(parseMinor(plainAmount(amountMinor, currency), currency)).toBe(amountMinor)
    }),
    { seed: 20260302 },
  )
})
