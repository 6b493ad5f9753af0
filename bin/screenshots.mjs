// npm run screenshots: takes the pictures of the documentation from the demo network.
import { pathToFileURL } from 'node:url'
import { bundleScript, bundleWeb } from './bundle.mjs'

await bundleWeb()
await import(pathToFileURL(await bundleScript('src/testing/take-screenshots.ts')).href)
