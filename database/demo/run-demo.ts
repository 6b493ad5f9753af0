import { SingleBar } from 'cli-progress'
import type { CommandContext } from '../../src/platform/server/commands/command.ts'
import { seals } from '../../src/platform/server/crypto/seals.ts'
import { connect } from '../../src/platform/server/database/connect.ts'
import { clearDemo } from '../../src/platform/server/demo/clear-demo.ts'
import { demoSignInLines } from '../../src/platform/server/demo/demo-sign-ins.ts'
import { readOrMakeKeys } from '../../src/platform/server/keys.ts'
import { Refusal } from '../../src/platform/server/refusal.ts'
import { whatItHolds } from './load-demo.ts'
import { loadSample } from './load-sample.ts'

/** What a first start does: a database that nobody has started for real or cleared gets the demo network.
 *  @returns lines for the terminal: whom one may sign in as, when the database holds the demo */
export async function prepareDemo(context: CommandContext): Promise<string[]> {
  const held = await whatItHolds(context.urls.owner)
  if (held === 'nothing') await loadWithProgress(context)
  return held === 'nothing' || held === 'demo' ? demoSignInLines() : []
}

/** `forecourt demo` */
export async function runLoading(context: CommandContext): Promise<void> {
  await loadWithProgress(context)
  process.stdout.write(`The demo network is loaded. ${demoSignInLines().join('\n')}\n`)
}

/** `forecourt demo --clear` */
export async function runClearing({ urls }: CommandContext): Promise<void> {
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
    await loadSample({
      ownerUrl: urls.owner,
      seals: seals(await readOrMakeKeys(settings.keysFile)),
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
