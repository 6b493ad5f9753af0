import { randomBytes } from 'node:crypto'
import { verifyPassword } from 'better-auth/crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openContact } from '../../src/customers/people/contact-seals.ts'
import { normalisePhone } from '../../src/customers/people/phone.rules.ts'
import { nextNumber } from '../../src/platform/server/counters.sql.ts'
import { seals } from '../../src/platform/server/crypto/seals.ts'
import { connect } from '../../src/platform/server/database/connect.ts'
import { clearDemo } from '../../src/platform/server/demo/clear-demo.ts'
import { demoPassword, demoSignIns } from '../../src/platform/server/demo/demo-sign-ins.ts'
import { createTestDatabase, type TestDatabase } from '../../src/platform/server/testing/test-database.ts'
import { saleColumns } from '../../src/sales/acts/sale-columns.rules.ts'
import { replay } from '../../src/sales/process/apply.rules.ts'
import { defaultDefinition } from '../../src/sales/process/default-definition.rules.ts'
import { SaleEvent } from '../../src/sales/process/event.contract.ts'
import { Sale } from '../../src/sales/process/sale.contract.ts'
import { loadDemo, whatItHolds } from './load-demo.ts'

const ring = { currentId: 1, sealing: new Map([[1, randomBytes(32)]]), indexing: randomBytes(32) }
const today = '2026-10-07'

let database: TestDatabase
let owner: pg.Client
let shares: number[]

function load(ownerUrl: string, more: { signal?: AbortSignal; onProgress?: (share: number) => void } = {}) {
  return loadDemo({ ownerUrl, seals: seals(ring), seed: 'forecourt', today, scale: 0.02, ...more })
}

beforeAll(async () => {
  database = await createTestDatabase()
  owner = new pg.Client({ connectionString: database.urls.owner })
  await owner.connect()
  shares = []
  await load(database.urls.owner, { onProgress: share => shares.push(share) })
})
afterAll(async () => {
  await owner.end()
  await database.drop()
})

async function rowsOf<Row extends object>(statement: string, values: unknown[] = []): Promise<Row[]> {
  return (await owner.query<Row>(statement, values)).rows
}

async function count(from: string): Promise<number> {
  const [row] = await rowsOf<{ count: string }>(`select count(*) from ${from}`)
  return Number(row!.count)
}

test('the network, its people and its business are there, and progress ran from 0 to 1', async () => {
  expect(await count('app.organisations')).toBe(13)
  expect(await count('app.staff where user_id is not null')).toBe(70)
  expect(await count('app.trims')).toBe(40)
  expect(await count('app.customers')).toBe(180)
  expect(await count('app.sales')).toBe(280)
  expect(await count('app.leads')).toBe(32)
  expect(await count('app.lead_contacts')).toBe(await count('app.leads where responded_at is not null'))
  expect(await count('app.leads where responded_at is null and respond_by is not null')).toBeGreaterThan(0)
  expect(await count('app.store_rules')).toBe(9)
  expect(await count("app.store_rules where document ->> 'taxNumber' <> ''")).toBe(8)
  expect(await count('app.customers where owner_id is null')).toBeGreaterThan(0)
  expect(shares[0]).toBe(0)
  expect(shares.at(-1)).toBe(1)
  expect(shares.toSorted((one, other) => one - other)).toEqual(shares)
})

test('every sale replays from its events to its row', async () => {
  const sales = await rowsOf<{ id: string; state: unknown; row: Record<string, unknown> }>(
    `select id, state, to_jsonb(sale) - 'state' as row from app.sales sale`,
  )
  const events = await rowsOf<{ sale_id: string; event: unknown }>(`
    select sale_id, jsonb_build_object('action', action, 'saleId', sale_id, 'dealerId', dealer_id,
      'sequence', sequence, 'stageBefore', stage_before, 'stageAfter', stage_after,
      'actor', jsonb_build_object('kind', actor_kind, 'id', actor_id),
      'occurredAt', to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'durationSeconds', duration_seconds, 'processVersion', process_version, 'origin', origin,
      'channel', channel, 'facts', facts) as event
    from app.events order by sale_id, sequence`)
  const bySale = new Map<string, SaleEvent[]>()
  for (const { sale_id, event } of events) {
    bySale.set(sale_id, [...(bySale.get(sale_id) ?? []), SaleEvent.parse(event)])
  }
  expect(sales).toHaveLength(280)
  for (const { id, state, row } of sales) {
    const sale = replay(bySale.get(id)!)
    expect(Sale.parse(state)).toEqual(sale)
    for (const [column, value] of Object.entries(saleColumns(sale, 'Asia/Shanghai')))
      expect(plain(row[column])).toEqual(value)
  }
})

/** Instants as the sale says them. */
function plain(value: unknown): unknown {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? new Date(value).toISOString() : value
}

test('the nouns of a sale are as many as its state says', async () => {
  const nouns = async (table: string) => count(`app.${table}`)
  const inState = async (path: string) => {
    const [row] = await rowsOf<{ sum: string }>(
      `select sum(jsonb_array_length(state->'${path}')) from app.sales`,
    )
    return Number(row!.sum)
  }
  expect(await nouns('inquiries')).toBe(280)
  expect(await nouns('notes')).toBe(await count(`app.events where action = 'note-written'`))
  expect(await nouns('contacts')).toBe(await count(`app.events where action = 'contact-recorded'`))
  expect(await nouns('notes')).toBeGreaterThan(0)
  expect(await nouns('contacts')).toBeGreaterThan(0)
  expect(await nouns('receptions')).toBeGreaterThan(0)
  expect(await count(`app.consents where decision = 'refused'`)).toBeGreaterThan(0)
  expect(await nouns('test_drives')).toBe(await inState('testDrives'))
  expect(await nouns('quotes')).toBe(await inState('quotes'))
  expect(await nouns('payments')).toBe(await inState('payments'))
  expect(await count(`app.deliveries where taken_back_at is not null`)).toBeGreaterThan(0)
  expect(await count('app.deliveries where taken_back_at is null')).toBe(
    await count(`app.sales where delivered_on is not null`),
  )
  expect(await nouns('losses where decision = $$confirmed$$')).toBe(
    await count(`app.sales where stage = 'lost'`),
  )
  expect(await count('app.follow_ups where done_at is null and superseded_at is null')).toBe(
    await count('app.sales where follow_up_due_on is not null'),
  )
})

test('drives and periods hold their cars, and cars are off the road while a period runs', async () => {
  expect(await count(`app.car_occupancies where kind = 'test-drive'`)).toBe(await count('app.test_drives'))
  expect(await count(`app.off_road_periods where state = 'planned'`)).toBeGreaterThan(0)
  expect(await count(`app.off_road_periods where state = 'running'`)).toBe(
    await count(`app.stock_episodes where availability = 'off-road' and state = 'in-stock'`),
  )
})

test('stock, reservations and the registry of VINs agree with the sales', async () => {
  expect(await count(`app.stock_episodes where state = 'delivered'`)).toBe(
    await count('app.deliveries where taken_back_at is null'),
  )
  expect(await count('app.vin_registry')).toBe(await count('app.stock_episodes where closed_at is null'))
  expect(await count(`app.reservations where state = 'active'`)).toBe(
    await count(`app.stock_episodes where availability in ('reserved', 'sold')`),
  )
  expect(
    await count(`app.reservations held join app.sales sale on sale.dealer_id = held.dealer_id and sale.id = held.sale_id
      where held.state = 'active' and sale.episode_id is distinct from held.episode_id`),
  ).toBe(0)
})

test('phones open with the keys, have the form of a mobile, and are found by their tail', async () => {
  const phones = await rowsOf<{ dealer_id: string; sealed: Buffer; tail_index: Buffer }>(
    `select dealer_id, sealed, tail_index from app.contact_points where kind = 'phone'`,
  )
  expect(phones).toHaveLength(180)
  const { index } = seals(ring)
  for (const { dealer_id, sealed, tail_index } of phones) {
    const phone = openContact(seals(ring), dealer_id, sealed)
    expect(phone).toMatch(/^\+86154\d{8}$/)
    expect(normalisePhone(phone.slice(3), '86')).toBe(phone)
    expect(index(phone.slice(-4), dealer_id, 'phone-tail').equals(tail_index)).toBe(true)
  }
})

test('counters go on after the last number, and the process is the default one', async () => {
  const database_ = connect(database.urls.owner, { max: 1 })
  const [dealer] = await rowsOf<{ id: string }>(`select id from app.organisations where code = 'D01'`)
  try {
    const [last] = await rowsOf<{ number: string }>(
      `select max(number) as number from app.sales where dealer_id = $1 and number like 'S26-%'`,
      [dealer!.id],
    )
    const next = await nextNumber(database_, dealer!.id, 'sale', today)
    expect(Number(next.slice(4))).toBe(Number(last!.number.slice(4)) + 1)
  } finally {
    await database_.destroy()
  }
  const [process] = await rowsOf<{ document: unknown }>('select document from app.process_definitions')
  expect(process!.document).toEqual(defaultDefinition)
})

test('the five sign-ins have the demo password', async () => {
  for (const { username } of demoSignIns) {
    const [account] = await rowsOf<{ password: string }>(
      `select account.password from auth.users person join auth.accounts account on account.user_id = person.id
        where person.username = $1`,
      [username],
    )
    expect(await verifyPassword({ hash: account!.password, password: demoPassword })).toBe(true)
  }
})

test('it is not loaded over anything', async () => {
  await expect(load(database.urls.owner)).rejects.toThrow('The demo network is loaded already.')
})

test('a loading that is stopped leaves nothing, and can be done again', async () => {
  const other = await createTestDatabase()
  try {
    const stop = new AbortController()
    const onProgress = (share: number) => share > 0.3 && stop.abort()
    await expect(load(other.urls.owner, { signal: stop.signal, onProgress })).rejects.toThrow(
      'nothing of the demo',
    )
    expect(await whatItHolds(other.urls.owner)).toBe('nothing')
    await load(other.urls.owner)
    expect(await whatItHolds(other.urls.owner)).toBe('demo')
  } finally {
    await other.drop()
  }
})

test('cleared, the database is empty, waits for its first administrator, and is not cleared again', async () => {
  const other = await createTestDatabase()
  const database_ = connect(other.urls.owner, { max: 1 })
  try {
    expect(await clearDemo(database_, null)).toBe(false)
    await load(other.urls.owner)
    expect(await clearDemo(database_, null)).toBe(true)
    expect(await whatItHolds(other.urls.owner)).toBe('waiting')
    const tables = ['sales', 'events', 'customers', 'staff', 'organisations', 'vin_registry'] as const
    for (const table of tables) expect(await database_.selectFrom(table).selectAll().execute()).toEqual([])
    expect(await database_.selectFrom('consent_texts').selectAll().execute()).toHaveLength(4)
    expect(await clearDemo(database_, null)).toBe(false)
  } finally {
    await database_.destroy()
    await other.drop()
  }
})

test('the walls that COPY cannot pass stand again', async () => {
  const open = await rowsOf(`select relname from pg_class
    where relnamespace = 'app'::regnamespace and relrowsecurity and not relforcerowsecurity`)
  expect(open).toEqual([])
  const reader = new pg.Client({ connectionString: database.urls.app })
  await reader.connect()
  try {
    expect((await reader.query('select id from app.sales')).rowCount).toBe(0)
  } finally {
    await reader.end()
  }
})
