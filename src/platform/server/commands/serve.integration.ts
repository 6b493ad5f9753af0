import { statSync } from 'node:fs'
import { chown, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { canEnter } from '../postgres/account.ts'
import { readPostmaster } from '../postgres/postmaster.ts'
import { builtProgram, launchProduct, runProduct, startProduct } from '../testing/product.ts'
import { makeScratchFolder } from '../testing/scratch-folder.ts'
import { createEmptyDatabase, productSettings } from '../testing/test-database.ts'

const nobody = { name: 'nobody', uid: 65_534, gid: 65_534 }
const isRoot = process.getuid?.() === 0
const canBeNobody = isRoot && (await canEnter(join(await builtProgram(), '..'), nobody))

let folder: string
let env: Record<string, string>

beforeEach(async () => {
  folder = await makeScratchFolder('forecourt-serve-')
  env = { FORECOURT_DATA: join(folder, 'data') }
})

afterEach(async () => {
  const left = await readPostmaster(join(folder, 'data', 'postgres'))
  if (left) process.kill(left.pid, 'SIGQUIT')
  await rm(folder, { recursive: true })
  expect(left).toBeUndefined()
})

describe.each([
  { who: 'as this user', account: {}, runs: true },
  { who: 'as an ordinary user', account: { uid: nobody.uid, gid: nobody.gid }, runs: canBeNobody },
])('$who', ({ account, runs }) => {
  beforeEach(async () => {
    if ('uid' in account) await chown(folder, nobody.uid, nobody.gid)
  })

  test.runIf(runs)(
    'a server answers, ends without a trace on SIGTERM and on Ctrl-C, and starts again',
    async () => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) {
        const server = await startProduct({ env, ...account })
        expect((await fetch(`${server.address}/readyz`)).status).toBe(200)
        expect((await server.stop(signal)).code).toBe(0)
        expect(await readPostmaster(join(folder, 'data', 'postgres'))).toBeUndefined()
      }
    },
  )

  test.runIf(runs)('after a kill -9 the next start joins the database that stayed behind', async () => {
    const killed = await startProduct({ env, ...account })
    const before = await readPostmaster(join(folder, 'data', 'postgres'))
    await killed.stop('SIGKILL')
    const server = await startProduct({ env, ...account })
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200)
    expect((await readPostmaster(join(folder, 'data', 'postgres')))?.pid).toBe(before?.pid)
    expect((await server.stop()).code).toBe(0)
  })
})

test('a second server on the same data is refused in one sentence, and the first goes on', async () => {
  const server = await startProduct({ env })
  expect(await runProduct(['serve'], { env })).toEqual({
    code: 1,
    output: expect.stringMatching(/^Another Forecourt server runs on this database: .+\n$/),
  })
  expect((await fetch(`${server.address}/readyz`)).status).toBe(200)
  await server.stop()
})

test('a second server is refused on an outside database too, whatever its data folder', async () => {
  const database = await createEmptyDatabase()
  const settings = productSettings(database.ownerUrl)
  const server = await startProduct({ env: settings })
  const second = await runProduct(['serve'], { env: { ...settings, FORECOURT_DATA: join(folder, 'other') } })
  expect(second).toEqual({ code: 1, output: expect.stringContaining('Another Forecourt server runs') })
  await server.stop()
  await database.drop()
})

test('a command works on the data of a running server, and alone', async () => {
  const server = await startProduct({ env })
  expect((await runProduct(['migrate'], { env })).code).toBe(0)
  expect((await fetch(`${server.address}/readyz`)).status).toBe(200)
  await server.stop()
  expect(await runProduct(['migrate'], { env })).toEqual({ code: 0, output: 'The database is up to date.\n' })
})

test('a server whose database is killed starts it again and answers', async () => {
  const server = await startProduct({ env })
  const postmaster = await readPostmaster(join(folder, 'data', 'postgres'))
  process.kill(postmaster?.pid ?? 0, 'SIGKILL')
  await expect
    .poll(async () => (await readPostmaster(join(folder, 'data', 'postgres')))?.ready, { timeout: 30_000 })
    .toBe(true)
  await expect
    .poll(async () => (await fetch(`${server.address}/readyz`)).status, { timeout: 30_000 })
    .toBe(200)
  expect((await server.stop()).code).toBe(0)
})

test('a signal during the start ends it without a trace', async () => {
  for (const milliseconds of [300, 700]) {
    const { child, ended } = await launchProduct(['serve'], { env })
    setTimeout(() => child.kill('SIGTERM'), milliseconds)
    expect((await ended).code).toBe(0)
    expect(await readPostmaster(join(folder, 'data', 'postgres'))).toBeUndefined()
  }
})

test('the keys, the logins and the database are closed to other users', async () => {
  const server = await startProduct({ env })
  await server.stop()
  const modes = ['keys.json', 'logins.json', 'postgres'].map(
    name => statSync(join(folder, 'data', name)).mode & 0o777,
  )
  expect(modes).toEqual([0o600, 0o600, 0o700])
})
