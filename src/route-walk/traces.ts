import ExcelJS from 'exceljs'
import type { Answer } from '../testing/product-server.ts'
import { type Mark, maySee } from './sights.ts'
import type { Walker } from './walkers.ts'

/** Everything that can be read in an answer: the cells of a workbook, the inside of a cursor. */
export async function textOf(answer: Answer): Promise<string> {
  if (answer.status >= 400) return answer.text.replace(/"instance":"[^"]*"/, '') // the address it was asked at
  const type = String(answer.headers['content-type'] ?? '')
  if (type.includes('spreadsheetml')) return cellsOf(answer.raw)
  const cursor = (answer.body as { nextCursor?: string | null } | null)?.nextCursor
  return cursor ? `${answer.text} ${Buffer.from(cursor, 'base64url').toString('utf8')}` : answer.text
}

async function cellsOf(file: Buffer): Promise<string> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(file as unknown as ArrayBuffer)
  const texts: string[] = []
  for (const sheet of workbook.worksheets)
    sheet.eachRow(row => {
      row.eachCell(cell => {
        texts.push(String(cell.value))
      })
    })
  return texts.join('\n')
}

/** The marks in a text that its reader may not see; names whatever the case, as a search text has them. */
export function leaksIn(text: string, marks: readonly Mark[], reader: Walker | null): string[] {
  const lower = text.toLowerCase()
  return marks
    .filter(mark => !(reader && maySee(reader, mark)) && lower.includes(mark.text.toLowerCase()))
    .map(mark => `${mark.what} at ${mark.place} (${mark.text})`)
}

/** An answer without what differs in any two: the address it was asked at and the number of the request. */
export function comparable({ status, text, headers }: Answer): string {
  const {
    'x-request-id': _id,
    date: _date,
    'content-length': _length,
    ...kept
  } = headers as Record<string, string>
  return JSON.stringify([status, kept, text.replace(/"instance":"[^"]*"/, '"instance":""')])
}
