import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Product, startProduct } from './platform/server/testing/product.ts'
import {
  createEmptyDatabase,
  type EmptyDatabase,
  productSettings,
} from './platform/server/testing/test-database.ts'
import { type DatabaseProxy, startProxy } from './testing/database-proxy.ts'

/** The one moment that only a crash can show: the transaction is committed, and nobody has been told. */
let database: EmptyDatabase
let owner: pg.Client
let proxy: DatabaseProxy
beforeAll(async () => {
  database = await createEmptyDatabase()
  proxy = await startProxy(new URL(database.ownerUrl))
  owner = new pg.Client({ connectionString: database.ownerUrl })
})
afterAll(async () => {
  await owner.end()
  await proxy.close()
  await database.drop()
})

it('a server killed between commit and answer gives the same answer to the retry, and one event', async () => {
  const doomed = await startProduct({ env: productSettings(proxy.url) })
  const cookie = await openStore(doomed)
  await owner.connect()
  const sale = await openSale(doomed.address, cookie)

  proxy.killAtCommitAfter('"showings"', () => doomed.process.kill('SIGKILL'))
  const showing = () => step(again?.address ?? doomed.address, cookie, sale)
  let again: Product | null = null
  await expect(showing()).rejects.toThrow()
  await doomed.stop('SIGKILL')
  expect(await countShowings(sale.id), 'it was committed before the server died').toBe(1)

  again = await startProduct({ env: productSettings(database.ownerUrl) })
  const answer = await showing()
  const body = (await answer.json()) as { version: number; events: string[] }
  expect(answer.status, JSON.stringify(body)).toBe(201)
  expect(answer.headers.get('idempotency-replayed')).toBe('true')
  expect(body).toMatchObject({ events: ['showing-recorded'], version: sale.version + 1 })
  expect(await countShowings(sale.id)).toBe(1)
  expect((await again.stop()).code).toBe(0)
})

it('a lost database is a 503 that says when to try again, and the server recovers by itself', async () => {
  const server = await startProduct({ env: productSettings(proxy.url) })
  const ready = () => fetch(`${server.address}/readyz`)
  expect((await ready()).status).toBe(200)
  proxy.cut()
  const lost = await ready()
  expect(lost.status).toBe(503)
  expect(lost.headers.get('retry-after')).toBe('2')
  expect(await lost.json()).toMatchObject({ code: 'server.unavailable' })
  expect((await fetch(`${server.address}/livez`)).status).toBe(200)
  proxy.mend()
  await expect.poll(async () => (await ready()).status, { timeout: 10_000 }).toBe(200)
  expect((await server.stop()).code).toBe(0)
})

const password = 'four unrelated words'

/** The first run: a one-store network whose administrator also manages the store. @returns the cookie */
async function openStore({ address, output }: Product): Promise<string> {
  const code = /code: ([A-Z0-9-]+)/.exec(output())?.[1]
  const network = {
    kind: 'dealer',
    code: 'S1',
    nameZh: '一店',
    nameEn: 'Store',
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
  }
  const administrator = { username: 'founder', name: '创始人', password }
  const opened = await post(address, '/api/first-run', { code, network, administrator })
  expect(opened.status, await opened.clone().text()).toBe(201)
  const signedIn = await post(address, '/api/sign-in', { username: 'founder', password })
  expect(signedIn.status).toBe(200)
  return signedIn.headers
    .getSetCookie()
    .map(each => each.split(';')[0])
    .join('; ')
}

async function openSale(address: string, cookie: string): Promise<{ id: string; version: number }> {
  const { rows } = await owner.query<{ id: string; organisation_id: string }>(
    'select id, organisation_id from app.staff',
  )
  const [founder] = rows
  await owner.query("insert into app.staff_roles values ($1, $2, 'dealer-manager', now())", [
    founder?.id,
    founder?.organisation_id,
  ])
  const customer = { kind: 'person', name: '王芳', contactPoints: [] }
  const made = await post(address, '/api/customers', customer, { cookie })
  expect(made.status, await made.clone().text()).toBe(201)
  const { id: customerId } = (await made.json()) as { id: string }
  const opened = await post(address, '/api/inquiries', { customerId, source: 'walk-in' }, { cookie })
  expect(opened.status, await opened.clone().text()).toBe(201)
  return (await opened.json()) as { id: string; version: number }
}

function step(address: string, cookie: string, sale: { id: string; version: number }): Promise<Response> {
  const headers = { cookie, 'if-match': `"${sale.version}"`, 'idempotency-key': 'the-one-intent' }
  return post(address, `/api/sales/${sale.id}/showings`, {}, headers)
}

function post(
  address: string,
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(address + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...headers },
    body: JSON.stringify(body),
  })
}

async function countShowings(saleId: string): Promise<number> {
  const { rows } = await owner.query(
    "select 1 from app.events where sale_id = $1 and action = 'showing-recorded'",
    [saleId],
  )
  return rows.length
}
