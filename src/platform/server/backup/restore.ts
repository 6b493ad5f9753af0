import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { applyWithin, type Migration, readMigrations } from '../migrate.ts'
import { Refusal } from '../refusal.ts'
import type { BackupFooter, BackupHeader, BackupTable } from './format.ts'
import { differingTables, readTables } from './read-backup.ts'
import { RowDigest } from './row-digest.ts'
import {
  closeGates,
  copyIn,
  copyOut,
  countForPlanner,
  dropSchemas,
  emptyTables,
  isEmpty,
  listTables,
  makeEventMonths,
  openGates,
  openOwner,
  setSequences,
} from './tables.sql.ts'

interface RestoreRequest {
  readonly file: string
  readonly header: BackupHeader
  /** of a migrated, empty database that no server runs on */
  readonly ownerUrl: string
  readonly signal?: AbortSignal
  /** what has to happen with the rows or not at all; the last thing before the commit */
  readonly beforeCommit?: () => Promise<void>
}

/** Puts a backup into an empty database: in one transaction, at the schema it was made with, which is then brought
 *  up to this program. Foreign keys look at every row, and what was written is read again and compared.
 *  @throws Refusal and leaves the database as it was */
export async function restore(asked: RestoreRequest): Promise<BackupFooter> {
  const migrations = await readMigrations()
  refuseOtherMigrations(asked.header, migrations)
  const client = await openOwner(asked.ownerUrl)
  try {
    await client.query('begin')
    if (!(await isEmpty(client))) throw notEmpty()
    const seen = asked.header.migrations.length
    await remake(client, migrations.slice(0, seen))
    const footer = await fill(client, asked)
    for (const migration of migrations.slice(seen)) await applyWithin(client, migration)
    await asked.beforeCommit?.()
    await client.query('commit')
    await countForPlanner(client)
    return footer
  } catch (error) {
    await client.query('rollback').catch(() => undefined) // a lost connection has rolled back already
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** @throws Refusal where this program cannot bring the backup's schema up to its own */
export function refuseOtherMigrations(
  { migrations: seen, product }: Pick<BackupHeader, 'migrations' | 'product'>,
  known: readonly Migration[],
): void {
  for (const [index, { name, checksum }] of seen.entries()) {
    const migration = known[index]
    if (!migration)
      throw new Refusal(
        `The backup was made by a newer Forecourt (${product}, it has ${name}): restore it with that version.`,
      )
    if (migration.checksum !== checksum)
      throw new Refusal(
        `The backup was made by another Forecourt (${product}): its migration ${name} is not the one of this program.`,
      )
  }
}

export function notEmpty(): Refusal {
  return new Refusal(
    'This database is in use: a backup is restored into an empty one. Name a new data folder in FORECOURT_DATA or an empty database in DATABASE_URL; a demo is emptied by `npx forecourt demo --clear`.',
  )
}

/** The empty schema as it was when the backup was made. */
async function remake(client: pg.Client, migrations: readonly Migration[]): Promise<void> {
  await dropSchemas(client)
  for (const migration of migrations) await applyWithin(client, migration)
  await emptyTables(client)
}

async function fill(client: pg.Client, { file, header, signal }: RestoreRequest): Promise<BackupFooter> {
  const tables = await listTables(client)
  refuseOtherTables(header.tables, tables)
  await makeEventMonths(client, header.eventMonths)
  const gates = await openGates(client)
  const footer = await readTables(file, async (table, pieces) => {
    if (signal?.aborted) throw new Refusal('Stopped: nothing was restored.')
    await copyTable(client, table, pieces)
  })
  await setSequences(client, header.sequences)
  await closeGates(client, gates)
  await compare(client, tables, footer)
  return footer
}

function refuseOtherTables(given: readonly BackupTable[], here: readonly BackupTable[]): void {
  const shape = (tables: readonly BackupTable[]) =>
    new Map(tables.map(({ name, columns }) => [name, columns.toSorted().join()]))
  const [there, ours] = [shape(given), shape(here)]
  const names = new Set([...there.keys(), ...ours.keys()])
  const differing = [...names].filter(name => there.get(name) !== ours.get(name))
  if (differing.length > 0)
    throw new Refusal(
      `The tables of the backup are not those of its version (${differing.join(', ')}): the database it was made from had been changed by hand.`,
    )
}

async function copyTable(
  client: pg.Client,
  table: BackupTable,
  pieces: AsyncIterable<Buffer>,
): Promise<void> {
  const stream = client.query(copyFrom(copyIn(table)))
  const done = finished(stream)
  done.catch(() => undefined) // reported by the await below; a failure while writing must not be unhandled
  try {
    for await (const piece of pieces)
      if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), done])
    stream.end()
  } catch (error) {
    stream.destroy(error instanceof Error ? error : undefined) // else the server waits for the rest of the table
    throw error
  }
  await done
}

/** Reads back what was written. */
async function compare(
  client: pg.Client,
  tables: readonly BackupTable[],
  footer: BackupFooter,
): Promise<void> {
  const found: BackupFooter = { tables: {} }
  for (const table of tables) {
    const digest = new RowDigest()
    for await (const chunk of client.query(copyTo(copyOut(table))) as AsyncIterable<Buffer>)
      digest.update(chunk)
    found.tables[table.name] = { digest: digest.digest(), rows: digest.rows }
  }
  const differing = differingTables(footer, found)
  if (differing.length > 0)
    throw new Refusal(
      `What was written is not what the backup holds (${differing.join(', ')}): nothing was restored.`,
    )
}
