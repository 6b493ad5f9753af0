import type { Fields } from '../../import/fields.ts'
import type {
  ImportInspection,
  ImportMapping,
  ImportPreview,
  PreviewRow,
  RowOutcome,
} from '../../import/import.contract.ts'
import { confirmedMapping, type MappingChoices, proposedMapping, withChoices } from '../../import/mapping.ts'
import { Problem } from '../../problem.ts'
import { type ImportRun, runImport } from './engine.ts'
import { fieldsNamed, type HeadingRow, readHeadingRow } from './headings-row.ts'
import { inspectTable } from './inspect.ts'
import { openTable, type TableFile, type TableOptions } from './table-file.ts'

/** A file that was looked at: what it holds, and how it would be read. Close its table when done. */
export interface InspectedFile {
  readonly table: TableFile
  readonly heading: HeadingRow
  readonly inspection: ImportInspection
}

/** A workbook may have hundreds, each of which costs a look. */
const sheetsTried = 12

/** Opens a file and reads it once, for its rows, columns and what must be asked. */
export async function inspectFile(
  path: string,
  fields: Fields,
  options: TableOptions = {},
  signal?: AbortSignal,
): Promise<InspectedFile> {
  const table = await openFittingTable(path, fields, options)
  try {
    const inspection = await inspectTable(table, fields, signal)
    return { table, inspection, heading: await readHeadingRow(table, fields) }
  } catch (error) {
    await table.close()
    throw error
  }
}

/** Of a workbook with several sheets, unless one is named: the first whose headings name the most fields. A sheet of
 *  explanations often stands before the list. */
async function openFittingTable(path: string, fields: Fields, options: TableOptions): Promise<TableFile> {
  const first = await openTable(path, options)
  if (options.sheet !== undefined || first.sheets.length < 2) return first
  let best = { table: first, named: await namedFields(first, fields) }
  for (const sheet of first.sheets.slice(0, sheetsTried)) {
    if (sheet === first.sheet) continue
    const table = await openTable(path, { ...options, sheet })
    const named = await namedFields(table, fields)
    if (named > best.named) {
      await best.table.close()
      best = { table, named }
    } else await table.close()
  }
  return best.table
}

async function namedFields(table: TableFile, fields: Fields): Promise<number> {
  try {
    const { headings } = await readHeadingRow(table, fields)
    return fieldsNamed(headings, fields)
  } catch (error) {
    if (error instanceof Problem) return 0 // an empty sheet, for one
    throw error
  }
}

/** The mapping a command runs with: the guess or what was remembered, under what the user says.
 *  @throws the problems of `withChoices` and `confirmedMapping` when something must be asked */
export function settledMapping(
  fields: Fields,
  inspection: ImportInspection,
  choices: MappingChoices,
  remembered: ImportMapping | null,
): ImportMapping {
  const proposal = proposedMapping(inspection, remembered)
  return confirmedMapping(fields, inspection, withChoices(fields, inspection, proposal, choices))
}

const rowsShown: Readonly<Record<RowOutcome, number>> = { new: 10, updated: 10, unchanged: 5, refused: 25 }

/** What a run would do, with some rows of each outcome to look at. */
export async function previewImport<F extends Fields, Change, Tx, Context>(
  run: Omit<ImportRun<F, Change, Tx, Context>, 'dryRun' | 'onRow'>,
): Promise<ImportPreview> {
  const rows: PreviewRow[] = []
  const shown = { new: 0, updated: 0, unchanged: 0, refused: 0 }
  const result = await runImport({
    ...run,
    dryRun: true,
    onRow: row => {
      if (shown[row.outcome]++ >= rowsShown[row.outcome]) return
      const cells = row.cells.map(cell => cell.slice(0, 200))
      rows.push({ ...row, cells, reasons: [...row.reasons], warnings: [...row.warnings] })
    },
  })
  return { result, rows }
}
