// npm run bench:NAME: measures one of the engines and writes its page in docs/.
import { pathToFileURL } from 'node:url'
import { bundleScript } from './bundle.mjs'

const [name, ...options] = process.argv.slice(2)
const { bench } = await import(pathToFileURL(await bundleScript(`packages/${name}/bench/bench.ts`)).href)
await bench(options)
