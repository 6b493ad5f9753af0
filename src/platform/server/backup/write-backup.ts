import { createHmac, type Hmac, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Keys } from '../keys.ts'
import { advisoryLocks } from '../postgres/advisory-locks.ts'
import { Refusal } from '../refusal.ts'
import {
  type BackupFooter,
  type BackupHeader,
  type BackupTable,
  formatVersion,
  type LockedKeys,
  magic,
} from './format.ts'
import { fileKey, printKeys } from './key-prints.ts'
import { RowDigest } from './row-digest.ts'
import {
  copyOut,
  keepShape,
  listEventMonths,
  listSequences,
  listTables,
  openOwner,
  readMigrated,
} from './tables.sql.ts'

interface BackupRequest {
  readonly file: string
  readonly ownerUrl: string
  readonly keys: Keys
  readonly lockedKeys: LockedKeys | null
  readonly product: string
  readonly now: Date
  readonly signal?: AbortSignal
}

export interface WrittenBackup {
  readonly header: BackupHeader
  readonly footer: BackupFooter
}

const pieceBytes = 1 << 16
const compression = { level: 3 } // higher levels halve the speed for a tenth of the size

/** Writes the database as it is at one moment into a file that is whole as soon as it has its name.
 *  @throws Refusal when the file is there already, or the database is not one of ours */
export async function writeBackup(asked: BackupRequest): Promise<WrittenBackup> {
  refuseExisting(asked.file)
  const client = await openOwner(asked.ownerUrl)
  const partial = `${asked.file}.${randomBytes(4).toString('hex')}.partial`
  try {
    const header = await openSnapshot(client, asked)
    const handle = await open(partial, 'wx', 0o600).catch(error => refuseFile(asked.file, error))
    const footer = await writeFile(client, header, handle, asked).catch(error =>
      refuseFile(asked.file, error),
    )
    refuseExisting(asked.file)
    await rename(partial, asked.file)
    return { header, footer }
  } finally {
    await rm(partial, { force: true })
    await client.end().catch(() => undefined) // lost already
  }
}

/** Everything below reads the database as it is now, while others go on writing. */
async function openSnapshot(client: pg.Client, asked: BackupRequest): Promise<BackupHeader> {
  const { rows } = await client.query('select pg_try_advisory_lock_shared($1) as got', [
    advisoryLocks.migrators,
  ])
  if (!rows[0].got) throw new Refusal('The database is being migrated: make the backup when that has ended.')
  const tables = await listTables(client)
  await client.query('begin isolation level repeatable read read only')
  if (tables.length > 0) await keepShape(client, tables)
  const migrations = await readMigrated(client)
  await client.query('select pg_advisory_unlock_shared($1)', [advisoryLocks.migrators])
  if (!migrations)
    throw new Refusal('This database has never been used by Forecourt: there is nothing to back up.')
  return {
    format: formatVersion,
    product: asked.product,
    madeAt: asked.now.toISOString(),
    migrations,
    eventMonths: await listEventMonths(client),
    tables,
    sequences: await listSequences(client),
    keys: printKeys(asked.keys),
    lockedKeys: asked.lockedKeys,
  }
}

async function writeFile(
  client: pg.Client,
  header: BackupHeader,
  handle: FileHandle,
  { keys, signal }: BackupRequest,
): Promise<BackupFooter> {
  const footer: BackupFooter = { tables: {} }
  const seal = createHmac('sha256', fileKey(keys))
  await pipeline(
    Readable.from(contentOf(client, header, footer)),
    createGzip(compression),
    source => sealed(source, seal),
    handle.createWriteStream({ flush: true }),
    { signal },
  )
  return footer
}

/** What is compressed: the header, each table's pieces, the footer, which is filled on the way. */
async function* contentOf(
  client: pg.Client,
  header: BackupHeader,
  footer: BackupFooter,
): AsyncGenerator<Buffer> {
  yield line(header)
  for (const table of header.tables) {
    const digest = new RowDigest()
    for await (const piece of piecesOf(client, table)) {
      digest.update(piece)
      yield lengthOf(piece)
      yield piece
    }
    yield lengthOf(Buffer.alloc(0))
    footer.tables[table.name] = { digest: digest.digest(), rows: digest.rows }
  }
  yield line(footer)
}

/** A table's COPY text; the server sends it row by row, and a frame for each would be much air. */
async function* piecesOf(client: pg.Client, table: BackupTable): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let bytes = 0
  for await (const chunk of client.query(copyTo(copyOut(table))) as AsyncIterable<Buffer>) {
    waiting.push(chunk)
    bytes += chunk.length
    if (bytes < pieceBytes) continue
    yield Buffer.concat(waiting)
    waiting = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(waiting)
}

async function* sealed(source: AsyncIterable<Buffer>, seal: Hmac): AsyncGenerator<Buffer> {
  seal.update(magic)
  yield magic
  for await (const chunk of source) {
    seal.update(chunk)
    yield chunk
  }
  yield seal.digest()
}

function line(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`)
}

function lengthOf(piece: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(piece.length)
  return length
}

function refuseExisting(file: string): void {
  if (existsSync(file)) throw new Refusal(`${file} is there already: name a file that is not.`)
}

/** What the disk says is for the operator; all else is for us. */
function refuseFile(file: string, error: unknown): never {
  const { code, syscall, message } = error as NodeJS.ErrnoException
  if (code === 'ABORT_ERR') throw new Refusal('Stopped: no backup was written.')
  if (syscall && code) throw new Refusal(`${file} cannot be written (${message}): name another place.`)
  throw error
}
