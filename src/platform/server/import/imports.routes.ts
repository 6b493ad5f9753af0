import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { currencyOf } from '../../import/currencies.ts'
import { engineFindings } from '../../import/findings.ts'
import type { ImportKindName, ImportMapping } from '../../import/import.contract.ts'
import {
  cancelImport,
  listImportKinds,
  listImports,
  mapImport,
  readImport,
  readImportTemplate,
  readRejectFile,
  startImportPreview,
  startImportRun,
  UploadFields,
  uploadImport,
} from '../../import/imports.contract.ts'
import { confirmedMapping, isGuessed, proposedMapping } from '../../import/mapping.ts'
import { Problem, problem } from '../../problem.ts'
import { chooseDealer, narrowed } from '../choose-dealer.ts'
import type { Slice } from '../http/app.ts'
import { type Call, route } from '../http/route.ts'
import type { Download, Upload } from '../http/wire.ts'
import { invalid, pageOfRows, positionOf } from '../page.ts'
import { type Scope, scopeOf } from '../scope.ts'
import type { Services } from '../services.ts'
import { exportCsv } from './export-csv.ts'
import { exportXlsx } from './export-xlsx.ts'
import { type InspectedFile, inspectFile } from './file-import.ts'
import { insertFile, readFile } from './files.sql.ts'
import { type ImportKinds, nounOfKind } from './import-context.ts'
import { recallMapping, rememberMapping } from './import-mappings.sql.ts'
import {
  deleteRejects,
  findImport,
  type ImportRow,
  insertImport,
  requestCancel,
  listImports as selectImports,
  startImport,
  updateMapping,
} from './imports.sql.ts'
import { presentChoices, presentDetail, presentFields, presentSummary, seesRows } from './present-import.ts'
import { wordsOf } from './run-file.ts'
import type { TableOptions } from './table-file.ts'
import { stoppingOf, workTask } from './work-import.ts'

const daysKept = 30
const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Imports of what the slices can take in; this room knows none of them. */
export function importsSlice(kinds: ImportKinds): Slice {
  return {
    name: 'imports',
    register: (app, services) => {
      registerImports(app, services, kinds)
      app.addHook('preClose', async () => stoppingOf(services).abort())
    },
  }
}

function registerImports(app: FastifyInstance, services: Services, kinds: ImportKinds): void {
  route(app, services, listImportKinds, call => listKinds(call, kinds))
  route(app, services, readImportTemplate, call => template(call, kinds))
  route(app, services, listImports, list)
  route(app, services, readImport, call => read(call, kinds))
  route(app, services, uploadImport, call => upload(call, kinds))
  route(app, services, mapImport, call => map(call, kinds))
  route(app, services, startImportPreview, call => start(call, kinds, 'previewing', []))
  route(app, services, startImportRun, call => start(call, kinds, 'running', call.body?.choices ?? []))
  route(app, services, cancelImport, cancel)
  route(app, services, readRejectFile, rejects)
}

/** Where the caller may import a kind; null when nowhere. */
async function importScope({ actor, services }: Call<unknown>, kind: ImportKindName): Promise<Scope | null> {
  return scopeOf(actor, nounOfKind[kind], 'import', await services.network.ids())
}

async function mayImport(call: Call<unknown>, kind: ImportKindName, dealerId: string): Promise<boolean> {
  const scope = await importScope(call, kind)
  return scope?.all.includes(dealerId) ?? false
}

async function listKinds(call: Call<typeof listImportKinds>, kinds: ImportKinds) {
  const items = []
  for (const kind of Object.values(kinds)) {
    if (!(await importScope(call, kind.name))) continue
    const findings = { ...engineFindings, ...wordsOf(kind, call.services.problems) }
    items.push({
      kind: kind.name,
      fields: presentFields(kind.fields),
      findings,
      choices: presentChoices(kind),
    })
  }
  return { items }
}

async function template(call: Call<typeof readImportTemplate>, kinds: ImportKinds): Promise<Download> {
  const { kind: name } = call.params
  const { format, language } = call.query
  if (!(await importScope(call, name))) throw problem('request.not-found')
  const fields = Object.values(kinds[name].fields)
  async function* example() {
    yield fields.map(field => field.example)
  }
  const headings = fields.map(field => field.label[language])
  const write = format === 'csv' ? exportCsv : exportXlsx
  return {
    fileName: `${name}.${format}`,
    mediaType: mediaTypes[format],
    content: write(headings, example()),
  }
}

async function list(call: Call<typeof listImports>) {
  const { tx, query } = call
  const scope = narrowed(call.scope, query.dealerId)
  const after = positionOf('newest', query.cursor)
  const found = await selectImports(tx, scope.all, {
    kind: query.kind,
    after: after?.id ?? null,
    limit: query.limit + 1,
  })
  const page = pageOfRows(found, query.limit, 'newest', ({ id }) => ({ value: null, id }))
  return { items: page.rows.map(row => presentSummary(row, call.scope)), nextCursor: page.nextCursor }
}

async function read(call: Call<typeof readImport>, kinds: ImportKinds) {
  const row = await found(call, call.params.id)
  return presentDetail(row, {
    scope: call.scope,
    catalogue: call.services.problems.catalogue,
    kind: kinds[row.kind],
    mayImport: await mayImport(call, row.kind, row.dealerId),
  })
}

async function found({ tx, scope }: Call<unknown>, id: string): Promise<ImportRow> {
  const row = await findImport(tx, scope.all, id)
  if (!row) throw problem('request.not-found')
  return row
}

/** For changing it: the caller may import this kind at that store too. */
async function foundToImport(call: Call<unknown>, id: string): Promise<ImportRow> {
  const row = await found(call, id)
  if (!(await mayImport(call, row.kind, row.dealerId))) throw problem('auth.not-permitted')
  return row
}

async function upload(call: Call<typeof uploadImport>, kinds: ImportKinds) {
  const { tx, now, newId, actor } = call
  const given = call.upload as Upload
  const { kind: name, dealerId: named, ...options } = uploadFields(given)
  const dealerId = await chosenDealer(call, name, named)
  const kind = kinds[name]
  return inTemporaryFile(given.content, options, kind.fields, async ({ inspection, heading }) => {
    const remembered = await recallMapping(tx, dealerId, name, heading.headings)
    const fileId = newId()
    const expiresAt = new Date(now.getTime() + daysKept * 86_400_000)
    const { name: fileName, mediaType, content } = given
    const file = { dealerId, id: fileId, name: fileName.slice(0, 200), mediaType, content }
    await insertFile(tx, { ...file, noun: 'imports', staffId: actor.staffId, now, expiresAt })
    const id = newId()
    const mapping = proposedMapping(inspection, remembered)
    const made = { dealerId, id, kind: name, fileId, fileName: file.name, options, inspection, mapping }
    await insertImport(tx, { ...made, staffId: actor.staffId, now })
    await call.audit({ dealerId, verb: 'created', noun: 'imports', subjectId: id, facts: { kind: name } })
    call.announce(dealerId, 'imports')
    return { id, version: 1, dealerId }
  })
}

function uploadFields({ fields }: Upload): UploadFields {
  const parsed = UploadFields.safeParse(fields)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.map(({ path, code, message }) => ({
    path: path.join('.'),
    code,
    message,
  }))
  throw problem('request.invalid', { count: errors.length, errors })
}

/** The catalogue is the network's, and goes in where the caller works; the rest goes into a store. */
async function chosenDealer(
  call: Call<typeof uploadImport>,
  kind: ImportKindName,
  named: string | undefined,
): Promise<string> {
  const { scope, actor, services } = call
  const wanted = named ?? (kind === 'models' ? actor.organisationId : undefined)
  const dealerId = chooseDealer({ ...scope, own: [] }, wanted)
  if (!(await mayImport(call, kind, dealerId))) throw problem('auth.not-permitted')
  const organisation = await services.network.organisation(dealerId)
  if (kind !== 'models' && organisation?.kind !== 'dealer') throw problem('organisation.choose')
  return dealerId
}

async function inTemporaryFile<T>(
  content: Buffer,
  options: TableOptions,
  fields: Parameters<typeof inspectFile>[1],
  work: (file: InspectedFile) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'forecourt-upload-'))
  try {
    const path = join(folder, 'upload')
    await writeFile(path, content)
    const file = await inspectFile(path, fields, options)
    try {
      return await work(file)
    } finally {
      await file.table.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function map(call: Call<typeof mapImport>, kinds: ImportKinds) {
  const { tx, version, body } = call
  const row = await foundToImport(call, call.params.id)
  const { dealerId, id } = row
  checkMapping(row, body.mapping, kinds)
  const made = await updateMapping(tx, { dealerId, id }, version, body.mapping)
  if (made === undefined) throw refusalOf(row, version)
  await call.audit({ dealerId, verb: 'mapped', noun: 'imports', subjectId: id, facts: { version: made } })
  call.announce(dealerId, `imports:${id}`)
  return { id, version: made }
}

/** A wrong name is refused; what is left to ask is kept and asked. */
function checkMapping({ kind, inspection }: ImportRow, mapping: ImportMapping, kinds: ImportKinds): void {
  const { currency } = mapping
  if (currency !== undefined && currencyOf(currency) !== currency)
    throw problem('import.currency-unknown', { currency })
  try {
    confirmedMapping(kinds[kind].fields, inspection, mapping)
  } catch (error) {
    if (!(error instanceof Problem) || isWrongName(error)) throw error
  }
}

function isWrongName({ code }: Problem): boolean {
  return ['import.field-unknown', 'import.column-unknown', 'import.field-twice'].includes(code)
}

function refusalOf({ state, version }: ImportRow, expected?: number): Problem {
  if (state === 'previewing' || state === 'running') return problem('import.under-way')
  if (expected !== undefined && version !== expected)
    return problem('record.changed', { expected, version, fields: [] })
  return problem('import.finished')
}

async function start(
  call: Call<typeof startImportPreview> | Call<typeof startImportRun>,
  kinds: ImportKinds,
  state: 'previewing' | 'running',
  choices: readonly string[],
) {
  const { tx, now, services } = call
  const row = await foundToImport(call, call.params.id)
  const { dealerId, id, kind, inspection } = row
  if (row.fileExpiresAt === null) throw problem('import.file-expired', { days: daysKept })
  if (!choices.every(name => Object.hasOwn(kinds[kind].choices ?? {}, name)))
    throw invalid('choices', 'unknown')
  const mapping = confirmedMapping(kinds[kind].fields, inspection, row.mapping)
  const version = await startImport(tx, { dealerId, id }, state, mapping, choices)
  if (version === undefined) throw refusalOf(row)
  await deleteRejects(tx, { dealerId, id })
  if (state === 'running') {
    const headings = inspection.columns.map(({ heading }) => heading)
    const isGuess = isGuessed(inspection, mapping)
    await rememberMapping(tx, dealerId, kind, headings, { mapping, isGuess }, now)
  }
  const verb = state === 'running' ? 'started' : 'previewed'
  await call.audit({ dealerId, verb, noun: 'imports', subjectId: id, facts: { kind, choices } })
  await services.jobs.enqueue(tx, workTask, { dealerId, importId: id })
  call.announce(dealerId, 'imports', `imports:${id}`)
  return { id, version }
}

async function cancel(call: Call<typeof cancelImport>) {
  const { dealerId, id } = await foundToImport(call, call.params.id)
  const version = await requestCancel(call.tx, { dealerId, id })
  if (version === undefined) throw problem('import.finished')
  await call.audit({ dealerId, verb: 'cancelled', noun: 'imports', subjectId: id })
  call.announce(dealerId, `imports:${id}`)
  return { id, version }
}

async function rejects(call: Call<typeof readRejectFile>): Promise<Download> {
  const { dealerId, id, kind, rejectFileId } = await found(call, call.params.id)
  if (!seesRows(call.scope, dealerId, kind)) throw problem('auth.not-permitted')
  const file = rejectFileId === null ? undefined : await readFile(call.tx, dealerId, rejectFileId)
  if (!file) throw problem('request.not-found')
  await call.audit({ dealerId, verb: 'exported', noun: 'imports', subjectId: id })
  return { fileName: file.name, mediaType: file.mediaType, content: file.content }
}
