import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { packageRoot } from '../package-root.ts'
import { chromiumPath } from './browser.ts'

/** Before the browser tests: the product is built once, and a browser is there. */
export default async function setup(): Promise<void> {
  const build = promisify(execFile)(process.execPath, [join(packageRoot, 'bin/build.mjs')])
  await Promise.all([build, chromiumPath()])
}
