import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDigit, checkVin, normaliseVin, suggestModelYears } from './vin.rules.ts'

test('the published examples: one valid, one real car whose digit only warns', () => {
  expect(checkVin('LRWYGDFD3PC939701')).toEqual({ ok: true, vin: 'LRWYGDFD3PC939701', warnings: [] })
  expect(checkVin('WVGZZZ5NZEW069297')).toEqual({
    ok: true,
    vin: 'WVGZZZ5NZEW069297',
    warnings: ['check-digit'],
  })
  expect(checkDigit('1M8GDM9AXKP042788')).toBe('X')
})

test('a wrong digit refuses a car from China or North America', () => {
  expect(checkVin('LRWYGDFD4PC939701')).toMatchObject({ ok: false, errors: ['check-digit'] })
  expect(checkVin('1M8GDM9A1KP042788')).toMatchObject({ ok: false, errors: ['check-digit'] })
})

test('seventeen equal characters are refused though their digit matches', () => {
  expect(checkDigit('11111111111111111')).toBe('1')
  expect(checkVin('11111111111111111')).toMatchObject({ ok: false, errors: ['repeated'] })
})

test('length and characters are refused by name', () => {
  expect(checkVin('LRWYGDFD3PC93970')).toMatchObject({ ok: false, errors: ['length'] })
  expect(checkVin('LRWYGDFD3PC93970O')).toMatchObject({ ok: false, errors: ['character'] })
  expect(checkVin('')).toMatchObject({ ok: false, errors: ['length'] })
})

test('what people type is normalised first', () => {
  expect(normaliseVin(' lrw ygdfd-3pc939701\n')).toBe('LRWYGDFD3PC939701')
  expect(checkVin('ｌrwygdfd3pc939701').ok).toBe(true)
})

test('the year letter suggests years 30 apart, never one later than next year', () => {
  expect(suggestModelYears('LRWYGDFD3PC939701', 2026)).toEqual([2023, 1993])
  expect(suggestModelYears('LRWYGDFD3TC939701', 2025)).toEqual([2026, 1996])
  expect(suggestModelYears('LRWYGDFD3WC939701', 2026)).toEqual([1998])
  expect(suggestModelYears('WVGZZZ5NZZW069297', 2026)).toEqual([])
})

test('one mistyped digit is always found', () => {
  const vin = fc
    .array(fc.constantFrom(...'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'), { minLength: 17, maxLength: 17 })
    .map(characters => characters.join(''))
  fc.assert(
    fc.property(vin, fc.nat(16), fc.nat(9), fc.nat(9), (body, position, right, wrong) => {
      fc.pre(position !== 8 && right !== wrong)
      const holding = (digit: number) => body.slice(0, position) + digit + body.slice(position + 1)
      expect(checkDigit(holding(right))).not.toBe(checkDigit(holding(wrong)))
    }),
    { seed: 20260303 },
  )
})
