#!/usr/bin/env node
// The program: builds what is not built or older than its sources, then runs src/cli.ts.
import { pathToFileURL } from 'node:url'
import { bundleServer, bundleWebApart } from './bundle.mjs'

const parent = process.ppid
const isServer = ['start', 'serve'].includes(process.argv[2]) && !process.argv.includes('--help')
const cli = await bundleServer().catch(explain)
if (isServer) await bundleWebApart().catch(explain)
// Under npm a shell stands above us that passes no signal on: it may have been told to stop meanwhile.
if (process.env.npm_lifecycle_event && process.ppid !== parent) process.exit(1)
await import(pathToFileURL(cli).href)

function explain(error) {
  const isReadOnly = ['EACCES', 'EPERM', 'EROFS'].includes(error.code)
  const sentence =
    'Forecourt is not built yet and its folder is read-only: run `npm run build` once as its owner.'
  process.stderr.write(`${isReadOnly ? sentence : error.stack}\n`)
  process.exit(1)
}
