import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, parse, resolve } from 'node:path'
import { SingleBar } from 'cli-progress'
import { importKinds } from '../../../imports.ts'
import { business } from '../../../product.ts'
import { readChoices } from '../../import/choices.ts'
import { describeFinding, type Language } from '../../import/findings.ts'
import {
  type ColumnGuess,
  ImportKindName,
  type ImportMapping,
  type ImportResult,
} from '../../import/import.contract.ts'
import { isGuessed } from '../../import/mapping.ts'
import { describe, Problem } from '../../problem.ts'
import { insertAudit } from '../audit.sql.ts'
import { seals } from '../crypto/seals.ts'
import { connect, type Database } from '../database/connect.ts'
import { inScope } from '../database/in-scope.ts'
import { makeEventPartitions } from '../database/partitions.ts'
import type { Encoding } from '../import/encoding.ts'
import { type InspectedFile, inspectFile, settledMapping } from '../import/file-import.ts'
import { type AnyImportKind, type ImportContext, nounOfKind } from '../import/import-context.ts'
import { recallMapping, rememberMapping } from '../import/import-mappings.sql.ts'
import { makeContext } from '../import/make-context.ts'
import { writeRejectFile } from '../import/reject-file.ts'
import { RejectSpool } from '../import/reject-spool.ts'
import { type FileRun, previewFile, runFile, wordsOf } from '../import/run-file.ts'
import { readOrMakeKeys } from '../keys.ts'
import { announceOnce } from '../live/live.ts'
import { type KnownOrganisation, networkMap } from '../network-map.ts'
import { systemPorts } from '../ports.ts'
import { Refusal } from '../refusal.ts'
import type { CommandContext } from './command.ts'

/** What was typed. */
export interface AskedImport {
  readonly kind: string
  readonly file: string
  readonly dealer: string
  readonly map?: readonly string[]
  readonly dateOrder?: readonly string[]
  readonly currency?: string
  readonly distanceUnit?: string
  readonly sheet?: string
  readonly encoding?: string
  readonly language: string
  readonly dryRun?: boolean
  readonly json?: boolean
}

interface CheckedImport extends AskedImport {
  readonly kind: ImportKindName
}

const book = { catalogue: business.problems, constraints: business.constraints }
const encodings: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252']

/** What is wrong before a database is needed.
 *  @throws Refusal */
export async function checkAsked(asked: AskedImport): Promise<CheckedImport> {
  const kind = ImportKindName.safeParse(asked.kind)
  if (!kind.success)
    throw new Refusal(`Nothing is imported as ${asked.kind}: use ${ImportKindName.options.join(', ')}.`)
  if (asked.encoding !== undefined && !encodings.some(each => each === asked.encoding))
    throw new Refusal(`The encoding ${asked.encoding} is not read: use ${encodings.join(', ')}.`)
  const file = await stat(asked.file).catch(error => refuseFile(asked.file, error))
  if (!file.isFile()) throw new Refusal(`${asked.file} is not a file: name a CSV or XLSX file.`)
  return { ...asked, kind: kind.data }
}

/** Imports a file into a store and prints what it did.
 *  @throws Refusal for what the person at the terminal can cure */
export async function importFile(command: CommandContext, asked: CheckedImport): Promise<void> {
  const database = connect(command.urls.app, { max: 2 })
  const folder = await mkdtemp(join(tmpdir(), 'forecourt-import-'))
  try {
    const context = await contextOf(command, database, asked)
    const { result, rows, words } = await importInto(command, database, context, asked, folder)
    print(asked, result, words)
    if (result.cancelled)
      throw new Refusal(
        `Stopped after ${result.rows} of ${rows} rows: what is in stays in, run the command again to go on.`,
      )
  } catch (error) {
    throw inWords(error, asked)
  } finally {
    await database.destroy()
    await rm(folder, { recursive: true, force: true })
  }
}

async function contextOf(
  { settings, urls }: CommandContext,
  database: Database,
  asked: CheckedImport,
): Promise<ImportContext> {
  const owner = connect(urls.owner, { max: 1 })
  try {
    await makeEventPartitions(owner, systemPorts.now())
  } finally {
    await owner.destroy()
  }
  const importer = {
    ports: systemPorts,
    seals: seals(await readOrMakeKeys(settings.keysFile)),
    staffId: null,
    requestId: 'command-line',
  }
  return makeContext(await storeOf(database, asked), importer)
}

/** The catalogue is the network's: it may be imported at any organisation. */
export async function storeOf(
  database: Database,
  { dealer, kind }: { readonly dealer: string; readonly kind: string },
): Promise<KnownOrganisation> {
  const network = networkMap(database, systemPorts.now)
  const all = await Promise.all((await network.ids()).map(id => network.organisation(id)))
  const dealers = all.flatMap(each => (each?.kind === 'dealer' ? each.code : [])).sort()
  const store = all.find(each => each?.code === dealer.toUpperCase())
  const choice = dealers.slice(0, 12).join(', ') + (dealers.length > 12 ? ' …' : '')
  if (!store)
    throw new Refusal(
      dealers.length === 0
        ? `There is no dealer ${dealer}: the network is empty, start the server and set it up first.`
        : `There is no dealer ${dealer}: use one of ${choice}.`,
    )
  if (store.kind !== 'dealer' && kind !== 'models')
    throw new Refusal(`${store.code} is a ${store.kind}, not a dealer: use one of ${choice}.`)
  return store
}

async function importInto(
  command: CommandContext,
  database: Database,
  context: ImportContext,
  asked: CheckedImport,
  folder: string,
) {
  const kind = importKinds[asked.kind]
  const file = await inspectFile(asked.file, kind.fields, tableOptions(asked), command.signal)
  const rejects = await RejectSpool.open(join(folder, 'rejects'))
  try {
    const headings = file.heading.headings
    const wall = { dealers: [context.dealerId] }
    const remembered = await inScope(database, wall, tx =>
      recallMapping(tx, context.dealerId, kind.name, headings),
    )
    const mapping = settledMapping(kind.fields, file.inspection, readChoices(asked), remembered)
    const run = { kind, context, database, book, file, mapping, rejects, signal: command.signal }
    const result = await counted(asked, run)
    const isGuess = isGuessed(file.inspection, mapping)
    if (!asked.dryRun) await leaveTrace(database, context, kind, result, { headings, mapping, isGuess })
    const rejectFile = result.refused > 0 && !asked.dryRun ? await writeRejects(run, asked) : null
    return {
      result: { ...result, rejectFile },
      rows: file.inspection.rows,
      words: { kind, language: 'en' as const, columns: columnsRead(kind, file, mapping) },
    }
  } finally {
    await rejects.close()
    await file.table.close()
  }
}

function tableOptions({ sheet, encoding }: CheckedImport) {
  return {
    ...(sheet !== undefined && { sheet }),
    ...(encoding !== undefined && { encoding: encoding as Encoding }),
  }
}

/** With a progress bar where somebody watches. */
async function counted(asked: CheckedImport, run: FileRun): Promise<ImportResult> {
  const total = run.file.inspection.rows
  const bar = process.stderr.isTTY
    ? new SingleBar({ format: `${parse(asked.file).base} {bar} {percentage}% | {value}/{total} | {eta} s` })
    : null
  bar?.start(total, 0)
  try {
    const watched: FileRun = { ...run, onProgress: ({ rowsDone }) => bar?.update(rowsDone) }
    return asked.dryRun ? (await previewFile(watched)).result : await runFile(watched)
  } finally {
    bar?.stop()
  }
}

async function leaveTrace(
  database: Database,
  { dealerId, now, newId }: ImportContext,
  kind: AnyImportKind,
  result: ImportResult,
  { headings, ...read }: { headings: readonly string[]; mapping: ImportMapping; isGuess: boolean },
): Promise<void> {
  const { rows, new: made, updated, unchanged, refused } = result
  await inScope(database, { dealers: [dealerId] }, async tx => {
    await rememberMapping(tx, dealerId, kind.name, headings, read, now)
    const facts = { by: 'command-line', rows, new: made, updated, unchanged, refused }
    const noun = nounOfKind[kind.name]
    await insertAudit(tx, { dealerId, id: newId(), at: now, staffId: null, verb: 'imported', noun, facts })
  })
  await announceOnce(database, [{ dealerId, topics: [nounOfKind[kind.name]] }])
}

async function writeRejects(run: FileRun & { file: InspectedFile }, asked: CheckedImport): Promise<string> {
  const { kind, file, rejects } = run
  const { dir, name } = parse(resolve(asked.file))
  const path = join(dir, `${name}.rejected.${file.table.format}`)
  const language: Language = asked.language.startsWith('zh') ? 'zh' : 'en'
  const look = { format: file.table.format, headings: file.heading.headings, language, fields: kind.fields }
  try {
    await writeRejectFile(rejects, path, { ...look, findings: wordsOf(kind, book) })
    return path
  } catch (error) {
    throw new Refusal(
      `The good rows are in, but the refused ones could not be written to ${path} (${reasonOf(error)}): make that folder writable and run the command again.`,
    )
  }
}

interface PrintedWords {
  readonly kind: AnyImportKind
  readonly language: Language
  readonly columns: readonly string[]
}

/** How the columns were read, so that a wrong guess is seen. */
function columnsRead(
  { fields }: AnyImportKind,
  { inspection }: InspectedFile,
  mapping: ImportMapping,
): string[] {
  const fieldAt = new Map(mapping.columns.map(({ index, field }) => [index, field]))
  const read = inspection.columns.filter(({ index }) => fieldAt.has(index))
  const left = inspection.columns.filter(({ index, heading }) => !fieldAt.has(index) && heading !== '')
  const pair = ({ index, heading }: ColumnGuess) =>
    fields[fieldAt.get(index) ?? '']?.label.en === heading ? heading : `${fieldAt.get(index)} = ${heading}`
  return [
    `Read: ${read.map(pair).join(', ')}.`,
    ...(left.length > 0
      ? [`Left out: ${left.map(({ heading }) => heading).join(', ')} (--map field=heading).`]
      : []),
  ]
}

function print(asked: CheckedImport, result: ImportResult, { kind, language, columns }: PrintedWords): void {
  const { rows, new: made, updated, unchanged, refused, warnings, rejectFile } = result
  if (asked.json) {
    const counts = { rows, new: made, updated, unchanged, refused, warnings, rejectFile }
    process.stdout.write(`${JSON.stringify(counts)}\n`)
    return
  }
  const would = asked.dryRun ? 'would be ' : ''
  const lines = [
    ...columns,
    `${rows} rows: ${made} ${would}new, ${updated} ${would}updated, ${unchanged} unchanged, ${refused} ${would}refused.`,
    ...result.findings.map(({ severity, count, rows: first, ...finding }) => {
      const words = describeFinding(finding, language, kind.fields, wordsOf(kind, book))
      const general = words.replace(/[“”]?\{\w+\}[“”]?/g, '…')
      return `  ${severity === 'refusal' ? 'refused' : 'warning'} ${count} × ${general} (row ${first.slice(0, 3).join(', ')}${count > 3 ? ' …' : ''})`
    }),
    ...(rejectFile ? [`Refused rows with their reasons: ${rejectFile}`] : []),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** What the person at the terminal can cure, in a sentence; anything else as it came. */
function inWords(error: unknown, { file }: AskedImport): unknown {
  if ((error as { name?: string } | null)?.name === 'AbortError')
    return new Refusal('Stopped; nothing was imported.')
  if (!(error instanceof Problem)) return error
  const type = book.catalogue[error.code]
  if (!type || type.status >= 500) return error
  const { title, detail, cure } = describe(type, 'en', error.extensions)
  const field = error.extensions.field
  const option =
    error.code === 'import.date-order-ambiguous' ? ` (--date-order ${field}=dmy, for example)` : ''
  const said = [title, detail, cure].map(part => part.replace(/\.$/, ''))
  return new Refusal(`${file}: ${said[0]}. ${said[1]}. ${said[2]}${option}.`)
}

function refuseFile(file: string, error: NodeJS.ErrnoException): never {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') throw new Refusal(`There is no file ${file}.`)
  throw new Refusal(`${file} cannot be read (${reasonOf(error)}).`)
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
