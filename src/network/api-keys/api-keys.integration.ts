import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Answer,
  addOrganisation,
  addPerson,
  type Browser,
  type NetworkServer,
  openBrowser,
  signedIn,
  startNetworkServer,
  type TestNode,
} from '../testing/network-server.ts'

let server: NetworkServer
let store: TestNode
let administrator: Browser
let managerId: string

beforeAll(async () => {
  server = await startNetworkServer()
  const maker = await addOrganisation(server, 'manufacturer', 'HQ', null)
  store = await addOrganisation(server, 'dealer', 'D01', maker)
  await addPerson(server, { username: 'admin', organisationId: maker.id, roles: ['administrator'] })
  managerId = await addPerson(server, {
    username: 'manager',
    organisationId: store.id,
    roles: ['dealer-manager'],
  })
  administrator = await signedIn(server, 'admin')
})
afterAll(() => server.close())

function create(body: object, headers: Record<string, string> = {}, by = administrator) {
  return by.send(
    'POST',
    '/api/api-keys',
    { staffId: managerId, name: 'till', scopes: ['staff:read'], ...body },
    headers,
  )
}

async function keyFor(scopes: string[], more = {}): Promise<{ id: string; secret: string }> {
  const answer = await create({ scopes, ...more })
  expect(answer.status).toBe(201)
  return answer.body as { id: string; secret: string }
}

function use(secret: string, url: string, method: 'GET' | 'POST' = 'GET', body?: object): Promise<Answer> {
  return openBrowser(server).send(method, url, body, { authorization: `Bearer ${secret}` })
}

function problemOf(answer: Answer) {
  return (answer.body as { code?: string }).code
}

describe('a key', () => {
  test('does what its scopes say and nothing else', async () => {
    const { secret } = await keyFor(['staff:read'])
    expect((await use(secret, '/api/staff')).status).toBe(200)
    expect(problemOf(await use(secret, '/api/organisations'))).toBe('auth.not-permitted')
    expect((await use(secret, '/api/me')).body).toMatchObject({ permissions: { staff: { read: 'dealer' } } })
    const made = { username: 'x1', name: 'x', organisationId: store.id, roles: [] }
    expect((await use(secret, '/api/staff', 'POST', made)).status).toBe(403)
  })

  test('has no session: it cannot change the password or sign out', async () => {
    const { secret } = await keyFor(['staff:read'])
    const change = { currentPassword: 'whatever', newPassword: 'another four words' }
    expect((await use(secret, '/api/password', 'POST', change)).status).toBe(403)
    expect((await use(secret, '/api/sign-out', 'POST')).status).toBe(403)
    expect((await use(secret, '/api/second-factor', 'POST', { password: 'x' })).status).toBe(403)
  })

  test('touches nothing that its person keeps for themselves: sessions, language, views', async () => {
    const { secret } = await keyFor(['staff:read'])
    const [session] = ((await administrator.send('GET', '/api/sessions')).body as { items: { id: string }[] })
      .items
    const view = { screen: 'sales', name: 'x', query: {}, shared: false }
    const refused = [
      await use(secret, '/api/sessions'),
      await use(secret, `/api/sessions/${session!.id}/revocation`, 'POST'),
      await use(secret, '/api/saved-views', 'POST', view),
    ]
    expect(refused.map(problemOf)).toEqual(Array(3).fill('auth.not-permitted'))
  })

  test('is nobody once revoked or expired, or when it is not ours', async () => {
    const { id, secret } = await keyFor(['staff:read'])
    expect((await use(secret, '/api/staff')).status).toBe(200)
    expect((await administrator.send('POST', `/api/api-keys/${id}/revocation`)).status).toBe(200)
    expect((await use(secret, '/api/staff')).status).toBe(401)
    const soon = new Date(server.services.ports.now().getTime() + 3_600_000).toISOString()
    const brief = await keyFor(['staff:read'], { expiresAt: soon })
    expect((await use(brief.secret, '/api/staff')).status).toBe(200)
    server.forward(3_600_000)
    expect((await use(brief.secret, '/api/staff')).status).toBe(401)
    server.forward(-3_600_000)
    for (const wrong of ['fck_short', `fck_${'a'.repeat(43)}`, 'x', secret.toUpperCase()])
      expect((await use(wrong, '/api/staff')).status).toBe(401)
  })

  test('never does more than its person may do now', async () => {
    const id = await addPerson(server, {
      username: 'was.manager',
      organisationId: store.id,
      roles: ['dealer-manager'],
    })
    const { secret } = await keyFor(['staff:read', 'staff:create'], { staffId: id })
    const roles = [{ role: 'analyst', organisationId: store.id }]
    await administrator.send('PUT', `/api/staff/${id}/roles`, { roles }, { 'if-match': '"1"' })
    expect((await use(secret, '/api/staff')).status).toBe(403)
  })

  test('says when it was last used', async () => {
    const { id, secret } = await keyFor(['staff:read'])
    await use(secret, '/api/staff')
    const list = (await administrator.send('GET', '/api/api-keys')).body as {
      items: { id: string; lastUsedAt: string | null; secretTail: string }[]
    }
    const listed = list.items.find(each => each.id === id)
    expect(listed?.lastUsedAt).toEqual(expect.any(String))
    expect(secret.endsWith(listed!.secretTail)).toBe(true)
  })
})

describe('making a key', () => {
  test('shows the secret once: neither a repetition nor the database has it', async () => {
    const key = { 'idempotency-key': 'one-key-please' }
    const { secret } = (await create({}, key)).body as { secret: string }
    expect((await create({}, key)).body).toMatchObject({ secret: null })
    const kept = JSON.stringify([
      await server.owner.selectFrom('api_keys').selectAll().execute(),
      await server.owner.selectFrom('idempotency_keys').selectAll().execute(),
      await server.owner.selectFrom('audit').selectAll().execute(),
    ])
    expect(kept).not.toContain(secret)
    expect(kept).not.toContain(secret.slice(4))
  })

  test('gives no scope that the person lacks, and none over keys', async () => {
    expect(await create({ scopes: ['demo:edit'] })).toMatchObject({
      status: 422,
      body: { code: 'api-key.scope-beyond', scope: 'demo:edit' },
    })
    expect(problemOf(await create({ staffId: undefined, scopes: ['api-keys:edit'] }))).toBe(
      'api-key.scope-beyond',
    )
    expect((await create({ scopes: ['nonsense'] })).status).toBe(422)
    expect(problemOf(await create({ expiresAt: '2020-01-01T00:00:00Z' }))).toBe('api-key.expires-past')
  })

  test('is for administrators', async () => {
    const manager = await signedIn(server, 'manager')
    expect((await create({}, {}, manager)).status).toBe(403)
    expect((await manager.send('GET', '/api/api-keys')).status).toBe(403)
  })
})
