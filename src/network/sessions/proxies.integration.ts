import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addOrganisation,
  addPerson,
  type Browser,
  type NetworkServer,
  openBrowser,
  startNetworkServer,
  testPassword,
} from '../testing/network-server.ts'

const limits = { username: { max: 50, windowSeconds: 60 }, address: { max: 2, windowSeconds: 60 } }

describe('behind a proxy that is named', () => {
  let server: NetworkServer
  beforeAll(async () => {
    server = await startWith(['127.0.0.1', '10.0.0.0/8'])
  })
  afterAll(() => server.close())

  test('a request comes from the address that the proxy saw, not from those that a client writes', async () => {
    const browser = openBrowser(server)
    await signIn(browser, { 'x-forwarded-for': '198.51.100.66, 203.0.113.9, 10.1.1.1' })
    expect(await addressOf(browser)).toBe('203.0.113.9')
  })

  test('each address behind it is counted for itself', async () => {
    const attempt = (address: string) =>
      openBrowser(server).send('POST', '/api/sign-in', wrong, { 'x-forwarded-for': address })
    const first = [await attempt('203.0.113.1'), await attempt('203.0.113.1'), await attempt('203.0.113.1')]
    expect(first.map(answer => answer.status)).toEqual([401, 401, 429])
    expect((await attempt('203.0.113.2')).status).toBe(401)
  })

  test('a page of the name that it serves may write, another may not', async () => {
    const from = (origin: string) =>
      signIn(openBrowser(server), {
        origin,
        'x-forwarded-host': 'cars.example',
        'x-forwarded-for': '203.0.113.3',
      })
    expect((await from('https://cars.example')).status).toBe(200)
    expect(await from('https://evil.example')).toMatchObject({
      status: 403,
      body: { code: 'auth.foreign-origin' },
    })
  })

  test('a cookie of a request that came over HTTPS never travels in the clear', async () => {
    const cookies = async (scheme: string) => {
      const sent = { 'x-forwarded-proto': scheme, 'x-forwarded-for': `203.0.113.${scheme.length}` }
      return [(await signIn(openBrowser(server), sent)).headers['set-cookie']].flat()
    }
    for (const cookie of await cookies('https')) expect(cookie).toMatch(/; HttpOnly; SameSite=Lax; Secure$/)
    for (const cookie of await cookies('http')) expect(cookie).not.toMatch(/Secure/)
  })
})

describe('where no proxy is named', () => {
  let server: NetworkServer
  beforeAll(async () => {
    server = await startWith(undefined)
  })
  afterAll(() => server.close())

  test('nobody chooses the address that they are counted by, or the name they are served under', async () => {
    const statuses: number[] = []
    for (const last of [1, 2, 3]) {
      const sent = { 'x-forwarded-for': `203.0.113.${last}` }
      statuses.push((await openBrowser(server).send('POST', '/api/sign-in', wrong, sent)).status)
    }
    expect(statuses).toEqual([401, 401, 429])
    server.forward(120_000)
    const named = { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }
    expect((await signIn(openBrowser(server), named)).status).toBe(403)
    const browser = openBrowser(server)
    await signIn(browser, { 'x-forwarded-for': '203.0.113.9' })
    expect(await addressOf(browser)).toBe('127.0.0.1')
  })
})

const wrong = { username: 'nobody', password: 'guess' }

async function startWith(proxies: readonly string[] | undefined): Promise<NetworkServer> {
  const server = await startNetworkServer({ limits, proxies })
  const store = await addOrganisation(server, 'dealer', 'D01', null)
  await addPerson(server, { username: 'wang.li', organisationId: store.id, roles: ['consultant'] })
  return server
}

function signIn(browser: Browser, headers: Record<string, string>) {
  return browser.send('POST', '/api/sign-in', { username: 'wang.li', password: testPassword }, headers)
}

async function addressOf(browser: Browser): Promise<unknown> {
  const { items } = (await browser.send('GET', '/api/sessions')).body as {
    items: { current: boolean; address: string | null }[]
  }
  return items.find(session => session.current)?.address
}
