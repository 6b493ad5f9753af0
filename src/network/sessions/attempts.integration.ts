import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  addOrganisation,
  addPerson,
  type NetworkServer,
  openBrowser,
  startNetworkServer,
  type TestNode,
  testPassword,
} from '../testing/network-server.ts'

const windowSeconds = 60
let server: NetworkServer
let store: TestNode

beforeAll(async () => {
  server = await startNetworkServer({
    limits: { username: { max: 3, windowSeconds }, address: { max: 8, windowSeconds } },
  })
  store = await addOrganisation(server, 'dealer', 'D01', null)
  await addPerson(server, { username: 'wang.li', organisationId: store.id, roles: ['consultant'] })
})
beforeEach(() => server.forward(windowSeconds * 2000))
afterAll(() => server.close())

function attempt(username: string, password: string) {
  return openBrowser(server).send('POST', '/api/sign-in', { username, password })
}

async function statuses(count: number, username: string, password: string): Promise<number[]> {
  const seen: number[] = []
  for (let index = 0; index < count; index++) seen.push((await attempt(username, password)).status)
  return seen
}

test('a name is tried a few times and then has to wait, even with the right password', async () => {
  expect(await statuses(4, 'wang.li', 'not my password')).toEqual([401, 401, 401, 429])
  const right = await attempt('WANG.LI ', testPassword)
  expect(right).toMatchObject({ status: 429, body: { code: 'auth.too-many-attempts' } })
  const wait = Number(right.headers['retry-after'])
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(windowSeconds)
  server.forward(wait * 1000)
  expect((await attempt('wang.li', testPassword)).status).toBe(200)
})

test('a name that does not exist waits in the same way', async () => {
  expect(await statuses(4, 'nobody', 'not my password')).toEqual([401, 401, 401, 429])
})

test('attempts at once are all counted', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => attempt('wang.li', 'not my password')))
  expect(answers.filter(answer => answer.status === 401)).toHaveLength(3)
  expect(answers.filter(answer => answer.status === 429)).toHaveLength(3)
})

test('an address that tries many names has to wait', async () => {
  const seen: number[] = []
  for (let index = 0; index < 10; index++) seen.push((await attempt(`name-${index}`, 'guess')).status)
  expect(seen).toEqual([...Array<number>(8).fill(401), 429, 429])
})

test('successes are not held against an address, nor slips before them against a name', async () => {
  for (let round = 0; round < 12; round++) expect((await attempt('wang.li', testPassword)).status).toBe(200)
  for (let round = 0; round < 2; round++) {
    expect(await statuses(2, 'wang.li', 'a slip')).toEqual([401, 401])
    expect((await attempt('wang.li', testPassword)).status).toBe(200)
  }
})

test('whoever is not let in is on record: the account they tried, never what they typed', async () => {
  const staffId = await addPerson(server, {
    username: 'watched',
    organisationId: store.id,
    roles: ['consultant'],
  })
  const browser = openBrowser(server)
  const signIn = (body: object) => browser.send('POST', '/api/sign-in', body)
  const known = await signIn({ username: 'watched', password: 'not this one' })
  const unknown = await signIn({ username: 'my secret password', password: 'not this one' })
  await signIn({ username: 'watched', password: testPassword })
  const wrong = { currentPassword: 'nor this one', newPassword: 'another four words here' }
  const guessed = await browser.send('POST', '/api/password', wrong)
  const lines = await server.owner
    .selectFrom('audit')
    .selectAll()
    .where('verb', '=', 'refused')
    .where(
      'request_id',
      'in',
      [known, unknown, guessed].map(answer => String(answer.headers['x-request-id'])),
    )
    .orderBy('id')
    .execute()
  const root = await server.owner
    .selectFrom('organisations')
    .select('id')
    .where('parent_id', 'is', null)
    .executeTakeFirstOrThrow()
  expect(lines).toMatchObject([
    { staff_id: null, subject_id: staffId, noun: 'sessions', facts: { code: 'auth.wrong-credentials' } },
    { staff_id: null, subject_id: null, dealer_id: root.id, facts: { code: 'auth.wrong-credentials' } },
    { staff_id: staffId, subject_id: staffId, facts: { code: 'auth.wrong-password' } },
  ])
  expect(JSON.stringify(lines)).not.toMatch(/my secret password|this one|watched/)
})
