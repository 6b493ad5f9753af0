import { prepareDataFolder } from '../data-folder.ts'
import { openDatabase } from '../postgres/open-database.ts'
import { readSettings } from '../settings.ts'
import { type CommandContext, logLine } from './command.ts'
import { watchSignals } from './signals.ts'

/** Runs a command's work on the migrated database of the settings, beside a running server or without one. */
export async function inDatabase<Result>(
  work: (context: CommandContext) => Promise<Result>,
): Promise<Result> {
  const settings = readSettings()
  const { stop } = watchSignals()
  await prepareDataFolder(settings)
  const database = await openDatabase(settings, logLine)
  try {
    const urls = await database.migrate()
    return await work({ settings, urls, signal: stop.signal, log: logLine })
  } finally {
    await database.close()
  }
}
