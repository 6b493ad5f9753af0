import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client, TestServer } from '../../platform/server/testing/test-server.ts'
import { ming, startCustomersServer } from '../testing/customers-server.ts'
import type { CustomerDetail } from './customers.contract.ts'
import type { Duplicate } from './duplicates.contract.ts'

let server: TestServer
let consultant: Client
let colleague: Client
let manager: Client

beforeAll(async () => {
  server = await startCustomersServer()
  const { staff } = server.network
  consultant = server.as(staff.D1.consultant)
  colleague = server.as(staff.D1.colleague)
  manager = server.as(staff.D1.dealerManager)
})
afterAll(() => server.close())

const create = async (client: Client, body: object) =>
  (await client.post<{ id: string; number: string }>('/api/customers', body)).body
const detail = async (client: Client, id: string) =>
  (await client.get<CustomerDetail>(`/api/customers/${id}`)).body
const auditOf = (subjectId: string, verb: string) =>
  server.owner
    .selectFrom('audit')
    .select(['staff_id', 'facts'])
    .where('subject_id', '=', subjectId)
    .where('verb', '=', verb)
    .execute()

test('a contact point is added once, masked, and makes a new version of the customer', async () => {
  const { id } = await create(consultant, ming)
  const path = `/api/customers/${id}/contact-points`
  const added = await consultant.post(path, { kind: 'id-number', value: '11010519491231002x' })
  expect(added.status).toBe(201)
  expect(added.body).toEqual({ id: expect.any(String), customerVersion: 2 })
  const again = await consultant.post(path, { kind: 'id-number', value: '11010519491231002X' })
  expect(again.body.code).toBe('contact-point.already-there')
  expect((await consultant.post(path, { kind: 'phone', value: '1' })).status).toBe(422)
  const { contactPoints } = await detail(consultant, id)
  expect(contactPoints.map(point => point.masked)).toEqual(['138****5678', '110*************2X'])
  const stale = await manager.patch(`/api/customers/${id}`, { note: 'x' }, { ifMatch: 1 })
  expect(stale.body).toMatchObject({ status: 412, fields: ['contactPoints'] })
})

test('a removed contact point is gone from the customer and from every search', async () => {
  const phone = { kind: 'phone', value: '13700001111' }
  const { id } = await create(consultant, { ...ming, contactPoints: [phone] })
  const point = (await detail(consultant, id)).contactPoints[0]?.id
  const path = `/api/customers/${id}/contact-points/${point}/removal`
  expect((await colleague.post(path)).status).toBe(404)
  expect((await consultant.post(path)).status).toBe(200)
  expect((await consultant.post(path)).status).toBe(404)
  expect((await detail(consultant, id)).contactPoints).toEqual([])
  expect((await consultant.get('/api/customers?q=13700001111')).body.items).toEqual([])
  expect((await consultant.get('/api/customers?q=1111')).body.items).toEqual([])
})

test('a reveal gives the number to who may, and writes down who, which and why, never the value', async () => {
  const { id } = await create(consultant, {
    ...ming,
    contactPoints: [{ kind: 'phone', value: '13711112222' }],
  })
  const contactPointId = (await detail(consultant, id)).contactPoints[0]?.id
  const asked = { contactPointId, reason: 'call' }
  const path = `/api/customers/${id}/reveals`
  expect((await colleague.post(path, asked)).status).toBe(404)
  expect((await server.as(server.network.staff.D2.dealerManager).post(path, asked)).status).toBe(404)
  const shown = await consultant.post(path, asked, { key: 'reveal-once' })
  expect(shown.body).toEqual({ value: '+8613711112222' })
  expect((await consultant.post(path, asked, { key: 'reveal-once' })).body).toEqual(shown.body)
  expect(await auditOf(id, 'revealed')).toEqual([
    { staff_id: server.network.staff.D1.consultant, facts: asked },
  ])
  const stored = await server.owner.selectFrom('idempotency_keys').select('answer').execute()
  expect(JSON.stringify(stored)).not.toContain('13711112222')
  expect((await consultant.post(path, { contactPointId, reason: 'curiosity' })).status).toBe(422)
  const other = await consultant.post(path, { contactPointId, reason: 'message' }, { key: 'reveal-once' })
  expect(other.body.code).toBe('request.idempotency-key-reused')
})

test('nobody looks at a number in the public pool before claiming it', async () => {
  const { id } = await create(manager, { ...ming, ownerId: null })
  const contactPointId = (await detail(consultant, id)).contactPoints[0]?.id
  expect((await detail(consultant, id)).may).toEqual({ edit: false, reveal: false })
  expect(
    (await consultant.post(`/api/customers/${id}/reveals`, { contactPointId, reason: 'call' })).status,
  ).toBe(404)
  expect((await consultant.patch(`/api/customers/${id}`, { note: 'x' }, { ifMatch: 1 })).status).toBe(404)
})

test('a value moved to another store’s row does not open', async () => {
  const { id } = await create(consultant, ming)
  const { D1, D2 } = server.network.ids
  const { sealed } = await server.owner
    .selectFrom('contact_points')
    .select('sealed')
    .where('customer_id', '=', id)
    .executeTakeFirstOrThrow()
  const { openContact } = await import('./contact-seals.ts')
  expect(openContact(server.services.seals, D1, sealed)).toBe('+8613812345678')
  expect(() => openContact(server.services.seals, D2, sealed)).toThrow()
})

test('one’s own and the pool’s duplicates are shown, a colleague’s only as served', async () => {
  const phone = '13722223333'
  const found = async (client: Client, body: object) =>
    (await client.post<{ duplicates: Duplicate[] }>('/api/customers/duplicate-checks', body)).body.duplicates
  expect(await found(consultant, { phone, name: '孙尚香' })).toEqual([])
  const points = [{ kind: 'phone', value: phone }]
  const { id, number } = await create(consultant, { ...ming, name: '孙尚香', contactPoints: points })
  expect(await found(consultant, { phone: '+86 137-2222-3333', name: '孙尚香' })).toEqual([
    {
      by: ['name', 'phone'],
      customer: { id, number, name: '孙尚香', phone: '137****3333', owner: expect.objectContaining({}) },
    },
  ])
  const answer = await colleague.post('/api/customers/duplicate-checks', { phone, name: '孙尚香' })
  expect(answer.body).toEqual({ duplicates: [{ by: ['phone'], customer: null }] })
  expect(answer.text).not.toContain(id)
  expect(await found(colleague, { name: '孙尚香' })).toEqual([])
  expect(await found(server.as(server.network.staff.D2.consultant), { phone })).toEqual([])
  const pool = await create(manager, { ...ming, name: '公海孙', ownerId: null, contactPoints: points })
  expect(await found(colleague, { phone })).toMatchObject([{ customer: { id: pool.id } }, { customer: null }])
  const idNumber = '440524188001010014'
  await consultant.post(`/api/customers/${id}/contact-points`, { kind: 'licence-number', value: idNumber })
  expect(await found(consultant, { idNumber })).toMatchObject([{ by: ['id-number'], customer: { id } }])
})

test('a company is known by its credit code', async () => {
  const creditCode = '914403001922038216'
  const { id } = await create(consultant, { kind: 'company', name: '深圳某某', creditCode })
  const check = (client: Client) => client.post('/api/customers/duplicate-checks', { creditCode })
  expect((await check(consultant)).body.duplicates).toMatchObject([{ by: ['credit-code'], customer: { id } }])
  expect((await check(colleague)).body.duplicates).toEqual([{ by: ['credit-code'], customer: null }])
  const several = server.as(server.network.above.regionManager)
  expect((await check(several)).status).toBe(403)
})

test('a check keeps nothing of what was typed', async () => {
  await consultant.post(
    '/api/customers/duplicate-checks',
    { phone: '13755556666' },
    { key: 'duplicate-check' },
  )
  const rows = await server.owner
    .selectFrom('idempotency_keys')
    .select('key')
    .where('key', '=', 'duplicate-check')
    .execute()
  expect(rows).toEqual([])
})

test('an exported list is the filtered list, masked, without formulas, and logged without what was typed', async () => {
  const { id, number } = await create(consultant, {
    ...ming,
    name: '=HYPERLINK("x")',
    contactPoints: [{ kind: 'phone', value: '13766667777' }],
  })
  const file = await manager.get(`/api/customers/export?format=csv&q=13766667777`)
  expect(file.status).toBe(200)
  expect(file.headers['content-disposition']).toContain('.csv')
  expect(file.text.startsWith('\ufeff')).toBe(true) // Excel takes it for UTF-8
  const lines = file.text.trim().split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[0]).toBe('编号,姓名/名称,类型,手机,负责人,来源,创建时间')
  expect(lines[1]).toContain(`${number},"'=HYPERLINK(""x"")",个人,137****7777,`)
  expect(file.text).not.toContain('13766667777')
  const logged = await server.owner
    .selectFrom('audit')
    .select('facts')
    .where('verb', '=', 'exported')
    .where('noun', '=', 'customers')
    .execute()
  expect(logged.map(row => row.facts)).toContainEqual({ q: true, order: 'newest', format: 'csv' })
  expect((await consultant.get('/api/customers/export')).status).toBe(403)
  const foreign = await server
    .as(server.network.staff.D2.dealerManager)
    .get('/api/customers/export?format=csv')
  expect(foreign.text).not.toContain(number)
  const book = await manager.get('/api/customers/export')
  expect(book.headers['content-type']).toContain('spreadsheetml')
  expect(book.text.startsWith('PK')).toBe(true)
  expect(id).toBeTruthy()
})
