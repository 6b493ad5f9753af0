import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import { exportXlsx } from '../export-xlsx.ts'
import { rowsOf, withFolder } from '../testing/temporary-files.ts'
import { textRow, workbook } from '../testing/workbooks.ts'
import { isDateCode } from './styles.ts'
import { ZipParts } from './zip-parts.ts'

const cellsOf = async (content: Buffer) => (await rowsOf(content)).map(({ cells }) => cells)
const one = async (cell: string, more: Partial<Parameters<typeof workbook>[0]> = {}) =>
  (await rowsOf(workbook({ rows: `<row r="1">${cell}</row>`, ...more })))[0]

describe('a cell of a workbook', () => {
  test.each([
    ['a text', '<c r="A1" t="inlineStr"><is><t>帕萨特</t></is></c>', '帕萨特'],
    [
      'rich text',
      '<c r="A1" t="inlineStr"><is><r><t>帕</t></r><r><rPr><b/></rPr><t>萨特</t></r></is></c>',
      '帕萨特',
    ],
    [
      'a reading aid',
      '<c r="A1" t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c>',
      '東京',
    ],
    ['a whole number', '<c r="A1"><v>13800138000</v></c>', '13800138000'],
    ['a number with an exponent', '<c r="A1"><v>1.3800138E10</v></c>', '13800138000'],
    ['a float', '<c r="A1"><v>0.30000000000000004</v></c>', '0.3'],
    ['a date', '<c r="A1" s="1"><v>43000</v></c>', '2017-09-22'],
    ['a date with a time', '<c r="A1" s="2"><v>43000.75</v></c>', '2017-09-22 18:00:00'],
    ['an amount', '<c r="A1" s="3"><v>43000</v></c>', '43000'],
    ['a formula with its result', '<c r="A1"><f>1+1</f><v>2</v></c>', '2'],
    ['a formula of a text', '<c r="A1" t="str"><f>A2</f><v>红</v></c>', '红'],
    ['a truth value', '<c r="A1" t="b"><v>1</v></c>', 'TRUE'],
    ['an ISO date', '<c r="A1" t="d"><v>2024-03-05</v></c>', '2024-03-05'],
    ['an escaped return', '<c r="A1" t="inlineStr"><is><t>a_x000A_b</t></is></c>', 'a\nb'],
    ['a neutralised formula', '<c r="A1" t="inlineStr"><is><t>\'=1+1</t></is></c>', '=1+1'],
  ])('that is %s is read as people see it', async (_, cell, expected) => {
    expect((await one(cell))?.cells).toEqual([expected])
  })

  test('that is a formula without a result, or an error, is a fault', async () => {
    expect((await one('<c r="A1"><f>1+1</f></c>'))?.faults).toEqual([
      { column: 0, finding: { code: 'formula-without-value' } },
    ])
    expect((await one('<c r="A1" t="e"><v>#REF!</v></c>'))?.faults).toEqual([
      { column: 0, finding: { code: 'cell-error', params: { value: '#REF!' } } },
    ])
  })

  test('counts its days from 1904 where the workbook does', async () => {
    expect((await one('<c r="A1" s="1"><v>41538</v></c>', { date1904: true }))?.cells).toEqual(['2017-09-22'])
  })

  test('may be shared, missing, or written with a prefix', async () => {
    const rows = '<x:row r="2" xmlns:x="x"><x:c r="C2" t="s"><x:v>0</x:v></x:c></x:row>'
    const found = await rowsOf(workbook({ rows, sharedStrings: ['<r><t>共</t></r><r><t>享</t></r>'] }))
    expect(found).toEqual([{ row: 2, cells: ['', '', '共享'] }])
  })

  test('merged over rows fills them, and says so', async () => {
    const rows =
      textRow(1, ['model', 'vin']) + textRow(2, ['Q3', 'a']) + textRow(3, ['', 'b']) + textRow(4, ['', 'c'])
    const found = await rowsOf(workbook({ rows, after: '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>' }))
    expect(found.map(({ cells }) => cells[0])).toEqual(['model', 'Q3', 'Q3', ''])
    expect(found[2]?.faults).toEqual([{ column: 0, finding: { code: 'merged-cell' }, severity: 'warning' }])
  })
})

test('the first visible sheet with rows is read, or the one that is named', async () => {
  const content = workbook({ rows: textRow(1, ['shown']) })
  expect(await cellsOf(content)).toEqual([['shown']])
  expect((await rowsOf(content, { sheet: '隐藏' }))[0]?.cells).toEqual(['secret'])
  await expect(rowsOf(content, { sheet: '别的' })).rejects.toMatchObject({ code: 'import.sheet-unknown' })
})

test('what the writer of this product and of others makes is read', async () => {
  await withFolder(async folder => {
    const path = join(folder, 'out.xlsx')
    const rows = (async function* () {
      for (let row = 0; row < 3000; row++) yield [`VIN${row}`, row, '=1+1', null, true]
    })()
    await pipeline(exportXlsx(['vin', 'n', 'text', 'none', 'yes'], rows), createWriteStream(path))
    const { readFile } = await import('node:fs/promises')
    const found = await cellsOf(await readFile(path))
    expect(found).toHaveLength(3001)
    expect(found[2999]).toEqual(['VIN2998', '2998', '=1+1', '', 'TRUE'])
  })
})

test.each([
  ['yyyy-mm-dd', true],
  ['m/d/yy h:mm', true],
  ['[$-804]yyyy"年"m"月"', true],
  ['#,##0.00 "days"', false],
  ['0.00E+00', false],
  ['[Red]#,##0', false],
  ['General', false],
  ['@', false],
])('the number format %s shows a day: %s', (code, expected) => {
  expect(isDateCode(code)).toBe(expected)
})

describe('a hostile workbook', () => {
  const bomb = Buffer.alloc(64 * 1024 * 1024, '<row><c><v>1</v></c></row>')
  const sheet = 'xl/worksheets/sheet1.xml'

  test('that says how far it swells is refused before it is inflated', async () => {
    await withFolder(async folder => {
      const path = join(folder, 'bomb.xlsx')
      await writeFile(path, workbook({ rows: '', more: { [sheet]: bomb } }))
      await expect(ZipParts.open(path)).rejects.toMatchObject({ code: 'import.archive-bomb' })
    })
  })

  test('that lies about its size is stopped while it is inflated', async () => {
    await withFolder(async folder => {
      const path = join(folder, 'bomb.xlsx')
      await writeFile(path, workbook({ rows: '', more: { [sheet]: { data: bomb, declaredSize: 1000 } } }))
      const parts = await ZipParts.open(path)
      const inflate = async () => {
        for await (const _ of parts.stream(sheet));
      }
      await expect(inflate()).rejects.toMatchObject({ code: 'import.archive-bomb' })
      expect(parts.inflatedBytes).toBeLessThan(1024 * 1024)
      parts.close()
    })
  })

  test.each<[string, string, Record<string, string>]>([
    ['import.file-damaged', 'cut XML', { [sheet]: '<worksheet><sheetData><row><c>' }],
    [
      'import.file-damaged',
      'entities',
      { [sheet]: '<!DOCTYPE a [<!ENTITY x "y">]><worksheet>&x;</worksheet>' },
    ],
    ['import.file-damaged', 'no relations', { 'xl/_rels/workbook.xml.rels': 'nothing' }],
    ['import.file-empty', 'no rows', { [sheet]: '<worksheet><sheetData/></worksheet>' }],
  ])('is answered %s for %s', async (code, _, more) => {
    await expect(rowsOf(workbook({ rows: '', more }))).rejects.toMatchObject({ code })
  })
})
