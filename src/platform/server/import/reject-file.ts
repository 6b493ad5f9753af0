import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Fields } from '../../import/fields.ts'
import { describeFindings, type Language, reasonHeading } from '../../import/findings.ts'
import type { FindingWords } from '../../import/kind.ts'
import type { CellRow } from './export-cells.ts'
import { exportCsv } from './export-csv.ts'
import { exportXlsx } from './export-xlsx.ts'
import type { RejectSpool } from './reject-spool.ts'

export interface RejectFileLook {
  readonly format: 'csv' | 'xlsx'
  readonly headings: readonly string[]
  readonly language: Language
  readonly fields: Fields
  readonly findings?: FindingWords
}

/** The refused rows as they came, with the reason in a last column: corrected, the file can be imported as it is. */
export async function writeRejectFile(spool: RejectSpool, path: string, look: RejectFileLook): Promise<void> {
  const headings = [...look.headings, reasonHeading[look.language]]
  const rows = rejectRows(spool, look)
  const stream = look.format === 'csv' ? exportCsv(headings, rows) : exportXlsx(headings, rows)
  await pipeline(stream, createWriteStream(path))
}

async function* rejectRows(spool: RejectSpool, look: RejectFileLook): AsyncGenerator<CellRow> {
  const { headings, language, fields, findings } = look
  for await (const { cells, reasons } of spool.rejects()) {
    const words = describeFindings(reasons, language, fields, findings)
    yield [...headings.map((_, index) => cells[index] ?? ''), words]
  }
}
