import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SalesServer, startSalesServer } from '../testing/sales-server.ts'
import { type FollowedSale, openSale } from '../testing/sold-sales.ts'
import type { Found } from './search.contract.ts'

let server: SalesServer
let ming: FollowedSale
let colleagues: FollowedSale
let elsewhere: FollowedSale

beforeAll(async () => {
  server = await startSalesServer()
  ming = await openSale(server, 'D1', { name: '王小明', phone: '13812345678' })
  colleagues = await openSale(server, 'D1', { name: '王大力', staffId: server.network.staff.D1.colleague })
  elsewhere = await openSale(server, 'D2', { name: '王小明', phone: '13812345678' })
  await server.addCar('D1', { vin: 'LRWYGDFD3PC939701' })
  await server.addCar('D2', { vin: 'LRWYGDFD3PC939702' })
})
afterAll(() => server.close())

const as = (post: keyof SalesServer['network']['staff']['D1']) => server.as(server.network.staff.D1[post])
async function find(client: ReturnType<SalesServer['as']>, q: string) {
  const answer = await client.get<Found>(`/api/search?q=${encodeURIComponent(q)}`)
  expect(answer.status, answer.text).toBe(200)
  return answer
}

test('a name, initials or a phone tail finds the customer and their sales', async () => {
  for (const q of ['王小明', 'wxm', '5678', '13812345678']) {
    const { body, text } = await find(as('consultant'), q)
    expect(
      body.customers.map(customer => customer.id),
      q,
    ).toEqual([ming.customerId])
    expect(body.customers[0]?.phone).toBe('138****5678')
    expect(
      body.sales.map(sale => sale.id),
      q,
    ).toEqual([ming.id])
    expect(text).not.toContain(elsewhere.id)
    expect(text).not.toContain('13812345678')
  }
})

test('a sale number finds the sale', async () => {
  const { body } = await find(as('dealerManager'), colleagues.number)
  expect(body.sales.map(sale => sale.id)).toEqual([colleagues.id])
})

test('a consultant finds neither customer nor sale of a colleague', async () => {
  for (const q of ['王大力', colleagues.number]) {
    const { body } = await find(as('consultant'), q)
    expect(body.customers).toEqual([])
    expect(body.sales.map(sale => sale.id)).not.toContain(colleagues.id)
  }
})

test('cars of the network are found by a consultant, while its customers are not', async () => {
  const { body } = await find(as('consultant'), '939702')
  expect(body.vehicles).toMatchObject([{ vin: 'LRWYGDFD3PC939702', dealerId: server.network.ids.D2 }])
  expect((await find(as('consultant'), '939701')).body.vehicles).toHaveLength(1)
})

test('the wall moves back: a search over the network’s cars shows no foreign sale', async () => {
  const { text } = await find(as('consultant'), elsewhere.number)
  expect(text).not.toContain(elsewhere.id)
})

test('from above names are masked and found by no name', async () => {
  const { body } = await find(server.as(server.network.above.regionManager), '王小明')
  expect(body.customers).toEqual([])
  const byNumber = await find(server.as(server.network.above.regionManager), ming.number)
  expect(byNumber.text).not.toContain('小明')
  expect(byNumber.body.sales.map(sale => sale.id)).toContain(ming.id)
})

test('finance finds sales by number and no customers', async () => {
  const { body } = await find(as('finance'), ming.number)
  expect(body.customers).toEqual([])
  expect(body.sales.map(sale => sale.id)).toEqual([ming.id])
})

test('an administrator and an analyst search nothing', async () => {
  for (const post of ['administrator', 'analyst'] as const)
    expect((await server.as(server.network.above[post]).get('/api/search?q=a')).status).toBe(403)
})
