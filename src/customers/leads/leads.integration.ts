import { afterAll, beforeAll, expect, test } from 'vitest'
import { inScope } from '../../platform/server/database/in-scope.ts'
import type { Client, TestServer } from '../../platform/server/testing/test-server.ts'
import { startCustomersServer } from '../testing/customers-server.ts'
import type { Lead, LeadDetail } from './leads.contract.ts'
import { markLeadConverted } from './leads.sql.ts'

let server: TestServer
let consultant: Client
let colleague: Client
let manager: Client

beforeAll(async () => {
  server = await startCustomersServer()
  const { staff } = server.network
  consultant = server.as(staff.D1.consultant)
  colleague = server.as(staff.D1.colleague)
  manager = server.as(staff.D1.salesManager)
})
afterAll(() => server.close())

interface Page {
  items: Lead[]
  nextCursor: string | null
}
const web = { source: 'autohome', name: '赵云', phone: '13899990000', interest: 'ES6' }
const create = async (body: object = {}, client = manager) =>
  (await client.post<{ id: string; number: string }>('/api/leads', { ...web, ...body })).body
const read = async (client: Client, id: string) => (await client.get<LeadDetail>(`/api/leads/${id}`)).body
const idsOf = (page: { body: Page }) => page.body.items.map(lead => lead.id)

test('a lead is numbered, dated, masked, and waits in the pool', async () => {
  const { id, number } = await create()
  expect(number).toMatch(/^L\d\d-000001$/)
  expect(await read(consultant, id)).toMatchObject({
    name: '赵云',
    phone: '138****0000',
    owner: null,
    state: 'open',
    receivedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    may: { edit: false, claim: true, reveal: false },
  })
  const stored = await server.owner
    .selectFrom('leads')
    .select(['phone_sealed', 'phone_index'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(
    Buffer.concat([stored.phone_sealed ?? Buffer.of(), stored.phone_index ?? Buffer.of()]).toString('latin1'),
  ).not.toContain('9999')
})

test('the tabs count what their lists hold, for a consultant the own and the pool’s alone', async () => {
  await create({ ownerId: server.network.staff.D1.consultant })
  await create({ ownerId: server.network.staff.D1.colleague })
  const { id } = await create()
  await manager.post(`/api/leads/${id}/loss`, { reason: 'duplicate' })
  for (const client of [manager, consultant]) {
    const counts = (await client.get<Record<string, number>>('/api/leads/summary')).body
    const lists = {
      open: 'state=open',
      mine: 'state=open&owner=me',
      pool: 'state=open&owner=pool',
      lost: 'state=lost',
    }
    for (const [tab, query] of Object.entries(lists))
      expect([tab, counts[tab]]).toEqual([
        tab,
        (await client.get<Page>(`/api/leads?limit=100&${query}`)).body.items.length,
      ])
  }
})

test('of those who reach for a lead in the pool one gets it', async () => {
  const { id } = await create()
  const answers = await Promise.all(
    [consultant, colleague, consultant, colleague].map(client => client.post(`/api/leads/${id}/claim`)),
  )
  expect(answers.filter(answer => answer.status === 200)).toHaveLength(1)
  const winner = (await read(manager, id)).owner?.id
  const [mine, theirs] =
    winner === server.network.staff.D1.consultant ? [consultant, colleague] : [colleague, consultant]
  expect((await theirs.get(`/api/leads/${id}`)).status).toBe(404)
  expect((await read(mine, id)).may).toEqual({ edit: true, claim: false, reveal: true })
  expect((await manager.post(`/api/leads/${id}/claim`)).body.code).toBe('lead.already-claimed')
})

test('a claimed lead’s phone is revealed to its owner and logged', async () => {
  const { id } = await create()
  const path = `/api/leads/${id}/reveals`
  expect((await consultant.post(path, { reason: 'call' })).status).toBe(404)
  await consultant.post(`/api/leads/${id}/claim`)
  expect((await consultant.post(path, { reason: 'call' })).body).toEqual({ value: '+8613899990000' })
  expect((await colleague.post(path, { reason: 'call' })).status).toBe(404)
  const logged = await server.owner
    .selectFrom('audit')
    .select('facts')
    .where('subject_id', '=', id)
    .where('verb', '=', 'revealed')
    .execute()
  expect(logged).toEqual([{ facts: { reason: 'call' } }])
})

test('managers assign within the store on the version they read; consultants give back to the pool', async () => {
  const { staff } = server.network
  const { id } = await create()
  const path = `/api/leads/${id}/assignment`
  const assign = (client: Client, ownerId: string | null, ifMatch?: number) =>
    client.post(path, { ownerId }, { ifMatch })
  expect((await assign(manager, staff.D1.consultant)).status).toBe(428)
  expect((await assign(manager, staff.D2.consultant, 1)).status).toBe(422)
  expect((await assign(manager, staff.D1.consultant, 1)).body).toEqual({ id, version: 2 })
  const stale = await assign(manager, staff.D1.colleague, 1)
  expect(stale.body).toMatchObject({ status: 412, version: 2, fields: ['ownerId'] })
  expect((await assign(consultant, staff.D1.colleague, 2)).status).toBe(403)
  expect((await assign(colleague, null, 2)).status).toBe(404)
  expect((await assign(consultant, null, 2)).body).toEqual({ id, version: 3 })
})

test('a lost lead keeps its reason and is closed for good', async () => {
  const { id } = await create({ ownerId: server.network.staff.D1.consultant })
  const path = `/api/leads/${id}`
  expect((await consultant.post(`${path}/loss`, { reason: 'bored' })).status).toBe(422)
  expect((await consultant.post(`${path}/loss`, { reason: 'unreachable' })).status).toBe(200)
  expect(await read(consultant, id)).toMatchObject({ state: 'lost', lossReason: 'unreachable' })
  expect((await consultant.post(`${path}/loss`, { reason: 'unreachable' })).body.code).toBe('lead.closed')
  expect((await manager.post(`${path}/claim`)).body.code).toBe('lead.closed')
  expect((await manager.post(`${path}/assignment`, { ownerId: null }, { ifMatch: 2 })).body.code).toBe(
    'lead.closed',
  )
  expect(await convert(id)).toBe(false)
})

async function convert(leadId: string, dealerId = server.network.ids.D1) {
  const { services } = server
  return inScope(services.app, { dealers: [server.network.ids.D1] }, async tx => {
    const converted = await markLeadConverted(tx, {
      dealerId,
      leadId,
      customerId: await anyCustomer(),
      saleId: await anySale(),
    })
    return converted
  })
}

test('a lead of another store does not become a sale here', async () => {
  const { id } = await create({}, server.as(server.network.staff.D2.salesManager))
  expect(await convert(id)).toBe(false)
  expect(await convert(id, server.network.ids.D2)).toBe(false)
})

async function anyCustomer() {
  const made = await consultant.post<{ id: string }>('/api/customers', { kind: 'person', name: '赵云' })
  return made.body.id
}
async function anySale() {
  return server.services.ports.newId()
}

test('the list knows the pool, states, sources and what people type, and no other store', async () => {
  const { ids, staff } = server.network
  const client = server.as(staff.D3.consultant)
  const boss = server.as(staff.D3.salesManager)
  const pool = await create({ name: '马超', source: 'walk-in', phone: '13512340987' }, boss)
  const mine = await create({ ownerId: staff.D3.consultant }, boss)
  const theirs = await create({ ownerId: staff.D3.colleague }, boss)
  expect(idsOf(await client.get<Page>('/api/leads'))).toEqual([mine.id, pool.id])
  expect(idsOf(await client.get<Page>('/api/leads?owner=pool'))).toEqual([pool.id])
  expect(idsOf(await client.get<Page>('/api/leads?owner=me'))).toEqual([mine.id])
  expect(idsOf(await boss.get<Page>('/api/leads'))).toEqual([theirs.id, mine.id, pool.id])
  expect(idsOf(await boss.get<Page>(`/api/leads?owner=${staff.D3.colleague}`))).toEqual([theirs.id])
  for (const q of ['马超', '0987', '13512340987', pool.number])
    expect([q, idsOf(await boss.get<Page>(`/api/leads?q=${encodeURIComponent(q)}`))]).toEqual([q, [pool.id]])
  expect(idsOf(await boss.get<Page>('/api/leads?source=walk-in'))).toEqual([pool.id])
  expect(idsOf(await boss.get<Page>('/api/leads?state=lost'))).toEqual([])
  expect(idsOf(await boss.get<Page>(`/api/leads?dealerId=${ids.D1}`))).toEqual([])
  const first = await boss.get<Page>('/api/leads?limit=2')
  const second = await boss.get<Page>(`/api/leads?limit=2&cursor=${first.body.nextCursor}`)
  expect([...idsOf(first), ...idsOf(second)]).toEqual([theirs.id, mine.id, pool.id])
  expect(second.body.nextCursor).toBeNull()
})

test('roles without leads are refused', async () => {
  const { staff, above } = server.network
  for (const id of [staff.D1.finance, staff.D1.inventoryManager, above.analyst, above.administrator])
    expect((await server.as(id).get('/api/leads')).status).toBe(403)
  expect((await consultant.post('/api/leads', web)).status).toBe(403)
  expect(
    (await manager.post('/api/leads', { ...web, trimId: '0197a3a0-0000-7000-8000-00000000dead' })).body
      .errors,
  ).toMatchObject([{ path: 'trimId', code: 'unknown' }])
})
