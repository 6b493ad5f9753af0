import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { CsvRecords } from './csv-records.ts'
import { sniffDelimiter } from './delimiter.ts'
import { openTable } from './table-file.ts'
import { rowsOf, withFolder } from './testing/temporary-files.ts'

const cellsOf = async (content: Buffer | string, width?: number) =>
  (await rowsOf(content, { width })).map(row => row.cells)

describe('the encoding of a table', () => {
  const text = '车架号,车型,售价\r\nLRWYGDFD3PC939701,帕萨特,"226,000"\r\n'
  const rows = [
    ['车架号', '车型', '售价'],
    ['LRWYGDFD3PC939701', '帕萨特', '226,000'],
  ]

  test.each(['utf-8', 'utf-16le', 'utf-16be', 'gbk', 'gb18030'])(
    '%s is detected by its bytes',
    async encoding => {
      expect(await cellsOf(iconv.encode(text, encoding))).toEqual(rows)
      expect(await cellsOf(iconv.encode(text, encoding, { addBOM: true }))).toEqual(rows)
    },
  )

  test('of Western letters is not taken for Chinese', async () => {
    const western = 'name,city\nRenée Müller,Zürich\nJosé,São Paulo\n'
    expect(await cellsOf(iconv.encode(western, 'windows-1252'))).toContainEqual(['Renée Müller', 'Zürich'])
  })

  test('is told by a single name at the end of a long file', async () => {
    const content = `name\n${'abc\n'.repeat(200_000)}王小明\n`
    const cells = await cellsOf(iconv.encode(content, 'gbk'))
    expect(cells.at(-1)).toEqual(['王小明'])
    expect(cells).toHaveLength(200_002)
  })

  test('with one broken byte stays UTF-8, and the cell says so', async () => {
    const content = Buffer.concat([
      Buffer.from('品牌\n大众\n奥迪'),
      Buffer.from([0xff]),
      Buffer.from('\n宝马\n'),
    ])
    expect(await cellsOf(content)).toEqual([['品牌'], ['大众'], ['奥迪\ufffd'], ['宝马']])
  })
})

test.each([
  ['a,b,c\n1,2,3\n', ','],
  ['a;b;c\n1,5;2;3\n1,7;2;3\n', ';'],
  ['a\tb\n1\t2\n', '\t'],
  ['a|b\n"1|2"|3\n', '|'],
  ['sep=;\na,b;c\n', ';'],
  ['name\nLi\n', ','],
  ['"a;b","c;d"\n"e;f","g;h"\n', ','],
])('%j is parted by %j', (sample, delimiter) => {
  expect(sniffDelimiter(sample)).toBe(delimiter)
})

describe('the rows of a text table', () => {
  test('are numbered as a spreadsheet does, blank ones counted and left out', async () => {
    const rows = await rowsOf('sep=;\r\na;b\r\n\r\n"x\ny";2\r\n;\r\n3;4')
    expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [1, 'a', 'b'],
      [3, 'x\ny', '2'],
      [5, '3', '4'],
    ])
  })

  test('end with any line end, mixed in one file', async () => {
    expect(await cellsOf('a,b\r\n1,2\n3,4\r5,6')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ])
  })

  test('survive any content, in chunks cut anywhere', async () => {
    const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('"', 'a"b', 'x\ny', ',', "'"))
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 })
    const readable = table.filter(rows => rows.every(row => row.every(text => !/[\r\ufeff]|^'/.test(text))))
    await fc.assert(
      fc.asyncProperty(readable, fc.integer({ min: 1, max: 50 }), async (rows, step) => {
        const bytes = Buffer.from(stringify(rows, { quoted: true }))
        const records = new CsvRecords(',', 3)
        const found = []
        for (let at = 0; at < bytes.length; at += step)
          found.push(...(await records.push(bytes.subarray(at, at + step))))
        found.push(...(await records.end()))
        expect(found.map(({ cells }) => cells)).toEqual(rows)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a quote that is not closed', () => {
  test('costs its own row and no other', async () => {
    const rows = await rowsOf('a,b\n1,"open\n2,x\n3,"fine"\n4,y\n', { width: 2 })
    expect(rows.map(({ row, cells, faults }) => [row, cells[0], faults?.[0]?.finding.code])).toEqual([
      [1, 'a', undefined],
      [2, '1', 'quote-not-closed'],
      [3, '2', undefined],
      [4, '3', undefined],
      [5, '4', undefined],
    ])
  })

  test('at the end of the file costs its own row', async () => {
    const rows = await rowsOf('a,b\n1,"open\n2,x\n3,y', { width: 2 })
    expect(rows.map(({ cells, faults }) => [cells[0], faults?.length ?? 0])).toEqual([
      ['a', 0],
      ['1', 1],
      ['2', 0],
      ['3', 0],
    ])
  })

  test('before a megabyte of rows costs its own row', async () => {
    const many = Array.from({ length: 300_000 }, (_, index) => `${index},row\n`).join('')
    const rows = await rowsOf(`a,b\nbad,"open\n${many}`, { width: 2 })
    expect(rows).toHaveLength(300_002)
    expect(rows.filter(({ faults }) => faults)).toHaveLength(1)
    expect(rows.at(-1)).toEqual({ row: 300_002, cells: ['299999', 'row'] })
  })

  test('in row after row is a problem of the file', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, index) => `${index},"open\n${'x'.repeat(3)},y,z\n${index},q"q\n`,
    ).join('')
    await expect(rowsOf(`a,b\n${rows}`, { width: 2 })).rejects.toMatchObject({ code: 'import.quotes-broken' })
  })
})

test('a line of millions of characters is one bad row', async () => {
  const rows = await rowsOf(`a,b\n1,${'x'.repeat(5_000_000)}\n2,y\n`, { width: 2 })
  expect(rows[1]?.faults).toEqual([{ finding: { code: 'row-too-long', params: { max: 2 * 1024 * 1024 } } }])
  expect(rows[2]).toEqual({ row: 3, cells: ['2', 'y'] })
})

test('a line of a million characters is kept whole', async () => {
  const rows = await rowsOf(`a,b\n1,${'x'.repeat(1_000_000)}\n2,y\n`, { width: 2 })
  expect(rows[1]?.cells[1]).toHaveLength(1_000_000)
})

test.each([
  ['import.file-empty', Buffer.alloc(0)],
  ['import.file-format', Buffer.from('d0cf11e0a1b11ae1aa', 'hex')],
  ['import.file-format', Buffer.from('%PDF-1.7')],
  ['import.file-damaged', Buffer.from('504b030400000000', 'hex')],
  ['import.file-too-large', Buffer.alloc(50 * 1024 * 1024 + 1)],
])('%s is answered to what is no table', async (code, content) => {
  await withFolder(async folder => {
    const path = join(folder, 'file')
    await writeFile(path, content)
    await expect(openTable(path)).rejects.toMatchObject({ code })
  })
})
