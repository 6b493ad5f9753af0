// npm run figures: draws the pictures of docs/engines from what the engines compute.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundleScript, root } from './bundle.mjs'

const { drawAllFigures } = await import(pathToFileURL(await bundleScript('packages/proof/figures.ts')).href)
for (const path of await drawAllFigures(join(root, 'docs/engines'))) process.stdout.write(`${path}\n`)
