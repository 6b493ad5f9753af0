import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OwnRules } from '../../network/store-rules/store-rules.contract.ts'
import { inScope } from '../../platform/server/database/in-scope.ts'
import { type DealerCode, hire } from '../../platform/server/testing/test-network.ts'
import type { Client, TestServer } from '../../platform/server/testing/test-server.ts'
import type { Customer } from '../people/customers.contract.ts'
import { recycle } from '../pool/recycle.ts'
import { startCustomersServer } from '../testing/customers-server.ts'
import { chooseOwners } from './choose-owners.ts'
import type { Lead, LeadDetail, LeadSummary } from './leads.contract.ts'
import { remindOfLeads } from './remind-of-leads.ts'

let server: TestServer
let consultant: Client
let colleague: Client
let manager: Client

const minute = 60_000
const always = { opens: '00:00', closes: '00:00' }
const week = Array.from({ length: 7 }, () => always)

beforeAll(async () => {
  server = await startCustomersServer()
  const { staff } = server.network
  consultant = server.as(staff.D1.consultant)
  colleague = server.as(staff.D1.colleague)
  manager = server.as(staff.D1.salesManager)
  await say('D1', { week, firstResponseMinutes: 30, warnAtPercent: 50 })
})
afterAll(() => server.close())

let versions = 0
/** A store's own rules, as its manager would have written them. */
async function say(dealer: DealerCode, rules: OwnRules) {
  versions += 1
  await server.owner
    .insertInto('store_rules')
    .values({
      organisation_id: server.network.ids[dealer],
      version: versions,
      document: JSON.stringify(rules),
      written_at: server.clock.now().toISOString(),
    })
    .execute()
}

const create = async (body: object = {}, client = manager) =>
  (await client.post<{ id: string }>('/api/leads', { source: 'website', name: '赵云', ...body })).body.id
const read = async (id: string, client = manager) => (await client.get<LeadDetail>(`/api/leads/${id}`)).body
const listed = async (query: string, client = manager) =>
  (await client.get<{ items: Lead[]; nextCursor: string | null }>(`/api/leads?${query}`)).body
const remind = () => remindOfLeads(server.services, server.owner)
const call = { channel: 'call', result: 'no-answer' }

test('the clock of a first response is stopped by a person, never by an automatic reply', async () => {
  const id = await create({ ownerId: server.network.staff.D1.consultant })
  const before = await read(id)
  expect(Date.parse(before.respondBy ?? '') - Date.parse(before.warnAt ?? '')).toBe(15 * minute)
  const path = `/api/leads/${id}/contacts`
  const automatic = await consultant.post(path, { channel: 'message', result: 'replied', automatic: true })
  expect(automatic).toMatchObject({ status: 201, body: { respondedAt: null } })
  expect(await read(id)).toMatchObject({ respondedAt: null, contactedAt: null, version: before.version })
  expect((await colleague.post(path, call)).status).toBe(404)
  const first = await consultant.post<{ respondedAt: string }>(path, { ...call, note: '无人接听' })
  expect(first.status).toBe(201)
  server.clock.forward(minute)
  expect((await consultant.post(path, { ...call, result: 'reached' })).body.respondedAt).toBe(
    first.body.respondedAt,
  )
  const after = await read(id)
  expect(after).toMatchObject({
    respondedAt: first.body.respondedAt,
    respondedBy: { id: server.network.staff.D1.consultant },
  })
  expect(after.contactedAt).not.toBe(after.respondedAt)
  expect(after.contacts.map(({ result, automatic: sent, note }) => [result, sent, note])).toEqual([
    ['reached', false, ''],
    ['no-answer', false, '无人接听'],
    ['replied', true, ''],
  ])
  await manager.post(`/api/leads/${id}/loss`, { reason: 'duplicate' })
  expect((await consultant.post(path, call)).body.code).toBe('lead.closed')
})

test('late leads warn, then reach the managers once, and leave the list with the first response', async () => {
  const id = await create({ ownerId: server.network.staff.D1.consultant })
  const answered = await create({ ownerId: server.network.staff.D1.colleague })
  expect((await colleague.post(`/api/leads/${answered}/contacts`, call)).status).toBe(201)
  server.clock.forward(10 * minute)
  await remind()
  expect(await read(id)).toMatchObject({ escalatedAt: null, version: 1 })
  server.clock.forward(10 * minute)
  await remind()
  const { warned_at } = await row(id)
  expect(warned_at).not.toBeNull()
  expect((await listed('waiting=escalated')).items.map(lead => lead.id)).not.toContain(id)
  server.clock.forward(15 * minute)
  await Promise.all([remind(), remind()])
  const escalated = await read(id)
  expect(await row(answered)).toMatchObject({ warned_at: null, escalated_at: null })
  expect(escalated.version).toBe(2)
  server.clock.forward(15 * minute)
  await remind()
  expect(await read(id)).toMatchObject({ version: 2, escalatedAt: escalated.escalatedAt })
  expect((await row(id)).warned_at).toEqual(warned_at)
  expect((await listed('waiting=escalated')).items.map(lead => lead.id)).toContain(id)
  expect((await listed('waiting=late')).items.map(lead => lead.id)).toContain(id)
  const counts = (await manager.get<LeadSummary>('/api/leads/summary')).body
  expect(counts.escalated).toBe((await listed('waiting=escalated&limit=100')).items.length)
  const audited = await server.owner
    .selectFrom('audit')
    .select('staff_id')
    .where('subject_id', '=', id)
    .where('verb', '=', 'escalated')
    .execute()
  expect(audited).toEqual([{ staff_id: null }])
  const given = { ownerId: server.network.staff.D1.colleague }
  expect((await manager.post(`/api/leads/${id}/assignment`, given, { ifMatch: 2 })).status).toBe(200)
  await colleague.post(`/api/leads/${id}/contacts`, call)
  expect((await listed('waiting=escalated')).items.map(lead => lead.id)).not.toContain(id)
  expect((await read(id)).ownerChanges).toMatchObject([
    { cause: 'manager', to: { id: given.ownerId }, by: { id: server.network.staff.D1.salesManager } },
  ])
})

async function row(id: string) {
  return server.owner.selectFrom('leads').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

test('the most urgent come first, page by page, and those without a clock last', async () => {
  const boss = server.as(server.network.staff.D2.salesManager)
  await say('D2', { week, firstResponseMinutes: 60 })
  const answered = await create({}, boss)
  await boss.post(`/api/leads/${answered}/contacts`, call)
  const first = await create({}, boss)
  server.clock.forward(minute)
  const second = await create({}, boss)
  const seen: string[] = []
  for (let cursor = ''; ; ) {
    const page = await listed(`order=urgent&limit=1${cursor}`, boss)
    seen.push(...page.items.map(lead => lead.id))
    if (!page.nextCursor) break
    cursor = `&cursor=${page.nextCursor}`
  }
  expect(seen).toEqual([first, second, answered])
  const forged = Buffer.from(JSON.stringify(['urgent', "'; drop", first])).toString('base64url')
  expect((await boss.get(`/api/leads?order=urgent&cursor=${forged}`)).status).toBe(422)
})

test('leads at once go to different people in turn, past those who are away', async () => {
  const { ids, staff } = server.network
  const boss = server.as(staff.D3.salesManager)
  await say('D3', { week, assignment: 'round-robin' })
  const newcomer = await hire(server.owner, server.services.ports, {
    username: 'd3.newcomer',
    role: 'consultant',
    organisationId: ids.D3,
  })
  const away = await hire(server.owner, server.services.ports, {
    username: 'd3.away',
    role: 'consultant',
    organisationId: ids.D3,
  })
  const gone = await hire(server.owner, server.services.ports, {
    username: 'd3.gone',
    role: 'consultant',
    organisationId: ids.D3,
  })
  const at = server.clock.now().toISOString()
  await server.owner.updateTable('staff').set({ deactivated_at: at }).where('id', '=', gone).execute()
  await server.owner
    .insertInto('absences')
    .values({
      id: server.services.ports.newId(),
      staff_id: away,
      first_day: '2000-01-01',
      last_day: '2199-01-01',
      recorded_at: at,
    })
    .execute()
  const team = [staff.D3.consultant, staff.D3.colleague, newcomer].toSorted()
  const made = await Promise.all(Array.from({ length: 9 }, () => create({}, boss)))
  const owners = await Promise.all(made.map(async id => (await read(id, boss)).owner?.id))
  for (const person of team) expect(owners.filter(owner => owner === person)).toHaveLength(3)
  expect((await read(made[0] as string, boss)).ownerChanges).toMatchObject([
    { cause: 'round-robin', from: null, by: null },
  ])
  // By load: whoever has the fewest open ones, until all are level.
  const open = await listed(`state=open&owner=${newcomer}`, boss)
  for (const lead of open.items) await boss.post(`/api/leads/${lead.id}/loss`, { reason: 'other' })
  const pooled: string[] = []
  for (let count = 0; count < 3; count += 1) pooled.push(await create({ ownerId: null }, boss))
  const spread = await boss.post<{ assigned: { owner: { id: string } }[]; skipped: number }>(
    '/api/leads/distribution',
    { mode: 'least-load', leadIds: [...pooled, made[0]] },
  )
  expect(spread.body.skipped).toBe(1)
  expect(spread.body.assigned.map(({ owner }) => owner.id)).toEqual([newcomer, newcomer, newcomer])
  expect(
    (await server.as(staff.D3.consultant).post('/api/leads/distribution', { mode: 'least-load' })).status,
  ).toBe(403)
})

test('the rota is deterministic, and nobody at work is said', async () => {
  const { ids } = server.network
  const choose = (count: number) =>
    inScope(server.services.app, { dealers: [ids.D2] }, tx =>
      chooseOwners(tx, ids.D2, 'round-robin', '2026-03-02', count),
    )
  const [one, two, three] = await choose(3)
  expect(one).toBe(three)
  expect(one).not.toBe(two)
  expect(await choose(2)).toEqual([two, one])
  const sellers = [server.network.staff.D2.consultant, server.network.staff.D2.colleague]
  await server.owner
    .updateTable('staff')
    .set({ deactivated_at: server.clock.now().toISOString() })
    .where('id', 'in', sellers)
    .execute()
  await create({ ownerId: null }, server.as(server.network.staff.D2.salesManager))
  const none = await server
    .as(server.network.staff.D2.salesManager)
    .post('/api/leads/distribution', { mode: 'round-robin' })
  expect(none.body.code).toBe('lead.nobody-at-work')
})

test('nobody claims beyond the cap, not by two claims at once either', async () => {
  await say('D1', { week, heldLeadsMax: 2, heldCustomersMax: 1 })
  const keen = await hire(server.owner, server.services.ports, {
    username: 'd1.keen',
    role: 'consultant',
    organisationId: server.network.ids.D1,
  })
  const client = server.as(keen)
  const leads = await Promise.all([1, 2, 3, 4].map(() => create({ ownerId: null })))
  const answers = await Promise.all(leads.map(id => client.post(`/api/leads/${id}/claim`)))
  expect(answers.filter(answer => answer.status === 200)).toHaveLength(2)
  expect(answers.find(answer => answer.status !== 200)?.body).toMatchObject({
    code: 'pool.cap-reached',
    held: 2,
    most: 2,
  })
  const person = async () =>
    (
      await manager.post<{ id: string }>('/api/customers', {
        kind: 'person',
        name: '孙尚香',
        ownerId: null,
        contactPoints: [{ kind: 'phone', value: '13912345678' }],
      })
    ).body.id
  const [first, second] = [await person(), await person()]
  const reached = await Promise.all([
    client.post(`/api/customers/${first}/claim`),
    manager.post(`/api/customers/${first}/claim`),
  ])
  expect(reached.map(({ status }) => status).toSorted()).toEqual([200, 409])
  const other = reached[0]?.status === 200 ? client : manager
  expect((await other.post(`/api/customers/${second}/claim`)).body.code).toBe('pool.cap-reached')
  const foreign = await create({ ownerId: null }, server.as(server.network.staff.D3.salesManager))
  expect((await client.post(`/api/leads/${foreign}/claim`)).status).toBe(404)
  expect((await client.post(`/api/customers/${foreign}/claim`)).status).toBe(404)
})

test('what nobody was in touch with goes back to the pool with its history, unless a slice above keeps it', async () => {
  await say('D1', { week, recycleDays: 10 })
  const owner = server.network.staff.D1.consultant
  const customerOf = async () =>
    (await consultant.post<Customer>('/api/customers', { kind: 'person', name: '周瑜' })).body.id
  const [idle, kept] = [await customerOf(), await customerOf()]
  const [quiet, touched] = [await create({ ownerId: owner }), await create({ ownerId: owner })]
  server.clock.forward(9 * 24 * 60 * minute)
  await consultant.post(`/api/leads/${touched}/contacts`, call)
  const run = () => recycle(server.services, [async () => new Set([kept])])
  await run()
  expect((await read(quiet)).owner?.id).toBe(owner)
  server.clock.forward(2 * 24 * 60 * minute)
  await Promise.all([run(), run()])
  await run()
  expect((await read(touched)).owner?.id).toBe(owner)
  expect(await read(quiet)).toMatchObject({
    owner: null,
    ownerChanges: [{ cause: 'recycled', from: { id: owner }, to: null, by: null }],
  })
  const ownerOf = async (id: string) => (await manager.get<Customer>(`/api/customers/${id}`)).body.owner?.id
  expect(await ownerOf(kept)).toBe(owner)
  expect(await ownerOf(idle)).toBeUndefined()
  const changes = await server.owner
    .selectFrom('owner_changes')
    .select('cause')
    .where('customer_id', '=', idle)
    .execute()
  expect(changes).toEqual([{ cause: 'recycled' }])
})
