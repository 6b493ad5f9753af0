import type { Fields, RowOf } from '../../import/fields.ts'
import type {
  Finding,
  ImportMapping,
  ImportProgress,
  ImportResult,
  RowOutcome,
} from '../../import/import.contract.ts'
import type { ImportKind, KeyedRow, Planned, PlannedChange } from '../../import/kind.ts'
import { type ParsedRow, type RawRow, rowParser } from '../../import/row.ts'
import { type ReadingDefaults, readingSettings } from '../../import/values.ts'
import type { HeadingRow } from './headings-row.ts'
import { dataRows } from './inspect.ts'
import type { RejectSpool } from './reject-spool.ts'
import { type Remembered, RunMemory } from './run-memory.ts'
import type { TableFile } from './table-file.ts'
import { addToTally, newTally, type Tally } from './tally.ts'

/** Where a run stands after a batch: stored in the batch's own transaction, it lets a later process go on. */
export interface Checkpoint {
  readonly row: number // the last one done
  readonly tally: Tally
  readonly rejectBytes: number
}

export interface ImportRun<F extends Fields, Change, Tx, Context> {
  readonly kind: ImportKind<F, Change, Tx, Context>
  readonly context: Context
  readonly table: TableFile
  readonly heading: HeadingRow
  readonly mapping: ImportMapping // confirmed
  readonly defaults: ReadingDefaults
  /** Plans every row and writes none. The same code decides, so the counts are those of the real run. */
  readonly dryRun: boolean
  readonly rejects: RejectSpool
  readonly transact: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** The finding that an error thrown by the kind means for its row; null when it is not the row's fault. */
  readonly refusalOf: (error: unknown) => Finding | null
  readonly batchSize?: number // default 1 000
  readonly rowsTotal?: number
  readonly resume?: Checkpoint
  readonly signal?: AbortSignal // asked between batches: what is committed stays
  readonly saveCheckpoint?: (tx: Tx, checkpoint: Checkpoint) => Promise<void>
  readonly onProgress?: (progress: ImportProgress) => void
  readonly onRow?: (row: FinishedRow) => void
}

export interface FinishedRow {
  readonly row: number
  readonly cells: readonly string[]
  readonly outcome: RowOutcome
  readonly reasons: readonly Finding[]
  readonly warnings: readonly Finding[]
}

/** Imports a file batch by batch, each in one transaction. Good rows go in, refused ones to the spool; importing
 *  the same file again finds every row as it left it. */
export async function runImport<F extends Fields, Change, Tx, Context>(
  run: ImportRun<F, Change, Tx, Context>,
): Promise<ImportResult> {
  const engine = new Engine(run)
  const cancelled = await engine.work()
  const { counts, findings } = engine.tally
  return { ...counts, dryRun: run.dryRun, cancelled, findings, rejectFile: null }
}

/** One piece of work at a time; its error waits for whoever asks next. */
class Queue {
  private working: Promise<void> = Promise.resolve()

  start(work: () => Promise<void>): void {
    this.working = work()
    this.working.catch(() => undefined) // handed on by idle()
  }

  idle(): Promise<void> {
    return this.working
  }
}

/** The transaction of a batch was rolled back; `cause` says why. */
class BatchFailed extends Error {
  constructor(override readonly cause: unknown) {
    super('the batch was rolled back')
  }
}

/** A row on its way: refused already, a repetition, or to be planned. */
interface Entry<Row> {
  readonly parsed: ParsedRow<Row>
  readonly warnings: readonly Finding[]
  readonly remembered: Exclude<Remembered, { is: 'contradiction' }> | null
  refused: readonly Finding[] | null
}

class Engine<F extends Fields, Change, Tx, Context> {
  tally: Tally
  private readonly parse: (raw: RawRow) => ParsedRow<RowOf<F>>
  private readonly memory: RunMemory
  private readonly doneBefore: number

  constructor(private readonly run: ImportRun<F, Change, Tx, Context>) {
    const { kind, mapping, heading, table, defaults, resume } = run
    const settings = readingSettings(mapping, defaults, table.date1904)
    this.parse = rowParser(kind.fields, mapping, table.format === 'csv' ? heading.width : null, settings)
    this.memory = new RunMemory(heading.headings)
    this.tally = resume ? structuredClone(resume.tally) : newTally()
    this.doneBefore = resume?.row ?? 0
  }

  /** Reads on while the batch before is written.
   *  @returns whether it was cancelled */
  async work(): Promise<boolean> {
    const refusedBefore = await this.refusedBefore()
    const writing = new Queue()
    let batch: Entry<RowOf<F>>[] = []
    const write = async () => {
      await writing.idle()
      if (this.run.signal?.aborted) return false
      const full = batch
      batch = []
      writing.start(() => this.commit(full))
      return true
    }
    try {
      for await (const rows of dataRows(this.run.table, this.run.heading)) {
        for (const raw of rows) {
          const entry = this.enter(raw)
          if (raw.row <= this.doneBefore) settleEarlier(entry, refusedBefore)
          else batch.push(entry)
          if (batch.length === (this.run.batchSize ?? 1000) && !(await write())) return true
        }
      }
      if (batch.length > 0 && !(await write())) return true
    } finally {
      await writing.idle()
    }
    return false
  }

  private async refusedBefore(): Promise<Map<number, readonly Finding[]>> {
    const refused = new Map<number, readonly Finding[]>()
    if (this.run.resume)
      for await (const { row, reasons } of this.run.rejects.rejects()) refused.set(row, reasons)
    return refused
  }

  private enter(raw: RawRow): Entry<RowOf<F>> {
    const { kind, context, heading } = this.run
    const cells = raw.cells.slice(0, heading.headings.length)
    const parsed = { ...this.parse(raw), cells }
    if (!parsed.values)
      return { parsed, warnings: parsed.warnings, remembered: null, refused: parsed.reasons }
    const { reasons = [], warnings = [] } = kind.check?.(parsed.values, context) ?? {}
    const all = [...parsed.warnings, ...warnings]
    if (reasons.length > 0) return { parsed, warnings: all, remembered: null, refused: reasons }
    const remembered = this.memory.remember(raw.row, cells, kind.identify(parsed.values, context))
    if (remembered.is === 'contradiction')
      return { parsed, warnings: all, remembered: null, refused: [remembered.reason] }
    return { parsed, warnings: all, remembered, refused: null }
  }

  /** A row that the database refuses takes its batch with it, so the batch is halved until that row is alone. */
  private async commit(entries: Entry<RowOf<F>>[]): Promise<void> {
    try {
      await this.commitTogether(entries)
    } catch (failure) {
      if (!(failure instanceof BatchFailed)) throw failure
      const reason = this.run.refusalOf(failure.cause)
      const [only] = entries
      if (!reason || !only || (entries.length === 1 && only.refused)) throw failure.cause
      if (entries.length === 1) {
        only.refused = [reason]
        return this.commit(entries)
      }
      const half = Math.ceil(entries.length / 2)
      await this.commit(entries.slice(0, half))
      await this.commit(entries.slice(half))
    }
  }

  private async commitTogether(entries: readonly Entry<RowOf<F>>[]): Promise<void> {
    const { rejects, onProgress, onRow, rowsTotal = null } = this.run
    const mark = rejects.length
    const done = await this.run
      .transact(tx => this.workBatch(tx, entries, mark))
      .catch(async error => {
        await rejects.rewind(mark)
        throw new BatchFailed(error)
      })
    this.tally = done.tally
    if (onRow) for (const row of done.finished) onRow(row)
    onProgress?.({ rowsDone: done.tally.counts.rows, rowsTotal, counts: { ...done.tally.counts } })
  }

  private async workBatch(tx: Tx, entries: readonly Entry<RowOf<F>>[], mark: number) {
    const { rejects, saveCheckpoint, dryRun } = this.run
    const finished = await this.planAndApply(tx, entries)
    const tally = structuredClone(this.tally)
    for (const each of finished) addToTally(tally, each.row, each.outcome, each.reasons, each.warnings)
    await rejects.rewind(mark) // the transaction may be tried again
    await rejects.add(finished.filter(isRefused))
    const row = entries.at(-1)?.parsed.row ?? 0
    if (!dryRun) await saveCheckpoint?.(tx, { row, tally, rejectBytes: rejects.length })
    return { finished, tally }
  }

  private async planAndApply(tx: Tx, entries: readonly Entry<RowOf<F>>[]): Promise<FinishedRow[]> {
    const { kind, context, dryRun } = this.run
    const rows = entries.flatMap(entry => keyedRow(entry) ?? [])
    const planned = rows.length > 0 ? await kind.plan(tx, context, rows) : []
    if (planned.length !== rows.length)
      throw new Error(`${kind.name}: a plan for each row, in order, is expected`)
    const plans = new Map(rows.map(({ row }, index) => [row, planned[index] as Planned<Change>]))
    const changes = rows.flatMap((row, index) => changeOf(row, planned[index]) ?? [])
    if (!dryRun && changes.length > 0) await kind.apply(tx, context, changes)
    return entries.map(entry => finish(entry, plans.get(entry.parsed.row)))
  }
}

function isRefused({ outcome }: FinishedRow): boolean {
  return outcome === 'refused'
}

function keyedRow<Row>({ parsed, remembered, refused }: Entry<Row>): KeyedRow<Row>[] | undefined {
  if (refused || remembered?.is !== 'first' || parsed.values === null) return undefined
  const { key, keyIsContent } = remembered
  return [{ row: parsed.row, values: parsed.values, key, keyIsContent }]
}

function changeOf<Row, Change>(
  row: KeyedRow<Row>,
  plan: Planned<Change> | undefined,
): PlannedChange<Row, Change>[] | undefined {
  if (plan?.outcome !== 'new' && plan?.outcome !== 'updated') return undefined
  return [{ row, outcome: plan.outcome, change: plan.change }]
}

/** The outcome of a row; a repetition shares the fate of the row that it repeats. */
function finish<Row, Change>(entry: Entry<Row>, plan: Planned<Change> | undefined): FinishedRow {
  const { parsed, remembered } = entry
  const { row, cells } = parsed
  const reasons = entry.refused ?? (plan?.outcome === 'refused' ? plan.reasons : fateOfRepeat(remembered))
  if (remembered?.is === 'first') remembered.seen.refused = reasons
  if (reasons) return { row, cells, outcome: 'refused', reasons, warnings: [] }
  const warnings = [...entry.warnings]
  if (plan && plan.outcome !== 'refused') warnings.push(...(plan.warnings ?? []))
  if (remembered?.is === 'repeat') warnings.push({ code: 'repeated-row', params: { row: remembered.of.row } })
  const outcome = plan && plan.outcome !== 'refused' ? plan.outcome : 'unchanged'
  return { row, cells, outcome, reasons: [], warnings }
}

function fateOfRepeat(remembered: Entry<unknown>['remembered']): readonly Finding[] | null {
  return remembered?.is === 'repeat' ? remembered.of.refused : null
}

/** A row that an earlier process has done: only what it means for repetitions of it matters. */
function settleEarlier<Row>(
  { remembered }: Entry<Row>,
  refused: ReadonlyMap<number, readonly Finding[]>,
): void {
  if (remembered?.is === 'first') remembered.seen.refused = refused.get(remembered.seen.row) ?? null
}
