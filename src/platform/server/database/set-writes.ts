import { type Insertable, sql } from 'kysely'
import type { Tx } from './connect.ts'
import type { DB } from './generated.ts'

/** Inserts any number of rows of one shape as one statement with one parameter, so that its plan is kept.
 *  bytea goes in as `hexOf`. */
export async function insertRows<Table extends keyof DB & string>(
  tx: Tx,
  table: Table,
  rows: readonly Insertable<DB[Table]>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = sql.join(Object.keys(first).map(column => sql.id(column)))
  await sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::app.${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    tx,
  )
}

/** Somebody changed a row between its reading and its writing: the transaction is to be tried again. */
export class RowsMoved extends Error {
  override name = 'RowsMoved'
}

/** Changes any number of rows of one shape as one statement; what has a version gets its next one.
 *  @param keys the columns that find a row; with `version` among them, a row that has moved on is an error
 *  @throws RowsMoved when one of the rows is not there as it was read */
export async function updateRows<Table extends keyof DB & string>(
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
    update ${sql.table(table)} kept set ${sql.join(set)}
      from jsonb_populate_recordset(null::app.${sql.table(table)}, ${JSON.stringify(rows)}::jsonb) given
     where ${sql.join(same, sql` and `)}`.execute(tx)
  if (Number(done.numAffectedRows) < rows.length) throw new RowsMoved(table)
}

/** bytea as JSON carries it into a column. */
export function hexOf(bytes: Buffer): Buffer {
  return `\\x${bytes.toString('hex')}` as unknown as Buffer
}
