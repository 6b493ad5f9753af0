// npm run schema: writes database/schema.sql and the table types from the migrations.
import { pathToFileURL } from 'node:url'
import { bundleScript } from './bundle.mjs'

await import(pathToFileURL(await bundleScript('src/platform/server/testing/schema/write-schema.ts')).href)
