import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SalesServer, startSalesServer } from '../testing/sales-server.ts'
import { type FollowedSale, openSale } from '../testing/sold-sales.ts'
import type { Today } from '../today/today.contract.ts'
import type { Continuity } from './continuity.contract.ts'

let server: SalesServer
let signed: FollowedSale
let driving: FollowedSale
let overdue: FollowedSale

beforeAll(async () => {
  server = await startSalesServer()
  const { staff } = server.network
  overdue = await openSale(server, 'D1', { name: '王小明', phone: '13812345678' })
  await overdue.step('showings', { note: '' })
  await server.owner
    .updateTable('sales')
    .set({ follow_up_due_on: '2020-01-01' })
    .where('id', '=', overdue.id)
    .execute()
  driving = await openSale(server, 'D1', { name: '钱二' })
  const at = (minutes: number) => new Date(server.clock.now().getTime() + minutes * 60_000).toISOString()
  await driving.step('test-drives', {
    episodeId: await server.addCar('D1'),
    escortId: staff.D1.consultant,
    startsAt: at(1),
    endsAt: at(31),
  })
  signed = await openSale(server, 'D1', { name: '李芳' })
  await signed.step('contract', {
    trimId: server.trimId,
    priceMinor: 22_600_000,
    deposit: { type: 'earnest-money', amountMinor: 1_000_000 },
  })
  const payment = { purpose: 'deposit', method: 'cash', amountMinor: 1_000_000 }
  await signed.step('payments', payment, as('finance'))
  await elsewhereInTime()
  await server.addCar('D1')
  await server.addCar('D2')
  await openSale(server, 'D2', { name: '外店' })
})
afterAll(() => server.close())

/** A contract whose car is with its buyer, and a drive that nobody came to yesterday. */
async function elsewhereInTime(): Promise<void> {
  const delivered = await openSale(server, 'D1', { name: '已交车' })
  await delivered.step('contract', { trimId: server.trimId, priceMinor: 22_600_000 })
  const now = server.clock.now().getTime()
  const at = (hours: number) => new Date(now + hours * 3_600_000).toISOString()
  await server.owner
    .updateTable('sales')
    .set({ delivered_on: at(0).slice(0, 10), stage: 'delivery' })
    .where('id', '=', delivered.id)
    .execute()
  const gone = await openSale(server, 'D1', { name: '昨天试驾' })
  await gone.step('test-drives', {
    episodeId: await server.addCar('D1'),
    escortId: server.network.staff.D1.colleague,
    startsAt: at(1),
    endsAt: at(2),
  })
  await sql`
    with span as (update app.car_occupancies set starts_at = ${at(-48)}, ends_at = ${at(-46)} where sale_id = ${gone.id})
    update app.test_drives set starts_at = ${at(-48)}, ends_at = ${at(-47)}, blocked_until = ${at(-46)}
     where sale_id = ${gone.id}`.execute(server.owner)
}

type Post = keyof SalesServer['network']['staff']['D1']
const as = (post: Post) => server.as(server.network.staff.D1[post])
const path = (dealer: 'D1' | 'D2' = 'D1') => `/api/continuity?dealerId=${server.network.ids[dealer]}`

test('the pack holds the day’s drives, open contracts with balances, follow-ups and cars for sale', async () => {
  const { body, text } = await as('salesManager').get<Continuity>(path())
  // Only in the last minute of the store's day is the drive tomorrow's.
  expect(body.testDrives.items).toMatchObject([
    { saleId: driving.id, state: 'booked', car: { make: '星途' }, customer: { name: '钱二' } },
  ])
  expect(body.contracts).toMatchObject({
    total: 1,
    items: [
      {
        saleId: signed.id,
        priceMinor: 22_600_000,
        paidMinor: 1_000_000,
        dueMinor: 21_600_000,
        currency: 'CNY',
        ready: false,
      },
    ],
  })
  expect(body.contracts.items[0]?.contractNumber).toMatch(/\d/)
  expect(body.followUps.items.find(({ saleId }) => saleId === overdue.id)).toMatchObject({
    dueOn: '2020-01-01',
    phoneTail: '5678',
  })
  expect(text).not.toContain('外店')
})

test('it counts what the pages count', async () => {
  const manager = as('salesManager')
  const { body: pack } = await manager.get<Continuity>(path())
  const { body: today } = await manager.get<Today>(`/api/today?dealerId=${server.network.ids.D1}`)
  expect(pack.testDrives.total).toBe(today.counts.testDrives)
  expect(pack.followUps.total).toBe(today.counts.overdue + today.counts.today)
  const stock = await manager.get<{ items: { episodeId: string }[] }>(
    `/api/vehicles?availability=available&dealerId=${server.network.ids.D1}&limit=100`,
  )
  const ids = (items: readonly { episodeId: string }[]) => items.map(({ episodeId }) => episodeId).toSorted()
  expect(stock.body.items.length).toBeGreaterThan(0)
  expect(ids(pack.stock.items)).toEqual(ids(stock.body.items))
  expect(pack.stock.total).toBe(stock.body.items.length)
})

test('it shows neither a whole phone number nor what a car costs', async () => {
  const { text } = await as('dealerManager').get(path())
  expect(text).not.toContain('13812345678')
  expect(text).not.toMatch(/138\*|[cC]ost/)
})

test('it is for those who lead the store, and for their own store', async () => {
  for (const post of ['consultant', 'inventoryManager', 'finance', 'serviceAdviser'] as const)
    expect((await as(post).get(path())).status, post).toBe(403)
  expect((await server.as(server.network.above.regionManager).get(path())).status).toBe(403)
  expect((await as('dealerManager').get(path('D2'))).status).toBe(404)
})

test('each pack and each sheet is on record', async () => {
  const printed = async () =>
    server.owner
      .selectFrom('audit')
      .select(['noun', 'subject_id', 'staff_id', 'facts'])
      .where('verb', '=', 'printed')
      .orderBy('recorded_at', 'desc')
      .orderBy('id', 'desc')
      .execute()
  const before = (await printed()).length
  await as('dealerManager').get(path())
  const logged = await as('consultant').post(`/api/sales/${signed.id}/prints`, { sheet: 'contract' })
  expect(logged.status, logged.text).toBe(201)
  const [sheet, pack, ...rest] = await printed()
  expect(rest).toHaveLength(before)
  const { consultant, dealerManager } = server.network.staff.D1
  expect(sheet).toMatchObject({
    noun: 'sales',
    subject_id: signed.id,
    staff_id: consultant,
    facts: { sheet: 'contract' },
  })
  expect(pack).toMatchObject({ noun: 'continuity', staff_id: dealerManager })
})

test('a sheet of another store’s sale is not on record, as if it were not there', async () => {
  const foreign = server.as(server.network.staff.D2.consultant)
  const answer = await foreign.post(`/api/sales/${signed.id}/prints`, { sheet: 'contract' })
  expect(answer.status).toBe(404)
})
