import { afterAll, beforeAll, expect, test } from 'vitest'
import { platformProblems } from '../../platform/platform.problems.ts'
import { startTestServer, type TestServer } from '../../platform/server/testing/test-server.ts'
import type { SavedView } from './saved-views.contract.ts'
import { savedViewProblems } from './saved-views.problems.ts'
import { registerSavedViews } from './saved-views.routes.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({
    slices: [{ name: 'network', register: registerSavedViews }],
    problems: { ...platformProblems, ...savedViewProblems },
    constraints: {},
  })
})
afterAll(() => server.close())

const as = (post: keyof TestServer['network']['staff']['D1']) => server.as(server.network.staff.D1[post])
type Client = ReturnType<TestServer['as']>
const views = async (client: Client, screen = 'sales') =>
  (await client.get<{ items: SavedView[] }>(`/api/saved-views?screen=${screen}`)).body.items
const keep = (client: Client, body: object) =>
  client.post<{ id: string; version: number }>('/api/saved-views', {
    screen: 'sales',
    query: { stage: ['negotiation'], order: 'amount' },
    ...body,
  })

test('a private view is its author’s alone', async () => {
  const made = await keep(as('consultant'), { name: '我的洽谈' })
  expect(made.status).toBe(201)
  expect(await views(as('consultant'))).toMatchObject([
    { id: made.body.id, name: '我的洽谈', query: { stage: ['negotiation'], order: 'amount' }, mayEdit: true },
  ])
  expect(await views(as('colleague'))).toEqual([])
  expect(await views(as('consultant'), 'customers')).toEqual([])
  const stranger = await as('colleague').patch(
    `/api/saved-views/${made.body.id}`,
    { name: 'x' },
    { ifMatch: 1 },
  )
  expect(stranger.status).toBe(404)
})

test('a team’s view is made by who leads, and seen by the store alone', async () => {
  expect((await keep(as('consultant'), { name: '团队', reach: 'team' })).status).toBe(403)
  const made = await keep(as('salesManager'), { name: '团队', reach: 'team' })
  expect(made.status).toBe(201)
  const seen = (await views(as('colleague'))).find(view => view.id === made.body.id)
  expect(seen).toMatchObject({ reach: 'team', mayEdit: false })
  expect((await views(server.as(server.network.staff.D2.salesManager))).map(view => view.id)).not.toContain(
    made.body.id,
  )
  const refused = await as('colleague').patch(
    `/api/saved-views/${made.body.id}`,
    { name: 'x' },
    { ifMatch: 1 },
  )
  expect(refused.status).toBe(403)
})

test('there is one default of one’s own', async () => {
  const client = as('finance')
  const first = await keep(client, { name: 'one', isDefault: true })
  const second = await keep(client, { name: 'two', isDefault: true })
  const defaults = (await views(client)).filter(view => view.isDefault && view.reach === 'private')
  expect(defaults.map(view => view.id)).toEqual([second.body.id])
  const known = (await views(client)).find(view => view.id === first.body.id)
  expect(known?.version).toBe(2)
})

test('an edit names its version; a stale one is refused', async () => {
  const client = as('inventoryManager')
  const { body } = await keep(client, { name: 'old' })
  expect((await client.patch(`/api/saved-views/${body.id}`, { name: 'new' })).status).toBe(428)
  const edited = await client.patch(`/api/saved-views/${body.id}`, { name: 'new' }, { ifMatch: 1 })
  expect(edited.body).toEqual({ id: body.id, version: 2 })
  expect((await client.patch(`/api/saved-views/${body.id}`, { name: 'late' }, { ifMatch: 1 })).status).toBe(
    412,
  )
})

test('a removed view is gone, and removing it again finds nothing', async () => {
  const client = as('dealerManager')
  const { body } = await keep(client, { name: 'short-lived' })
  expect((await client.post(`/api/saved-views/${body.id}/removal`)).status).toBe(200)
  expect((await views(client)).map(view => view.id)).not.toContain(body.id)
  expect((await client.post(`/api/saved-views/${body.id}/removal`)).status).toBe(404)
})

test('a view holds filters, never a place in a list', async () => {
  expect((await keep(as('consultant'), { name: 'x', query: { cursor: 'abc' } })).status).toBe(422)
  expect((await keep(as('consultant'), { name: 'x', query: { 'a b': '1' } })).status).toBe(422)
})

test('one person keeps at most fifty views of a screen', async () => {
  const client = as('serviceAdviser')
  for (let n = 0; n < 50; n++)
    expect((await keep(client, { screen: 'vehicles', name: `v${n}` })).status).toBe(201)
  expect((await keep(client, { screen: 'vehicles', name: 'one more' })).body).toMatchObject({
    code: 'saved-view.too-many',
  })
})
