import { sql } from 'kysely'
import type { Database, Tx } from '../database/connect.ts'

/** Empties a demo database for real use, all or nothing: every row of the product and of sign-in goes, the
 *  schema stays, and the first-run page opens again.
 *  @param owner the owner's connection: nobody else may empty a table
 *  @param firstRunCodeHash of the code that opens the empty system; null until a server makes one
 *  @returns false on a database that does not hold the demo, which is left as it is */
export async function clearDemo(owner: Database, firstRunCodeHash: Buffer | null): Promise<boolean> {
  return owner.transaction().execute(async tx => {
    if (!(await lockDemo(tx))) return false
    const tables = (await tablesToEmpty(tx)).map(table => sql.id(table.schema, table.name))
    await sql`truncate ${sql.join(tables)}`.execute(tx)
    await tx
      .updateTable('installation')
      .set({ root_id: null, demo: false, first_run_code_hash: firstRunCodeHash ?? unknownCode })
      .execute()
    return true
  })
}

/** Matches no code, and says that this database waits for a real network: a start does not load the demo. */
const unknownCode = Buffer.alloc(32)

/** The row is locked: of two that clear at once, the second finds no demo any more. */
async function lockDemo(tx: Tx): Promise<boolean> {
  const row = await tx.selectFrom('installation').select('demo').forUpdate().executeTakeFirst()
  return row?.demo ?? false
}

async function tablesToEmpty(tx: Tx): Promise<{ schema: string; name: string }[]> {
  const { rows } = await sql<{ schema: string; name: string }>`
    select n.nspname as schema, c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('app', 'auth') and c.relkind in ('r', 'p') and not c.relispartition
       and c.oid not in ('app.installation'::regclass, 'app.consent_texts'::regclass) -- what migrations put in stays
     order by 1, 2`.execute(tx)
  return rows
}
