import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { packageRoot } from '../../src/platform/server/package-root.ts'

/** Builds the web app when its sources changed: what is measured is what users get. */
export async function bundledWeb(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(packageRoot, 'bin/build.mjs'), '--web'])
}
