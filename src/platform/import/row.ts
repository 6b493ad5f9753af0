import type { Field, Fields, ImportValue, RowOf } from './fields.ts'
import type { Finding, ImportMapping, MappedColumn } from './import.contract.ts'
import { type CellResult, parseCell, type ReadingSettings } from './values.ts'

/** A row as a reader found it. */
export interface RawRow {
  readonly row: number // as a spreadsheet numbers it
  readonly cells: readonly string[]
  readonly faults?: readonly CellFault[]
}

/** Something wrong before any meaning: with one cell, or, without a column, with the whole row. */
export interface CellFault {
  readonly column?: number
  readonly finding: Finding
  readonly severity?: 'warning'
}

export interface ParsedRow<Row> {
  readonly row: number
  readonly cells: readonly string[]
  readonly values: Row | null // null when refused
  readonly reasons: readonly Finding[]
  readonly warnings: readonly Finding[]
}

interface Column extends MappedColumn {
  readonly definition: Field
}

/** Makes the function that turns raw rows into typed ones; every fault of a row is found, not the first alone.
 *  @param width the number of headings, for rows that must have as many cells; null for a sheet's */
export function rowParser<F extends Fields>(
  fields: F,
  mapping: ImportMapping,
  width: number | null,
  settings: ReadingSettings,
): (raw: RawRow) => ParsedRow<RowOf<F>> {
  const columns = orderedColumns(fields, mapping)
  const unmapped = Object.entries(fields).filter(([name]) => !columns.some(({ field }) => field === name))
  const fieldAt = new Map(columns.map(({ index, field }) => [index, field]))

  return raw => {
    const { row, cells } = raw
    const { reasons, warnings, spoiled } = faultsOf(raw, width, fieldAt)
    if (reasons.length > 0 && spoiled === null) return { row, cells, values: null, reasons, warnings }
    const values: Record<string, ImportValue | null> = {}
    for (const [name, field] of unmapped) {
      values[name] = null
      if (field.required) reasons.push({ code: 'value-missing', field: name })
    }
    let currency: string | null = null
    for (const column of columns) {
      const text = cells[column.index] ?? ''
      const cell: CellResult =
        cellFault(text) ?? parseCell(column.definition, text, column, settings, currency)
      values[column.field] = cell.value ?? null
      if (spoiled?.has(column.index)) continue
      if (cell.warning) warnings.push({ ...cell.warning, field: column.field })
      if (cell.fault) reasons.push({ ...cell.fault, field: column.field })
      else if (cell.value === null && column.definition.required)
        reasons.push({ code: 'value-missing', field: column.field })
      if (column.definition.type === 'currency' && typeof cell.value === 'string') currency = cell.value
    }
    // The fields' types were checked cell by cell above; TypeScript cannot follow a record built in a loop.
    return { row, cells, values: reasons.length === 0 ? (values as RowOf<F>) : null, reasons, warnings }
  }
}

/** A currency column is read first: the amounts beside it need it. */
function orderedColumns(fields: Fields, mapping: ImportMapping): Column[] {
  return mapping.columns
    .flatMap(column => {
      const definition = fields[column.field]
      return definition ? [{ ...column, definition }] : []
    })
    .sort((a, b) => Number(b.definition.type === 'currency') - Number(a.definition.type === 'currency'))
}

interface RowFaults {
  readonly reasons: Finding[]
  readonly warnings: Finding[]
  /** Columns whose cells are not to be judged again; null when the whole row is wrong. */
  readonly spoiled: ReadonlySet<number> | null
}

function faultsOf(
  { cells, faults = [] }: RawRow,
  width: number | null,
  fieldAt: ReadonlyMap<number, string>,
): RowFaults {
  const reasons: Finding[] = []
  const warnings: Finding[] = []
  const spoiled = new Set<number>()
  for (const { column, finding, severity } of faults) {
    if (column === undefined) return { reasons: [finding], warnings, spoiled: null }
    const field = fieldAt.get(column)
    if (field === undefined) continue // nobody asked for that column
    if (severity === 'warning') warnings.push({ ...finding, field })
    else {
      reasons.push({ ...finding, field })
      spoiled.add(column)
    }
  }
  if (width === null || !isRagged(cells, width)) return { reasons, warnings, spoiled }
  const params = { found: cells.length, expected: width }
  return { reasons: [{ code: 'ragged-row', params }], warnings, spoiled: null }
}

/** Trailing empty cells are no fault. */
function isRagged(cells: readonly string[], width: number): boolean {
  if (cells.length < width) return true
  for (let index = width; index < cells.length; index++) if (cells[index]?.trim()) return true
  return false
}

const nul: CellResult = { fault: { code: 'nul-character' } }
const undecodable: CellResult = { fault: { code: 'undecodable-character' } }

function cellFault(text: string): CellResult | null {
  if (text.includes('\0')) return nul
  return text.includes('\ufffd') ? undecodable : null
}
