import type { Fields } from '../../import/fields.ts'
import type { ImportKindName } from '../../import/import.contract.ts'
import type {
  ImportDetail,
  ImportFieldInfo,
  ImportKindInfo,
  ImportQuestion,
  ImportSummary,
} from '../../import/imports.contract.ts'
import { confirmedMapping } from '../../import/mapping.ts'
import { seesNames } from '../../permissions.ts'
import { describe, Problem, type ProblemCatalogue } from '../../problem.ts'
import { holdsAt, type Scope } from '../scope.ts'
import type { AnyImportKind } from './import-context.ts'
import type { ImportRow, StoredProblem } from './imports.sql.ts'

export interface ImportReading {
  readonly scope: Scope
  readonly catalogue: ProblemCatalogue
  readonly kind: AnyImportKind
  /** the reader may import this kind at this store */
  readonly mayImport: boolean
}

/** Rows of a file are personal data, but for the catalogue's: an administrator sees counts. */
export function seesRows(scope: Scope, dealerId: string, kind: ImportKindName): boolean {
  return kind === 'models' || holdsAt(scope, dealerId, seesNames)
}

export function presentSummary(row: ImportRow, scope: Scope): ImportSummary {
  const { id, dealerId, kind, fileName, state, rowsTotal, counts, createdAt, finishedAt, version } = row
  return {
    ...{ id, dealerId, kind, fileName, state, rowsTotal, counts, createdAt, finishedAt, version },
    hasRejectFile: row.rejectFileId !== null && seesRows(scope, dealerId, kind),
    createdBy: { id: row.createdBy, name: row.createdByName },
  }
}

export function presentDetail(row: ImportRow, reading: ImportReading): ImportDetail {
  const { scope, catalogue, kind, mayImport } = reading
  const isMasked = !seesRows(scope, row.dealerId, row.kind)
  const { inspection, preview, state } = row
  const isOpen = state !== 'done' && row.fileExpiresAt !== null
  const isUnderWay = state === 'previewing' || state === 'running'
  const question = questionOf(row, kind.fields, catalogue)
  const edit = mayImport && isOpen && !isUnderWay
  return {
    ...presentSummary(row, scope),
    rowsMasked: isMasked,
    inspection: isMasked
      ? { ...inspection, columns: inspection.columns.map(column => ({ ...column, samples: [] })) }
      : inspection,
    mapping: row.mapping,
    question,
    rowsDone: row.rowsDone,
    cancelRequested: row.cancelRequested,
    preview: preview && isMasked ? { ...preview, rows: [] } : preview,
    result: row.result,
    problem: row.problem && inWords(catalogue, row.problem),
    fileExpiresOn: row.fileExpiresAt?.slice(0, 10) ?? null,
    may: { edit, run: edit && question === null },
  }
}

function questionOf(
  { inspection, mapping }: ImportRow,
  fields: Fields,
  catalogue: ProblemCatalogue,
): ImportQuestion | null {
  try {
    confirmedMapping(fields, inspection, mapping)
    return null
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { field, fields: several } = error.extensions
    const named = typeof field === 'string' ? [field] : typeof several === 'string' ? several.split(', ') : []
    return { ...inWords(catalogue, error), fields: named }
  }
}

function inWords(catalogue: ProblemCatalogue, { code, extensions }: StoredProblem) {
  const type = catalogue[code as keyof typeof catalogue] ?? catalogue['server.failed']
  if (!type) throw new Error('the catalogue of problems lacks server.failed')
  const [zh, en] = [describe(type, 'zh', extensions), describe(type, 'en', extensions)]
  return { code, title: { zh: zh.title, en: en.title }, detail: { zh: zh.detail, en: en.detail } }
}

export function presentChoices({ choices = {} }: AnyImportKind): ImportKindInfo['choices'] {
  return Object.entries(choices).map(([name, { label, hint }]) => ({ name, label, hint }))
}

export function presentFields(fields: Fields): ImportFieldInfo[] {
  return Object.entries(fields).map(([name, field]) => ({
    name,
    label: field.label,
    type: field.type,
    required: field.required === true,
    example: field.example,
    codes: field.type === 'code' ? Object.keys(field.codes) : null,
  }))
}
