import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currencyAgrees, currencyOf } from './currencies.ts'
import {
  addNumberEvidence,
  type DecimalMark,
  likelyMark,
  minorUnits,
  noNumberEvidence,
  parseNumber,
  toNumber,
} from './numbers.ts'

const value = (text: string, mark: DecimalMark = 'point') => {
  const number = parseNumber(text, mark)
  return number && toNumber(number)
}
const minor = (text: string, mark: DecimalMark = 'point', digits = 2) => {
  const number = parseNumber(text, mark)
  return number && minorUnits(number, digits)
}
const markOf = (cells: readonly string[]) => {
  const evidence = noNumberEvidence()
  for (const cell of cells) addNumberEvidence(evidence, cell)
  return likelyMark(evidence)
}

describe('a written number', () => {
  test.each([
    ['12,500', 'point', 12500],
    ['12,500.5', 'point', 12500.5],
    ['1.234,50', 'comma', 1234.5],
    ['1.234,50', 'point', 1234.5],
    ['1,234.50', 'comma', 1234.5],
    ['12.500', 'comma', 12500],
    ['12.500', 'point', 12.5],
    ['￥1,234.50', 'point', 1234.5],
    ['12.5万', 'point', 125000],
    ['12.5万元', 'point', 125000],
    ['￥12.5万', 'point', 125000],
    ['1.2亿', 'point', 120000000],
    ['15k', 'point', 15000],
    ['１２，５００', 'point', 12500],
    ['(300)', 'point', -300],
    ['-300', 'point', -300],
    ['−300', 'point', -300],
    ['£-300', 'point', -300],
    ['1 234 567', 'point', 1234567],
    ['15735 miles', 'point', 15735],
    ['3.2万公里', 'point', 32000],
    ['1.38E+10', 'point', 13800000000],
    ['.5', 'point', 0.5],
    ['CNY 12', 'point', 12],
  ] as const)('%s with the decimal %s is %d', (text, mark, expected) => {
    expect(value(text, mark)).toBe(expected)
  })

  test.each(['', 'abc', '12,50', '1,2,3', '1..2', '12 cars', '--5', '1,234,56', '£', '12-5'])(
    '%s is none',
    text => {
      expect(value(text)).toBe(null)
    },
  )

  test('carries its unit and currency', () => {
    expect(parseNumber('15,735 mi', 'point')).toMatchObject({ unit: 'mi' })
    expect(parseNumber('1.2万公里', 'point')).toMatchObject({ unit: 'km', shift: 4 })
    expect(parseNumber('£9,995', 'point')).toMatchObject({ currency: '£' })
    expect(parseNumber('99 EUR', 'point')).toMatchObject({ currency: 'eur' })
  })

  test('becomes minor units without a float in between', () => {
    expect(minor('1.005')).toBe(101) // half up; 1.005 as a double is below the half
    expect(minor('12.5万')).toBe(12_500_000)
    expect(minor('226000.00')).toBe(22_600_000)
    expect(minor('1500', 'point', 0)).toBe(1500)
    expect(minor('0.004')).toBe(0)
    expect(minor('99999999999999999')).toBe(null)
  })

  test('survives being written in either style, to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_00 }), cents => {
        const point = (cents / 100).toLocaleString('en', { minimumFractionDigits: 2 })
        const comma = (cents / 100).toLocaleString('de', { minimumFractionDigits: 2 })
        expect(minor(point)).toBe(cents)
        expect(minor(comma, 'comma')).toBe(cents)
      }),
    )
  })

  test('no text makes the reader throw', () => {
    fc.assert(fc.property(fc.string(), text => void parseNumber(text, 'point')))
  })
})

describe('the decimal mark of a column', () => {
  test('is told by what only one mark explains', () => {
    expect(markOf(['1.234,50', '12.500'])).toBe('comma')
    expect(markOf(['12,5', '9,75'])).toBe('comma')
    expect(markOf(['12,500', '9,800'])).toBe('point')
    expect(markOf(['55.4', '12.500'])).toBe('point')
    expect(markOf(['12', '13'])).toBe('point')
  })

  test('stays open when all there is is 12.500', () => {
    expect(markOf(['12.500', '9.800'])).toBe(undefined)
  })
})

describe('a currency', () => {
  test('is known by symbol, word and code', () => {
    expect([currencyOf('￥'), currencyOf('人民币'), currencyOf('gbp'), currencyOf('US$')]).toEqual([
      'CNY',
      'CNY',
      'GBP',
      'USD',
    ])
    expect(currencyOf('XQZ')).toBe(null)
  })

  test('may share its symbol with another', () => {
    expect(currencyAgrees('¥', 'JPY')).toBe(true)
    expect(currencyAgrees('£', 'CNY')).toBe(false)
  })
})
