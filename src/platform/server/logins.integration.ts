import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { type Cluster, openCluster } from './postgres/cluster.ts'
import { Refusal } from './refusal.ts'
import { makeScratchFolder } from './testing/scratch-folder.ts'

// Roles belong to a whole server, so these tests have one of their own.
let folder: string
let cluster: Cluster

beforeAll(async () => {
  folder = await makeScratchFolder('forecourt-logins-')
  cluster = await openCluster({ dataDir: join(folder, 'postgres'), fsync: false, log: console.warn })
})

afterAll(async () => {
  await cluster.close()
  await rm(folder, { recursive: true })
})

test('an owner who may not create roles names the statements, and works once they were run', async () => {
  await run("create role plain_owner login password 'plain'; grant plain_owner to forecourt_owner")
  await run('create database plain owner plain_owner')
  const url = new URL(cluster.ownerUrl)
  Object.assign(url, { username: 'plain_owner', password: 'plain', pathname: '/plain' })
  const migratePlain = () => migrate(url.href, { loginsFile: join(folder, 'plain.json') })

  const refusal = await migratePlain().then(
    () => undefined,
    (error: Error) => error,
  )
  expect(refusal).toBeInstanceOf(Refusal)
  const statements = refusal?.message.split('\n').slice(1) ?? []
  expect(statements.filter(each => each.startsWith('CREATE ROLE'))).toHaveLength(3)
  await run(statements.join('\n'))

  const urls = await migratePlain()
  expect(await run('show transaction_read_only', urls.reader)).toEqual([{ transaction_read_only: 'on' }])
  expect(await run('select current_user', urls.app)).toEqual([{ current_user: 'forecourt_app' }])
})

test('lost passwords are replaced, and the old ones are dead', async () => {
  const before = await migrate(cluster.ownerUrl, { loginsFile: join(folder, 'first.json') })
  const after = await migrate(cluster.ownerUrl, { loginsFile: join(folder, 'second.json') })
  expect(await run('select 1 as one', after.app)).toEqual([{ one: 1 }])
  await expect(run('select 1 as one', before.app)).rejects.toThrow('password authentication failed')
})

test('a login that could do more than it may is refused by its name', async () => {
  await run('alter role forecourt_app createrole')
  await expect(migrate(cluster.ownerUrl, { loginsFile: join(folder, 'second.json') })).rejects.toThrow(
    'The role forecourt_app is stronger than the product may be',
  )
  await run('alter role forecourt_app nocreaterole')
})

async function run(statement: string, url = cluster.ownerUrl) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}
