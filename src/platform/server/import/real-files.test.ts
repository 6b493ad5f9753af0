import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { defineFields, type Fields } from '../../import/fields.ts'
import type { MappingChoices } from '../../import/mapping.ts'
import { rowParser } from '../../import/row.ts'
import { readingSettings } from '../../import/values.ts'
import { inspectFile, settledMapping } from './file-import.ts'
import { dataRows } from './inspect.ts'
import { RunMemory } from './run-memory.ts'
import { defaults } from './testing/memory-stock.ts'

/** Public files of the kinds that dealers bring, which the product does not ship: the folder is named by
 *  FORECOURT_SAMPLES. What is expected is counted from the text by plain code that shares nothing with the importer. */
const folder = process.env.FORECOURT_SAMPLES ?? '/none'
const wanted = process.env.FORECOURT_SAMPLES ? describe : describe.skip

const text = { type: 'text', label: { zh: '', en: '' }, headings: [] as string[], example: '' } as const
const date = { ...text, type: 'date' } as const
const stock = defineFields({
  make: { ...text, headings: ['make'], required: true },
  model: { ...text, headings: ['model'] },
  year: { ...text, type: 'integer', headings: ['year'], min: 1950, max: 2100 },
  price: { ...text, type: 'money', headings: ['price'] },
  mileage: { ...text, type: 'distance', headings: ['mileage'] },
  engine: { ...text, type: 'decimal', headings: ['engine size'] },
})
const leads = defineFields({
  ref: { ...text, headings: ['mql id'], required: true },
  receivedOn: { ...date, headings: ['first contact date'] },
  source: { ...text, headings: ['origin'] },
})
const wins = defineFields({
  ref: { ...text, headings: ['mql id'], required: true },
  wonAt: { ...date, type: 'datetime', headings: ['won date'] },
})
const pipeline = defineFields({
  ref: { ...text, headings: ['opportunity id'], required: true },
  account: { ...text, headings: ['account'] },
  engagedOn: { ...date, headings: ['engage date'] },
  value: { ...text, type: 'money', headings: ['close value'] },
})

async function readAll<F extends Fields>(name: string, fields: F, choices: MappingChoices = {}) {
  const { table, heading, inspection } = await inspectFile(join(folder, name), fields)
  const mapping = settledMapping(fields, inspection, choices, null)
  const settings = readingSettings(mapping, defaults, table.date1904)
  const parse = rowParser(fields, mapping, heading.width, settings)
  const memory = new RunMemory(heading.headings)
  const keys = new Set<string>()
  const rows = []
  for await (const chunk of dataRows(table, heading))
    for (const raw of chunk) {
      const row = parse(raw)
      rows.push(row)
      const known = memory.remember(raw.row, raw.cells, { key: null })
      if (known.is === 'first') keys.add(known.key)
    }
  return { rows, mapping, keys, refused: rows.filter(({ values }) => values === null).length }
}

const linesOf = (name: string) =>
  readFileSync(join(folder, name), 'utf8')
    .split(/\r?\n/)
    .slice(1)
    .filter(line => line !== '')

wanted('a real file', () => {
  test.each(['uk_used_audi.csv', 'uk_used_bmw.csv'])(
    '%s: every car has its own key, exact duplicates too',
    async name => {
      const lines = linesOf(name)
      const { rows, keys, refused } = await readAll(name, stock, { currency: 'GBP' })
      expect(refused).toBe(0)
      expect(rows).toHaveLength(lines.length)
      expect(keys.size).toBe(lines.length)
      expect([...keys].filter(key => !key.endsWith(':1')).length).toBe(lines.length - new Set(lines).size)
      const pounds = lines.reduce((sum, line) => sum + Number(line.split(',')[3]), 0)
      expect(rows.reduce((sum, { values }) => sum + (values?.price?.minor ?? 0), 0)).toBe(pounds * 100)
      expect(rows[0]?.values?.mileage).toEqual({ value: Number(lines[0]?.split(',')[5]), unit: 'mi' })
    },
  )

  test('the leads are dated month first, by their column alone', async () => {
    const name = 'olist_marketing_qualified_leads.csv'
    const { rows, mapping, refused } = await readAll(name, leads)
    expect(mapping.columns.find(({ field }) => field === 'receivedOn')?.dateOrder).toBe('mdy')
    expect(refused).toBe(0)
    const expected = linesOf(name).map(line => {
      const [month = '', day = '', year = ''] = (line.split(',')[1] ?? '').split('/')
      return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    })
    expect(rows.map(({ values }) => values?.receivedOn)).toEqual(expected)
  })

  test('the wins are dated day first, with the time', async () => {
    const name = 'olist_closed_deals.csv'
    const { rows, mapping } = await readAll(name, wins)
    expect(mapping.columns.find(({ field }) => field === 'wonAt')?.dateOrder).toBe('dmy')
    const expected = linesOf(name).map(line => {
      const [day = '', time = ''] = (line.split(',')[4] ?? '').split(' ')
      return Date.parse(`${day.split('-').reverse().join('-')}T${time}:00+08:00`)
    })
    expect(rows.map(({ values }) => Date.parse(values?.wonAt?.instant ?? ''))).toEqual(expected)
  })

  test('the pipeline keeps what it does not know unknown', async () => {
    const name = 'crm_sales_pipeline.csv'
    const { rows, refused } = await readAll(name, pipeline)
    const lines = linesOf(name).map(line => line.split(','))
    expect(refused).toBe(0)
    expect(rows.filter(({ values }) => values?.engagedOn === null)).toHaveLength(
      lines.filter(cells => cells[5] === '').length,
    )
    expect(rows.filter(({ values }) => values?.account === null)).toHaveLength(
      lines.filter(cells => cells[3] === '').length,
    )
  })
})
