import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SalesServer, startSalesServer } from '../testing/sales-server.ts'
import { openSale } from '../testing/sold-sales.ts'
import type { Summary } from './summaries.contract.ts'

let server: SalesServer
beforeAll(async () => {
  server = await startSalesServer()
  const first = await openSale(server, 'D1', { name: '王小明' })
  const second = await openSale(server, 'D1', { name: '李芳' }, { source: 'referral' })
  await openSale(server, 'D3', { name: '赵一' })
  const month = server.clock.now().toISOString().slice(0, 8)
  await server.owner
    .updateTable('sales')
    .set({ stage: 'after-sales', delivered_on: `${month}01`, amount_minor: 20_000_000, currency: 'CNY' })
    .where('id', '=', first.id)
    .execute()
  await server.owner
    .updateTable('sales')
    .set({ inquired_on: '2019-01-01' })
    .where('id', '=', second.id)
    .execute()
})
afterAll(() => server.close())

async function summary(client: ReturnType<SalesServer['as']>, query = '') {
  const answer = await client.get<Summary>(`/api/summaries${query}`)
  expect(answer.status, answer.text).toBe(200)
  return answer
}

test('an analyst sees aggregates of every store below, and nothing personal', async () => {
  const { body, text } = await summary(server.as(server.network.above.analyst))
  expect(body.dealers.map(dealer => dealer.code)).toEqual(['D1', 'D2', 'D3'])
  const { D1, D3 } = server.network.ids
  const month = server.clock.now().toISOString().slice(0, 7)
  expect(body.stages).toContainEqual({
    dealerId: D1,
    stage: 'after-sales',
    count: 1,
    sums: [{ currency: 'CNY', amountMinor: 20_000_000 }],
  })
  expect(body.stages).toContainEqual({ dealerId: D3, stage: 'inquiry', count: 1, sums: [] })
  expect(body.deliveries).toEqual([
    { dealerId: D1, month, count: 1, sums: [{ currency: 'CNY', amountMinor: 20_000_000 }] },
  ])
  expect(body.sources).toEqual([{ source: 'walk-in', count: 2, delivered: 1, lost: 0 }])
  expect(text).not.toMatch(/小明|李芳|赵一|Name of/)
})

test('a longer period holds older inquiries', async () => {
  const { body } = await summary(server.as(server.network.above.analyst), '?months=60')
  expect(body.from < '2022-12-31').toBe(true)
})

test('a dealer manager sees the own store alone', async () => {
  const { body } = await summary(server.as(server.network.staff.D1.dealerManager))
  expect(body.dealers.map(dealer => dealer.code)).toEqual(['D1'])
  const foreign = await summary(
    server.as(server.network.staff.D1.dealerManager),
    `?dealerId=${server.network.ids.D3}`,
  )
  expect(foreign.body.dealers).toEqual([])
  expect(foreign.body.stages).toEqual([])
})

test('a consultant sees no summaries', async () => {
  expect((await server.as(server.network.staff.D1.consultant).get('/api/summaries')).status).toBe(403)
})
