// npm run build: everything that npm start would build when it is missing.
// --server and --web build only that; the former prints the path of the program.
import { bundleServer, bundleWeb } from './bundle.mjs'

const [only] = process.argv.slice(2)
if (only !== '--server') await bundleWeb()
if (only !== '--web') process.stdout.write(`${await bundleServer()}\n`)
