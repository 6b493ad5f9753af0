import { sql } from 'kysely'
import type {
  Finding,
  ImportMapping,
  ImportPreview,
  ImportProgress,
  ImportResult,
} from '../../import/import.contract.ts'
import type { FindingWords } from '../../import/kind.ts'
import { Problem } from '../../problem.ts'
import type { Database, Tx } from '../database/connect.ts'
import { inScope } from '../database/in-scope.ts'
import { RowsMoved } from '../database/set-writes.ts'
import type { ProblemBook } from '../http/problem-answers.ts'
import { type Checkpoint, runImport } from './engine.ts'
import { type InspectedFile, previewImport } from './file-import.ts'
import { type AnyImportKind, type ImportContext, readingDefaults } from './import-context.ts'
import { problemWords } from './problem-words.ts'
import type { RejectSpool } from './reject-spool.ts'

/** A file that was looked at and mapped, and the store it goes into. */
export interface FileRun {
  readonly kind: AnyImportKind
  readonly context: ImportContext
  /** of the runtime role: a run sees no more than a person of that store */
  readonly database: Database
  readonly book: ProblemBook
  readonly file: InspectedFile
  readonly mapping: ImportMapping
  readonly rejects: RejectSpool
  readonly signal?: AbortSignal
  readonly resume?: Checkpoint
  readonly saveCheckpoint?: (tx: Tx, checkpoint: Checkpoint) => Promise<void>
  readonly onProgress?: (progress: ImportProgress) => void
}

export function runFile(run: FileRun): Promise<ImportResult> {
  return runImport({ ...engineRun(run), dryRun: false })
}

export function previewFile(run: FileRun): Promise<ImportPreview> {
  return previewImport(engineRun(run))
}

/** The words of everything that a run of this kind may say about a row. */
export function wordsOf(kind: AnyImportKind, { catalogue }: ProblemBook): FindingWords {
  return { ...problemWords(catalogue), ...storageWords, ...kind.findings }
}

const storageWords: FindingWords = {
  'not-storable': { zh: '与已有数据冲突（{rule}）', en: 'contradicts what is stored ({rule})' },
}

function engineRun(run: FileRun) {
  const { kind, context, database, file, mapping, rejects, signal, resume, saveCheckpoint, onProgress } = run
  const wall = { dealers: [context.dealerId], staffId: context.staffId }
  return {
    ...{ context, mapping, rejects },
    kind: plannedAfresh(kind),
    table: file.table,
    heading: file.heading,
    defaults: readingDefaults(context),
    rowsTotal: file.inspection.rows,
    transact: <T>(work: (tx: Tx) => Promise<T>) => triedAgain(() => inScope(database, wall, work)),
    refusalOf: (error: unknown) => refusalOf(run.book, error),
    ...(signal && { signal }),
    ...(resume && { resume }),
    ...(saveCheckpoint && { saveCheckpoint }),
    ...(onProgress && { onProgress }),
  }
}

/** A plan that was made while a table was empty would be kept while an import fills it, so each batch looks up by
 *  plans for what is there now. Its writes do not: the foreign keys would be planned anew for every row. */
function plannedAfresh(kind: AnyImportKind): AnyImportKind {
  return {
    ...kind,
    plan: async (tx, context, rows) => {
      await sql`set local plan_cache_mode = force_custom_plan`.execute(tx)
      const planned = await kind.plan(tx, context, rows)
      await sql`set local plan_cache_mode = auto`.execute(tx)
      return planned
    },
  }
}

const attemptsMax = 5

/** A batch that met somebody else's work is planned anew on what is there now. */
async function triedAgain<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === attemptsMax || !isPassing(error)) throw error
    }
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof RowsMoved || /^40(001|P01)$/.test(String((error as { code?: unknown })?.code))
}

/** What an error means for the row that caused it; null when it is not the row's fault. */
function refusalOf({ catalogue, constraints }: ProblemBook, error: unknown): Finding | null {
  if (error instanceof Problem) {
    const status = catalogue[error.code]?.status ?? 500
    return status < 500 ? findingOf(error) : null
  }
  const { code, constraint, detail } = error as { code?: unknown; constraint?: string; detail?: string }
  if (typeof code !== 'string' || !/^2[23]/.test(code)) return null
  const meant = constraint && constraints[constraint]?.(detail ?? '')
  return meant ? findingOf(meant) : { code: 'not-storable', params: { rule: constraint ?? code } }
}

function findingOf({ code, extensions }: Problem): Finding {
  const { field, ...facts } = extensions
  const params = Object.entries(facts).filter(
    ([, value]) => typeof value === 'string' || typeof value === 'number',
  )
  return {
    code,
    ...(typeof field === 'string' && { field }),
    params: Object.fromEntries(params) as Record<string, string | number>,
  }
}
