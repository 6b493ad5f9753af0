import type { Fields, RowOf, Words } from './fields.ts'
import type { Finding, ImportKindName } from './import.contract.ts'

/** What a slice writes to make one of its nouns importable. The engine reads, parses, keys, batches, previews,
 *  counts and writes the rejects; a kind knows its fields, what makes two rows the same thing, and its tables. */
export interface ImportKind<F extends Fields, Change, Tx, Context> {
  readonly name: ImportKindName
  readonly fields: F
  /** The words of the kind's own findings, with `{param}` filled in. */
  readonly findings?: FindingWords
  /** What whoever runs a file may ask for beyond its rows, by name; nothing of it happens unasked. */
  readonly choices?: Readonly<Record<string, { readonly label: Words; readonly hint: Words }>>
  /** `key`: what the row is about (a VIN, a number, an outside reference), or null to be known by its contents.
   *  `claims`: further values that only one row of the file may hold, such as `vin:LRW…`. */
  identify(row: RowOf<F>, context: Context): RowIdentity
  /** What is wrong or odd about a row in itself; without I/O. */
  check?(row: RowOf<F>, context: Context): RowCheck
  /** Decides for each row, in order, against the database; writes nothing. */
  plan(tx: Tx, context: Context, rows: readonly KeyedRow<RowOf<F>>[]): Promise<readonly Planned<Change>[]>
  /** Writes what was planned as new or updated, in the transaction of `plan`.
   *  A thrown problem with a status below 500 refuses its row: the batch is tried again without it. */
  apply(tx: Tx, context: Context, changes: readonly PlannedChange<RowOf<F>, Change>[]): Promise<void>
}

export type FindingWords = Readonly<Record<string, Words>>

export interface RowIdentity {
  readonly key: string | null
  readonly claims?: readonly string[]
}

export interface RowCheck {
  readonly reasons?: readonly Finding[]
  readonly warnings?: readonly Finding[]
}

export interface KeyedRow<Row> {
  readonly row: number // as a spreadsheet numbers it, the heading included
  readonly values: Row
  /** What `identify` gave, or `row:<hash>:<ordinal among equals>`: the same whenever the file is read again. */
  readonly key: string
  readonly keyIsContent: boolean
}

export type Planned<Change> =
  | { readonly outcome: 'new' | 'updated'; readonly change: Change; readonly warnings?: readonly Finding[] }
  | { readonly outcome: 'unchanged'; readonly warnings?: readonly Finding[] }
  | { readonly outcome: 'refused'; readonly reasons: readonly Finding[] }

export interface PlannedChange<Row, Change> {
  readonly row: KeyedRow<Row>
  readonly outcome: 'new' | 'updated'
  readonly change: Change
}
