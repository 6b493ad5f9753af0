import { existsSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { reconcile } from '../../../sales/reconcile/reconcile.ts'
import { type BackupFooter, type BackupHeader, countRows } from '../backup/format.ts'
import { differingKeys } from '../backup/key-prints.ts'
import { unlockKeys } from '../backup/locked-keys.ts'
import { askPassphrase } from '../backup/passphrase.ts'
import { checkSeal, readHeader, recount } from '../backup/read-backup.ts'
import { notEmpty, refuseOtherMigrations, restore } from '../backup/restore.ts'
import { isEmpty, openOwner } from '../backup/tables.sql.ts'
import { prepareDataFolder } from '../data-folder.ts'
import { connect } from '../database/connect.ts'
import { type Keys, parseKeys, readKeys } from '../keys.ts'
import { readMigrations } from '../migrate.ts'
import { type OpenDatabase, openDatabase } from '../postgres/open-database.ts'
import { holdServerLock } from '../postgres/server-lock.ts'
import { Refusal } from '../refusal.ts'
import { readSettings, type Settings } from '../settings.ts'
import { logLine } from './command.ts'
import { watchSignals } from './signals.ts'

/** What was typed. */
export interface AskedRestore {
  readonly file: string
  readonly check?: true
}

interface FoundKeys {
  readonly keys: Keys
  /** from the backup, to be put in place; null where the right ones are there */
  readonly text: string | null
}

/** Everything that can be refused is refused before anything is written. */
export async function restoreBackup({ file: typed, check }: AskedRestore): Promise<void> {
  const settings = readSettings()
  const { stop } = watchSignals()
  const file = resolve(typed)
  const header = await readHeader(file)
  refuseOtherMigrations(header, await readMigrations())
  const found = await findKeys(header, settings)
  await checkSeal(file, found.keys)
  if (check) return say(`The backup is whole: ${summary(header, await recount(file))}`)
  await prepareDataFolder(settings)
  const database = await openDatabase(settings, logLine)
  try {
    await refuseUsed(database.ownerUrl)
    const footer = await alone(database, ownerUrl =>
      withKeysInPlace(found, settings, beforeCommit =>
        restore({ file, header, ownerUrl, signal: stop.signal, beforeCommit }),
      ),
    )
    say(`Restored: ${summary(header, footer)}`)
    await recountBooks(database.ownerUrl)
  } finally {
    await database.close()
  }
}

/** The keys that are in place when they are the backup's, else those in the backup. */
async function findKeys(header: BackupHeader, { keysFile }: Settings): Promise<FoundKeys> {
  const here = await readKeys(keysFile)
  const differing = here ? differingKeys(header.keys, here.keys) : []
  if (here && differing.length === 0) return { keys: here.keys, text: null }
  if (header.lockedKeys) {
    const text = unlockKeys(header.lockedKeys, await askPassphrase())
    return { keys: parseKeys(text, 'the backup'), text }
  }
  const why = here
    ? `The keys in ${keysFile} are not those of the backup (${differing.join(', ')} ${differing.length > 1 ? 'differ' : 'differs'})`
    : `The backup has no keys in it, and there is no ${keysFile}`
  throw new Refusal(
    `${why}: put the keys file of that installation there, or name it in FORECOURT_KEYS. Without it its phone numbers, identity numbers and second factors can be read by nobody. Nothing was restored.`,
  )
}

async function refuseUsed(ownerUrl: string): Promise<void> {
  const client = await openOwner(ownerUrl)
  const empty = await isEmpty(client).finally(() => client.end())
  if (!empty) throw notEmpty()
}

/** While no server can start on the database. */
async function alone<T>(database: OpenDatabase, work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const release = await holdServerLock(database.ownerUrl, refusal => logLine(refusal.message))
  try {
    const urls = await database.migrate()
    return await work(urls.owner)
  } finally {
    await release()
  }
}

/** The backup's keys come with its rows or not at all; those that were there, which sealed nothing, are put aside. */
async function withKeysInPlace<T>(
  { text }: FoundKeys,
  { keysFile }: Settings,
  work: (beforeCommit: () => Promise<void>) => Promise<T>,
): Promise<T> {
  if (text === null) return work(async () => undefined)
  const partial = `${keysFile}.restored`
  const aside = `${keysFile}.before-restore`
  if (existsSync(aside)) throw new Refusal(`${aside} is there already: put it away, and begin again.`)
  await writeFile(partial, text, { mode: 0o600, flush: true })
  let placed = false
  try {
    return await work(async () => {
      await rename(keysFile, aside)
      await rename(partial, keysFile)
      placed = true
    })
  } catch (error) {
    if (placed) await rename(aside, keysFile)
    throw error
  } finally {
    await rm(partial, { force: true })
  }
}

/** What the backup says it holds was compared row by row; whether its books agree is another question. */
async function recountBooks(ownerUrl: string): Promise<void> {
  const owner = connect(ownerUrl, { max: 1 })
  try {
    const { sales, events, disagreements } = await reconcile(owner)
    for (const { what, subject } of disagreements) say(`${subject}: ${what}`)
    if (disagreements.length > 0)
      throw new Refusal(
        `Everything is restored, but its books do not agree: ${disagreements.length} disagreement(s) in ${sales} sales, as they were when the backup was made.`,
      )
    say(`${sales} sales and ${events} events agree. Everybody signs in anew.`)
  } finally {
    await owner.destroy()
  }
}

function summary({ madeAt, product }: BackupHeader, footer: BackupFooter): string {
  return `${countRows(footer)} rows of ${Object.keys(footer.tables).length} tables, as they were at ${madeAt} (Forecourt ${product}).`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
