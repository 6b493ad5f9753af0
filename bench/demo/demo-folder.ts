import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { launchProduct } from '../../src/platform/server/testing/product.ts'
import { makeFolder } from '../scratch.ts'

export interface DemoFolder {
  /** FORECOURT_DATA */
  readonly folder: string
  /** how long `forecourt demo` took on an empty folder; null when it was copied from FORECOURT_BENCH_DATA */
  readonly seconds: number | null
}

let made: Promise<DemoFolder> | undefined

/** A data folder with the demo network, made once for all rows of a run. Rows add to it and take nothing away.
 *  FORECOURT_BENCH_DATA names one to copy, of a server that is not running: for trying things out. */
export function demoFolder(): Promise<DemoFolder> {
  made ??= process.env.FORECOURT_BENCH_DATA ? copied(process.env.FORECOURT_BENCH_DATA) : loaded()
  return made
}

async function loaded(): Promise<DemoFolder> {
  const folder = join(await makeFolder(), 'data')
  const startedAt = performance.now()
  const { ended } = await launchProduct(['demo'], { env: { FORECOURT_DATA: folder } })
  const { code, output } = await ended
  if (code !== 0) throw new Error(`the demo network could not be loaded:\n${output}`)
  return { folder, seconds: (performance.now() - startedAt) / 1000 }
}

async function copied(from: string): Promise<DemoFolder> {
  const folder = join(await makeFolder(), 'data')
  await promisify(execFile)('cp', ['-a', from, folder]) // with its owners: PostgreSQL insists on its own
  return { folder, seconds: null }
}
