import { getAuthTables } from 'better-auth/db'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemPorts } from '../ports.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { openSignInLibrary } from './sign-in-library.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

async function query(url: string, text: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

test('the migration has exactly the tables and columns that the sign-in library reads and writes', async () => {
  const library = openSignInLibrary({
    url: database.urls.auth,
    secret: 'a secret of this test, long enough to sign with',
    ports: systemPorts,
    log: pino({ level: 'silent' }),
  })
  const wanted = Object.values(getAuthTables(library.options)).map(table => ({
    table: table.modelName,
    columns: ['id', ...Object.entries(table.fields).map(([name, field]) => field.fieldName ?? name)].sort(),
  }))
  await library.close()
  const found = await query(
    database.urls.owner,
    `select table_name as "table", array_agg(column_name::text order by column_name collate "C") as columns
     from information_schema.columns where table_schema = 'auth' and table_name <> 'attempts' group by 1`,
  )
  const byName = (one: { table: string }, other: { table: string }) => one.table.localeCompare(other.table)
  expect(found.sort(byName)).toEqual(wanted.sort(byName))
})

test('the runtime role sees nothing of schema auth, the sign-in role nothing of schema app', async () => {
  const { app, reader, auth } = database.urls
  for (const url of [app, reader])
    await expect(query(url, 'select token from auth.sessions')).rejects.toMatchObject({ code: '42501' })
  for (const text of [
    'select id from app.staff',
    `select app.actor_of_session('x', now())`,
    `select app.end_sessions('00000000-0000-7000-8000-000000000000')`,
  ])
    await expect(query(auth, text)).rejects.toMatchObject({ code: '42501' })
  await expect(
    query(reader, `select app.end_sessions('00000000-0000-7000-8000-000000000000')`),
  ).rejects.toMatchObject({ code: '42501' })
})
