#!/usr/bin/env node
// The program: builds what is not built or older than its sources, then runs src/cli.ts.
import { pathToFileURL } from 'node:url'
import { bundleServer, bundleWeb } from './bundle.mjs'

const command = process.argv[2]
const cli = await bundleServer().catch(explain)
if ((command === 'start' || command === 'serve') && !process.argv.includes('--help'))
  await bundleWeb().catch(explain)
await import(pathToFileURL(cli).href)

function explain(error) {
  const isReadOnly = ['EACCES', 'EPERM', 'EROFS'].includes(error.code)
  const sentence =
    'Forecourt is not built yet and its folder is read-only: run `npm run build` once as its owner.'
  process.stderr.write(`${isReadOnly ? sentence : error.stack}\n`)
  process.exit(1)
}
