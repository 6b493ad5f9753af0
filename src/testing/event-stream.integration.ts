import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endStreams } from '../platform/server/auth/access-topic.ts'
import { type SalesServer, startSalesServer } from '../sales/testing/sales-server.ts'
import { openSale } from '../sales/testing/sold-sales.ts'

let server: SalesServer
let port: number
beforeAll(async () => {
  server = await startSalesServer()
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  port = (server.app.server.address() as AddressInfo).port
})
afterAll(() => server.close())

/** A person's open stream: what was heard so far. */
async function listen(staffId: string | null, at = port) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(
      { port: at, path: '/api/events/stream', headers: staffId ? { 'x-test-staff': staffId } : {} },
      resolve,
    ).on('error', reject)
  })
  let text = ''
  let ended = false
  response.setEncoding('utf8')
  response.on('data', (chunk: string) => {
    text += chunk
  })
  response.on('end', () => {
    ended = true
  })
  response.on('error', () => undefined)
  return {
    status: response.statusCode,
    headers: response.headers,
    text: () => text,
    ended: () => ended,
    hears: (part: string) => expect.poll(() => text, { timeout: 5000 }).toContain(part),
    close: () => response.destroy(),
  }
}

test('a change reaches those who may see it within a second, and nobody else', async () => {
  const { staff, above } = server.network
  const streams = {
    owner: await listen(staff.D1.consultant),
    colleague: await listen(staff.D1.colleague),
    manager: await listen(staff.D1.dealerManager),
    foreign: await listen(staff.D2.dealerManager),
    analyst: await listen(above.analyst),
  }
  const before = Date.now()
  const sale = await openSale(server, 'D1', { name: '王小明' })
  await streams.owner.hears(`sales:${sale.id}`)
  await streams.manager.hears(`sales:${sale.id}`)
  expect(Date.now() - before).toBeLessThan(3000)
  await streams.colleague.hears('"sales"')
  await sleep(200)
  for (const text of [streams.colleague.text(), streams.foreign.text(), streams.analyst.text()]) {
    expect(text).not.toContain(sale.id)
    expect(text).not.toContain(sale.customerId)
  }
  expect(streams.foreign.text()).not.toContain('event: change')
  expect(streams.analyst.text()).not.toContain('"sales"')
  for (const stream of Object.values(streams)) stream.close()
})

test('it is an event stream that no proxy keeps', async () => {
  const stream = await listen(server.network.staff.D1.consultant)
  expect(stream.status).toBe(200)
  expect(stream.headers['content-type']).toMatch(/^text\/event-stream/)
  expect(stream.headers['cache-control']).toContain('no-store')
  expect(stream.headers['cross-origin-resource-policy']).toBe('same-origin')
  stream.close()
})

test('nobody’s stream is refused', async () => {
  expect((await listen(null)).status).toBe(401)
})

test('who is deactivated is told that it ended', async () => {
  const { colleague } = server.network.staff.D2
  const stream = await listen(colleague)
  await server.owner
    .updateTable('staff')
    .set({ deactivated_at: server.clock.now().toISOString() })
    .where('id', '=', colleague)
    .execute()
  server.services.live.announce([endStreams(colleague, server.network.ids.D2)])
  await stream.hears('event: ended')
  await expect.poll(stream.ended).toBe(true)
})

test('who gets another role is cut off, and comes back as who they are now', async () => {
  const { colleague } = server.network.staff.D3
  const stream = await listen(colleague)
  await server.owner
    .insertInto('staff_roles')
    .values({
      staff_id: colleague,
      organisation_id: server.network.ids.D3,
      role: 'sales-manager',
      granted_at: server.clock.now().toISOString(),
    })
    .execute()
  server.services.live.announce([endStreams(colleague, server.network.ids.D3)])
  await expect.poll(stream.ended).toBe(true)
  expect(stream.text()).not.toContain('event: ended')
})

test('one session holds a few streams, not more', async () => {
  const { finance } = server.network.staff.D3
  const open = []
  for (let n = 0; n < 6; n++) open.push(await listen(finance))
  const refused = await listen(finance)
  expect(refused.status).toBe(429)
  expect(refused.headers['retry-after']).toBe('30')
  open[0]?.close()
  await sleep(100)
  const again = await listen(finance)
  expect(again.status).toBe(200)
  for (const stream of [...open, again]) stream.close()
})

test('a server that stops ends its streams first, without waiting for their readers', async () => {
  const other = await startSalesServer()
  await other.app.listen({ port: 0, host: '127.0.0.1' })
  const stream = await listen(
    other.network.staff.D1.consultant,
    (other.app.server.address() as AddressInfo).port,
  )
  const before = Date.now()
  await other.close()
  await expect.poll(stream.ended).toBe(true)
  expect(Date.now() - before).toBeLessThan(5000)
})
