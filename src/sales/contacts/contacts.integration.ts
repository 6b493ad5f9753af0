import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Consent } from '../../customers/consents/consents.contract.ts'
import type { TimelineEntry } from '../sales/sale-page.contract.ts'
import { type SalesServer, startSalesServer } from '../testing/sales-server.ts'
import { openSale } from '../testing/sold-sales.ts'

let server: SalesServer
beforeAll(async () => {
  server = await startSalesServer()
})
afterAll(() => server.close())

const me = () => server.as(server.network.staff.D1.consultant)
const decide = (customerId: string, ...decisions: object[]) =>
  me().post<{ code?: string }>(`/api/customers/${customerId}/consents`, { channel: 'visit', decisions })

test('notes and calls stand in the timeline with their words, and in no event', async () => {
  const sale = await openSale(server, 'D1', { name: '王小明' })
  await sale.step('notes', { note: '太太想要白色' })
  await sale.step('contacts', { result: 'call-back', note: '晚上八点后', next: { dueOn: null } })
  const { body } = await me().get<{ items: TimelineEntry[] }>(`/api/sales/${sale.id}/events`)
  const [planned, contact, note] = body.items
  expect(planned).toMatchObject({ action: 'follow-up-planned' })
  expect(contact).toMatchObject({
    action: 'contact-recorded',
    note: '晚上八点后',
    channel: 'call',
    facts: { result: 'call-back' },
  })
  expect(note).toMatchObject({ action: 'note-written', note: '太太想要白色' })
  const events = await server.owner
    .selectFrom('events')
    .select('facts')
    .where('sale_id', '=', sale.id)
    .execute()
  expect(JSON.stringify(events)).not.toContain('白色')
  for (const empty of ['', '   ', 'x'.repeat(2001)]) {
    const refused = await me().post(
      `/api/sales/${sale.id}/notes`,
      { note: empty },
      { ifMatch: sale.version() },
    )
    expect(refused.status).toBe(422)
  }
})

test('a withdrawn consent stops calls, follow-ups by phone and the reveal of the number at once, and no more', async () => {
  const sale = await openSale(server, 'D1', { name: '李芳' })
  const { customerId } = sale
  const point = await server.owner
    .selectFrom('contact_points')
    .select('id')
    .where('customer_id', '=', customerId)
    .executeTakeFirstOrThrow()
  const reveal = (reason: string) =>
    me().post<{ code?: string }>(`/api/customers/${customerId}/reveals`, { contactPointId: point.id, reason })
  expect((await decide(customerId, { purpose: 'call', decision: 'given' })).status).toBe(201)
  expect((await reveal('call')).status).toBe(200)
  await sale.step('contacts', { result: 'reached' })

  expect((await decide(customerId, { purpose: 'call', decision: 'withdrawn' })).status).toBe(201)
  const call = await me().post(
    `/api/sales/${sale.id}/contacts`,
    { result: 'reached' },
    { ifMatch: sale.version() },
  )
  expect(call.body).toMatchObject({
    status: 409,
    code: 'consent.missing',
    purpose: 'call',
    decision: 'withdrawn',
  })
  expect((await reveal('call')).body.code).toBe('consent.missing')
  expect((await reveal('contract')).status).toBe(200)
  const page = await me().get<{ state: { followUp: { id: string } } }>(`/api/sales/${sale.id}`)
  const path = `/api/sales/${sale.id}/follow-ups/${page.body.state.followUp.id}/completion`
  const done = { result: 'reached', channel: 'call', next: { dueOn: null } }
  expect((await me().post(path, done, { ifMatch: sale.version() })).body.code).toBe('consent.missing')
  await sale.step('contacts', { channel: 'message', result: 'reached' })
  await sale.step('contacts', { direction: 'in', result: 'reached' })
  await sale.step('showings', {})

  await decide(customerId, { purpose: 'call', decision: 'given' })
  await sale.step('contacts', { result: 'reached' })
  const { body } = await me().get<{ items: Consent[]; may: object }>(`/api/customers/${customerId}/consents`)
  expect(body.items.map(each => each.decision)).toEqual(['given', 'withdrawn', 'given'])
  expect(body.items[0]).toMatchObject({
    purpose: 'call',
    channel: 'visit',
    textVersion: 1,
    recordedBy: { id: server.network.staff.D1.consultant },
  })
  expect(body.may).toEqual({ record: true })
})

test('a wording is shown by its version and day; what was never given is not taken back', async () => {
  const { customerId } = await openSale(server, 'D1', { name: '周先生' })
  expect((await decide(customerId, { purpose: 'sharing', decision: 'withdrawn' })).body.code).toBe(
    'consent.not-given',
  )
  const twice = await decide(
    customerId,
    { purpose: 'call', decision: 'given' },
    { purpose: 'call', decision: 'refused' },
  )
  expect(twice.status).toBe(422)
  await server.owner
    .insertInto('consent_texts')
    .values([
      { purpose: 'marketing', version: 2, valid_from: '2020-06-01', text_zh: '新', text_en: 'new' },
      { purpose: 'marketing', version: 3, valid_from: '2199-01-01', text_zh: '将来', text_en: 'to come' },
    ])
    .execute()
  expect((await decide(customerId, { purpose: 'marketing', decision: 'given' })).status).toBe(201)
  expect((await decide(customerId, { purpose: 'marketing', decision: 'given', textVersion: 3 })).status).toBe(
    422,
  )
  expect(
    (await decide(customerId, { purpose: 'marketing', decision: 'refused', textVersion: 1 })).status,
  ).toBe(201)
  const { body } = await me().get<{ items: Consent[] }>(`/api/customers/${customerId}/consents`)
  expect(body.items.map(each => [each.decision, each.textVersion])).toEqual([
    ['refused', 1],
    ['given', 2],
  ])
  const texts = await me().get<{ items: { purpose: string; version: number }[] }>('/api/consent-texts')
  expect(texts.body.items.filter(each => each.purpose === 'marketing').map(each => each.version)).toEqual([
    3, 2, 1,
  ])
})

test('consents of another store, and of a colleague’s customer, are as if there were none', async () => {
  const { staff } = server.network
  const theirs = await openSale(server, 'D1', { name: '吴先生', staffId: staff.D1.colleague })
  const far = await openSale(server, 'D2', { name: '外店' })
  for (const { customerId } of [theirs, far]) {
    expect((await me().get(`/api/customers/${customerId}/consents`)).status).toBe(404)
    expect((await decide(customerId, { purpose: 'call', decision: 'given' })).status).toBe(404)
  }
})
