import type { Fields } from '../../import/fields.ts'
import { isReasonHeading } from '../../import/findings.ts'
import { headingScore } from '../../import/guess.ts'
import type { RawRow } from '../../import/row.ts'
import { problem } from '../../problem.ts'
import { columnsMax, type TableFile } from './table-file.ts'

/** The row of headings, and the columns under it: without the reasons that a reject file of ours ends with. */
export interface HeadingRow {
  readonly row: number
  readonly headings: readonly string[]
  readonly width: number // cells of a whole row, the reasons included
}

const rowsSearched = 15
// biome-ignore lint/suspicious/noControlCharactersInRegex: a heading that holds one is no text
const controlCharacter = /[\u0000-\u0008\u000e-\u001f]/

/** Above the headings there may be a title or a date: the heading row is the one that names most of the fields, or
 *  else the first with more than one cell.
 *  @throws import.file-empty, import.too-many-columns */
export async function readHeadingRow(table: TableFile, fields: Fields): Promise<HeadingRow> {
  const rows = await firstRows(table)
  const [first] = rows
  if (!first) throw problem('import.file-empty')
  const fallback = rows.find(({ cells }) => cells.filter(cell => cell.trim() !== '').length > 1) ?? first
  let best = { row: fallback, named: 0 }
  for (const row of rows) {
    const named = fieldsNamed(row.cells, fields)
    if (named > best.named) best = { row, named }
  }
  return headingRow(best.row)
}

async function firstRows(table: TableFile): Promise<RawRow[]> {
  const found: RawRow[] = []
  for await (const rows of table.rows()) {
    found.push(...rows.slice(0, rowsSearched - found.length))
    if (found.length === rowsSearched) break
  }
  return found
}

/** How many fields these cells are headings of. */
export function fieldsNamed(cells: readonly string[], fields: Fields): number {
  if (cells.length > columnsMax) return 0
  const named = Object.entries(fields).filter(([name, field]) =>
    cells.some(cell => cell.length < 100 && headingScore(cell, name, field) === 1),
  )
  return named.length
}

function headingRow({ row, cells }: RawRow): HeadingRow {
  const headings = cells.map(cell => cell.trim().slice(0, 200))
  if (headings.some(heading => controlCharacter.test(heading)))
    throw problem('import.file-format', { found: 'binary data' })
  while (headings.length > 0 && headings.at(-1) === '') headings.pop()
  if (headings.length > columnsMax)
    throw problem('import.too-many-columns', { limit: columnsMax, found: headings.length })
  const width = headings.length
  if (isReasonHeading(headings.at(-1) ?? '')) headings.pop()
  return { row, headings, width }
}
