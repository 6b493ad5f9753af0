// npm run bench: measures the product and writes docs/benchmarks.md and bench/results.json.
// npm run bench -- NAME … measures only those.
import { pathToFileURL } from 'node:url'
import { bundleScript } from './bundle.mjs'

const { bench } = await import(pathToFileURL(await bundleScript('bench/bench.ts')).href)
await bench(process.argv.slice(2))
