import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importKinds } from '../imports.ts'
import type { ImportKindName, ImportPreview, ImportResult } from '../platform/import/import.contract.ts'
import type { MappingChoices } from '../platform/import/mapping.ts'
import { inspectFile, settledMapping } from '../platform/server/import/file-import.ts'
import { makeContext } from '../platform/server/import/make-context.ts'
import { writeRejectFile } from '../platform/server/import/reject-file.ts'
import { type Reject, RejectSpool } from '../platform/server/import/reject-spool.ts'
import { type FileRun, previewFile, runFile, wordsOf } from '../platform/server/import/run-file.ts'
import type { DealerCode } from '../platform/server/testing/test-network.ts'
import type { ProductServer } from './product-server.ts'

export interface ImportDone {
  readonly preview: ImportPreview
  readonly result: ImportResult
  readonly rejects: readonly Reject[]
  /** reason codes of the refused rows by row */
  readonly reasons: Readonly<Record<number, readonly string[]>>
  /** the file of refused rows as it would be written */
  readonly rejectFile: string
}

export interface Importing {
  /** Previews a file and imports it into a store; `file` is a path, or the text of a CSV. */
  run(kind: ImportKindName, file: string, options?: ImportOptions): Promise<ImportDone>
  write(name: string, content: string | Buffer): Promise<string>
  readonly folder: string
  close(): Promise<void>
}

export interface ImportOptions {
  readonly dealer?: DealerCode
  readonly choices?: MappingChoices
  /** as if the store were the whole network */
  readonly alone?: boolean
  readonly run?: Partial<Pick<FileRun, 'signal' | 'resume' | 'saveCheckpoint' | 'onProgress'>>
}

/** Imports of whole files into a test server, as the command and the jobs do them. */
export async function importing(server: ProductServer): Promise<Importing> {
  const folder = await mkdtemp(join(tmpdir(), 'forecourt-importing-'))
  let files = 0
  const write = async (name: string, content: string | Buffer) => {
    const path = join(folder, name)
    await writeFile(path, content)
    return path
  }
  return {
    folder,
    write,
    close: () => rm(folder, { recursive: true }),
    run: async (name, given, { dealer = 'D1', choices = {}, alone = false, run = {} } = {}) => {
      files++
      const path = given.includes('\n') ? await write(`file-${files}.csv`, given) : given
      const kind = importKinds[name]
      const file = await inspectFile(path, kind.fields)
      const rejects = await RejectSpool.open(join(folder, `rejects-${files}`))
      try {
        const mapping = settledMapping(kind.fields, file.inspection, choices, null)
        const { services, network } = server
        const store = await services.network.organisation(network.ids[dealer])
        if (!store) throw new Error(`no ${dealer}`)
        const { ports, seals } = services
        const importer = { ports, seals, staffId: null, requestId: 'test' }
        const placed = makeContext(store, importer)
        const context = alone ? { ...placed, ancestorIds: [placed.dealerId] } : placed
        const whole = {
          kind,
          context,
          database: services.app,
          book: services.problems,
          file,
          mapping,
          rejects,
        }
        const preview = await previewFile(whole)
        await rejects.rewind(0)
        const result = await runFile({ ...whole, ...run })
        const all: Reject[] = []
        for await (const reject of rejects.rejects()) all.push(reject)
        const rejectFile = join(folder, `rejected-${files}.csv`)
        const look = { format: 'csv', headings: file.heading.headings, language: 'en' } as const
        await writeRejectFile(rejects, rejectFile, {
          ...look,
          fields: kind.fields,
          findings: wordsOf(kind, services.problems),
        })
        const reasons = Object.fromEntries(
          all.map(({ row, reasons: why }) => [row, why.map(({ code }) => code)]),
        )
        return { preview, result, rejects: all, reasons, rejectFile }
      } finally {
        await rejects.close()
        await file.table.close()
      }
    },
  }
}

/** The six counts, for comparing. */
export function countsOf({ rows, new: made, updated, unchanged, refused }: ImportResult) {
  return { rows, new: made, updated, unchanged, refused }
}
