import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeScratchFolder } from '../testing/scratch-folder.ts'
import { type Cluster, openCluster } from './cluster.ts'
import { readPostmaster } from './postmaster.ts'

let folder: string
let dataDir: string
let opened: Cluster[]

beforeEach(async () => {
  folder = await makeScratchFolder('forecourt-cluster-')
  dataDir = join(folder, 'postgres')
  opened = []
})

afterEach(async () => {
  for (const cluster of opened) await cluster.close()
  await rm(folder, { recursive: true })
})

test('the last user to leave stops the server, and not one before', async () => {
  const first = await open()
  const second = await open()
  expect([first.attached, second.attached]).toEqual([false, true])
  await close(first)
  expect(await ask(second, 'select 1 as one')).toEqual([{ one: 1 }])
  const postmaster = await readPostmaster(dataDir)
  await close(second)
  expect(existsSync(join(dataDir, 'postmaster.pid'))).toBe(false)
  expect(() => process.kill(postmaster?.pid ?? 0, 0)).toThrow('ESRCH')
})

test('users that come at the same moment to an empty folder meet on one server', async () => {
  const clusters = await Promise.all([open(), open(), open()])
  expect(clusters.filter(cluster => !cluster.attached)).toHaveLength(1)
  expect(new Set(clusters.map(cluster => cluster.ownerUrl)).size).toBe(1)
})

test('users that come while others leave are never left without a server', async () => {
  const visit = async (pause: number) => {
    for (let turn = 0; turn < 6; turn++) {
      const cluster = await openCluster({ dataDir, fsync: false, log: console.warn })
      expect(await ask(cluster, 'select 1 as one')).toEqual([{ one: 1 }])
      await sleep(pause)
      await cluster.close()
    }
  }
  await Promise.all([visit(0), visit(3), visit(11)])
  expect(existsSync(join(dataDir, 'postmaster.pid'))).toBe(false)
})

test('what was written is there after a stop and a start', async () => {
  const first = await open()
  await ask(first, 'create table things as select 7 as id')
  await close(first)
  expect(await ask(await open(), 'select id from things')).toEqual([{ id: 7 }])
})

test('a pid file of a process that is gone, or of another program by now, stops nobody', async () => {
  await close(await open())
  for (const pid of [999_999_999, process.pid]) {
    await writeFile(
      join(dataDir, 'postmaster.pid'),
      `${pid}\n${dataDir}\n0\n5432\n${dataDir}\n\n0 0\nready   \n`,
    )
    await close(await open())
  }
})

test('a server that is killed comes back at the same address, without what was not committed', async () => {
  const cluster = await open({ fsync: true })
  await ask(cluster, 'create table things as select 7 as id')
  const client = new pg.Client({ connectionString: cluster.ownerUrl })
  client.on('error', () => undefined) // the kill
  await client.connect()
  await client.query('begin; insert into things values (8)')
  process.kill((await readPostmaster(dataDir))?.pid ?? 0, 'SIGKILL')
  await expect
    .poll(() => ask(cluster, 'select id from things').catch(String), { timeout: 30_000 })
    .toEqual([{ id: 7 }])
  await close(cluster)
  expect(existsSync(join(dataDir, 'postmaster.pid'))).toBe(false)
})

test('a folder that holds something else is refused and left as it is', async () => {
  await mkdir(dataDir)
  await writeFile(join(dataDir, 'diary.txt'), 'dear diary')
  await expect(open()).rejects.toThrow('is not a database of Forecourt')
  expect(await readFile(join(dataDir, 'diary.txt'), 'utf8')).toBe('dear diary')
})

test('a path too long for a socket is served on the loopback alone', async () => {
  dataDir = join(
    folder,
    'a-folder-with-a-name-that-is-far-too-long-for-the-path-of-a-unix-socket',
    'postgres',
  )
  await mkdir(join(dataDir, '..'))
  const cluster = await open()
  expect(new URL(cluster.ownerUrl).hostname).toBe('127.0.0.1')
  expect(await ask(cluster, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
})

test('the owner of the database is an ordinary role, and text sorts by code point everywhere', async () => {
  const rows = await ask(
    await open(),
    `select rolsuper, rolbypassrls, datlocprovider, datlocale
       from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
  )
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, datlocprovider: 'b', datlocale: 'C.UTF-8' }])
})

test('without the password nobody gets in', async () => {
  const url = new URL((await open()).ownerUrl)
  url.password = 'guess'
  const client = new pg.Client({ connectionString: url.href })
  await expect(client.connect()).rejects.toThrow('password authentication failed')
})

async function open({ fsync = false } = {}): Promise<Cluster> {
  const cluster = await openCluster({ dataDir, fsync, log: console.warn })
  opened.push(cluster)
  return cluster
}

async function close(cluster: Cluster): Promise<void> {
  opened.splice(opened.indexOf(cluster), 1)
  await cluster.close()
}

async function ask(cluster: Cluster, statement: string) {
  const client = new pg.Client({ connectionString: cluster.ownerUrl })
  client.on('error', () => undefined) // reported by the statement
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}
