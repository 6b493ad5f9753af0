import pg from 'pg'
import { Refusal } from '../refusal.ts'

/** Empties a demo database for real use, all or nothing: every row of the product and of sign-in goes, the
 *  schema and its keys stay, and the first-run page opens again.
 *  @throws Refusal on a database that does not hold the demo */
export async function clearDemo(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'forecourt demo --clear' })
  await client.connect()
  try {
    await client.query('begin')
    await requireDemo(client)
    await client.query(`truncate ${(await tablesToEmpty(client)).join(', ')}`)
    await client.query('update app.installation set root_id = null, demo = false, first_run_code_hash = null')
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined) // a lost connection has rolled back already
    throw error
  } finally {
    await client.end()
  }
}

/** The row is locked: of two that clear at once, the second finds no demo any more. */
async function requireDemo(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ demo: boolean }>('select demo from app.installation for update')
  if (rows[0]?.demo) return
  throw new Refusal('This database does not hold the demo network: nothing was cleared.')
}

async function tablesToEmpty(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('app', 'auth') and c.relkind in ('r', 'p') and not c.relispartition
        and c.oid <> 'app.installation'::regclass
      order by 1`,
  )
  return rows.map(row => row.name)
}
