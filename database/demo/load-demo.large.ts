import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seals } from '../../src/platform/server/crypto/seals.ts'
import { connect, type Database } from '../../src/platform/server/database/connect.ts'
import { createTestDatabase, type TestDatabase } from '../../src/platform/server/testing/test-database.ts'
import { reconcile } from '../../src/sales/reconcile/reconcile.ts'
import { loadDemo } from './load-demo.ts'

const today = '2026-10-07'

let database: TestDatabase
let owner: Database
beforeAll(async () => {
  database = await createTestDatabase()
  owner = connect(database.urls.owner, { max: 2 })
  const ring = { currentId: 1, sealing: new Map([[1, randomBytes(32)]]), indexing: randomBytes(32) }
  await loadDemo({ ownerUrl: database.urls.owner, seals: seals(ring), seed: 'forecourt', today, scale: 1 })
}, 600_000)
afterAll(async () => {
  await owner.destroy()
  await database.drop()
})

async function count(from: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.raw(from)}`.execute(owner)
  return Number(rows[0]?.count)
}

describe('the demo network at its full size', () => {
  it('has the people, cars and sales it promises', async () => {
    expect(await count("app.organisations where kind = 'dealer'")).toBe(8)
    expect(await count("app.organisations where kind = 'region'")).toBe(3)
    expect(await count('app.staff')).toBe(70)
    expect(await count('app.trims')).toBe(40)
    expect(await count('app.customers')).toBe(9000)
    expect(await count('app.sales')).toBe(14_000)
    expect(await count('app.events')).toBeGreaterThanOrEqual(120_000)
    expect(await count('app.vehicles')).toBeGreaterThanOrEqual(4000)
    const held = await count('app.stock_episodes where closed_at is null')
    expect(held).toBeGreaterThan(900)
    expect(held).toBeLessThan(1100)
  })

  it('delivers at least 15 cars in every store and whole month', async () => {
    const { rows } = await sql<{ deliveries: number }>`
      select count(*)::int as deliveries from app.sales where delivered_on >= '2024-10-01' and delivered_on < '2026-10-01'
       group by dealer_id, date_trunc('month', delivered_on)`.execute(owner)
    expect(rows).toHaveLength(8 * 24)
    expect(Math.min(...rows.map(row => row.deliveries))).toBeGreaterThanOrEqual(15)
  })

  it('agrees with its own books: every sale replays from its events to its row', {
    timeout: 300_000,
  }, async () => {
    const { sales, disagreements } = await reconcile(owner)
    expect(disagreements).toEqual([])
    expect(sales).toBe(14_000)
  })
})
