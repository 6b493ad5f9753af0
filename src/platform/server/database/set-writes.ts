import { type Insertable, type RawBuilder, sql } from 'kysely'
import type { Tx } from './connect.ts'
import type { DB } from './generated.ts'

type Table = keyof DB & string

/** Inserts any number of rows of one shape as one statement with one parameter.
 *  Half the time of jsonb_populate_recordset, and as fast as one array for each column. bytea goes in as `hexOf`. */
export async function insertRows<T extends Table>(
  tx: Tx,
  table: T,
  rows: readonly Insertable<DB[T]>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = sql.join(Object.keys(first).map(column => sql.id(column)))
  await sql`insert into ${sql.table(table)} (${columns}) ${await given(tx, table, rows)}`.execute(tx)
}

/** Somebody changed a row between its reading and its writing: the transaction is to be tried again. */
export class RowsMoved extends Error {
  override name = 'RowsMoved'
}

/** Changes any number of rows of one shape as one statement; what has a version gets its next one.
 *  @param keys the columns that find a row; with `version` among them, a row that has moved on is an error
 *  @throws RowsMoved when one of the rows is not there as it was read */
export async function updateRows(
  tx: Tx,
  table: Table,
  rows: readonly object[],
  keys: readonly string[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const changed = Object.keys(first).filter(column => !keys.includes(column))
  const set = changed.map(column => sql`${sql.id(column)} = given.${sql.id(column)}`)
  if (keys.includes('version')) set.push(sql`version = kept.version + 1`)
  const same = keys.map(key => sql`kept.${sql.id(key)} = given.${sql.id(key)}`)
  const done = await sql`
    update ${sql.table(table)} kept set ${sql.join(set)} from (${await given(tx, table, rows)}) given
     where ${sql.join(same, sql` and `)}`.execute(tx)
  if (Number(done.numAffectedRows) < rows.length) throw new RowsMoved(table)
}

/** Rows of one shape as a select with the types of the table's columns. */
export async function given(tx: Tx, table: Table, rows: readonly object[]): Promise<RawBuilder<unknown>> {
  const columns = Object.keys(rows[0] ?? {})
  const types = await columnTypes(tx, table)
  const cells = columns.map((column, position) => {
    const type = types.get(column)
    if (!type) throw new Error(`${table} has no column ${column}`)
    const cell = type === 'jsonb' ? sql`cells -> ${sql.lit(position)}` : sql`cells ->> ${sql.lit(position)}`
    return sql`(${cell})::${sql.raw(type)} as ${sql.id(column)}`
  })
  const values = rows.map(row => columns.map(column => (row as Record<string, unknown>)[column] ?? null))
  return sql`select ${sql.join(cells)} from jsonb_array_elements(${JSON.stringify(values)}::jsonb) as row (cells)`
}

const knownTypes = new Map<string, ReadonlyMap<string, string>>()

async function columnTypes(tx: Tx, table: Table): Promise<ReadonlyMap<string, string>> {
  const known = knownTypes.get(table)
  if (known) return known
  const { rows } = await sql<{ name: string; type: string }>`
    select attname as name, format_type(atttypid, atttypmod) as type
      from pg_attribute
     where attrelid = ${`app.${table}`}::regclass and attnum > 0 and not attisdropped`.execute(tx)
  const types = new Map(rows.map(({ name, type }) => [name, type]))
  knownTypes.set(table, types)
  return types
}

/** bytea as JSON carries it into a column. */
export function hexOf(bytes: Buffer): Buffer {
  return `\\x${bytes.toString('hex')}` as unknown as Buffer
}
