import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  addOrganisation,
  addPerson,
  type NetworkServer,
  openBrowser,
  startNetworkServer,
  testPassword,
} from '../testing/network-server.ts'

const windowSeconds = 60
let server: NetworkServer

beforeAll(async () => {
  server = await startNetworkServer({
    limits: { username: { max: 3, windowSeconds }, address: { max: 8, windowSeconds } },
  })
  const store = await addOrganisation(server, 'dealer', 'D01', null)
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
