// npm run icons: draws the icons of the installed app from public/favicon.svg.
import { pathToFileURL } from 'node:url'
import { bundleScript } from './bundle.mjs'

await import(pathToFileURL(await bundleScript('src/testing/draw-icons.ts')).href)
