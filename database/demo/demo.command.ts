import { SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { businessDate } from '../../src/platform/business-date.ts'
import type { CommandContext } from '../../src/platform/server/commands/command.ts'
import { inDatabase } from '../../src/platform/server/commands/in-database.ts'
import { seals } from '../../src/platform/server/crypto/seals.ts'
import { connect } from '../../src/platform/server/database/connect.ts'
import { clearDemo } from '../../src/platform/server/demo/clear-demo.ts'
import { demoSignInLines } from '../../src/platform/server/demo/demo-sign-ins.ts'
import { readOrMakeKeys } from '../../src/platform/server/keys.ts'
import { Refusal } from '../../src/platform/server/refusal.ts'
import { timeZone } from './calendar.ts'
import { loadDemo, whatItHolds } from './load-demo.ts'

const demoSeed = 'forecourt'

export function registerDemo(program: Command): void {
  program
    .command('demo')
    .description('load the demo network into an empty database, or clear it for real use')
    .option('--clear', 'empty a database that holds the demo network')
    .action(({ clear }: { clear?: boolean }) =>
      inDatabase(context => (clear ? empty(context) : load(context))),
    )
}

/** What a first start does: a database that nobody has used or cleared gets the demo network.
 *  @returns whether the database holds the demo now */
export async function prepareDemo(context: CommandContext): Promise<boolean> {
  const held = await whatItHolds(context.urls.owner)
  if (held === 'nothing') await loadWithProgress(context)
  return held === 'nothing' || held === 'demo'
}

async function load(context: CommandContext): Promise<void> {
  await loadWithProgress(context)
  process.stdout.write(`The demo network is loaded. ${demoSignInLines().join('\n')}\n`)
}

async function empty({ urls }: CommandContext): Promise<void> {
  const owner = connect(urls.owner, { max: 1 })
  try {
    if (!(await clearDemo(owner, null))) {
      throw new Refusal('This database does not hold the demo network: nothing was cleared.')
    }
  } finally {
    await owner.destroy()
  }
  process.stdout.write(
    'The demo network is gone. Start the server for the code of the first administrator.\n',
  )
}

async function loadWithProgress({ settings, urls, signal, log }: CommandContext): Promise<void> {
  const progress = startProgress(log)
  try {
    await loadDemo({
      ownerUrl: urls.owner,
      seals: seals(await readOrMakeKeys(settings.keysFile)),
      seed: demoSeed,
      today: businessDate(new Date().toISOString(), timeZone),
      scale: 1,
      onProgress: progress.show,
      signal,
    })
  } finally {
    progress.stop()
  }
}

/** A bar on a terminal, a line every tenth elsewhere. */
function startProgress(log: (line: string) => void) {
  if (!process.stderr.isTTY) return { show: tenths(log), stop: () => undefined }
  const bar = new SingleBar({
    format: 'Loading the demo network {bar} {percentage}%',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    stream: process.stderr,
  })
  bar.start(100, 0)
  return { show: (share: number) => bar.update(Math.floor(share * 100)), stop: () => bar.stop() }
}

function tenths(log: (line: string) => void) {
  let next = 0
  return (share: number) => {
    if (share * 10 < next) return
    log(`Loading the demo network: ${Math.floor(share * 100)} %`)
    next = Math.floor(share * 10) + 1
  }
}
