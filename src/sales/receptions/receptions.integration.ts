import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AnswerOf } from '../../platform/contract.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { type SalesServer, startSalesServer } from '../testing/sales-server.ts'
import { openSale } from '../testing/sold-sales.ts'
import type { Captured, KnownVisitor, listReceptions, readReceptionForm } from './receptions.contract.ts'

type Register = AnswerOf<typeof listReceptions>

let server: SalesServer
beforeAll(async () => {
  server = await startSalesServer()
})
afterAll(() => server.close())

const as = (post: keyof SalesServer['network']['staff']['D1']) => server.as(server.network.staff.D1[post])
let serial = 0
const newPhone = () => `1391234${String(1000 + ++serial)}`

async function capture(body: object, by = as('consultant'), key?: string) {
  const answer = await by.post<Captured>('/api/receptions', body, key ? { key } : {})
  return answer
}
async function captured(body: object, by = as('consultant')): Promise<Captured> {
  const answer = await capture(body, by)
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}
async function pageOf(saleId: string): Promise<SalePage> {
  return (await as('salesManager').get<SalePage>(`/api/sales/${saleId}`)).body
}
async function eventsOf(saleId: string): Promise<string[]> {
  const rows = await server.owner
    .selectFrom('events')
    .select('action')
    .where('sale_id', '=', saleId)
    .orderBy('sequence')
    .execute()
  return rows.map(row => row.action)
}
async function rowsOf(table: 'customers' | 'sales' | 'receptions' | 'events' | 'consents'): Promise<number> {
  const { count } = await server.owner
    .selectFrom(table)
    .select(eb => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}
const allRows = async () => ({
  customers: await rowsOf('customers'),
  sales: await rowsOf('sales'),
  receptions: await rowsOf('receptions'),
  events: await rowsOf('events'),
  consents: await rowsOf('consents'),
})

test('a walk-in makes customer, sale, showing, consents and the line of the register at once', async () => {
  const before = await allRows()
  const phone = newPhone()
  const consents = [
    { purpose: 'call', decision: 'given' },
    { purpose: 'marketing', decision: 'refused' },
  ]
  const made = await captured({ kind: 'visit', phone, name: '王女士', intentLevel: 'H', consents })
  expect(made).toMatchObject({
    outcome: 'opened',
    occasion: 'first',
    owner: { id: server.network.staff.D1.consultant },
  })
  const page = await pageOf(made.sale?.id ?? '')
  expect(page.state).toMatchObject({ stage: 'showing', showings: 1, source: 'walk-in', intentLevel: 'H' })
  expect(page.state.contactedAt).not.toBeNull()
  expect(page.state.followUp).not.toBeNull()
  expect(page.customer).toMatchObject({ name: '王女士' })
  expect(await eventsOf(page.id)).toEqual(['inquiry-opened', 'follow-up-planned', 'showing-recorded'])
  expect(await allRows()).toEqual({
    customers: before.customers + 1,
    sales: before.sales + 1,
    receptions: before.receptions + 1,
    events: before.events + 3,
    consents: before.consents + 2,
  })
})

test('a first call opens a sale at its inquiry, with the contact on it', async () => {
  const made = await captured({ kind: 'call', phone: newPhone(), name: '李先生' })
  const page = await pageOf(made.sale?.id ?? '')
  expect(page.state).toMatchObject({ stage: 'inquiry', source: 'phone', intentLevel: 'B' })
  expect(await eventsOf(page.id)).toEqual(['inquiry-opened', 'follow-up-planned', 'contact-recorded'])
})

test('the same request replayed, also at once, gives one result', async () => {
  const body = { kind: 'visit', phone: newPhone(), name: '赵先生' }
  const key = `queue-${server.services.ports.newId()}`
  const before = await allRows()
  const answers = await Promise.all([1, 2, 3].map(() => capture(body, as('consultant'), key)))
  answers.push(await capture(body, as('consultant'), key))
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(await allRows()).toMatchObject({
    customers: before.customers + 1,
    sales: before.sales + 1,
    receptions: before.receptions + 1,
  })
})

test('two who register one person at the same time make one customer and one sale', async () => {
  const phone = newPhone()
  const before = await allRows()
  const both = await Promise.all(
    [1, 2].map(() => captured({ kind: 'visit', phone, name: '孙先生' }, as('salesManager'))),
  )
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['opened', 'recorded'])
  expect(await allRows()).toMatchObject({
    customers: before.customers + 1,
    sales: before.sales + 1,
    receptions: before.receptions + 2,
  })
})

test('who is known comes back to the open sale, and a new level plans the next follow-up', async () => {
  const phone = newPhone()
  const first = await captured({ kind: 'visit', phone, name: '周先生', intentLevel: 'B' })
  const check = await as('consultant').post<{ known: KnownVisitor }>('/api/receptions/checks', {
    kind: 'visit',
    phone: ` ${phone.slice(0, 3)}-${phone.slice(3)}`,
  })
  expect(check.body.known).toMatchObject({
    occasion: 'repeat',
    outcome: 'recorded',
    customer: { name: '周先生' },
    sale: { id: first.sale?.id },
  })
  const again = await captured({ kind: 'visit', phone, intentLevel: 'H' })
  expect(again).toMatchObject({ outcome: 'recorded', occasion: 'repeat', sale: first.sale })
  const called = await captured({ kind: 'call', phone })
  expect(called).toMatchObject({ outcome: 'recorded', occasion: 'first', sale: first.sale })
  const { state } = await pageOf(first.sale?.id ?? '')
  expect(state).toMatchObject({ showings: 2, intentLevel: 'H' })
  expect(await eventsOf(state.id)).toEqual([
    ...['inquiry-opened', 'follow-up-planned', 'showing-recorded'],
    ...['showing-recorded', 'follow-up-planned', 'contact-recorded'],
  ])
})

test('a colleague’s customer stays the colleague’s: whose is said, who is not, and the owner takes over', async () => {
  const phone = newPhone()
  const { staff } = server.network
  const theirs = await openSale(server, 'D1', { name: '吴秘密', phone, staffId: staff.D1.colleague })
  const check = await as('consultant').post('/api/receptions/checks', { kind: 'visit', phone })
  expect(check.body).toMatchObject({
    known: { outcome: 'owner-told', owner: { id: staff.D1.colleague }, customer: null, sale: null },
  })
  const told = await capture({ kind: 'visit', phone, name: '吴秘密' })
  expect(told.body).toMatchObject({ outcome: 'owner-told', sale: null, customerId: null })
  const register = await as('consultant').get<Register>('/api/receptions')
  const line = register.body.items.find(({ id }) => id === told.body.id)
  expect(line).toMatchObject({
    waiting: true,
    mayTake: false,
    customer: null,
    sale: null,
    owner: { id: staff.D1.colleague },
  })
  for (const secret of ['吴秘密', theirs.id, theirs.customerId, phone.slice(-4)])
    for (const { text } of [check, told, register]) expect(text).not.toContain(secret)
  expect(await eventsOf(theirs.id)).not.toContain('showing-recorded')

  const colleague = as('colleague')
  const waiting = await colleague.get<Register>('/api/receptions?waiting=true')
  expect(waiting.body.items).toMatchObject([
    { id: told.body.id, mayTake: true, customer: { name: '吴秘密' } },
  ])
  expect((await as('consultant').post(`/api/receptions/${told.body.id}/taking`)).status).toBe(404)
  const taken = await colleague.post<Captured>(`/api/receptions/${told.body.id}/taking`)
  expect(taken.body).toMatchObject({ outcome: 'recorded', sale: { id: theirs.id } })
  expect(await eventsOf(theirs.id)).toContain('showing-recorded')
  const twice = await colleague.post<{ code: string }>(`/api/receptions/${told.body.id}/taking`)
  expect([twice.status, twice.body.code]).toEqual([409, 'reception.taken'])
  expect((await colleague.get<Register>('/api/receptions?waiting=true')).body.items).toEqual([])
})

test('a reception that waits follows its customer to another owner', async () => {
  const phone = newPhone()
  const { staff } = server.network
  const theirs = await openSale(server, 'D1', { name: '冯先生', phone, staffId: staff.D1.colleague })
  const told = await captured({ kind: 'call', phone })
  expect(told.outcome).toBe('owner-told')
  await theirs.step('assignment', { ownerId: staff.D1.consultant }, as('salesManager'))
  const { body } = await as('salesManager').get<{ version: number }>(`/api/customers/${theirs.customerId}`)
  const moved = { ownerId: staff.D1.consultant }
  await as('salesManager').patch(`/api/customers/${theirs.customerId}`, moved, { ifMatch: body.version })
  const waiting = await as('consultant').get<Register>('/api/receptions?waiting=true')
  expect(waiting.body.items).toMatchObject([{ id: told.id, mayTake: true }])
  const taken = await as('consultant').post<Captured>(`/api/receptions/${told.id}/taking`)
  expect(taken.body).toMatchObject({ sale: { id: theirs.id } })
})

test('somebody of the public pool is the receiver’s from now on', async () => {
  const phone = newPhone()
  const manager = as('salesManager')
  const contactPoints = [{ kind: 'phone', value: phone }]
  const pooled = await manager.post<{ id: string }>('/api/customers', {
    kind: 'person',
    name: '郑先生',
    ownerId: null,
    contactPoints,
  })
  const made = await captured({ kind: 'visit', phone })
  expect(made).toMatchObject({ outcome: 'opened', customerId: pooled.body.id })
  const { body } = await as('consultant').get<{ owner: { id: string } }>(`/api/customers/${pooled.body.id}`)
  expect(body.owner.id).toBe(server.network.staff.D1.consultant)
})

test('a manager registers for whoever receives; a consultant only for themselves', async () => {
  const { colleague } = server.network.staff.D1
  const body = { kind: 'visit', name: '前台客户', receivedBy: colleague }
  const made = await captured(body, as('salesManager'))
  expect(made.owner?.id).toBe(colleague)
  expect((await pageOf(made.sale?.id ?? '')).owner?.id).toBe(colleague)
  expect((await capture(body)).body).toMatchObject({ code: 'auth.not-permitted' })
  const stranger = { ...body, receivedBy: server.network.staff.D2.consultant }
  expect((await capture(stranger, as('salesManager'))).body).toMatchObject({
    code: 'request.invalid',
    errors: [{ path: 'receivedBy' }],
  })
})

test('a buyer who comes by about the order is met, not shown cars to', async () => {
  const phone = newPhone()
  const sale = await openSale(server, 'D1', { name: '钱先生', phone })
  await sale.step('contract', { trimId: server.trimId, priceMinor: 22_600_000 })
  expect(await captured({ kind: 'visit', phone })).toMatchObject({
    outcome: 'recorded',
    sale: { id: sale.id },
  })
  expect((await eventsOf(sale.id)).at(-1)).toBe('contact-recorded')
  expect((await pageOf(sale.id)).state.stage).toBe('contract')
})

test('bad input names its field, and leaves nothing', async () => {
  const before = await allRows()
  const wrong: [object, string][] = [
    [{ kind: 'visit', phone: '12345', name: '甲' }, 'phone'],
    [{ kind: 'visit', phone: '<script>', name: '甲' }, 'phone'],
    [{ kind: 'visit', phone: newPhone() }, 'name'],
    [{ kind: 'visit' }, 'name'],
    [{ kind: 'visit', phone: newPhone(), name: '王'.repeat(2000) }, 'name'],
    [{ kind: 'visit', name: '甲', modelId: server.services.ports.newId() }, 'modelId'],
    [
      { kind: 'visit', name: '甲', consents: [{ purpose: 'call', decision: 'withdrawn' }] },
      'consents.0.decision',
    ],
    [
      { kind: 'visit', name: '甲', consents: [{ purpose: 'call', decision: 'given', textVersion: 99 }] },
      'consents.0.textVersion',
    ],
  ]
  for (const [body, path] of wrong) {
    const answer = await capture(body)
    expect(answer.status, answer.text).toBe(422)
    expect(JSON.stringify((answer.body as { errors?: unknown }).errors), JSON.stringify(body)).toContain(path)
  }
  expect((await capture({ kind: 'visit', name: '甲', source: 'not-a-source' })).body).toMatchObject({
    code: 'sale.code-unknown',
  })
  expect(await allRows()).toEqual(before)
})

test('a name with a script is text, in the register and in its file', async () => {
  const name = '<script>alert(1)</script>'
  await captured({ kind: 'visit', name })
  await captured({ kind: 'visit', name: '=HYPERLINK("x")' })
  const register = await as('salesManager').get<Register>('/api/receptions?limit=100')
  expect(register.body.items.map(each => each.customer?.name)).toContain(name)
  expect(register.headers['content-type']).toContain('application/json')
  const file = await as('salesManager').get('/api/receptions/export?format=csv')
  expect(file.status).toBe(200)
  expect(file.text).toContain("'=HYPERLINK")
  expect(file.text).not.toMatch(/,"?=HYPERLINK/)
})

test('the register counts its day, filters, and holds no other day', async () => {
  const manager = as('salesManager')
  const { body } = await manager.get<Register>('/api/receptions?limit=100')
  const { items, counts } = body
  expect(counts.all).toBe(items.length)
  expect(counts.visits).toBe(items.filter(({ kind }) => kind === 'visit').length)
  expect(counts.calls).toBe(items.filter(({ kind }) => kind === 'call').length)
  expect(counts.first + counts.repeat).toBe(counts.all)
  expect(counts.calls).toBeGreaterThan(0)
  const calls = await manager.get<Register>('/api/receptions?kind=call&limit=100')
  expect(calls.body.items.map(({ id }) => id)).toEqual(
    items.filter(({ kind }) => kind === 'call').map(({ id }) => id),
  )
  const first = await manager.get<Register>('/api/receptions?limit=2')
  const rest = await manager.get<Register>(`/api/receptions?limit=100&cursor=${first.body.nextCursor}`)
  expect([...first.body.items, ...rest.body.items].map(({ id }) => id)).toEqual(items.map(({ id }) => id))
  const other = await manager.get<Register>('/api/receptions?day=2020-01-01')
  expect(other.body).toMatchObject({ items: [], counts: { all: 0 } })
  const elsewhere = await server.as(server.network.staff.D2.salesManager).get<Register>('/api/receptions')
  expect(elsewhere.body.counts.all).toBe(0)
})

test('the form offers what people ask for most, the sources, and the wordings in force', async () => {
  const { body } = await as('consultant').get<AnswerOf<typeof readReceptionForm>>('/api/receptions/form')
  expect(body.models).toMatchObject([{ nameEn: 'Far Hill' }])
  expect(body.sources).toContain('walk-in')
  expect(body.consentTexts.map(({ purpose }) => purpose)).toEqual(['call', 'marketing', 'message', 'sharing'])
})
