import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defineFields } from '../../import/fields.ts'
import { Problem } from '../../problem.ts'
import { inspectFile, settledMapping } from './file-import.ts'
import type { TableOptions } from './table-file.ts'
import { withFolder } from './testing/temporary-files.ts'
import { textRow, workbook } from './testing/workbooks.ts'

const text = { type: 'text', label: { zh: '', en: '' }, example: '' } as const
const fields = defineFields({
  make: { ...text, headings: ['品牌'] },
  model: { ...text, headings: ['车系'] },
  receivedOn: { ...text, type: 'date', headings: ['received'] },
})

function opened(content: Buffer | string, options: TableOptions = {}) {
  return withFolder(async folder => {
    const path = join(folder, 'file')
    await writeFile(path, content)
    const { table, inspection } = await inspectFile(path, fields, options)
    await table.close()
    return { inspection, settle: () => settledMapping(fields, inspection, {}, null) }
  })
}

async function problemOf(work: () => unknown): Promise<unknown> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, ...error.extensions }
    throw error
  }
  return null
}

test('of several sheets the one that names the fields is read, unless another is named', async () => {
  const relations =
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>'
  const sheets =
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="说明" sheetId="1" r:id="rId2"/><sheet name="库存" sheetId="2" r:id="rId1"/></sheets></workbook>'
  const rows = textRow(1, ['品牌', '车系']) + textRow(2, ['星途', '揽月'])
  const more = { 'xl/workbook.xml': sheets, 'xl/_rels/workbook.xml.rels': relations }
  const book = workbook({ rows, more })
  expect((await opened(book)).inspection).toMatchObject({ sheet: '库存', sheets: ['说明', '库存'], rows: 1 })
  expect((await opened(book, { sheet: '说明' })).inspection.sheet).toBe('说明')
})

test.each([
  ['HTML that is called a table', '\ufeff\n <!doctype html><table><tr><td>make', 'HTML'],
  ['JSON', '[{"make":"VW"}]', 'JSON'],
  ['bytes that are no text', Buffer.from('make\u0001,model\nVW,Golf\n'), 'binary data'],
])('%s is refused as what it is', async (_name, content, found) => {
  expect(await problemOf(() => opened(content))).toMatchObject({ code: 'import.file-format', found })
})

test('a file without a heading that is known is asked about, not refused row by row', async () => {
  const { settle } = await opened('VW,Golf,2015\nVW,Polo,2016\n')
  expect(await problemOf(settle)).toMatchObject({
    code: 'import.column-missing',
    fields: 'make, model, receivedOn',
    columns: 'VW, Golf, 2015',
  })
})

test('a column of dates in two orders is asked about, though no single date can be read in both', async () => {
  const { settle } = await opened('make,received\nVW,13/1/2024\nVW,1/20/2024\n')
  expect(await problemOf(settle)).toMatchObject({
    code: 'import.date-order-ambiguous',
    sample: '13/1/2024 / 1/20/2024',
    readings: 'dmy → 2024-01-13, mdy → 2024-01-20',
  })
})
