import pg from 'pg'
import type { BackupHeader, BackupTable } from './format.ts'

/** What stays behind: it is about the visits of this minute, and whoever finds a backup could use it. The queue
 *  (schema jobs) stays too: a start finds its work again from the rows. */
const leftBehind = ['auth.sessions', 'auth.verifications', 'auth.attempts']
const schemas = ['app', 'auth']

/** A connection whose COPY text is the same on every server. */
export async function openOwner(url: string): Promise<pg.Client> {
  const options = `-c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c extra_float_digits=3
    -c bytea_output=hex -c client_encoding=UTF8 -c statement_timeout=0 -c idle_in_transaction_session_timeout=0`
  const client = new pg.Client({
    connectionString: url,
    application_name: 'forecourt backup',
    options: options.replace(/\s+/g, ' '),
  })
  client.on('error', () => undefined) // the same failure rejects the statement under way
  await client.connect()
  return client
}

/** Tables with the columns that are written; what the database derives itself is left out. */
export async function listTables(client: pg.Client): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable>(
    `select format('%I.%I', n.nspname, c.relname) as name,
            (select json_agg(a.attname order by a.attnum) from pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition
        and format('%I.%I', n.nspname, c.relname) <> all($2)
      order by 1`,
    [schemas, leftBehind],
  )
  return rows
}

export async function listEventMonths(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ month: string }>(
    `select replace(substr(c.relname, 8), '_', '-') || '-01' as month
       from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'app.events'::regclass and c.relname ~ '^events_\\d{4}_\\d{2}$' order by 1`,
  )
  return rows.map(({ month }) => month)
}

export async function makeEventMonths(client: pg.Client, months: readonly string[]): Promise<void> {
  for (const month of months) await client.query('call app.make_event_partition($1::date)', [month])
}

export async function listSequences(client: pg.Client): Promise<BackupHeader['sequences']> {
  const { rows } = await client.query<BackupHeader['sequences'][number]>(
    `select format('%I.%I', schemaname, sequencename) as name, last_value::text as last
       from pg_sequences where schemaname = any($1) order by 1`,
    [schemas],
  )
  return rows
}

export async function setSequences(client: pg.Client, sequences: BackupHeader['sequences']): Promise<void> {
  for (const { name, last } of sequences)
    if (last !== null) await client.query('select setval($1::regclass, $2::bigint)', [name, last])
}

/** Nobody changes the shape of these tables until the transaction ends; their rows go on changing. */
export async function keepShape(client: pg.Client, tables: readonly BackupTable[]): Promise<void> {
  await client.query(`lock table ${tables.map(({ name }) => name).join(', ')} in access share mode`)
}

export function copyOut({ name, columns }: BackupTable): string {
  return `copy (select ${listed(columns)} from ${name}) to stdout`
}

export function copyIn({ name, columns }: BackupTable): string {
  return `copy ${name} (${listed(columns)}) from stdin`
}

function listed(columns: readonly string[]): string {
  return columns.map(column => pg.escapeIdentifier(column)).join(', ')
}

/** What this database has seen; null where it is none of ours. */
export async function readMigrated(client: pg.Client): Promise<BackupHeader['migrations'] | null> {
  const { rows: found } = await client.query(`select to_regclass('platform.migrations') is not null as there`)
  if (!found[0].there) return null
  const { rows } = await client.query(
    'select number, name, checksum from platform.migrations order by number',
  )
  return rows.length > 0 ? rows : null
}

/** Whether nobody has begun to work here: no organisation, no person, no account. */
export async function isEmpty(client: pg.Client): Promise<boolean> {
  const { rows: found } = await client.query(`select to_regclass('app.organisations') is not null as there`)
  if (!found[0].there) return true
  const { rows } = await client.query(
    `select not exists (select from app.organisations) and not exists (select from app.staff)
            and not exists (select from auth.users) as empty`,
  )
  return rows[0].empty
}

/** The schemas without a table: the migrations make them again. */
export async function dropSchemas(client: pg.Client): Promise<void> {
  await client.query(`drop schema ${schemas.join(', ')} cascade`)
  await client.query('delete from platform.migrations')
}

/** What the migrations wrote themselves goes: a backup has it. */
export async function emptyTables(client: pg.Client): Promise<void> {
  const tables = await listTables(client)
  await client.query(`truncate ${tables.map(({ name }) => name).join(', ')} cascade`)
}

/** A database that was just filled is read with plans for an empty one until PostgreSQL has looked at it. */
export async function countForPlanner(client: pg.Client): Promise<void> {
  const tables = await listTables(client)
  await client.query(`analyze ${tables.map(({ name }) => name).join(', ')}`)
}

interface Taken {
  /** gives back what was taken away */
  readonly back: string[]
}

/** The owner's rows may come in, in any order: foreign keys and triggers are taken away, and the wall, which COPY
 *  does not pass even for its owner. @returns what puts them back; a foreign key then looks at every row */
export async function openGates(client: pg.Client): Promise<Taken> {
  const { rows } = await client.query<{ away: string; back: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as away,
            format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as back
       from pg_constraint
      where contype = 'f' and conparentid = 0 and connamespace::regnamespace::text = any($1)
     union all
     select format('alter table %s disable trigger %I', tgrelid::regclass, tgname),
            format('alter table %s enable trigger %I', tgrelid::regclass, tgname)
       from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where not tgisinternal and tgenabled = 'O' and tgparentid = 0 and c.relnamespace::regnamespace::text = any($1)
     union all
     select format('alter table %s no force row level security', oid::regclass),
            format('alter table %s force row level security', oid::regclass)
       from pg_class
      where relforcerowsecurity and not relispartition and relnamespace::regnamespace::text = any($1)`,
    [schemas],
  )
  for (const { away } of rows) await client.query(away)
  return { back: rows.map(({ back }) => back) }
}

export async function closeGates(client: pg.Client, { back }: Taken): Promise<void> {
  for (const statement of back) await client.query(statement)
}
