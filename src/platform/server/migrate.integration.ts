import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { createEmptyDatabase, createTestDatabase } from './testing/test-database.ts'

let folder: string
let database: Awaited<ReturnType<typeof createEmptyDatabase>>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forecourt-migrations-'))
  database = await createEmptyDatabase()
})

afterEach(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

test('two processes that migrate at once apply each migration once', async () => {
  await write('0001_create_things.sql', 'create table things (id int); select pg_sleep(0.2);')
  await Promise.all([migrateFolder(), migrateFolder(), migrateFolder()])
  expect(await query('select name from platform.migrations')).toEqual([{ name: '0001_create_things' }])
})

test('a changed migration is refused by its name, and nothing is applied', async () => {
  await write('0001_create_things.sql', 'create table things (id int);')
  await migrateFolder()
  await write('0001_create_things.sql', 'create table things (id bigint);')
  await write('0002_create_others.sql', 'create table others (id int);')
  await expect(migrateFolder()).rejects.toThrow('0001_create_things')
  expect(await query(`select to_regclass('others') as others`)).toEqual([{ others: null }])
})

test('a database of a newer program is refused', async () => {
  await write('0001_create_things.sql', 'create table things (id int);')
  await write('0002_create_others.sql', 'create table others (id int);')
  await migrateFolder()
  await rm(join(folder, '0002_create_others.sql'))
  await expect(migrateFolder()).rejects.toThrow('newer Forecourt')
})

test('a failing migration leaves nothing behind and names its line', async () => {
  await write('0001_create_things.sql', 'create table things (id int);')
  await write('0002_break_things.sql', 'create table others (id int);\nselect nothing from things;')
  await expect(migrateFolder()).rejects.toThrow('0002_break_things: line 2')
  expect(
    await query(`select to_regclass('others') as others, to_regclass('things') is not null as things`),
  ).toEqual([{ others: null, things: true }])
})

test('a gap in the numbers is refused', async () => {
  await write('0002_create_things.sql', 'create table things (id int);')
  await expect(migrateFolder()).rejects.toThrow('without a gap')
})

async function write(name: string, text: string) {
  await writeFile(join(folder, name), text)
}

function migrateFolder() {
  return migrate(database.ownerUrl, { folder, loginsFile: database.loginsFile })
}

async function query(text: string) {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}

test('no role of the product owns a table, bypasses row-level security or can become the owner', async () => {
  const { urls, drop } = await createTestDatabase()
  for (const url of [urls.app, urls.reader, urls.auth]) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query(`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
             (select count(*)::int from pg_class where pg_has_role(current_user, relowner, 'member')) as owned
        from pg_roles where rolname = current_user`)
    await client.end()
    expect(rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, owned: 0 },
    ])
  }
  await drop()
})

test('the reading role cannot write, not even where it may', async () => {
  const { urls, drop } = await createTestDatabase()
  const client = new pg.Client({ connectionString: urls.reader })
  await client.connect()
  await expect(client.query('create temporary table mine (id int)')).rejects.toThrow('read-only')
  await client.end()
  await drop()
})
