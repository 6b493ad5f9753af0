import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** Bundles solve.worker.ts into a temporary folder, for tests and benchmarks that run from the sources.
 *  @param source where solve.worker.ts is */
export async function bundleWorker(source: URL): Promise<{ script: URL; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'forecourt-mdp-'))
  const outfile = join(folder, 'solve.worker.mjs')
  await build({
    entryPoints: [fileURLToPath(source)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'warning',
  })
  return { script: pathToFileURL(outfile), remove: () => rm(folder, { recursive: true, force: true }) }
}
