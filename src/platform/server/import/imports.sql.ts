import { type SqlBool, sql } from 'kysely'
import type {
  ImportCounts,
  ImportInspection,
  ImportKindName,
  ImportMapping,
  ImportPreview,
  ImportResult,
} from '../../import/import.contract.ts'
import type { ImportState } from '../../import/imports.contract.ts'
import type { Tx } from '../database/connect.ts'
import type { Checkpoint } from './engine.ts'
import type { TableOptions } from './table-file.ts'

export interface ImportRow {
  readonly id: string
  readonly dealerId: string
  readonly kind: ImportKindName
  readonly fileId: string
  readonly fileName: string
  readonly state: ImportState
  readonly options: TableOptions
  readonly inspection: ImportInspection
  readonly mapping: ImportMapping
  readonly choices: readonly string[]
  readonly rowsTotal: number | null
  readonly rowsDone: number
  readonly counts: ImportCounts
  readonly preview: ImportPreview | null
  readonly result: ImportResult | null
  readonly problem: StoredProblem | null
  readonly checkpoint: Checkpoint | null
  readonly rejectFileId: string | null
  readonly cancelRequested: boolean
  readonly fileExpiresAt: string | null
  readonly createdBy: string
  readonly createdByName: string
  readonly createdAt: string
  readonly finishedAt: string | null
  readonly version: number
}

export interface StoredProblem {
  readonly code: string
  readonly extensions: Readonly<Record<string, unknown>>
}

const columns = sql`i.id, i.dealer_id as "dealerId", i.kind, i.file_id as "fileId", i.file_name as "fileName", i.state,
  i.options, i.inspection, i.mapping, i.choices, i.rows_total as "rowsTotal", i.rows_done as "rowsDone",
  jsonb_build_object('rows', i.rows_done, 'new', i.rows_new, 'updated', i.rows_updated, 'unchanged', i.rows_unchanged,
    'refused', i.rows_refused, 'warnings', i.warnings) as counts,
  i.preview, i.result, i.problem, i.checkpoint, i.reject_file_id as "rejectFileId",
  i.cancel_requested as "cancelRequested", file.expires_at as "fileExpiresAt", i.created_by as "createdBy",
  coalesce(person.name, '') as "createdByName", i.created_at as "createdAt", i.finished_at as "finishedAt", i.version`
const from = sql`imports i
  left join files file on file.dealer_id = i.dealer_id and file.id = i.file_id
  left join staff person on person.id = i.created_by`

export async function findImport(
  tx: Tx,
  dealerIds: readonly string[],
  id: string,
): Promise<ImportRow | undefined> {
  const { rows } = await sql<ImportRow>`
    select ${columns} from ${from} where i.dealer_id = any(${dealerIds}::uuid[]) and i.id = ${id}`.execute(tx)
  return rows[0]
}

export interface AskedImports {
  readonly kind?: ImportKindName | undefined
  readonly after: string | null
  readonly limit: number
}

export async function listImports(
  tx: Tx,
  dealerIds: readonly string[],
  { kind, after, limit }: AskedImports,
): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`
    select ${columns} from ${from}
     where i.dealer_id = any(${dealerIds}::uuid[]) ${kind ? sql`and i.kind = ${kind}` : sql``}
       ${after ? sql`and i.id < ${after}::uuid` : sql``}
     order by i.id desc limit ${limit}`.execute(tx)
  return rows
}

export interface NewImport {
  readonly dealerId: string
  readonly id: string
  readonly kind: ImportKindName
  readonly fileId: string
  readonly fileName: string
  readonly options: TableOptions
  readonly inspection: ImportInspection
  readonly mapping: ImportMapping
  readonly staffId: string
  readonly now: Date
}

export async function insertImport(tx: Tx, made: NewImport): Promise<void> {
  await tx
    .insertInto('imports')
    .values({
      dealer_id: made.dealerId,
      id: made.id,
      kind: made.kind,
      file_id: made.fileId,
      file_name: made.fileName,
      state: 'uploaded',
      options: JSON.stringify(made.options),
      inspection: storable(made.inspection),
      mapping: JSON.stringify(made.mapping),
      rows_total: made.inspection.rows,
      created_by: made.staffId,
      created_at: made.now.toISOString(),
    })
    .execute()
}

interface Key {
  readonly dealerId: string
  readonly id: string
}

const atRest = sql<SqlBool>`state in ('uploaded', 'previewed', 'cancelled', 'failed')`

/** @returns the version made, or undefined when it has moved on or is under way */
export async function updateMapping(
  tx: Tx,
  { dealerId, id }: Key,
  version: number,
  mapping: ImportMapping,
): Promise<number | undefined> {
  const row = await tx
    .updateTable('imports')
    .set({
      mapping: JSON.stringify(mapping),
      state: 'uploaded',
      preview: null,
      problem: null,
      version: version + 1,
    })
    .where('dealer_id', '=', dealerId)
    .where('id', '=', id)
    .where('version', '=', version)
    .where(atRest)
    .returning('version')
    .executeTakeFirst()
  return row?.version
}

/** Begins a preview or a run from the first row.
 *  @returns the version made, or undefined when it is under way or done */
export async function startImport(
  tx: Tx,
  { dealerId, id }: Key,
  state: 'previewing' | 'running',
  mapping: ImportMapping,
  choices: readonly string[],
): Promise<number | undefined> {
  const row = await tx
    .updateTable('imports')
    .set(eb => ({
      state,
      mapping: JSON.stringify(mapping),
      choices: [...choices],
      rows_done: 0,
      ...{ rows_new: 0, rows_updated: 0, rows_unchanged: 0, rows_refused: 0, warnings: 0 },
      ...{ checkpoint: null, problem: null, result: null, finished_at: null, cancel_requested: false },
      ...(state === 'previewing' && { preview: null }),
      version: eb('version', '+', 1),
    }))
    .where('dealer_id', '=', dealerId)
    .where('id', '=', id)
    .where(atRest)
    .returning('version')
    .executeTakeFirst()
  return row?.version
}

/** @returns the version made, or undefined when nothing of it is under way */
export async function requestCancel(tx: Tx, { dealerId, id }: Key): Promise<number | undefined> {
  const row = await tx
    .updateTable('imports')
    .set(eb => ({ cancel_requested: true, version: eb('version', '+', 1) }))
    .where('dealer_id', '=', dealerId)
    .where('id', '=', id)
    .where('state', 'in', ['previewing', 'running'])
    .returning('version')
    .executeTakeFirst()
  return row?.version
}

/** @returns whether somebody asked to stop */
export async function saveProgress(tx: Tx, { dealerId, id }: Key, rowsDone: number): Promise<boolean> {
  const row = await tx
    .updateTable('imports')
    .set({ rows_done: rowsDone })
    .where('dealer_id', '=', dealerId)
    .where('id', '=', id)
    .returning('cancel_requested')
    .executeTakeFirst()
  return row?.cancel_requested ?? true
}

/** In the transaction of the batch: where the run stands, and the rows that it refused.
 *  @returns whether somebody asked to stop */
export async function saveCheckpoint(
  tx: Tx,
  { dealerId, id }: Key,
  checkpoint: Checkpoint,
  linesFrom: (firstByte: number) => Promise<Buffer>,
): Promise<boolean> {
  const { counts } = checkpoint.tally
  const { rows } = await sql<{ kept: number }>`
    select coalesce(max(first_byte + length(lines)), 0)::int as kept from import_rejects
     where dealer_id = ${dealerId} and import_id = ${id}`.execute(tx)
  const kept = rows[0]?.kept ?? 0
  if (checkpoint.rejectBytes > kept)
    await tx
      .insertInto('import_rejects')
      .values({ dealer_id: dealerId, import_id: id, first_byte: kept, lines: await linesFrom(kept) })
      .execute()
  const row = await tx
    .updateTable('imports')
    .set({
      checkpoint: JSON.stringify(checkpoint),
      rows_done: counts.rows,
      rows_new: counts.new,
      rows_updated: counts.updated,
      rows_unchanged: counts.unchanged,
      rows_refused: counts.refused,
      warnings: counts.warnings,
    })
    .where('dealer_id', '=', dealerId)
    .where('id', '=', id)
    .returning('cancel_requested')
    .executeTakeFirst()
  return row?.cancel_requested ?? true
}

/** The refused rows that committed batches left. */
export async function readRejects(tx: Tx, { dealerId, id }: Key): Promise<Buffer> {
  const rows = await tx
    .selectFrom('import_rejects')
    .select('lines')
    .where('dealer_id', '=', dealerId)
    .where('import_id', '=', id)
    .orderBy('first_byte')
    .execute()
  return Buffer.concat(rows.map(({ lines }) => lines))
}

export async function deleteRejects(tx: Tx, { dealerId, id }: Key): Promise<void> {
  await tx
    .deleteFrom('import_rejects')
    .where('dealer_id', '=', dealerId)
    .where('import_id', '=', id)
    .execute()
}

export interface Ended {
  readonly state: Exclude<ImportState, 'previewing' | 'running'>
  readonly preview?: ImportPreview
  readonly result?: ImportResult
  readonly problem?: StoredProblem
  readonly rejectFileId?: string | null
  readonly finishedAt?: Date
}

export async function endWork(tx: Tx, { dealerId, id }: Key, ended: Ended): Promise<void> {
  const { state, preview, result, problem, rejectFileId, finishedAt } = ended
  await tx
    .updateTable('imports')
    .set(eb => ({
      state,
      checkpoint: null,
      cancel_requested: false,
      ...(preview && { preview: storable(preview) }),
      ...(result && { result: storable(result) }),
      ...(problem && { problem: storable(problem) }),
      ...(rejectFileId !== undefined && { reject_file_id: rejectFileId }),
      ...(finishedAt && { finished_at: finishedAt.toISOString() }),
      version: eb('version', '+', 1),
    }))
    .where('dealer_id', '=', dealerId)
    .where('id', '=', id)
    .execute()
}

export interface UnderWay {
  readonly dealerId: string
  readonly importId: string
}

/** Imports that somebody should be working on. As the owner of the tables: they may be anywhere. */
export async function findUnderWay(owner: Tx): Promise<UnderWay[]> {
  const { rows } = await sql<UnderWay>`
    select dealer_id as "dealerId", id as "importId" from app.imports
     where state in ('previewing', 'running') order by id limit 100`.execute(owner)
  return rows
}

/** Cells as a file has them may hold what jsonb does not: NUL, and halves of a character that was cut. */
function storable(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    typeof part === 'string' ? part.replace(/\p{Surrogate}/gu, '\ufffd').replaceAll('\0', '\ufffd') : part,
  )
}
