import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestServer } from '../../platform/server/testing/test-server.ts'
import { ming, startCustomersServer } from '../testing/customers-server.ts'
import type { Customer, CustomerDetail } from './customers.contract.ts'

let server: TestServer
let consultant: ReturnType<TestServer['as']>
let manager: ReturnType<TestServer['as']>

beforeAll(async () => {
  server = await startCustomersServer()
  const { staff } = server.network
  consultant = server.as(staff.D1.consultant)
  manager = server.as(staff.D1.dealerManager)
})
afterAll(() => server.close())

interface Page {
  items: Customer[]
  nextCursor: string | null
}
const create = async (client: typeof consultant, body: object) =>
  (await client.post<{ id: string; number: string; version: number }>('/api/customers', body)).body
const idsOf = (page: { body: Page }) => page.body.items.map(customer => customer.id)

test('a new customer gets a number of the store and year, and belongs to who recorded it', async () => {
  const answer = await consultant.post('/api/customers', ming)
  expect(answer.status).toBe(201)
  expect(Object.keys(answer.body).sort()).toEqual(['id', 'number', 'version'])
  expect(answer.body.number).toMatch(/^C\d\d-000001$/)
  const read = await consultant.get<CustomerDetail>(`/api/customers/${answer.body.id}`)
  expect(read.body).toMatchObject({
    name: '王小明',
    nameMasked: false,
    phone: '138****5678',
    owner: { id: server.network.staff.D1.consultant },
    may: { edit: true, reveal: true },
    contactPoints: [{ kind: 'phone', masked: '138****5678' }],
  })
  expect(read.headers.etag).toBe('"1"')
})

test('nothing personal lies readable in the database', async () => {
  const { id } = await create(consultant, {
    ...ming,
    contactPoints: [{ kind: 'phone', value: '13987654321' }],
  })
  const point = await server.owner
    .selectFrom('contact_points')
    .select(['sealed', 'full_index', 'tail_index'])
    .where('customer_id', '=', id)
    .executeTakeFirstOrThrow()
  for (const column of Object.values(point))
    expect(column?.toString('latin1')).not.toMatch(/13987654321|4321/)
})

test('a colleague’s customer answers as a missing one, byte for byte but for the address', async () => {
  const { id } = await create(consultant, ming)
  const missing = '0197a3a0-0000-7000-8000-00000000dead'
  for (const stranger of [server.network.staff.D1.colleague, server.network.staff.D2.dealerManager]) {
    const foreign = await server.as(stranger).get(`/api/customers/${id}`)
    const absent = await server.as(stranger).get(`/api/customers/${missing}`)
    expect(foreign.status).toBe(404)
    expect(foreign.text.replace(id, '')).toBe(absent.text.replace(missing, ''))
  }
})

test('the list holds one’s own and the public pool, the manager’s the whole store, and no other store', async () => {
  const { staff } = server.network
  const own = await create(consultant, ming)
  const pool = await create(manager, { ...ming, name: '公海客', ownerId: null })
  const colleagues = await create(server.as(staff.D1.colleague), ming)
  const elsewhere = await create(server.as(staff.D2.consultant), ming)
  const mine = idsOf(await consultant.get<Page>('/api/customers?limit=100'))
  expect(mine).toEqual(expect.arrayContaining([own.id, pool.id]))
  expect(mine).not.toContain(colleagues.id)
  expect(mine).not.toContain(elsewhere.id)
  const all = idsOf(await manager.get<Page>('/api/customers?limit=100'))
  expect(all).toEqual(expect.arrayContaining([own.id, pool.id, colleagues.id]))
  expect(all).not.toContain(elsewhere.id)
  expect(idsOf(await consultant.get<Page>('/api/customers?owner=pool'))).toEqual([pool.id])
  expect(idsOf(await consultant.get<Page>('/api/customers?owner=me'))).not.toContain(pool.id)
  expect(idsOf(await consultant.get<Page>(`/api/customers?dealerId=${server.network.ids.D2}`))).toEqual([])
})

test('above the store names are masked, and nobody is found by name or phone', async () => {
  const region = server.as(server.network.above.regionManager)
  const { id, number } = await create(consultant, { ...ming, note: '微信昵称小明' })
  const detail = await region.get<CustomerDetail>(`/api/customers/${id}`)
  expect(detail.body).toMatchObject({ name: '王**', nameMasked: true, note: null, phone: '138****5678' })
  expect(detail.text).not.toContain('小明')
  expect(detail.body.may).toEqual({ edit: false, reveal: false })
  for (const q of ['王小明', 'wxm', '13812345678', '5678'])
    expect(idsOf(await region.get<Page>(`/api/customers?q=${encodeURIComponent(q)}`))).toEqual([])
  const byNumber = await region.get<Page>(`/api/customers?q=${number}&dealerId=${server.network.ids.D1}`)
  expect(idsOf(byNumber)).toEqual([id])
  expect(
    (await region.post(`/api/customers/${id}/reveals`, { contactPointId: id, reason: 'call' })).status,
  ).toBe(403)
})

test('people are found by name, pinyin, initials, number, phone and its last four digits', async () => {
  const point = { kind: 'phone', value: '+44 7911 128877' }
  const { id, number } = await create(consultant, { ...ming, name: '欧阳娜娜', contactPoints: [point] })
  for (const q of [
    '欧阳娜娜',
    '阳娜',
    'ouyangna',
    'oynn',
    number,
    number.toLowerCase(),
    '8877',
    '+447911128877',
  ])
    expect([q, idsOf(await consultant.get<Page>(`/api/customers?q=${encodeURIComponent(q)}`))]).toEqual([
      q,
      [id],
    ])
  for (const q of ['8878', '%', '_', 'x'.repeat(100)])
    expect(idsOf(await consultant.get<Page>(`/api/customers?q=${encodeURIComponent(q)}`))).toEqual([])
})

test('pages of every order meet each customer once, names by their sound', async () => {
  const finance = server.network.staff.D3.consultant
  const client = server.as(finance)
  for (const name of ['张三', '李四', '王五', 'Bo Diddley', '阿强', '王五'])
    await create(client, { ...ming, name })
  for (const order of ['newest', 'name']) {
    const seen: Customer[] = []
    let cursor = ''
    do {
      const page = await client.get<Page>(`/api/customers?order=${order}&limit=2${cursor}`)
      seen.push(...page.body.items)
      cursor = page.body.nextCursor ? `&cursor=${page.body.nextCursor}` : ''
    } while (cursor)
    expect(new Set(seen.map(customer => customer.id)).size).toBe(6)
    if (order === 'name')
      expect(seen.map(each => each.name)).toEqual(['阿强', 'Bo Diddley', '李四', '王五', '王五', '张三'])
  }
})

test('a cursor tells nobody’s name and holds for its own order only', async () => {
  const page = await manager.get<Page>('/api/customers?order=name&limit=1')
  const cursor = page.body.nextCursor ?? ''
  expect(Buffer.from(cursor, 'base64url').toString()).toMatch(/^\["name",null,"[0-9a-f-]{36}"\]$/)
  expect((await manager.get(`/api/customers?order=newest&cursor=${cursor}`)).status).toBe(422)
})

test('an edit on an older version is refused with the fields that others changed', async () => {
  const { id } = await create(consultant, ming)
  expect((await consultant.patch(`/api/customers/${id}`, { note: 'x' })).status).toBe(428)
  const first = await manager.patch(`/api/customers/${id}`, { name: '王大明', note: 'VIP' }, { ifMatch: 1 })
  expect(first.body).toEqual({ id, version: 2 })
  const second = await consultant.patch(`/api/customers/${id}`, { source: 'referral' }, { ifMatch: 1 })
  expect(second.status).toBe(412)
  expect(second.body).toMatchObject({
    code: 'record.changed',
    version: 2,
    expected: 1,
    fields: ['name', 'note'],
  })
  const found = await consultant.get<Page>('/api/customers?q=wangdaming')
  expect(idsOf(found)).toEqual([id])
})

test('of two edits on the same version one is done', async () => {
  const { id } = await create(consultant, ming)
  const answers = await Promise.all(
    ['a', 'b', 'c', 'd'].map(note => consultant.patch(`/api/customers/${id}`, { note }, { ifMatch: 1 })),
  )
  expect(answers.map(answer => answer.status).sort()).toEqual([200, 412, 412, 412])
})

test('an edit that changes nothing makes no version', async () => {
  const { id } = await create(consultant, ming)
  const answer = await consultant.patch(`/api/customers/${id}`, { name: ming.name }, { ifMatch: 1 })
  expect(answer.body).toEqual({ id, version: 1 })
})

test('consultants keep their customers, managers hand them over within the store', async () => {
  const { staff } = server.network
  const { id } = await create(consultant, ming)
  const give = (client: typeof consultant, ownerId: string | null, ifMatch: number) =>
    client.patch(`/api/customers/${id}`, { ownerId }, { ifMatch })
  expect((await give(consultant, staff.D1.colleague, 1)).status).toBe(403)
  expect((await consultant.post('/api/customers', { ...ming, ownerId: null })).status).toBe(403)
  const outsider = await give(manager, staff.D2.consultant, 1)
  expect(outsider.status).toBe(422)
  expect(outsider.body.errors).toMatchObject([{ path: 'ownerId', code: 'unknown' }])
  expect((await give(manager, staff.D1.colleague, 1)).status).toBe(200)
  expect((await consultant.get(`/api/customers/${id}`)).status).toBe(404)
})

test.each([
  [{ ...ming, contactPoints: [{ kind: 'phone', value: '12' }] }, 'contactPoints.0.value', 'phone'],
  [
    { ...ming, contactPoints: [{ kind: 'id-number', value: '110105194912310021' }] },
    'contactPoints.0.value',
    'id-number',
  ],
  [{ ...ming, kind: 'company', creditCode: '91350100M000100Y44' }, 'creditCode', 'credit-code'],
  [{ ...ming, creditCode: '91350100M000100Y43' }, 'creditCode', 'company-only'],
  [{ ...ming, name: '   ' }, 'name', 'too_small'],
  [{ ...ming, stage: 'won' }, '', 'unrecognized_keys'],
])('a wrong field is named with its fault', async (body, path, code) => {
  const answer = await consultant.post('/api/customers', body)
  expect(answer.status).toBe(422)
  expect(answer.body.errors).toMatchObject([{ path, code }])
})

test('a company keeps its checked credit code', async () => {
  const body = { kind: 'company', name: '杭州某某有限公司', creditCode: '91330100 799655058b' }
  const { id } = await create(consultant, body)
  expect((await consultant.get<CustomerDetail>(`/api/customers/${id}`)).body.creditCode).toBe(
    '91330100799655058B',
  )
})

test('who works for several stores must say which, and may not say another', async () => {
  const { ids, staff } = server.network
  await server.owner
    .insertInto('staff_roles')
    .values({
      staff_id: staff.D3.dealerManager,
      organisation_id: ids.D2,
      role: 'dealer-manager',
      granted_at: new Date().toISOString(),
    })
    .execute()
  const client = server.as(staff.D3.dealerManager)
  expect((await client.post('/api/customers', ming)).body.code).toBe('organisation.choose')
  expect((await client.post('/api/customers', { ...ming, dealerId: ids.D2 })).status).toBe(201)
  expect((await client.post('/api/customers', { ...ming, dealerId: ids.D1 })).status).toBe(404)
})

test('roles without customers are told so, and nobody is told to sign in', async () => {
  const { staff, above } = server.network
  for (const id of [staff.D1.finance, staff.D1.inventoryManager, above.analyst, above.administrator])
    expect((await server.as(id).get('/api/customers')).status).toBe(403)
  expect((await server.as(null).get('/api/customers')).status).toBe(401)
})

test('a repeated create makes one customer and one answer', async () => {
  const sending = { key: 'the-same-intent' }
  const first = await consultant.post('/api/customers', { ...ming, name: '独一' }, sending)
  const again = await consultant.post('/api/customers', { ...ming, name: '独一' }, sending)
  expect(again.body).toEqual(first.body)
  expect(again.headers['idempotency-replayed']).toBe('true')
  const other = await consultant.post('/api/customers', { ...ming, name: '独二' }, sending)
  expect(other.body.code).toBe('request.idempotency-key-reused')
  expect(
    (await consultant.get<Page>(`/api/customers?q=${encodeURIComponent('独一')}`)).body.items,
  ).toHaveLength(1)
  expect((await consultant.post('/api/customers', ming, { key: null })).status).toBe(400)
})

test('numbers drawn at once have no gap and no double', async () => {
  const client = server.as(server.network.staff.D2.colleague)
  const made = await Promise.all(Array.from({ length: 8 }, () => create(client, ming)))
  const counts = made.map(each => Number(each.number.slice(4))).sort((a, b) => a - b)
  expect(counts).toEqual(counts.map((_, index) => (counts[0] ?? 0) + index))
})
