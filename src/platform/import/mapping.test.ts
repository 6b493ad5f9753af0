import { describe, expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { readChoices } from './choices.ts'
import { defineFields } from './fields.ts'
import type { ColumnGuess, ImportInspection } from './import.contract.ts'
import { importProblems } from './import.problems.ts'
import { confirmedMapping, type MappingChoices, proposedMapping, withChoices } from './mapping.ts'

const fields = defineFields({
  key: { type: 'text', label: { zh: '编号', en: 'Key' }, headings: [], example: '', required: true },
  wonOn: { type: 'date', label: { zh: '成交', en: 'Won on' }, headings: [], example: '' },
  price: { type: 'money', label: { zh: '售价', en: 'Price' }, headings: [], example: '' },
  litres: { type: 'decimal', label: { zh: '排量', en: 'Litres' }, headings: [], example: '' },
})

function column(index: number, heading: string, more: Partial<ColumnGuess> = {}): ColumnGuess {
  const none = {
    field: null,
    confidence: 0,
    samples: [],
    filled: 1,
    dateOrders: [],
    dateSample: null,
    reading: {},
  }
  return { index, heading, ...none, ...more }
}

const ambiguous: Partial<ColumnGuess> = {
  dateSample: '2/1/2018',
  dateOrders: [
    { order: 'dmy', date: '2018-01-02' },
    { order: 'mdy', date: '2018-02-01' },
  ],
}

function inspected(columns: ColumnGuess[], duplicateHeadings: ImportInspection['duplicateHeadings'] = []) {
  const file = {
    format: 'csv',
    encoding: 'utf-8',
    delimiter: ',',
    sheet: null,
    sheets: [],
    date1904: false,
  } as const
  return { ...file, sheets: [], headingRow: 1, rows: 1, columns, duplicateHeadings }
}

function codeOf(work: () => unknown): string | undefined {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
  return undefined
}

const file = inspected([
  column(0, 'key', { field: 'key', confidence: 1 }),
  column(1, 'won', { field: 'wonOn', confidence: 1, ...ambiguous }),
  column(2, 'amount', {}),
])
const settle = (choices: MappingChoices, inspection = file) =>
  confirmedMapping(fields, inspection, withChoices(fields, inspection, proposedMapping(inspection), choices))

describe('a mapping', () => {
  test('is not run while a date column can be read in two ways', () => {
    expect(codeOf(() => settle({}))).toBe('import.date-order-ambiguous')
    expect(settle({ dateOrder: 'mdy' }).columns[1]).toMatchObject({ field: 'wonOn', dateOrder: 'mdy' })
    expect(settle({ dateOrders: { wonOn: 'dmy' } }).columns[1]).toMatchObject({ dateOrder: 'dmy' })
  })

  test('takes a column by heading or by number, and leaves one out', () => {
    const named = settle({ dateOrder: 'mdy', map: { price: 'Amount' } })
    expect(named.columns.map(({ field, index }) => [field, index])).toEqual([
      ['key', 0],
      ['wonOn', 1],
      ['price', 2],
    ])
    expect(settle({ map: { wonOn: '', price: '#3' } }).columns.map(({ field }) => field)).toEqual([
      'key',
      'price',
    ])
    expect(settle({ map: { wonOn: '', key: '#3' } }).columns).toMatchObject([{ field: 'key', index: 2 }])
  })

  test.each<[string, MappingChoices]>([
    ['import.field-unknown', { map: { colour: 'amount' } }],
    ['import.column-unknown', { map: { price: 'colour' } }],
    ['import.column-unknown', { map: { price: '#9' } }],
    ['import.currency-unknown', { currency: 'pounds', dateOrder: 'dmy' }],
    ['import.column-missing', { map: { key: '' }, dateOrder: 'dmy' }],
  ])('answers %s to %j', (code, choices) => {
    expect(codeOf(() => settle(choices))).toBe(code)
  })

  test('counts miles where prices are in pounds, unless told otherwise', () => {
    expect(settle({ dateOrder: 'mdy', currency: 'GBP' })).toMatchObject({
      currency: 'GBP',
      distanceUnit: 'mi',
    })
    expect(settle({ dateOrder: 'mdy', currency: 'GBP', distanceUnit: 'km' })).toMatchObject({
      distanceUnit: 'km',
    })
    expect(settle({ dateOrder: 'mdy', currency: 'EUR' }).distanceUnit).toBe(undefined)
  })

  test('asks which of two columns of one heading is meant', () => {
    const doubled = inspected(
      [column(0, 'key', { field: 'key', confidence: 1 }), column(1, 'price'), column(2, 'Price')],
      [{ heading: 'price', indexes: [1, 2] }],
    )
    expect(codeOf(() => settle({}, doubled))).toBe('import.duplicate-heading')
    expect(settle({ map: { price: '#3' } }, doubled).columns[1]).toMatchObject({ index: 2, field: 'price' })
  })

  test('with one field over two columns is refused', () => {
    const columns = [
      { index: 0, field: 'key' },
      { index: 2, field: 'key' },
    ]
    expect(codeOf(() => confirmedMapping(fields, file, { columns }))).toBe('import.field-twice')
  })

  test('reads 12.500 as thousands of money and as litres with three decimals', () => {
    const open = inspected([
      column(0, 'key', { field: 'key' }),
      column(1, 'price', { field: 'price' }),
      column(2, 'litres', { field: 'litres' }),
    ])
    expect(settle({}, open).columns.map(({ decimalMark }) => decimalMark)).toEqual([
      'comma',
      'comma',
      'point',
    ])
  })

  test('is remembered, and asks again only what the new file leaves open', () => {
    const remembered = settle({ dateOrder: 'mdy', map: { price: 'amount' } })
    const again = confirmedMapping(fields, file, proposedMapping(file, remembered))
    expect(again.columns).toEqual(remembered.columns)
    const clear = {
      ...file,
      columns: file.columns.map(each => ({
        ...each,
        dateOrders: [],
        reading: { dateOrder: 'dmy' as const },
      })),
    }
    expect(proposedMapping(clear, remembered).columns[1]).toMatchObject({ dateOrder: 'dmy' })
  })
})

describe('choices on the command line', () => {
  test('name fields by heading or number, and date orders by field or for all', () => {
    const written = {
      map: ['price=售价, 含税,key=#2', 'litres='],
      dateOrder: ['dmy', 'wonOn=MDY'],
      currency: 'gbp',
    }
    expect(readChoices(written)).toEqual({
      map: { price: '售价, 含税', key: '#2', litres: '' },
      dateOrder: 'dmy',
      dateOrders: { wonOn: 'mdy' },
      currency: 'GBP',
    })
  })

  test.each([{ map: ['price'] }, { dateOrder: ['yyyy'] }, { distanceUnit: 'furlong' }])(
    '%j is asked again',
    written => {
      expect(codeOf(() => readChoices(written))).toBe('import.choice-unclear')
    },
  )
})

test('every problem of an import has words in both languages and a status', () => {
  for (const [code, { status, zh, en }] of Object.entries(importProblems)) {
    expect(status, code).toBeGreaterThanOrEqual(400)
    for (const words of [zh, en]) expect(Object.values(words).every(Boolean), code).toBe(true)
  }
})
