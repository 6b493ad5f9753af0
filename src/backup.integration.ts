import { randomBytes } from 'node:crypto'
import { cp, mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { BackupFooter } from './platform/server/backup/format.ts'
import { readHeader, recount } from './platform/server/backup/read-backup.ts'
import { refuseOtherMigrations, restore } from './platform/server/backup/restore.ts'
import { isEmpty, openOwner } from './platform/server/backup/tables.sql.ts'
import { writeBackup } from './platform/server/backup/write-backup.ts'
import { readOrMakeKeys } from './platform/server/keys.ts'
import { migrate, readMigrations } from './platform/server/migrate.ts'
import { packageRoot } from './platform/server/package-root.ts'
import { type Product, runProduct, startProduct } from './platform/server/testing/product.ts'
import { dumpSchema } from './platform/server/testing/schema/dump-schema.ts'
import { makeScratchFolder } from './platform/server/testing/scratch-folder.ts'
import { createEmptyDatabase, type EmptyDatabase } from './platform/server/testing/test-database.ts'
import {
  type Browser,
  type ProductServer,
  startProductServer,
  testPassword,
} from './testing/product-server.ts'

let server: ProductServer
let empty: EmptyDatabase
let folder: string
/** beside the passwords of the test server's login roles, where the program looks for them */
let keysFile: string

beforeAll(async () => {
  server = await startProductServer()
  empty = await createEmptyDatabase()
  folder = await makeScratchFolder('forecourt-backup-')
  keysFile = join(dirname(inject('testServer').loginsFile), `keys-${randomBytes(4).toString('hex')}.json`)
  const secret = (byte: number) => Buffer.alloc(32, byte).toString('base64')
  const keys = { current: 1, sealing: { 1: secret(1) }, indexing: secret(2), signing: secret(3) }
  await writeFile(keysFile, JSON.stringify(keys))
})
afterAll(async () => {
  await server.close()
  await empty.drop()
  const keys = [keysFile, `${keysFile}.moved`, `${keysFile}.moved.before-restore`]
  await Promise.all([rm(folder, { recursive: true }), ...keys.map(file => rm(file, { force: true }))])
})

const settings = (url: string) => ({ DATABASE_URL: url, FORECOURT_DATA: folder, FORECOURT_KEYS: keysFile })

it('backs up at one moment while four people sell, refuses what is not whole, and restores all of it', async () => {
  await addLargeFiles(8)
  const file = join(folder, 'day.backup')
  const { made, before, after } = await whileSelling(async () => ({
    before: await count('sales'),
    made: await runProduct(['backup', file], { env: settings(server.urls.owner) }),
    after: await count('sales'),
  }))
  expect(made).toMatchObject({ code: 0, output: expect.stringContaining('The keys are not in it') })
  const { tables } = await recount(file)
  expect(tables['app.sales']?.rows).toBeGreaterThanOrEqual(before)
  expect(tables['app.sales']?.rows).toBeLessThan(after)
  expect(tables['app.files']?.rows).toBe(8)
  expect(Object.keys(tables)).not.toContain('auth.sessions')
  expect((await stat(file)).mode & 0o777).toBe(0o600)

  await refusals(file)

  const restored = await runProduct(['restore', file], { env: settings(empty.ownerUrl) })
  expect(restored).toMatchObject({ code: 0, output: expect.stringMatching(/\d+ sales and \d+ events agree/) })
  const client = await openOwner(empty.ownerUrl)
  expect(await countAll(client, tables)).toEqual(tables)
  const source = await openOwner(server.urls.owner)
  expect(await dumpSchema(client)).toBe(await dumpSchema(source))
  await Promise.all([client.end(), source.end()])

  const again = await runProduct(['restore', file], { env: settings(empty.ownerUrl) })
  expect(again).toMatchObject({ code: 1, output: expect.stringContaining('This database is in use') })
  const product = await startProduct({ env: settings(empty.ownerUrl) })
  expect(await salesSeenBy(product, 'd1.consultant')).toBeGreaterThan(0)
  expect((await product.stop()).code).toBe(0)
})

it('moves an installation with its keys to another machine, from under a running server', async () => {
  const file = join(folder, 'moved.backup')
  const old = { FORECOURT_DATA: join(folder, 'old') }
  const passphrase = { FORECOURT_PASSPHRASE: 'seven quiet lanterns' }
  const running = await startProduct({ env: old })
  await openStore(running)
  const made = await runProduct(['backup', file, '--with-keys'], { env: { ...old, ...passphrase } })
  expect(made).toMatchObject({ code: 0, output: expect.stringContaining('under the passphrase') })
  expect((await running.stop()).code).toBe(0)

  const there = await createEmptyDatabase()
  const moved = `${keysFile}.moved`
  const env = { ...settings(there.ownerUrl), FORECOURT_KEYS: moved }
  const wrong = { ...env, FORECOURT_PASSPHRASE: 'another passphrase' }
  expect(await runProduct(['restore', file], { env: wrong })).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^This passphrase does not open the keys/),
  })
  expect((await runProduct(['restore', file], { env: { ...env, ...passphrase } })).code).toBe(0)
  expect(await readFile(moved, 'utf8')).toBe(await readFile(join(folder, 'old', 'keys.json'), 'utf8'))
  const product = await startProduct({ env })
  expect(await signIn(product, 'founder', password)).toBe(200)
  expect((await product.stop()).code).toBe(0)
  await there.drop()
})

it('restores a backup of an older version and brings it up; a step that fails leaves nothing', async () => {
  const older = await createEmptyDatabase()
  const newer = await createEmptyDatabase()
  const file = join(folder, 'older.backup')
  const { loginsFile } = inject('testServer')
  const known = await readMigrations()
  await migrate(older.ownerUrl, { loginsFile, folder: await olderMigrations(known.length - 1) })
  await run(older.ownerUrl, organisation)
  const keys = await readOrMakeKeys(keysFile)
  const asked = { file, ownerUrl: older.ownerUrl, keys, lockedKeys: null, product: '0.0.9', now: new Date() }
  await writeBackup(asked)
  const header = await readHeader(file)
  expect(header.migrations).toHaveLength(known.length - 1)
  expect(() => refuseOtherMigrations(header, known.slice(0, -2))).toThrow('a newer Forecourt (0.0.9')

  const { owner: ownerUrl } = await migrate(newer.ownerUrl, { loginsFile })
  const failing = async () => {
    throw new Error('the disk is full')
  }
  await expect(restore({ file, header, ownerUrl, beforeCommit: failing })).rejects.toThrow('the disk is full')
  const client = await openOwner(ownerUrl)
  expect(await isEmpty(client)).toBe(true)
  await restore({ file, header, ownerUrl })
  expect(await isEmpty(client)).toBe(false)
  const { rows } = await client.query('select number from platform.migrations')
  expect(rows).toHaveLength(known.length)
  await client.end()
  await Promise.all([older.drop(), newer.drop()])
})

/** Each is told apart, and the empty database stays as it was. */
async function refusals(file: string): Promise<void> {
  const env = settings(empty.ownerUrl)
  const refused = async (path: string, given = env) => {
    const { code, output } = await runProduct(['restore', path], { env: given })
    expect(code).toBe(1)
    return output
  }
  const { size } = await stat(file)
  const cut = await changed(file, 'cut', handle => handle.truncate(size - 1000))
  expect(await refused(cut)).toMatch(/is not whole: .+ Nothing was restored\.\n$/)
  const flipped = await changed(file, 'flipped', handle =>
    handle.write(Buffer.from([1, 2, 3]), 0, 3, Math.floor(size / 2)),
  )
  expect(await refused(flipped)).toMatch(/is not whole/)
  const others = { ...env, FORECOURT_KEYS: join(folder, 'other-keys.json') }
  await readOrMakeKeys(others.FORECOURT_KEYS)
  expect(await refused(file, others)).toMatch(/not those of the backup \(sealing key 1, the indexing key/)
  expect(await refused(file, settings(server.urls.owner))).toMatch(/^This database is in use/)
  expect(await runProduct(['backup', file], { env: settings(server.urls.owner) })).toMatchObject({
    output: expect.stringContaining('is there already'),
  })
  const client = await openOwner(empty.ownerUrl)
  expect(await isEmpty(client)).toBe(true)
  await client.end()
  expect((await readdir(folder)).filter(name => name.includes('partial'))).toEqual([])
}

async function changed(
  file: string,
  name: string,
  change: (handle: Awaited<ReturnType<typeof open>>) => unknown,
) {
  const copy = `${file}.${name}`
  await cp(file, copy)
  const handle = await open(copy, 'r+')
  await change(handle)
  await handle.close()
  return copy
}

/** Four people sell from before it begins until it has ended. */
async function whileSelling<T>(work: () => Promise<T>): Promise<T> {
  const stop = new AbortController()
  const names = ['d1.consultant', 'd1.colleague', 'd2.consultant', 'd2.colleague']
  const browsers = await Promise.all(names.map(name => server.signedIn(name)))
  const selling = Promise.all(browsers.map(browser => sell(browser, stop.signal)))
  try {
    await expect.poll(() => count('sales'), { timeout: 60_000 }).toBeGreaterThan(8)
    return await work()
  } finally {
    stop.abort()
    await selling
  }
}

/** Opens sales and shows cars, one after another, as fast as the answers come. */
async function sell(browser: Browser, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    const customer = await browser.send('POST', '/api/customers', {
      kind: 'person',
      name: '王芳',
      contactPoints: [],
    })
    const { id: customerId } = customer.body as { id: string }
    const opened = await browser.send('POST', '/api/inquiries', { customerId, source: 'walk-in' })
    expect(opened.status, opened.text).toBe(201)
    const { id, version } = opened.body as { id: string; version: number }
    const shown = await browser.send('POST', `/api/sales/${id}/showings`, {}, { 'if-match': `"${version}"` })
    expect(shown.status, shown.text).toBe(201)
  }
}

/** They take long to write between the customers and the sales of a backup: a moment that is none would show. */
async function addLargeFiles(files: number): Promise<void> {
  const { id, organisation_id } = await server.owner
    .selectFrom('staff')
    .select(['id', 'organisation_id'])
    .where('username', '=', 'd1.consultant')
    .executeTakeFirstOrThrow()
  for (let file = 0; file < files; file += 1)
    await server.owner
      .insertInto('files')
      .values({
        dealer_id: organisation_id,
        id: server.services.ports.newId(),
        name: 'licence.jpg',
        media_type: 'image/jpeg',
        byte_length: 4_000_000,
        content: randomBytes(4_000_000),
        noun: 'imports',
        created_by: id,
        created_at: new Date().toISOString(),
      })
      .execute()
}

async function count(table: 'sales'): Promise<number> {
  const { rows } = await server.owner
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  return rows
}

async function countAll(
  client: pg.Client,
  { ...tables }: BackupFooter['tables'],
): Promise<BackupFooter['tables']> {
  for (const [name, seen] of Object.entries(tables)) {
    const { rows } = await client.query(`select count(*)::int as rows from ${name}`)
    tables[name] = { ...seen, rows: rows[0].rows }
  }
  return tables
}

async function salesSeenBy(product: Product, username: string): Promise<number> {
  const answer = await post(product, '/api/sign-in', { username, password: testPassword })
  expect(answer.status, await answer.clone().text()).toBe(200)
  const cookie = answer.headers.getSetCookie().map(each => each.split(';')[0])
  const sales = await fetch(`${product.address}/api/sales`, { headers: { cookie: cookie.join('; ') } })
  return ((await sales.json()) as { items: unknown[] }).items.length
}

async function signIn(product: Product, username: string, secret: string): Promise<number> {
  return (await post(product, '/api/sign-in', { username, password: secret })).status
}

const password = 'four unrelated words'

async function openStore(product: Product): Promise<void> {
  const code = /code: ([A-Z0-9-]+)/.exec(product.output())?.[1]
  const place = { code: 'S1', nameZh: '一店', nameEn: 'Store', timeZone: 'Asia/Shanghai', currency: 'CNY' }
  const administrator = { username: 'founder', name: '创始人', password }
  const opened = await post(product, '/api/first-run', {
    code,
    network: { kind: 'dealer', ...place },
    administrator,
  })
  expect(opened.status, await opened.clone().text()).toBe(201)
}

function post({ address }: Product, path: string, body: object): Promise<Response> {
  return fetch(address + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(body),
  })
}

const organisation = `insert into app.organisations (id, kind, code, name_zh, name_en, ancestor_ids, time_zone, currency, created_at)
  select id, 'dealer', 'S1', '一店', 'Store', array[id], 'Asia/Shanghai', 'CNY', now() from (select gen_random_uuid() as id) made`

async function olderMigrations(count: number): Promise<string> {
  const older = join(folder, 'migrations')
  await mkdir(older)
  for (const { name } of (await readMigrations()).slice(0, count))
    await cp(join(packageRoot, 'database/migrations', `${name}.sql`), join(older, `${name}.sql`))
  return older
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
