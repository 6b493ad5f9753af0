import type { RawRow } from '../../../import/row.ts'
import { problem } from '../../../problem.ts'
import { rowsMax, type TableFile, type TableOptions } from '../table-file.ts'
import { type Merge, MergeFiller, readMerges } from './merges.ts'
import { readSharedStrings } from './shared-strings.ts'
import { type SheetContext, SheetRows } from './sheet-rows.ts'
import { readDateStyles } from './styles.ts'
import { readWorkbook, type Sheet, type Workbook } from './workbook.ts'
import { readXml } from './xml.ts'
import { ZipParts } from './zip-parts.ts'

/** Opens one sheet of a workbook: the one named, or the first visible one that is not empty. */
export async function openXlsx(path: string, options: TableOptions): Promise<TableFile> {
  const parts = await ZipParts.open(path)
  try {
    return await openSheet(parts, options)
  } catch (error) {
    parts.close()
    throw error
  }
}

async function openSheet(parts: ZipParts, options: TableOptions): Promise<TableFile> {
  if (!parts.has('xl/workbook.xml')) throw problem('import.file-format', { found: otherArchive(parts) })
  const workbook = await readWorkbook(parts)
  const [sharedStrings, dateStyles] = [await readSharedStrings(parts), await readDateStyles(parts)]
  const context: SheetContext = { sharedStrings, dateStyles, date1904: workbook.date1904 }
  const sheet = await chosenSheet(parts, workbook, context, options.sheet)
  let merges: Merge[] | null = null
  return {
    format: 'xlsx',
    encoding: null,
    delimiter: null,
    sheet: sheet.name,
    sheets: workbook.sheets.filter(({ hidden }) => !hidden).map(({ name }) => name),
    date1904: workbook.date1904,
    async *rows({ width = 0, signal } = {}) {
      merges ??= await readMerges(parts.stream(sheet.part, signal))
      const filler = new MergeFiller(merges)
      let count = 0
      for await (const rows of sheetRows(parts, sheet, context, signal)) {
        count += rows.length
        if (count > rowsMax) throw problem('import.too-many-rows', { limit: rowsMax })
        yield rows.map(row => padded(filler.fill(row), width))
      }
    },
    close: async () => parts.close(),
  }
}

async function* sheetRows(
  parts: ZipParts,
  { part }: Sheet,
  context: SheetContext,
  signal?: AbortSignal,
): AsyncGenerator<RawRow[]> {
  const handler = new SheetRows(context)
  for await (const _ of readXml(part, parts.stream(part, signal), handler)) {
    const rows = handler.take()
    if (rows.length > 0) yield rows
  }
}

async function chosenSheet(
  parts: ZipParts,
  { sheets }: Workbook,
  context: SheetContext,
  wanted: string | undefined,
): Promise<Sheet> {
  if (wanted !== undefined) {
    const found = sheets.find(({ name }) => name === wanted)
    const names = sheets.map(({ name }) => name).join(', ')
    if (!found) throw problem('import.sheet-unknown', { sheet: wanted, sheets: names })
    return found
  }
  for (const sheet of sheets.filter(({ hidden }) => !hidden))
    for await (const _ of sheetRows(parts, sheet, context)) return sheet
  throw problem('import.file-empty')
}

/** A sheet leaves out what is empty at the end of a row. */
function padded(row: RawRow, width: number): RawRow {
  if (row.cells.length >= width) return row
  return { ...row, cells: [...row.cells, ...Array<string>(width - row.cells.length).fill('')] }
}

function otherArchive(parts: ZipParts): string {
  if (parts.has('xl/workbook.bin')) return 'XLSB'
  if (parts.has('word/document.xml')) return 'DOCX'
  return parts.has('content.xml') ? 'ODS' : 'ZIP'
}
