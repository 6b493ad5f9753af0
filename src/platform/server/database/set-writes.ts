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

/** Changes any number of rows of one shape as one statement; what has a version gets its next one.
 *  @param keys the columns that find a row
 *  @returns how many were there; fewer than given means that one has moved on */
export async function updateRows<Table extends keyof DB & string>(
  tx: Tx,
  table: Table,
  rows: readonly object[],
  { keys = ['dealer_id', 'id'], versioned = true }: { keys?: readonly string[]; versioned?: boolean } = {},
): Promise<number> {
  const [first] = rows
  if (!first) return 0
  const changed = Object.keys(first).filter(column => !keys.includes(column))
  const set = changed.map(column => sql`${sql.id(column)} = given.${sql.id(column)}`)
  if (versioned) set.push(sql`version = kept.version + 1`)
  const same = keys.map(key => sql`kept.${sql.id(key)} = given.${sql.id(key)}`)
  const done = await sql`
    update ${sql.table(table)} kept set ${sql.join(set)}
      from jsonb_populate_recordset(null::app.${sql.table(table)}, ${JSON.stringify(rows)}::jsonb) given
     where ${sql.join(same, sql` and `)}`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}

/** bytea as JSON carries it into a column. */
export function hexOf(bytes: Buffer): Buffer {
  return `\\x${bytes.toString('hex')}` as unknown as Buffer
}
