import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ProductServer, startProductServer } from './testing/product-server.ts'

let server: ProductServer
let port: number

beforeAll(async () => {
  server = await startProductServer()
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  port = (server.app.server.address() as AddressInfo).port
})
afterAll(() => server.close())

test.each([
  [
    'an address that cannot be decoded',
    'GET /api/sales/%ff HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    404,
    'request.not-found',
  ],
  ['a method that nobody knows', 'STEAL /api/sales HTTP/1.1\r\nhost: x\r\n\r\n', 400, 'request.unreadable'],
  [
    'two lengths of one body',
    `POST /api/sign-in HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}`,
    400,
    'request.unreadable',
  ],
  [
    'a head without end',
    `GET /api/me HTTP/1.1\r\nhost: x\r\ncookie: ${'a'.repeat(20_000)}\r\n\r\n`,
    431,
    'request.head-too-large',
  ],
])('%s is answered with a problem', async (_, bytes, status, code) => {
  const answer = await exchange(bytes)
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(answer).toContain('content-type: application/problem+json')
  expect(answer).toContain('x-content-type-options: nosniff')
  expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({
    status,
    code,
    type: `/api/docs/problems/${code}`,
  })
})

test('an answer that is no page may load nothing, and no answer is shown in a frame', async () => {
  const manager = await server.signedIn('d1.dealermanager')
  const policy = async (url: string) =>
    String((await manager.send('GET', url)).headers['content-security-policy'])
  for (const url of [
    '/api/me',
    '/api/sales',
    '/api/vehicles/export?format=csv',
    '/api/nothing',
    '/api/openapi.json',
  ])
    expect(await policy(url), url).toBe(
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
  for (const url of ['/api/docs/', '/api/docs/problems', '/livez'])
    expect(await policy(url), url).toMatch(/^default-src 'self';.*frame-ancestors 'none'$/)
})

test('every type of problem has its page, in both languages', async () => {
  const { catalogue } = server.services.problems
  for (const [code, type] of Object.entries(catalogue)) {
    const page = await server.stranger().send('GET', `/api/docs/problems/${code}`)
    expect(page.status, code).toBe(200)
    for (const section of ['lang="en"', 'lang="zh-CN"', `HTTP ${type.status}`])
      expect(page.text).toContain(section)
  }
})

const orders: [path: string, order: string][] = [
  ['/api/sales?', 'newest'],
  ['/api/sales?order=follow-up&', 'follow-up'],
  ['/api/sales?order=amount&', 'amount'],
  ['/api/sales?order=stage-since&', 'stage-since'],
  ['/api/sales/board?stage=inquiry&', 'follow-up'],
  ['/api/vehicles?', 'newest'],
  ['/api/vehicles?order=oldest&', 'oldest'],
  ['/api/vehicles?order=cheapest&', 'cheapest'],
  ['/api/vehicles?order=dearest&', 'dearest'],
  ['/api/customers?', 'newest'],
  ['/api/customers?order=name&', 'name'],
  ['/api/leads?', 'newest'],
  ['/api/models?', 'code'],
  ['/api/staff?', 'name'],
  ['/api/imports?', 'newest'],
]

test.each(orders)(
  '%s with a cursor that somebody made up is answered or refused, never a fault',
  async (path, order) => {
    const manager = await server.signedIn('d1.dealermanager')
    const id = server.services.ports.newId()
    for (const value of [
      null,
      'x',
      '2026-13-45',
      'infinity',
      '2026-01-01',
      1.5,
      -5,
      1e300,
      9e15,
      '\u0000',
      "'",
    ]) {
      const cursor = Buffer.from(JSON.stringify([order, value, id])).toString('base64url')
      const { status } = await manager.send('GET', `${path}cursor=${cursor}`)
      expect([200, 422], `${path}${JSON.stringify(value)}`).toContain(status)
    }
  },
)

async function exchange(bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  const parts: Buffer[] = []
  socket.on('data', part => parts.push(part))
  socket.write(bytes)
  await once(socket, 'close')
  return Buffer.concat(parts).toString()
}
