import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { countRows } from '../backup/format.ts'
import { lockKeys } from '../backup/locked-keys.ts'
import { askNewPassphrase } from '../backup/passphrase.ts'
import { writeBackup } from '../backup/write-backup.ts'
import { readKeys } from '../keys.ts'
import { openDatabase } from '../postgres/open-database.ts'
import { productVersion } from '../product-version.ts'
import { Refusal } from '../refusal.ts'
import { readSettings, type Settings } from '../settings.ts'
import { logLine } from './command.ts'
import { watchSignals } from './signals.ts'

/** What was typed. */
export interface AskedBackup {
  readonly file: string
  readonly withKeys?: true
}

/** Backs up the database as it is: an older one is not migrated for it. */
export async function backUp({ file, withKeys }: AskedBackup): Promise<void> {
  const settings = readSettings()
  const { stop } = watchSignals()
  refuseNowhere(settings)
  const kept = await readKeys(settings.keysFile)
  if (!kept)
    throw new Refusal(
      `The keys file ${settings.keysFile} is missing: name it in FORECOURT_KEYS. Without it nobody can read the phone numbers in the backup.`,
    )
  const lockedKeys = withKeys ? lockKeys(kept.text, await askNewPassphrase()) : null
  const database = await openDatabase(settings, logLine)
  const begun = performance.now()
  try {
    const { ownerUrl } = database
    const { footer } = await writeBackup({
      file: resolve(file),
      ownerUrl,
      keys: kept.keys,
      lockedKeys,
      product: productVersion,
      now: new Date(),
      signal: stop.signal,
    })
    const megabytes = ((await stat(file)).size / 1e6).toFixed(1)
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    const tables = Object.keys(footer.tables).length
    process.stdout.write(
      `${file}: ${countRows(footer)} rows of ${tables} tables, ${megabytes} MB, in ${seconds} s.\n`,
    )
    process.stdout.write(`${aboutKeys(settings, lockedKeys !== null)}\n`)
  } finally {
    await database.close()
  }
}

function aboutKeys({ keysFile }: Settings, included: boolean): string {
  return included
    ? 'The keys are in it, under the passphrase: without the passphrase nobody can restore it.'
    : `The keys are not in it: keep a copy of ${keysFile} in another place. Without that file the backup cannot be restored.`
}

/** Opening our own database would make it. */
function refuseNowhere({ databaseUrl, dataFolder }: Settings): void {
  if (!databaseUrl && !existsSync(join(dataFolder, 'postgres')))
    throw new Refusal(`There is no Forecourt in ${dataFolder}: name its data folder in FORECOURT_DATA.`)
}
