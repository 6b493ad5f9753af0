import { describe, expect, test } from 'vitest'
import { addContent, type ContentCounts, noContent } from './content.ts'
import { defineFields } from './fields.ts'
import { duplicateHeadings, guessColumns } from './guess.ts'
import { headingLikeness, headingSignature, headingUnits, normaliseHeading } from './headings.ts'

const fields = defineFields({
  vin: { type: 'vin', label: { zh: '车架号', en: 'VIN' }, headings: ['vin', 'chassis number'], example: 'L' },
  price: { type: 'money', label: { zh: '售价', en: 'Price' }, headings: ['sales price'], example: '1' },
  cost: { type: 'money', label: { zh: '成本', en: 'Cost' }, headings: ['进价'], example: '1' },
  mileage: { type: 'distance', label: { zh: '里程', en: 'Mileage' }, headings: ['odometer'], example: '1' },
  arrivedOn: {
    type: 'date',
    label: { zh: '入库日期', en: 'Arrived on' },
    headings: ['到店日期'],
    example: '1',
  },
  fuel: { type: 'text', label: { zh: '燃料', en: 'Fuel type' }, headings: ['能源类型'], example: '' },
})

const contentOf = (cells: readonly string[]): ContentCounts => {
  const counts = noContent()
  for (const cell of cells) addContent(counts, cell)
  return counts
}
const guessed = (headings: string[], contents: string[][] = []) =>
  guessColumns(
    headings,
    headings.map((_, index) => contentOf(contents[index] ?? [])),
    fields,
  ).map(({ field }) => field)

describe('a heading', () => {
  test('is the same in any case, width, spacing and with its unit', () => {
    const forms = ['Fuel Type', 'fuel_type', 'fuelType', 'ＦＵＥＬ－ＴＹＰＥ', 'fuel type (code)'].map(
      normaliseHeading,
    )
    expect(new Set(forms)).toEqual(new Set(['fueltype']))
    expect(headingSignature(['VIN', 'Fuel Type'])).toBe(headingSignature(['vin', 'fuel_type']))
  })

  test('is the same in traditional characters', () => {
    expect(normaliseHeading('車輛廠牌')).toBe(normaliseHeading('车辆厂牌'))
    expect(normaliseHeading('聯絡電話')).toBe(normaliseHeading('联络电话'))
  })

  test('names a unit, a scale and a currency', () => {
    expect(headingUnits('里程(万公里)')).toEqual({ scale: 10_000, unit: 'km', currency: null })
    expect(headingUnits('指导价（万元）')).toMatchObject({ scale: 10_000 })
    expect(headingUnits('mileage (miles)')).toMatchObject({ unit: 'mi', scale: 1 })
    expect(headingUnits('price GBP')).toMatchObject({ currency: 'GBP' })
    expect(headingUnits('mileage')).toEqual({ scale: 1, unit: null, currency: null })
  })

  test('is alike another by shared words, a slip of the pen, or containment', () => {
    expect(headingLikeness('vehicle_price', 'price')).toBeGreaterThan(0.4)
    expect(headingLikeness('mileege', 'mileage')).toBe(0.8)
    expect(headingLikeness('车辆售价', '售价')).toBeGreaterThan(0.7)
    expect(headingLikeness('colour', 'price')).toBe(0)
  })
})

describe('the guess of the columns', () => {
  test('takes Chinese and English headings, in any order', () => {
    expect(guessed(['车架号', '售价', '入库日期'])).toEqual(['vin', 'price', 'arrivedOn'])
    expect(guessed(['Price', 'VIN', 'fuelType', 'Odometer'])).toEqual(['price', 'vin', 'fuel', 'mileage'])
  })

  test('gives one field to one column, the better one', () => {
    expect(guessed(['sales price', 'Price list'])).toEqual(['price', null])
  })

  test('knows a VIN by its looks when the heading says nothing', () => {
    const vins = ['LRWYGDFD3PC939701', 'WVGZZZ5NZEW069297']
    expect(guessed(['编号', 'remark'], [vins, ['a', 'b']])).toEqual(['vin', null])
  })

  test('doubts a heading that its contents contradict', () => {
    const [column] = guessColumns(['price'], [contentOf(['on request', 'call us'])], fields)
    expect(column).toMatchObject({ field: 'price', confidence: 0.5 })
  })

  test('leaves a heading that stands twice to the user', () => {
    expect(guessed(['price', 'VIN', 'Price'])).toEqual([null, 'vin', null])
    expect(duplicateHeadings(['price', 'VIN', 'Price', '', ''])).toEqual([
      { heading: 'price', indexes: [0, 2] },
    ])
  })
})
