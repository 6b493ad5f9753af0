import { z } from 'zod'
import { contract } from '../contract.ts'
import {
  BusinessDate,
  ById,
  Id,
  Instant,
  line,
  pageOf,
  pageQuery,
  StaffName,
  Version,
  Written,
} from '../scalars.contract.ts'
import {
  ImportCounts,
  ImportInspection,
  ImportKindName,
  ImportMapping,
  ImportPreview,
  ImportResult,
} from './import.contract.ts'

/** An import as a page shows it: a file is uploaded, its columns are confirmed, it is previewed, it is run. */

export const ImportState = z.enum([
  'uploaded',
  'previewing',
  'previewed',
  'running',
  'done',
  'cancelled',
  'failed',
])
export type ImportState = z.infer<typeof ImportState>

/** What a file of a kind may hold: for choosing columns, and for those who prepare a file. */
export const ImportFieldInfo = z.object({
  name: z.string(),
  label: z.object({ zh: z.string(), en: z.string() }),
  type: z.enum([
    'text',
    'integer',
    'decimal',
    'money',
    'date',
    'datetime',
    'code',
    'vin',
    'phone',
    'email',
    'currency',
    'boolean',
    'distance',
  ]),
  required: z.boolean(),
  example: z.string(),
  codes: z.array(z.string()).nullable(),
})
export type ImportFieldInfo = z.infer<typeof ImportFieldInfo>

const Said = z.object({ zh: z.string(), en: z.string() })

/** `findings`: the words of what may be wrong with a row, `{param}` to be filled in; the engine's and the kind's. */
export const ImportKindInfo = z.object({
  kind: ImportKindName,
  fields: z.array(ImportFieldInfo),
  findings: z.record(z.string(), Said),
  /** what may be asked for with a run, beyond its rows */
  choices: z.array(z.object({ name: z.string(), label: Said, hint: Said })),
})
export type ImportKindInfo = z.infer<typeof ImportKindInfo>

export const listImportKinds = contract({
  name: 'listImportKinds',
  method: 'GET',
  path: '/api/import-kinds',
  summary: 'What the caller may import, with the fields of each kind',
  access: { noun: 'imports', verb: 'create' },
  answer: z.object({ items: z.array(ImportKindInfo) }),
  problems: [],
})

export const readImportTemplate = contract({
  name: 'readImportTemplate',
  method: 'GET',
  path: '/api/import-kinds/{kind}/template',
  summary: 'An empty file of a kind: its headings and one example row',
  access: { noun: 'imports', verb: 'create' },
  params: z.object({ kind: ImportKindName }),
  query: z.strictObject({
    format: z.enum(['csv', 'xlsx']).default('xlsx'),
    language: z.enum(['zh', 'en']).default('zh'),
  }),
  answer: 'file',
  problems: ['request.not-found'],
})

export const ImportSummary = z.object({
  id: Id,
  dealerId: Id,
  kind: ImportKindName,
  fileName: z.string(),
  state: ImportState,
  rowsTotal: z.int().nullable(),
  counts: ImportCounts, // of the run; while it runs, so far
  /** refused rows can be fetched as a file by this reader */
  hasRejectFile: z.boolean(),
  createdBy: StaffName,
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  version: Version,
})
export type ImportSummary = z.infer<typeof ImportSummary>

export const listImports = contract({
  name: 'listImports',
  method: 'GET',
  path: '/api/imports',
  summary: 'Imports, newest first',
  access: { noun: 'imports', verb: 'read' },
  query: z.strictObject({ kind: ImportKindName.optional(), dealerId: Id.optional(), ...pageQuery }),
  answer: pageOf(ImportSummary),
  problems: ['request.invalid'],
})

/** A question that must be answered before a preview: a problem's code with what it names. */
export const ImportQuestion = z.object({
  code: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  detail: z.object({ zh: z.string(), en: z.string() }),
  /** fields that it is about */
  fields: z.array(z.string()),
})
export type ImportQuestion = z.infer<typeof ImportQuestion>

/** `rowsMasked`: an administrator sees counts only: no samples, no rows, no reject file. */
export const ImportDetail = ImportSummary.extend({
  rowsMasked: z.boolean(),
  inspection: ImportInspection,
  mapping: ImportMapping,
  /** null: nothing is open, the import can be previewed and run */
  question: ImportQuestion.nullable(),
  /** how much of a preview or a run is done */
  rowsDone: z.int(),
  cancelRequested: z.boolean(),
  /** of the mapping as it stands; null until previewed and after a change of the mapping */
  preview: ImportPreview.nullable(),
  result: ImportResult.nullable(),
  /** why a preview or run failed as a whole */
  problem: ImportQuestion.omit({ fields: true }).nullable(),
  fileExpiresOn: BusinessDate.nullable(),
  may: z.object({ edit: z.boolean(), run: z.boolean() }),
})
export type ImportDetail = z.infer<typeof ImportDetail>

export const readImport = contract({
  name: 'readImport',
  method: 'GET',
  path: '/api/imports/{id}',
  summary: 'One import: what its file holds, how it is read, what it did or would do',
  access: { noun: 'imports', verb: 'read' },
  params: ById,
  answer: ImportDetail,
  problems: ['request.not-found'],
})

/** Form fields beside `file`; the encoding, separator and sheet are found out unless said. */
export const UploadFields = z.strictObject({
  kind: ImportKindName,
  dealerId: Id.optional(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252']).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  sheet: line(100).optional(),
})
export type UploadFields = z.infer<typeof UploadFields>

const fileProblems = [
  'request.too-large',
  'import.file-too-large',
  'import.file-format',
  'import.file-empty',
  'import.file-damaged',
  'import.archive-bomb',
  'import.too-many-rows',
  'import.too-many-columns',
  'import.quotes-broken',
  'import.sheet-unknown',
] as const

/** Form fields: `file`, `kind`, and optionally `dealerId`, `encoding`, `delimiter`, `sheet`. */
export const uploadImport = contract({
  name: 'uploadImport',
  method: 'POST',
  path: '/api/imports',
  summary: 'Upload a CSV or XLSX file of up to 50 MiB and find out what its columns hold',
  access: { noun: 'imports', verb: 'create' },
  body: 'upload',
  status: 201,
  answer: Written.extend({ dealerId: Id }),
  problems: [
    'request.invalid',
    'request.unsupported-media',
    'request.not-found',
    'auth.not-permitted',
    'organisation.choose',
    ...fileProblems,
  ],
})

/** Replaces how the columns are read; a mapping with something left to ask is kept, and `question` says what. */
export const mapImport = contract({
  name: 'mapImport',
  method: 'PATCH',
  path: '/api/imports/{id}',
  summary: 'Correct which column holds what, the order of dates, the currency',
  access: { noun: 'imports', verb: 'edit' },
  params: ById,
  body: z.strictObject({ mapping: ImportMapping }),
  ifMatch: true,
  answer: Written,
  problems: [
    'request.invalid',
    'request.not-found',
    'auth.not-permitted',
    'record.changed',
    'record.version-required',
    'import.field-unknown',
    'import.column-unknown',
    'import.field-twice',
    'import.currency-unknown',
    'import.under-way',
    'import.finished',
  ],
})

const starting = [
  'request.not-found',
  'auth.not-permitted',
  'import.under-way',
  'import.finished',
  'import.file-expired',
  'import.column-missing',
  'import.duplicate-heading',
  'import.date-order-ambiguous',
] as const

export const startImportPreview = contract({
  name: 'startImportPreview',
  method: 'POST',
  path: '/api/imports/{id}/preview',
  summary: 'Find out what the import would do, without doing it; follow it by imports:<id>',
  access: { noun: 'imports', verb: 'edit' },
  params: ById,
  status: 202,
  answer: Written,
  problems: starting,
})

export const startImportRun = contract({
  name: 'startImportRun',
  method: 'POST',
  path: '/api/imports/{id}/run',
  summary: 'Import the file batch by batch; follow it by imports:<id>',
  access: { noun: 'imports', verb: 'edit' },
  params: ById,
  body: z.strictObject({ choices: z.array(z.string().max(40)).max(10) }).nullish(),
  status: 202,
  answer: Written,
  problems: ['request.invalid', ...starting],
})

export const cancelImport = contract({
  name: 'cancelImport',
  method: 'POST',
  path: '/api/imports/{id}/cancellation',
  summary: 'Stop a preview or a run after the batch it is at; what is in stays in',
  access: { noun: 'imports', verb: 'edit' },
  params: ById,
  answer: Written,
  problems: ['request.not-found', 'auth.not-permitted', 'import.finished'],
})

export const readRejectFile = contract({
  name: 'readRejectFile',
  method: 'GET',
  path: '/api/imports/{id}/reject-file',
  summary: 'The refused rows as they came, with the reason in a last column',
  access: { noun: 'imports', verb: 'read' },
  params: ById,
  answer: 'file',
  problems: ['request.not-found', 'auth.not-permitted'],
})
