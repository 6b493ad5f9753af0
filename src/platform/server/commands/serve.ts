import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type RunningServer, startServer } from '../../../server.ts'
import { prepareDataFolder } from '../data-folder.ts'
import { type OpenDatabase, openDatabase } from '../postgres/open-database.ts'
import { holdServerLock } from '../postgres/server-lock.ts'
import { Refusal } from '../refusal.ts'
import { readSettings, type Settings } from '../settings.ts'
import { type CommandContext, logLine } from './command.ts'
import { untilAborted, watchSignals } from './signals.ts'

const requestsEndWithinMilliseconds = 10_000

type Signals = ReturnType<typeof watchSignals>

/** Works on the migrated database before the first request; answers lines to print below the address. */
type Prepare = (context: CommandContext) => Promise<readonly string[]>

/** Runs the server until it is asked to stop. */
export async function serve(prepare?: Prepare): Promise<void> {
  const settings = readSettings()
  const signals = watchSignals()
  await prepareDataFolder(settings)
  const database = await openDatabase(settings, logLine)
  try {
    await serveAlone(settings, database, signals, prepare)
  } finally {
    await database.close()
  }
}

async function serveAlone(
  settings: Settings,
  database: OpenDatabase,
  signals: Signals,
  prepare?: Prepare,
): Promise<void> {
  let taken: Refusal | undefined
  const release = await holdServerLock(database.ownerUrl, refusal => {
    taken = refusal
    signals.stop.abort()
  })
  try {
    await refuseTakenPort(settings)
    const urls = await database.migrate()
    const lines = await prepare?.({ settings, urls, signal: signals.stop.signal, log: logLine })
    if (!signals.stop.signal.aborted)
      await answerRequests(await startServer(settings, urls), settings, signals, lines)
  } finally {
    await release()
  }
  if (taken) throw taken
}

async function answerRequests(
  server: RunningServer,
  settings: Settings,
  signals: Signals,
  lines: readonly string[] = [],
): Promise<void> {
  try {
    const address = await server.listen().catch(error => refuseAddress(error, settings))
    const code = server.firstRunCode
    const empty = `The system is empty. Open the address and enter this one-time code: ${code}`
    process.stdout.write(`${[`Forecourt is at ${address}`, ...lines, ...(code ? [empty] : [])].join('\n')}\n`)
    await untilAborted(signals.stop.signal)
    logLine('Stopping: requests under way are answered first. Press Ctrl-C again to stop at once.')
  } finally {
    await Promise.race([
      server.close(),
      sleep(requestsEndWithinMilliseconds, undefined, { ref: false }),
      untilAborted(signals.force.signal),
    ])
  }
}

/** Said at once, not after the minute that a first start's sample data takes. */
async function refuseTakenPort(settings: Settings): Promise<void> {
  const probe = createServer().listen(settings.port, settings.host)
  await once(probe, 'listening').catch(error => refuseAddress(error, settings))
  await new Promise(resolve => probe.close(resolve))
}

function refuseAddress(error: NodeJS.ErrnoException, { host, port }: Settings): never {
  switch (error.code) {
    case 'EADDRINUSE':
      throw new Refusal(
        `Port ${port} of ${host} is taken by another program: stop that one, or set another PORT.`,
      )
    case 'EACCES':
      throw new Refusal(`This user may not open port ${port}: set a PORT above 1023.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      throw new Refusal(`${host} is no address of this machine: set HOST to one that is, or leave it out.`)
    default:
      throw error
  }
}
