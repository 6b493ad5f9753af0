import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, statSync } from 'node:fs'
import { chown, rm } from 'node:fs/promises'
import { connect } from 'node:net'
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
  expect((await server.stop()).code).toBe(0)
})

test('a second server is refused on an outside database too, whatever its data folder', async () => {
  const database = await createEmptyDatabase()
  const settings = productSettings(database.ownerUrl)
  const server = await startProduct({ env: settings })
  const second = await runProduct(['serve'], { env: { ...settings, FORECOURT_DATA: join(folder, 'other') } })
  expect(second).toEqual({ code: 1, output: expect.stringContaining('Another Forecourt server runs') })
  expect((await server.stop()).code).toBe(0)
  await database.drop()
})

test('a command works on the data of a running server, and alone', async () => {
  const server = await startProduct({ env })
  expect((await runProduct(['migrate'], { env })).code).toBe(0)
  expect((await fetch(`${server.address}/readyz`)).status).toBe(200)
  expect((await server.stop()).code).toBe(0)
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

test('under npm, the death of the shell between stops the server too', async () => {
  const command = `"${process.execPath}" "${await builtProgram()}" serve; true`
  const shell = spawn('/bin/sh', ['-c', command], {
    env: { ...env, PATH: process.env.PATH, PORT: '0', npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(shell.stdout, 'data')
  shell.kill('SIGTERM')
  const isRunning = async () => (await readPostmaster(join(folder, 'data', 'postgres'))) !== undefined
  await expect.poll(isRunning, { timeout: 20_000 }).toBe(false)
})

test('a request under way is answered before the server ends, and nobody new is let in', async () => {
  const server = await startProduct({ env })
  const { hostname, port } = new URL(server.address)
  const body = '{"username":"nobody","password":"nothing"}'
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  socket.write(
    `POST /api/sign-in HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n{`,
  )
  const ended = server.stop('SIGTERM')
  await expect
    .poll(() =>
      fetch(`${server.address}/livez`).then(
        () => 'let in',
        () => 'refused',
      ),
    )
    .toBe('refused')
  socket.write(body.slice(1))
  expect(String(await once(socket, 'data'))).toMatch(/^HTTP\/1\.1 401 /)
  const answered = Date.now()
  expect((await ended).code).toBe(0)
  expect(Date.now() - answered).toBeLessThan(5000) // the limit for hanging requests is not waited for
})

test('a second Ctrl-C waits for no request, and still leaves the database in order', async () => {
  const server = await startProduct({ env })
  const { hostname, port } = new URL(server.address)
  const socket = connect(Number(port), hostname).on('error', () => undefined) // it is cut off
  await once(socket, 'connect')
  socket.write(
    'POST /api/sign-in HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
  )
  const started = Date.now()
  const ended = server.stop('SIGINT')
  await expect.poll(server.output).toContain('Stopping')
  server.process.kill('SIGINT')
  await ended
  expect(Date.now() - started).toBeLessThan(8000)
  expect(await readPostmaster(join(folder, 'data', 'postgres'))).toBeUndefined()
})

test('a signal during the start ends it without a trace', async () => {
  const dataDir = join(folder, 'data', 'postgres')
  const isStarting = async () => (await readPostmaster(dataDir)) !== undefined
  const isBeingMade = async () => existsSync(join(folder, 'data', 'keys.json'))
  for (const moment of [isBeingMade, isStarting]) {
    const { child, ended } = await launchProduct(['serve'], { env })
    await expect.poll(moment, { interval: 5, timeout: 30_000 }).toBe(true)
    child.kill('SIGTERM')
    expect((await ended).code).toBe(0)
    expect(await readPostmaster(dataDir)).toBeUndefined()
  }
})

test('the keys, the logins and the database are closed to other users', async () => {
  const server = await startProduct({ env })
  expect((await server.stop()).code).toBe(0)
  const modes = ['keys.json', 'logins.json', 'postgres'].map(
    name => statSync(join(folder, 'data', name)).mode & 0o777,
  )
  expect(modes).toEqual([0o600, 0o600, 0o700])
})
