import type {
  ColumnGuess,
  ColumnReading,
  ImportInspection,
  ImportMapping,
  MappedColumn,
} from '../../import/import.contract.ts'
import type { ImportFieldInfo } from '../../import/imports.contract.ts'

/** The mapping after a person said what a column holds (null: it is not taken). One field has one column. */
export function withField(mapping: ImportMapping, guess: ColumnGuess, field: string | null): ImportMapping {
  const others = mapping.columns.filter(column => column.index !== guess.index && column.field !== field)
  if (field === null) return { ...mapping, columns: others }
  return { ...mapping, columns: inOrder([...others, { ...guess.reading, index: guess.index, field }]) }
}

/** The mapping after a person said how the cells of a column are read. */
export function withReading(mapping: ImportMapping, index: number, reading: ColumnReading): ImportMapping {
  const columns = mapping.columns.map(column => (column.index === index ? { ...column, ...reading } : column))
  return { ...mapping, columns }
}

export function columnAt(mapping: ImportMapping, index: number): MappedColumn | undefined {
  return mapping.columns.find(column => column.index === index)
}

/** Required fields that no column holds. */
export function missingFields(mapping: ImportMapping, fields: readonly ImportFieldInfo[]): ImportFieldInfo[] {
  const held = new Set(mapping.columns.map(({ field }) => field))
  return fields.filter(({ name, required }) => required && !held.has(name))
}

/** A fresh upload that is read otherwise than its headings suggest was mapped by an earlier choice. */
export function isRemembered(mapping: ImportMapping, { columns }: ImportInspection): boolean {
  return columns.some(guess => (columnAt(mapping, guess.index)?.field ?? null) !== guess.field)
}

/** How sure the match of a column is: chosen by a person, by its heading, or a guess to be checked. */
export function sureness(guess: ColumnGuess, field: string | null): 'chosen' | 'sure' | 'unsure' | null {
  if (field === null) return null
  if (field !== guess.field) return 'chosen'
  return guess.confidence >= 0.8 ? 'sure' : 'unsure'
}

/** A column whose dates fit two orders and for which none was chosen yet. */
export function asksOrder(guess: ColumnGuess, column: MappedColumn | undefined): boolean {
  return column !== undefined && guess.dateOrders.length > 1 && column.dateOrder === undefined
}

function inOrder(columns: MappedColumn[]): MappedColumn[] {
  return columns.sort((one, other) => one.index - other.index)
}
