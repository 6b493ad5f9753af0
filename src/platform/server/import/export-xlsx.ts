import { PassThrough, type Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import excel from 'exceljs'
import { type CellRow, safeSheetCell } from './export-cells.ts'

const rowsTogether = 500

export interface SheetLook {
  readonly sheetName: string
  readonly columnWidths?: readonly number[]
}

/** A workbook of one sheet as a stream: bold headings that stay in sight, texts that cannot become formulas. */
export function exportXlsx(
  headings: readonly string[],
  rows: AsyncIterable<CellRow>,
  look: SheetLook = { sheetName: 'Sheet1' },
): Readable {
  const output = new PassThrough()
  writeWorkbook(output, headings, rows, look).catch(error => output.destroy(error))
  return output
}

async function writeWorkbook(
  output: PassThrough,
  headings: readonly string[],
  rows: AsyncIterable<CellRow>,
  { sheetName, columnWidths }: SheetLook,
): Promise<void> {
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream: output, useStyles: true })
  const sheet = workbook.addWorksheet(sheetName, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = headings.map((_, index) => ({ width: columnWidths?.[index] ?? 16 }))
  const first = sheet.addRow(headings.map(safeSheetCell))
  first.font = { bold: true }
  first.commit()
  let count = 0
  for await (const row of rows) {
    if (output.destroyed) return // the reader has gone
    sheet.addRow(row.map(safeSheetCell)).commit()
    if (++count % rowsTogether === 0) await drained(output)
  }
  sheet.commit()
  await workbook.commit()
}

/** The writer of exceljs does not wait for its reader: this does. */
async function drained(output: PassThrough): Promise<void> {
  do await setImmediate()
  while (output.writableNeedDrain && !output.destroyed)
}
