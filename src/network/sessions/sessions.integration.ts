import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addOrganisation,
  addPerson,
  type NetworkServer,
  openBrowser,
  signedIn,
  startNetworkServer,
  type TestNode,
  testPassword,
} from '../testing/network-server.ts'

let server: NetworkServer
let maker: TestNode
let dealer: TestNode

beforeAll(async () => {
  server = await startNetworkServer()
  maker = await addOrganisation(server, 'manufacturer', 'HQ', null)
  dealer = await addOrganisation(server, 'dealer', 'D01', maker)
  await addPerson(server, { username: 'wang.li', organisationId: dealer.id, roles: ['consultant'] })
})
afterAll(() => server.close())

describe('signing in', () => {
  test('opens a session that knows who it is and what it may do', async () => {
    const browser = await signedIn(server, 'wang.li')
    const me = await browser.send('GET', '/api/me')
    expect(me.status).toBe(200)
    expect(me.body).toMatchObject({
      staff: { username: 'wang.li', locale: 'zh' },
      organisation: { id: dealer.id, code: 'D01', kind: 'dealer' },
      roles: [{ role: 'consultant', organisationId: dealer.id }],
      permissions: { sales: { read: 'own' } },
      dealers: [{ id: dealer.id, timeZone: 'Asia/Shanghai', currency: 'CNY' }],
      demo: false,
      twoFactor: false,
      passwordChangeDue: false,
    })
  })

  test('an unknown user and a wrong password get the same bytes', async () => {
    const browser = openBrowser(server)
    const unknown = await browser.send('POST', '/api/sign-in', { username: 'nobody', password: testPassword })
    const wrong = await browser.send('POST', '/api/sign-in', {
      username: 'wang.li',
      password: 'not my password',
    })
    expect(unknown.status).toBe(401)
    expect(wrong.status).toBe(401)
    expect(wrong.text).toBe(unknown.text)
    expect(comparable(wrong.headers)).toEqual(comparable(unknown.headers))
  })
})

function comparable({ date, 'x-request-id': _, ...headers }: Record<string, unknown>) {
  return { ...headers, date: typeof date }
}
