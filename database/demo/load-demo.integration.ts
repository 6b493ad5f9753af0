import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seals } from '../../src/platform/server/crypto/seals.ts'
import { createTestDatabase, type TestDatabase } from '../../src/platform/server/testing/test-database.ts'
import { loadDemo } from './load-demo.ts'

let database: TestDatabase
let owner: pg.Client
beforeAll(async () => {
  database = await createTestDatabase()
  owner = new pg.Client({ connectionString: database.urls.owner })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await database.drop()
})

test('loads', async () => {
  const started = Date.now()
  const ring = { currentId: 1, sealing: new Map([[1, randomBytes(32)]]), indexing: randomBytes(32) }
  await loadDemo({
    ownerUrl: database.urls.owner,
    seals: seals(ring),
    seed: 'forecourt',
    today: '2026-10-07',
    scale: Number(process.env.DEMO_SCALE ?? 0.02),
    onProgress: share => console.log(share.toFixed(3), Date.now() - started),
  })
  console.log(Date.now() - started)
  for (const table of [
    'organisations',
    'staff',
    'trims',
    'customers',
    'vehicles',
    'sales',
    'events',
    'leads',
    'reservations',
  ])
    console.log(table, (await owner.query(`select count(*) from app.${table}`)).rows[0])
  expect(1).toBe(1)
}, 300_000)
