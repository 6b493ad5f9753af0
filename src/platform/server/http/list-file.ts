import { plainAmount } from '../../money.ts'
import type { Noun } from '../../permissions.ts'
import type { Actor } from '../actor.ts'
import { insertAudit } from '../audit.sql.ts'
import type { Tx } from '../database/connect.ts'
import { inScope } from '../database/in-scope.ts'
import type { Cell, CellRow } from '../import/export-cells.ts'
import { exportCsv } from '../import/export-csv.ts'
import { exportXlsx } from '../import/export-xlsx.ts'
import type { Position } from '../page.ts'
import { walled } from '../scope.ts'
import { type Call, dealersNamedMax } from './route.ts'
import type { Download } from './wire.ts'

/** A filtered list as a file of one heading row. */
export interface ListFile<Row> {
  readonly noun: Noun
  readonly format: 'csv' | 'xlsx'
  /** without its ending */
  readonly fileName: string
  readonly headings: readonly string[]
  readonly cells: (row: Row) => CellRow
  /** the next rows after a position, at most so many; each page is a scoped transaction of its own */
  readonly read: (tx: Tx, after: Position | null, limit: number) => Promise<readonly Row[]>
  readonly at: (row: Row) => Position
  /** codes and ids of what was asked for, for the log */
  readonly facts: Record<string, unknown>
}

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Logs the export, then streams it: the rows are read while the file is sent. */
export async function sendList<C, Row>(call: Call<C>, file: ListFile<Row>): Promise<Download> {
  await logExport(call, file)
  const rows = cellsOf(call, file)
  return {
    fileName: `${file.fileName}.${file.format}`,
    mediaType: mediaTypes[file.format],
    content:
      file.format === 'csv'
        ? exportCsv(file.headings, rows)
        : exportXlsx(file.headings, rows, { sheetName: file.fileName.slice(0, 31) }),
  }
}

/** Money as a number that a spreadsheet can add up. */
export function moneyCell(amountMinor: number | null, currency: string): Cell {
  return amountMinor === null ? null : Number(plainAmount(amountMinor, currency))
}

/** In the request's own transaction; the reading role of a wide scope may not write, so there in another. */
async function logExport<C, Row>(call: Call<C>, file: ListFile<Row>): Promise<void> {
  const { services, actor, scope, now, newId, requestId } = call
  const dealers = walled(scope)
  const dealerId = dealers.includes(actor.organisationId) ? actor.organisationId : dealers[0]
  if (!dealerId) throw new Error('an export without a store')
  const line = {
    dealerId,
    id: newId(),
    at: now,
    staffId: isPerson(actor) ? actor.staffId : null,
    apiKeyId: actor.apiKeyId,
    verb: 'exported',
    noun: file.noun,
    requestId,
    facts: { ...file.facts, format: file.format, ...(!isPerson(actor) && { by: 'command-line' }) },
  }
  if (dealers.length <= dealersNamedMax) return insertAudit(call.tx, line)
  return inScope(services.app, { dealers: [dealerId], staffId: actor.staffId }, tx => insertAudit(tx, line))
}

/** The operator at the command line has neither a session nor a key. */
function isPerson({ sessionId, apiKeyId }: Actor): boolean {
  return sessionId !== null || apiKeyId !== null
}

const rowsPerPage = 500

async function* cellsOf<C, Row>({ services, scope }: Call<C>, file: ListFile<Row>): AsyncGenerator<CellRow> {
  const dealers = walled(scope)
  const isWide = dealers.length > dealersNamedMax
  const wall = { dealers: isWide ? [] : dealers, staffId: scope.staffId }
  let after: Position | null = null
  do {
    const from: Position | null = after
    const rows: readonly Row[] = await inScope(isWide ? services.reader : services.app, wall, tx =>
      file.read(tx, from, rowsPerPage),
    )
    for (const row of rows) yield file.cells(row)
    const last: Row | undefined = rows.at(-1)
    after = last && rows.length === rowsPerPage ? file.at(last) : null
  } while (after)
}
