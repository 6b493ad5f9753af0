import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { packageRoot } from '../../src/platform/server/package-root.ts'
import { startProduct } from '../../src/platform/server/testing/product.ts'
import { atMost, type BenchRow, rounded } from '../bench-row.ts'
import { demoFolder } from '../demo/demo-folder.ts'

const starts = 3

/** From the command to the first 200 of /readyz, on a data folder that is there: the slowest of a few starts. */
export async function row(): Promise<BenchRow[]> {
  const { folder } = await demoFolder()
  await promisify(execFile)(process.execPath, [join(packageRoot, 'bin/build.mjs')]) // built is built
  const seconds: number[] = []
  for (let start = 0; start < starts; start += 1) seconds.push(await secondsToReady(folder))
  const note = `\`forecourt serve\` on the demo network, ${seconds.map(rounded).join(', ')} s`
  return [atMost({ name: 'cold-start', value: Math.max(...seconds), unit: 's', limit: 8, note })]
}

async function secondsToReady(folder: string): Promise<number> {
  const startedAt = performance.now()
  const program = join(packageRoot, 'bin/forecourt.mjs')
  const product = await startProduct({ env: { FORECOURT_DATA: folder }, program })
  try {
    const { status } = await fetch(`${product.address}/readyz`)
    if (status !== 200) throw new Error(`/readyz answered ${status}`)
    return (performance.now() - startedAt) / 1000
  } finally {
    await product.stop()
  }
}
