// npm run build: everything that npm start would build when it is missing.
import { bundleServer, bundleWeb } from './bundle.mjs'

await Promise.all([bundleServer(), bundleWeb()])
