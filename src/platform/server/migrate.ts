import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import type { DatabaseUrls } from './database/connect.ts'
import { ensureLogins } from './logins.ts'
import { packageRoot } from './package-root.ts'
import { advisoryLocks } from './postgres/advisory-locks.ts'
import { Refusal } from './refusal.ts'

export interface MigrateOptions {
  /** Where the passwords of the login roles are kept. */
  loginsFile: string
  folder?: string
  log?: (line: string) => void
}

export interface Migration {
  number: number
  name: string
  text: string
  checksum: string
}

/** The schema of the job queue: its tables are graphile-worker's own and come first, ours may refer to them. */
export const queueSchema = 'jobs'

const migrationsFolder = join(packageRoot, 'database/migrations')
const quiet = new Logger(() => () => undefined)

/** Brings a database up to this program: the login roles, the queue, then every migration that it lacks. */
export async function migrate(ownerUrl: string, options: MigrateOptions): Promise<DatabaseUrls> {
  const { folder, log = () => undefined } = options
  const migrations = await readMigrations(folder)
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'forecourt migrate' })
  owner.on('error', error => log(`The database connection was lost: ${error.message}`))
  await owner.connect()
  try {
    await owner.query('select pg_advisory_lock($1)', [advisoryLocks.migrators])
    const logins = await ensureLogins(owner, ownerUrl, options.loginsFile)
    await runMigrations({ connectionString: ownerUrl, schema: queueSchema, logger: quiet })
    await applyMissing(owner, migrations, log)
    return { owner: ownerUrl, ...logins }
  } finally {
    await owner.end()
  }
}

async function applyMissing(owner: pg.Client, migrations: Migration[], log: (line: string) => void) {
  await owner.query(`
    create schema if not exists platform;
    create table if not exists platform.migrations (
      number integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null
    );
    comment on table platform.migrations is '@local which migrations this database has seen';
  `)
  const applied = await readApplied(owner)
  refuseOtherHistory(migrations, applied)
  for (const migration of migrations.slice(applied.length)) {
    await apply(owner, migration)
    log(`Migrated: ${migration.name}`)
  }
}

async function readApplied(owner: pg.Client) {
  const { rows } = await owner.query<Omit<Migration, 'text'>>(
    'select number, name, checksum from platform.migrations order by number',
  )
  return rows
}

function refuseOtherHistory(migrations: Migration[], applied: Omit<Migration, 'text'>[]): void {
  for (const [index, seen] of applied.entries()) {
    const known = migrations[index]
    if (!known) {
      throw new Refusal(
        `The database was migrated by a newer Forecourt (it has ${seen.name}): start that version, or restore a backup from before.`,
      )
    }
    if (known.number !== seen.number || known.checksum !== seen.checksum) {
      throw new Refusal(
        `The migration ${known.name} is not the one that this database has seen (${seen.name}): restore the file, and put changes into a new migration.`,
      )
    }
  }
}

async function apply(owner: pg.Client, migration: Migration): Promise<void> {
  try {
    await owner.query('begin')
    await applyWithin(owner, migration)
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback').catch(() => undefined) // a lost connection has rolled back already
    throw error
  }
}

/** One migration in the caller's transaction. */
export async function applyWithin(owner: pg.Client, migration: Migration): Promise<void> {
  try {
    await owner.query(migration.text)
    await owner.query(
      'insert into platform.migrations (number, name, checksum, applied_at) values ($1, $2, $3, now())',
      [migration.number, migration.name, migration.checksum],
    )
  } catch (error) {
    throw new Error(`${migration.name}: ${describe(error, migration.text)}`, { cause: error })
  }
}

/** PostgreSQL points at a character; people look for a line. */
function describe(error: unknown, text: string): string {
  if (!(error instanceof Error)) return String(error)
  const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN
  if (Number.isNaN(position)) return error.message
  return `line ${text.slice(0, position).split('\n').length}: ${error.message}`
}

/** The migrations that this program knows. */
export async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.sql')).sort()
  const migrations = await Promise.all(names.map(name => readMigration(folder, name)))
  for (const [index, migration] of migrations.entries()) {
    if (migration.number !== index + 1) {
      throw new Error(
        `Migrations are numbered 0001, 0002, … without a gap: ${migration.name} comes as number ${index + 1}.`,
      )
    }
  }
  return migrations
}

async function readMigration(folder: string, file: string): Promise<Migration> {
  const [, name, number] = file.match(/^((\d{4})_[a-z0-9]+(?:_[a-z0-9]+)+)\.sql$/) ?? []
  if (!name) throw new Error(`A migration is named NNNN_verb_noun.sql: ${file} is not.`)
  const text = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n')
  return { number: Number(number), name, text, checksum: createHash('sha256').update(text).digest('hex') }
}
