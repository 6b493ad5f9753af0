// npm run build: everything that npm start would build when it is missing.
// With --server only the server's bundle; prints the path of the program.
import { bundleServer, bundleWeb } from './bundle.mjs'

if (!process.argv.includes('--server')) await bundleWeb()
process.stdout.write(`${await bundleServer()}\n`)
