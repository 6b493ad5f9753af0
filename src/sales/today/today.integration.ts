import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SalesServer, startSalesServer } from '../testing/sales-server.ts'
import { type FollowedSale, openSale } from '../testing/sold-sales.ts'
import type { Today } from './today.contract.ts'

let server: SalesServer
let overdue: FollowedSale
let fresh: FollowedSale
let colleagues: FollowedSale
let driving: FollowedSale
let losing: FollowedSale

beforeAll(async () => {
  server = await startSalesServer()
  const { staff } = server.network
  overdue = await openSale(server, 'D1', { name: '王小明' })
  await overdue.step('showings', { note: '' })
  await server.owner
    .updateTable('sales')
    .set({ follow_up_due_on: '2020-01-01' })
    .where('id', '=', overdue.id)
    .execute()
  fresh = await openSale(server, 'D1', { name: '李芳' })
  colleagues = await openSale(server, 'D1', { name: '赵一', staffId: staff.D1.colleague })
  driving = await openSale(server, 'D1', { name: '钱二' })
  const episodeId = await server.addCar('D1')
  const at = (minutes: number) => new Date(server.clock.now().getTime() + minutes * 60_000).toISOString()
  await driving.step('test-drives', {
    episodeId,
    escortId: staff.D1.consultant,
    startsAt: at(1),
    endsAt: at(2),
  })
  losing = await openSale(server, 'D1', { name: '孙三' })
  await losing.step('loss', { reason: 'price', note: '太贵' })
  await openSale(server, 'D2', { name: '外店' })
})
afterAll(() => server.close())

const as = (post: keyof SalesServer['network']['staff']['D1']) => server.as(server.network.staff.D1[post])
async function today(client: ReturnType<SalesServer['as']>, query = '') {
  const answer = await client.get<Today>(`/api/today${query}`)
  expect(answer.status, answer.text).toBe(200)
  return answer
}
const salesIn = (list: { saleId: string }[]) => list.map(({ saleId }) => saleId)

test('a consultant’s day holds their own work alone', async () => {
  const { body, text } = await today(as('consultant'))
  expect(body.whose).toBe('mine')
  expect(body.mayTeam).toBe(false)
  expect(body.followUps[0]).toMatchObject({ saleId: overdue.id, due: 'overdue' })
  expect(body.counts.overdue).toBe(1)
  expect(salesIn(body.newInquiries)).toContain(fresh.id)
  expect(body.owners).toEqual([])
  expect(body.losses).toEqual([])
  for (const foreign of [colleagues.id, '外店', '赵一']) expect(text).not.toContain(foreign)
})

test('a manager sees the team’s day by owner, and the losses to review', async () => {
  const { body, text } = await today(as('salesManager'))
  expect(body.whose).toBe('team')
  expect(salesIn(body.newInquiries)).toContain(colleagues.id)
  expect(salesIn(body.losses)).toEqual([losing.id])
  expect(body.losses[0]).toMatchObject({ reason: 'price', note: '太贵' })
  const { consultant, colleague } = server.network.staff.D1
  expect(body.owners.find(({ owner }) => owner?.id === consultant)).toMatchObject({ open: 4, overdue: 1 })
  expect(body.owners.find(({ owner }) => owner?.id === colleague)).toMatchObject({ open: 1, overdue: 0 })
  expect(text).not.toContain('外店')
})

test('a manager may ask for their own day', async () => {
  const { body } = await today(as('salesManager'), '?whose=mine')
  expect(body.whose).toBe('mine')
  expect(body.followUps).toEqual([])
})

test('a test drive of the day shows its car and its escort', async () => {
  const { body } = await today(as('consultant'))
  const startsToday = body.testDrives.filter(drive => drive.saleId === driving.id)
  // The drive starts in a minute: only in the last minute of the store's day is it tomorrow's.
  expect(startsToday).toMatchObject([
    { state: 'booked', escort: { id: server.network.staff.D1.consultant }, car: { make: '星途' } },
  ])
})

test('an inquiry that nobody answered in time is late', async () => {
  server.clock.forward(25 * 3_600_000)
  const { body } = await today(as('consultant'))
  expect(body.newInquiries.find(({ saleId }) => saleId === fresh.id)?.late).toBe(true)
  server.clock.forward(-25 * 3_600_000)
})

test('from above names are masked, and nobody is asked to review', async () => {
  const { body, text } = await today(server.as(server.network.above.regionManager))
  expect(body.losses).toEqual([])
  expect(text).not.toMatch(/小明|李芳|外店/)
})

test('an administrator has no day of sales', async () => {
  expect((await server.as(server.network.above.administrator).get('/api/today')).status).toBe(403)
})

test('another store’s day is empty', async () => {
  const { body } = await today(as('dealerManager'), `?dealerId=${server.network.ids.D2}`)
  expect(body.counts).toMatchObject({ overdue: 0, newInquiries: 0, deliveries: 0 })
  expect(body.followUps).toEqual([])
})
