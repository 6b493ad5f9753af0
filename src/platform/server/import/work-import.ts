import { mkdtemp, readFile as readBytes, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Language } from '../../import/findings.ts'
import type { ImportResult } from '../../import/import.contract.ts'
import { Problem, problem } from '../../problem.ts'
import { insertAudit } from '../audit.sql.ts'
import type { Database, Tx } from '../database/connect.ts'
import { inScope } from '../database/in-scope.ts'
import { isLostConnection } from '../database/lost-connection.ts'
import type { Services } from '../services.ts'
import { inspectFile } from './file-import.ts'
import { insertFile, readFile } from './files.sql.ts'
import { type ImportContext, type ImportKinds, nounOfKind } from './import-context.ts'
import {
  deleteRejects,
  type Ended,
  endWork,
  findImport,
  type ImportRow,
  readRejects,
  saveCheckpoint,
  saveProgress,
  type UnderWay,
} from './imports.sql.ts'
import { makeContext } from './make-context.ts'
import { writeRejectFile } from './reject-file.ts'
import { RejectSpool } from './reject-spool.ts'
import { type FileRun, previewFile, runFile, wordsOf } from './run-file.ts'

export const workTask = 'work-import'
const rejectsKeptDays = 30
const announcedEveryMilliseconds = 500

const stopping = new WeakMap<Services, AbortController>()

/** Aborted when the server stops: the batch under way is the last, and the next server goes on from there. */
export function stoppingOf(services: Services): AbortController {
  const known = stopping.get(services) ?? new AbortController()
  stopping.set(services, known)
  return known
}

/** Previews or runs an import to its end, once at a time wherever it is asked for. */
export async function workImport(services: Services, kinds: ImportKinds, subject: UnderWay): Promise<void> {
  await alone(services.app, subject.importId, async () => {
    const row = await inScope(services.app, { dealers: [subject.dealerId] }, tx =>
      findImport(tx, [subject.dealerId], subject.importId),
    )
    if (row?.state !== 'previewing' && row?.state !== 'running') return
    const folder = await mkdtemp(join(tmpdir(), 'forecourt-import-'))
    try {
      await new ImportWork(services, kinds, row, folder).work()
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
}

/** The lock belongs to a connection: a process that dies lets go of it. */
async function alone(database: Database, importId: string, work: () => Promise<void>): Promise<void> {
  await database.connection().execute(async connection => {
    const key = sql`hashtextextended(${`import:${importId}`}, 0)`
    const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_lock(${key}) as held`.execute(
      connection,
    )
    if (!rows[0]?.held) return
    try {
      await work()
    } finally {
      await sql`select pg_advisory_unlock(${key})`.execute(connection)
    }
  })
}

class ImportWork {
  private readonly stop = new AbortController()
  private announcedAt = 0

  constructor(
    private readonly services: Services,
    private readonly kinds: ImportKinds,
    private readonly row: ImportRow,
    private readonly folder: string,
  ) {
    const server = stoppingOf(services).signal
    if (server.aborted) this.stop.abort()
    server.addEventListener('abort', () => this.stop.abort(), { signal: this.stop.signal })
  }

  async work(): Promise<void> {
    try {
      await this.readAndRun()
    } catch (error) {
      if (this.isServerStopping) return
      if (isLostConnection(error)) throw error // the queue tries again, from the last batch
      await this.fail(error)
    } finally {
      this.stop.abort() // lets go of the server's signal
    }
  }

  private get isServerStopping(): boolean {
    return stoppingOf(this.services).signal.aborted
  }

  private inStore<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { dealerId, createdBy } = this.row
    return inScope(this.services.app, { dealers: [dealerId], staffId: createdBy }, work)
  }

  private async readAndRun(): Promise<void> {
    const { row, services } = this
    const kind = this.kinds[row.kind]
    const stored = await this.inStore(tx => readFile(tx, row.dealerId, row.fileId))
    if (!stored) throw problem('import.file-expired', { days: rejectsKeptDays })
    const path = join(this.folder, 'file')
    await writeFile(path, stored.content)
    const file = await inspectFile(path, kind.fields, row.options, this.stop.signal)
    const rejects = await this.openRejects()
    try {
      const run: FileRun = {
        ...{ kind, file, rejects, mapping: row.mapping, database: services.app, book: services.problems },
        context: await this.context(),
        signal: this.stop.signal,
      }
      await (row.state === 'previewing' ? this.preview(run) : this.run(run))
    } finally {
      await rejects.close()
      await file.table.close()
    }
  }

  private async context(): Promise<ImportContext> {
    const { ports, seals, network } = this.services
    const store = await network.organisation(this.row.dealerId)
    if (!store) throw problem('request.not-found')
    const by = { staffId: this.row.createdBy, requestId: this.row.id, choices: this.row.choices }
    return makeContext(store, { ports, seals, ...by })
  }

  /** What the batches before a crash refused is kept beside them. */
  private async openRejects(): Promise<RejectSpool> {
    const path = join(this.folder, 'rejects')
    const bytes = this.row.checkpoint ? await this.inStore(tx => readRejects(tx, this.row)) : Buffer.alloc(0)
    await writeFile(path, bytes)
    return RejectSpool.open(path, bytes.length)
  }

  private async preview(run: FileRun): Promise<void> {
    const asked = { now: Promise.resolve() }
    const preview = await previewFile({
      ...run,
      onProgress: ({ rowsDone }) => {
        if (this.isTimeToTell()) asked.now = asked.now.then(() => this.tellProgress(rowsDone))
      },
    })
    await asked.now
    if (preview.result.cancelled) {
      if (!this.isServerStopping) await this.end({ state: 'uploaded' })
      return
    }
    await this.end({ state: 'previewed', preview })
  }

  private async tellProgress(rowsDone: number): Promise<void> {
    if (await this.inStore(tx => saveProgress(tx, this.row, rowsDone))) this.stop.abort()
    this.announce()
  }

  private async run(run: FileRun): Promise<void> {
    const { row } = this
    const result = await runFile({
      ...run,
      ...(row.checkpoint && { resume: row.checkpoint }),
      saveCheckpoint: async (tx, checkpoint) => {
        const isCancelled = await saveCheckpoint(tx, row, checkpoint, from => run.rejects.bytesFrom(from))
        if (isCancelled) this.stop.abort()
      },
      onProgress: () => {
        if (this.isTimeToTell()) this.announce(nounOfKind[row.kind])
      },
    })
    if (result.cancelled && this.isServerStopping) return
    await this.finish(run, result)
  }

  private async finish(run: FileRun, result: ImportResult): Promise<void> {
    const { row, services } = this
    const rejected = result.refused > 0 ? await this.writeRejects(run) : null
    const at = services.ports.now()
    const state = result.cancelled ? 'cancelled' : 'done'
    const { rows, new: made, updated, unchanged, refused } = result
    await this.inStore(async tx => {
      if (rejected) await insertFile(tx, rejected)
      await deleteRejects(tx, row)
      const written = { ...result, rejectFile: rejected?.name ?? null }
      await endWork(tx, row, { state, result: written, rejectFileId: rejected?.id ?? null, finishedAt: at })
      await insertAudit(tx, {
        ...{
          dealerId: row.dealerId,
          id: services.ports.newId(),
          at,
          staffId: row.createdBy,
          verb: 'imported',
        },
        ...{ noun: nounOfKind[row.kind], requestId: row.id },
        facts: { importId: row.id, rows, new: made, updated, unchanged, refused },
      })
    })
    this.announce('imports', nounOfKind[row.kind])
  }

  private async writeRejects({ kind, file, rejects }: FileRun) {
    const { row, services } = this
    const { format } = file.table
    const path = join(this.folder, `rejected.${format}`)
    const language = await this.language()
    const look = { format, headings: file.heading.headings, language, fields: kind.fields }
    await writeRejectFile(rejects, path, { ...look, findings: wordsOf(kind, services.problems) })
    const now = services.ports.now()
    return {
      dealerId: row.dealerId,
      id: services.ports.newId(),
      name: `${row.fileName.replace(/\.[^.]*$/, '')}.rejected.${format}`,
      mediaType:
        format === 'csv'
          ? 'text/csv; charset=utf-8'
          : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      content: await readBytes(path),
      noun: 'imports',
      staffId: row.createdBy,
      now,
      expiresAt: new Date(now.getTime() + rejectsKeptDays * 86_400_000),
    }
  }

  /** Of the person who imports. */
  private async language(): Promise<Language> {
    const person = await this.services.app
      .selectFrom('staff')
      .select('locale')
      .where('id', '=', this.row.createdBy)
      .executeTakeFirst()
    return person?.locale === 'en' ? 'en' : 'zh'
  }

  private async fail(error: unknown): Promise<void> {
    const { services, row } = this
    const isKnown = error instanceof Problem
    if (!isKnown) services.log.error({ err: error, importId: row.id }, 'an import failed')
    const { code, extensions } = isKnown ? error : problem('server.failed', { requestId: row.id })
    await this.end({ state: 'failed', problem: { code, extensions }, finishedAt: services.ports.now() })
  }

  private async end(ended: Ended): Promise<void> {
    await this.inStore(tx => endWork(tx, this.row, ended))
    this.announce('imports')
  }

  private isTimeToTell(): boolean {
    const now = Date.now()
    if (now - this.announcedAt < announcedEveryMilliseconds) return false
    this.announcedAt = now
    return true
  }

  private announce(...topics: string[]): void {
    const { dealerId, id } = this.row
    this.services.live.announce([{ dealerId, topics: [`imports:${id}`, ...topics] }])
  }
}
