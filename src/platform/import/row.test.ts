import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defineFields, kilometres } from './fields.ts'
import { describeFinding } from './findings.ts'
import { neutralise, restore } from './neutralise.ts'
import { rowParser } from './row.ts'
import type { ReadingSettings } from './values.ts'

const fields = defineFields({
  vin: { type: 'vin', label: { zh: '车架号', en: 'VIN' }, headings: [], example: '', required: true },
  price: { type: 'money', label: { zh: '售价', en: 'Price' }, headings: [], example: '' },
  currency: { type: 'currency', label: { zh: '币种', en: 'Currency' }, headings: [], example: '' },
  mileage: { type: 'distance', label: { zh: '里程', en: 'Mileage' }, headings: [], example: '' },
  soldAt: { type: 'datetime', label: { zh: '成交时间', en: 'Sold at' }, headings: [], example: '' },
  year: {
    type: 'integer',
    label: { zh: '年款', en: 'Year' },
    headings: [],
    example: '',
    min: 1950,
    max: 2100,
  },
  phone: { type: 'phone', label: { zh: '电话', en: 'Phone' }, headings: [], example: '' },
  state: {
    type: 'code',
    label: { zh: '状态', en: 'State' },
    headings: [],
    example: '',
    codes: { 'in-stock': ['在库', 'In stock'], sold: ['已售'] },
  },
  fuel: {
    type: 'code',
    label: { zh: '燃料', en: 'Fuel' },
    headings: [],
    example: '',
    codes: { petrol: ['汽油'], other: [] },
    unlisted: 'other',
  },
  demo: { type: 'boolean', label: { zh: '试驾车', en: 'Demo car' }, headings: [], example: '' },
  note: { type: 'text', label: { zh: '备注', en: 'Note' }, headings: [], example: '', maxLength: 10 },
})
type Name = keyof typeof fields
const names = Object.keys(fields) as Name[]
const settings: ReadingSettings = {
  timeZone: 'Asia/Shanghai',
  date1904: false,
  currency: null,
  defaultCurrency: 'CNY',
  distanceUnit: 'km',
}

function parse(cells: Partial<Record<Name, string>>, with_: Partial<ReadingSettings> = {}) {
  const columns = names.map((field, index) => ({
    field,
    index,
    ...(field === 'soldAt' && { dateOrder: 'dmy' as const }),
  }))
  const parser = rowParser(fields, { columns }, names.length, { ...settings, ...with_ })
  return parser({ row: 2, cells: names.map(name => cells[name] ?? (name === 'vin' ? 'V' : '')) })
}
const value = (name: Name, text: string, with_: Partial<ReadingSettings> = {}) =>
  parse({ [name]: text }, with_).values?.[name]
const fault = (name: Name, text: string, with_: Partial<ReadingSettings> = {}) =>
  parse({ [name]: text }, with_).reasons[0]

describe('a row', () => {
  test('is typed, with null for what is empty', () => {
    expect(
      parse({ vin: ' lrwygdfd3pc939701 ', year: '2023', demo: '是', state: '在库', price: '12.5万' }),
    ).toMatchObject({
      values: {
        vin: 'LRWYGDFD3PC939701',
        year: 2023,
        demo: true,
        state: 'in-stock',
        price: { minor: 12_500_000, currency: 'CNY' },
        phone: null,
        soldAt: null,
      },
      reasons: [],
    })
  })

  test('reads what people add to a value, and leaves open what is not said', () => {
    const { values } = parse({
      vin: 'V',
      year: '2024款',
      phone: '021-5555 6666 转 801',
      price: '面议',
      note: '—',
    })
    expect(values).toMatchObject({ year: 2024, phone: '02155556666', price: null, note: null })
    expect(parse({ vin: 'V', year: 'MY2024', price: 'TBD' }).values).toMatchObject({
      year: 2024,
      price: null,
    })
  })

  test('keeps a value outside a list that has a place for it, with a warning', () => {
    const { values, warnings } = parse({ vin: 'V', fuel: 'Whale oil' })
    expect(values).toMatchObject({ fuel: 'other' })
    expect(warnings).toEqual([
      { code: 'code-unlisted', field: 'fuel', params: { value: 'Whale oil', code: 'other' } },
    ])
  })

  test('says everything that is wrong with it, by field', () => {
    const { values, reasons } = parse({ vin: '', price: 'x', year: '1800', note: 'far too long for this' })
    expect(values).toBe(null)
    expect(reasons.map(({ code, field }) => `${field} ${code}`).sort()).toEqual([
      'note text-too-long',
      'price not-a-number',
      'vin value-missing',
      'year number-out-of-range',
    ])
  })

  test.each([
    ['price', '-5', 'amount-negative'],
    ['soldAt', '2/31/2018', 'not-a-date'],
    ['state', 'lost', 'unknown-code'],
    ['phone', '1.38001E+10', 'phone-rounded'],
    ['phone', 'ask Li', 'not-a-phone'],
    ['currency', 'gold', 'currency-unknown'],
    ['demo', 'perhaps', 'not-yes-or-no'],
    ['year', '2019.5', 'not-whole'],
    ['note', 'a\0b', 'nul-character'],
    ['note', 'a\ufffdb', 'undecodable-character'],
  ] as const)('with %s = %j is refused: %s', (name, text, code) => {
    expect(fault(name, text)).toMatchObject({ code, field: name })
  })

  test('with cells missing or left over is refused as a whole', () => {
    const parser = rowParser(fields, { columns: [{ index: 0, field: 'vin' }] }, 3, settings)
    expect(parser({ row: 2, cells: ['V', ''] }).reasons).toEqual([
      { code: 'ragged-row', params: { found: 2, expected: 3 } },
    ])
    expect(parser({ row: 2, cells: ['V', '', '', 'x'] }).reasons).toHaveLength(1)
    expect(parser({ row: 2, cells: ['V', '', '', ' '] }).reasons).toEqual([])
  })

  test('ignores faults of cells that nobody asked for', () => {
    const parser = rowParser(fields, { columns: [{ index: 0, field: 'vin' }] }, null, settings)
    const faults = [{ column: 1, finding: { code: 'cell-error', params: { value: '#REF!' } } }]
    expect(parser({ row: 2, cells: ['V', '#REF!'], faults }).values).toMatchObject({ vin: 'V' })
    const spoiled = parser({
      row: 2,
      cells: [''],
      faults: [{ column: 0, finding: { code: 'formula-without-value' } }],
    })
    expect(spoiled.reasons).toEqual([{ code: 'formula-without-value', field: 'vin' }])
  })
})

describe('an amount', () => {
  test('takes its currency from its row, its symbol, the file, the dealer, in that order', () => {
    expect(parse({ price: '100', currency: 'EUR' }).values?.price).toEqual({ minor: 10_000, currency: 'EUR' })
    expect(value('price', '£100')).toEqual({ minor: 10_000, currency: 'GBP' })
    expect(value('price', '¥100', { defaultCurrency: 'JPY' })).toEqual({ minor: 100, currency: 'JPY' })
    expect(value('price', '100', { currency: 'GBP' })).toEqual({ minor: 10_000, currency: 'GBP' })
    expect(value('price', '100')).toEqual({ minor: 10_000, currency: 'CNY' })
  })

  test('that says another currency than the file is refused', () => {
    expect(fault('price', '£100', { currency: 'CNY' })).toMatchObject({ code: 'currency-conflict' })
    expect(parse({ price: '€100', currency: 'GBP' }).reasons[0]).toMatchObject({ code: 'currency-conflict' })
  })
})

test('a distance keeps its unit and converts to kilometres', () => {
  expect(value('mileage', '15735 miles')).toEqual({ value: 15735, unit: 'mi' })
  expect(kilometres({ value: 15735, unit: 'mi' })).toBe(25323)
  expect(value('mileage', '1.2万公里')).toEqual({ value: 12000, unit: 'km' })
})

test('a moment is an instant and a day at the dealer', () => {
  expect(value('soldAt', '26-02-2018 19:58')).toEqual({
    date: '2018-02-26',
    instant: '2018-02-26T11:58:00.000Z',
    hasTime: true,
  })
  expect(value('soldAt', '2018-02-26')).toMatchObject({ instant: '2018-02-25T16:00:00.000Z', hasTime: false })
})

test.each([
  ['138-0013 8000', '13800138000'],
  ['+86 138 0013 8000', '+8613800138000'],
  ['13800138000.0', '13800138000'],
  ['（010）12345678', '01012345678'],
])('the phone %s is %s', (text, phone) => {
  expect(value('phone', text)).toBe(phone)
})

test('a finding is said in both languages with its field', () => {
  const finding = { code: 'not-a-number', field: 'price', params: { value: 'x' } }
  expect(describeFinding(finding, 'zh', fields)).toBe('售价：“x”不是数字')
  expect(describeFinding(finding, 'en', fields)).toBe('Price: “x” is not a number')
  const own = { odd: { zh: '怪 {n}', en: 'odd {n}' } }
  expect(describeFinding({ code: 'odd', params: { n: 3 } }, 'en', fields, own)).toBe('odd 3')
})

describe('a cell on its way through a spreadsheet', () => {
  test.each(['=1+1', '+86', '-5', '@x', '\tx', '\rx', '＝1', "'=1", "''@"])(
    '%j is no formula and comes back',
    cell => {
      expect(neutralise(cell)).toMatch(/^'/)
      expect(restore(neutralise(cell))).toBe(cell)
    },
  )

  test('comes back as it was, whatever it is', () => {
    const nasty = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', 'a', ' ', '\n') })
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string()), cell => {
        expect(restore(neutralise(cell))).toBe(cell)
        expect(neutralise(cell)).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/)
      }),
    )
  })

  test('keeps an apostrophe of its own', () => {
    expect(restore("'s-Hertogenbosch")).toBe("'s-Hertogenbosch")
  })
})
