import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { expect, it } from 'vitest'
import { roles } from '../../permissions.ts'
import { packageRoot } from '../package-root.ts'
import { createTestDatabase } from '../testing/test-database.ts'

const glossary = readFileSync(join(packageRoot, 'docs', 'glossary.md'), 'utf8')

it('the glossary names every table of the domain, and no other', async () => {
  const database = await createTestDatabase()
  const owner = new pg.Client({ connectionString: database.urls.owner })
  await owner.connect()
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'app' and c.relkind in ('r', 'p') and not c.relispartition`,
  )
  await owner.end()
  await database.drop()
  const words = [...glossary.matchAll(/\| ([a-z_]+) \|$/gm)].map(([, table]) => table)
  expect(words.filter(word => word !== 'table').sort()).toEqual(rows.map(row => row.name).sort())
})

it('the glossary names every role', () => {
  for (const role of roles) expect(glossary).toContain(role)
})
