import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../platform/permissions.ts'
import { accessTopic } from '../../platform/server/auth/access-topic.ts'
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
  testPassword,
} from '../testing/network-server.ts'
import type { Staff } from './staff.contract.ts'

let server: NetworkServer
let east: TestNode
let store: TestNode
let otherStore: TestNode
let administrator: Browser
let manager: Browser

beforeAll(async () => {
  server = await startNetworkServer()
  const maker = await addOrganisation(server, 'manufacturer', 'HQ', null)
  east = await addOrganisation(server, 'region', 'EAST', maker)
  const west = await addOrganisation(server, 'region', 'WEST', maker)
  store = await addOrganisation(server, 'dealer', 'D01', east)
  otherStore = await addOrganisation(server, 'dealer', 'D02', west)
  await addPerson(server, { username: 'admin', organisationId: maker.id, roles: ['administrator'] })
  await addPerson(server, { username: 'manager', organisationId: store.id, roles: ['dealer-manager'] })
  administrator = await signedIn(server, 'admin')
  manager = await signedIn(server, 'manager')
})
afterAll(() => server.close())

function consultant(username: string, organisationId = store.id) {
  return addPerson(server, { username, organisationId, roles: ['consultant'] })
}

function create(by: Browser, username: string, role: Role, at = store, headers = {}) {
  const roles = [{ role, organisationId: at.id }]
  return by.send('POST', '/api/staff', { username, name: '新人', organisationId: at.id, roles }, headers)
}

async function read(id: string): Promise<Staff> {
  return (await administrator.send('GET', `/api/staff/${id}`)).body as Staff
}

function at(version: number) {
  return { 'if-match': `"${version}"` }
}

function code(answer: Answer) {
  return (answer.body as { code?: string }).code
}

describe('creating a person', () => {
  test('gives a one-time password that opens nothing but its own replacement', async () => {
    const made = await create(manager, 'new.one', 'consultant')
    expect(made.status).toBe(201)
    const { id, initialPassword } = made.body as { id: string; initialPassword: string }
    const browser = openBrowser(server)
    await browser.send('POST', '/api/sign-in', { username: 'new.one', password: initialPassword })
    expect((await browser.send('GET', '/api/staff')).status).toBe(403)
    await browser.send('POST', '/api/password', {
      currentPassword: initialPassword,
      newPassword: 'my own four words',
    })
    expect((await browser.send('GET', '/api/staff')).status).toBe(200)
    expect(await read(id)).toMatchObject({
      name: '新人',
      roles: [{ role: 'consultant', organisationId: store.id }],
    })
  })

  test('a repeated request makes nobody twice and shows no password again, nor is it kept', async () => {
    const key = { 'idempotency-key': 'the-same-intent' }
    const made = await create(manager, 'made.once', 'consultant', store, key)
    const again = await create(manager, 'made.once', 'consultant', store, key)
    expect(again.status).toBe(201)
    expect(again.body).toEqual({ ...(made.body as object), initialPassword: null })
    const { initialPassword } = made.body as { initialPassword: string }
    const kept = await server.owner.selectFrom('idempotency_keys').selectAll().execute()
    expect(JSON.stringify(kept)).not.toContain(initialPassword)
  })

  test('nobody is made beyond the own node or above the own rights', async () => {
    expect(code(await create(manager, 'x1', 'administrator'))).toBe('staff.role-not-yours')
    expect(code(await create(manager, 'x2', 'consultant', otherStore))).toBe('request.not-found')
    expect(code(await create(administrator, 'x3', 'consultant', east))).toBe('staff.role-elsewhere')
    expect((await create(await signedInConsultant('x4'), 'x5', 'consultant')).status).toBe(403)
    const left = await server.owner
      .selectFrom('staff')
      .select('username')
      .where('username', 'in', ['x1', 'x2', 'x3', 'x5'])
      .execute()
    expect(left).toEqual([])
  })

  test('a username is taken once, whoever has it', async () => {
    await consultant('taken.name', otherStore.id)
    expect(code(await create(manager, 'Taken.Name', 'consultant'))).toBe('staff.username-taken')
  })
})

describe('reading people', () => {
  test('ends at the own node: a foreign person is answered as a missing one', async () => {
    const theirs = await consultant('foreigner', otherStore.id)
    const foreign = await manager.send('GET', `/api/staff/${theirs}`)
    const missing = await manager.send('GET', `/api/staff/${server.services.ports.newId()}`)
    expect(foreign.status).toBe(404)
    expect(foreign.text.replace(theirs, '')).toBe(missing.text.replace(/[0-9a-f-]{36}/, ''))
    const list = await manager.send('GET', '/api/staff?limit=100')
    expect(list.text).not.toContain(theirs)
  })

  test('pages by name, finds by pinyin, and filters by role and state', async () => {
    for (const [username, name] of [
      ['p1', '赵一'],
      ['p2', '赵二'],
      ['p3', '赵三'],
    ] as const) {
      const id = await consultant(username)
      const person = await read(id)
      await administrator.send('PATCH', `/api/staff/${id}`, { name }, at(person.version))
    }
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await manager.send('GET', `/api/staff?text=zhao&limit=2${cursor && `&cursor=${cursor}`}`)
      const { items, nextCursor } = page.body as { items: Staff[]; nextCursor: string | null }
      seen.push(...items.map(each => each.name))
      cursor = nextCursor ?? ''
    } while (cursor)
    expect(seen).toEqual(['赵二', '赵三', '赵一'])
    const managers = await manager.send('GET', '/api/staff?role=dealer-manager')
    expect((managers.body as { items: Staff[] }).items.map(each => each.username)).toEqual(['manager'])
    expect((await manager.send('GET', '/api/staff?state=deactivated')).body).toMatchObject({ items: [] })
    expect((await manager.send('GET', '/api/staff?cursor=bm9uc2Vuc2U')).status).toBe(422)
  })
})

describe('what changes about a person holds from their next request on', () => {
  test('a role that is taken away', async () => {
    const id = await consultant('loses.role')
    const browser = await signedIn(server, 'loses.role')
    expect((await browser.send('GET', '/api/staff')).status).toBe(200)
    const heard = listen()
    const answer = await administrator.send('PUT', `/api/staff/${id}/roles`, { roles: [] }, at(1))
    expect(answer).toMatchObject({ status: 200, body: { id, version: 2 } })
    expect((await browser.send('GET', '/api/staff')).status).toBe(403)
    await expect.poll(heard).toContain(accessTopic(id))
  })

  test('a role that is given', async () => {
    const id = await consultant('gains.role')
    const browser = await signedIn(server, 'gains.role')
    expect((await create(browser, 'y1', 'consultant')).status).toBe(403)
    const roles = [{ role: 'dealer-manager', organisationId: store.id }]
    await manager.send('PUT', `/api/staff/${id}/roles`, { roles }, at(1))
    expect((await create(browser, 'y1', 'consultant')).status).toBe(201)
  })

  test('a deactivation: session, key, sign-in and streams end; a reactivation opens sign-in again', async () => {
    const id = await consultant('leaves')
    const browser = await signedIn(server, 'leaves')
    const made = await administrator.send('POST', '/api/api-keys', {
      staffId: id,
      name: 'report',
      scopes: ['staff:read'],
    })
    const bearer = { authorization: `Bearer ${(made.body as { secret: string }).secret}` }
    const program = openBrowser(server)
    expect((await program.send('GET', '/api/staff', undefined, bearer)).status).toBe(200)
    const heard = listen()
    expect((await manager.send('POST', `/api/staff/${id}/deactivation`, undefined, at(1))).status).toBe(200)
    expect((await browser.send('GET', '/api/me')).status).toBe(401)
    expect((await program.send('GET', '/api/staff', undefined, bearer)).status).toBe(401)
    const signIn = () =>
      openBrowser(server).send('POST', '/api/sign-in', { username: 'leaves', password: testPassword })
    expect((await signIn()).status).toBe(401)
    await expect.poll(heard).toContain(accessTopic(id))
    expect((await manager.send('POST', `/api/staff/${id}/reactivation`, undefined, at(2))).status).toBe(200)
    expect((await signIn()).status).toBe(200)
    expect((await program.send('GET', '/api/staff', undefined, bearer)).status).toBe(401)
  })

  test('a new one-time password: sessions end and the old password is worth nothing', async () => {
    const id = await consultant('forgot')
    const browser = await signedIn(server, 'forgot')
    const reset = await manager.send('POST', `/api/staff/${id}/password-reset`, {})
    const { initialPassword } = reset.body as { initialPassword: string }
    expect((await browser.send('GET', '/api/me')).status).toBe(401)
    const signIn = (password: string) =>
      openBrowser(server).send('POST', '/api/sign-in', { username: 'forgot', password })
    expect((await signIn(testPassword)).status).toBe(401)
    expect((await signIn(initialPassword)).status).toBe(200)
  })

  test('a new username is the one to sign in with', async () => {
    const id = await consultant('maiden.name')
    const renamed = await manager.send('PATCH', `/api/staff/${id}`, { username: 'married.name' }, at(1))
    expect(renamed.status).toBe(200)
    const signIn = (username: string) =>
      openBrowser(server).send('POST', '/api/sign-in', { username, password: testPassword })
    expect((await signIn('maiden.name')).status).toBe(401)
    expect((await signIn('married.name')).status).toBe(200)
  })
})

describe('an edit', () => {
  test('that was based on an older version names what changed meanwhile', async () => {
    const id = await consultant('edited.twice')
    expect((await manager.send('PATCH', `/api/staff/${id}`, { name: '甲' }, at(1))).headers.etag).toBe('"2"')
    const stale = await administrator.send('PATCH', `/api/staff/${id}`, { name: '乙' }, at(1))
    expect(stale).toMatchObject({ status: 412, body: { version: 2, fields: ['name'] } })
    expect((await administrator.send('PATCH', `/api/staff/${id}`, { name: '乙' })).status).toBe(428)
    expect(await read(id)).toMatchObject({ name: '甲', version: 2 })
  })

  test('of somebody who holds more than one could grant is refused', async () => {
    const id = await addPerson(server, {
      username: 'store.admin',
      organisationId: store.id,
      roles: ['administrator'],
    })
    const answers = [
      await manager.send('PATCH', `/api/staff/${id}`, { username: 'mine.now' }, at(1)),
      await manager.send('PUT', `/api/staff/${id}/roles`, { roles: [] }, at(1)),
      await manager.send('POST', `/api/staff/${id}/deactivation`, undefined, at(1)),
      await manager.send('POST', `/api/staff/${id}/password-reset`, {}),
    ]
    expect(answers.map(code)).toEqual(Array(4).fill('staff.above-you'))
    expect((await signedIn(server, 'store.admin')).cookies.size).toBe(1)
  })
})

async function signedInConsultant(username: string): Promise<Browser> {
  await consultant(username)
  return signedIn(server, username)
}

function listen(): () => string[] {
  const topics: string[] = []
  server.services.live.subscribe(change => topics.push(...change.topics))
  return () => topics
}
