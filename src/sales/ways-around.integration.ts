import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Acted } from './acts/acts.contract.ts'
import { importedSale } from './testing/imported-sale.ts'
import { makeReady } from './testing/ready-drive.ts'
import { type SalesServer, startSalesServer } from './testing/sales-server.ts'

let server: SalesServer
beforeAll(async () => {
  server = await startSalesServer()
})
afterAll(() => server.close())

async function begin() {
  const consultant = server.as(server.network.staff.D1.consultant)
  const opened = await consultant.post<Acted>('/api/inquiries', {
    customerId: await server.addCustomer('D1'),
    source: 'walk-in',
    trimId: server.trimId,
  })
  const { id } = opened.body
  let { version } = opened.body
  return {
    id,
    step: async (path: string, body: object, by = consultant) => {
      const answer = await by.post<Acted>(`/api/sales/${id}/${path}`, body, { ifMatch: version })
      if (answer.status === 201) version = answer.body.version
      return answer
    },
  }
}

function slot(fromMinutes: number) {
  const at = (minutes: number) => new Date(server.clock.now().getTime() + minutes * 60_000).toISOString()
  return { startsAt: at(fromMinutes), endsAt: at(fromMinutes + 30) }
}

async function driveOf(saleId: string): Promise<string> {
  const row = await server.owner
    .selectFrom('test_drives')
    .select('id')
    .where('sale_id', '=', saleId)
    .executeTakeFirst()
  return row!.id
}

test('a discount is not given by naming a cheaper currency', async () => {
  const price = { trimId: server.trimId, currency: 'VND' }
  const refused = { status: 422, body: { code: 'sale.currency-differs', currency: 'CNY', field: 'currency' } }
  expect(await (await begin()).step('contract', { ...price, priceMinor: 22_600_000 })).toMatchObject(refused)
  expect(await (await begin()).step('quotes', price)).toMatchObject(refused)
})

test('a deposit before any price is in the currency of the store', async () => {
  const { ids, staff } = server.network
  await server.owner.updateTable('organisations').set({ currency: 'GBP' }).where('id', '=', ids.D1).execute()
  server.services.network.forget()
  const sale = await begin()
  const paid = { purpose: 'deposit', method: 'cash', amountMinor: 500_000 }
  expect((await sale.step('payments', paid, server.as(staff.D1.finance))).status).toBe(201)
  const { currency } = await server.owner
    .selectFrom('payments')
    .select('currency')
    .where('sale_id', '=', sale.id)
    .executeTakeFirstOrThrow()
  expect(currency).toBe('GBP')
  await server.owner.updateTable('organisations').set({ currency: null }).where('id', '=', ids.D1).execute()
  server.services.network.forget()
})

test('a car and an escort are out once, however their slots were booked', async () => {
  const { staff } = server.network
  const [episodeId, otherId] = [await server.addCar('D1'), await server.addCar('D1')]
  const [now, later, escorted] = [await begin(), await begin(), await begin()]
  const out = { mileageOutKm: 20 }
  const book = (sale: typeof now, car: string, escortId: string, minutes: number) =>
    sale.step('test-drives', { episodeId: car, escortId, ...slot(minutes) })
  await book(now, episodeId, staff.D1.consultant, 1)
  await book(later, episodeId, staff.D1.salesManager, 200)
  await book(escorted, otherId, staff.D1.consultant, 400)
  for (const sale of [now, later, escorted]) await makeReady(sale, await driveOf(sale.id))
  const start = async (sale: typeof now) => sale.step(`test-drives/${await driveOf(sale.id)}/start`, out)
  expect((await start(now)).status).toBe(201)
  const refused = (field: string) => ({ status: 409, body: { code: 'test-drive.still-out', field } })
  expect(await start(later)).toMatchObject(refused('episodeId'))
  expect(await start(escorted)).toMatchObject(refused('escortId'))
  await now.step(`test-drives/${await driveOf(now.id)}/return`, { mileageInKm: 20 })
  expect((await start(later)).status).toBe(201)
})

test('a booked car that another buyer reserved meanwhile is not driven', async () => {
  const episodeId = await server.addCar('D1')
  const [drive, buyer] = [await begin(), await begin()]
  await drive.step('test-drives', { episodeId, escortId: server.network.staff.D1.finance, ...slot(1) })
  await makeReady(drive, await driveOf(drive.id))
  expect((await buyer.step('reservation', { episodeId })).status).toBe(201)
  const out = { mileageOutKm: 10 }
  expect(await drive.step(`test-drives/${await driveOf(drive.id)}/start`, out)).toMatchObject({
    status: 409,
    body: { code: 'test-drive.car-unavailable' },
  })
})

test('a trim of another model is not asked for', async () => {
  const modelId = server.services.ports.newId()
  const at = server.clock.now().toISOString()
  await server.owner
    .insertInto('models')
    .values({ id: modelId, code: 'M2', make: '星途', name_zh: '近水', name_en: 'Near Water', created_at: at })
    .execute()
  const consultant = server.as(server.network.staff.D1.consultant)
  const inquiry = {
    customerId: await server.addCustomer('D1'),
    source: 'walk-in',
    modelId,
    trimId: server.trimId,
  }
  expect(await consultant.post('/api/inquiries', inquiry)).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'trimId', code: 'unknown' }] },
  })
})

test('a date of no century that people live in is refused', async () => {
  const sale = await begin()
  for (const dueOn of ['0001-01-01', '1899-12-31', '2200-01-01', '9999-12-31'])
    expect(await sale.step('follow-ups', { dueOn })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'dueOn', code: 'invalid_format' }] },
    })
  expect((await sale.step('follow-ups', { dueOn: '2199-12-31' })).status).toBe(201)
})

test('an inquiry of a customer whose consultant has left goes to whoever opens it', async () => {
  const { staff } = server.network
  const customerId = await server.addCustomer('D1')
  const at = server.clock.now().toISOString()
  const leaver = server.owner.updateTable('staff').where('id', '=', staff.D1.consultant)
  await leaver.set({ deactivated_at: at }).execute()
  const opened = await server
    .as(staff.D1.salesManager)
    .post<Acted>('/api/inquiries', { customerId, source: 'walk-in' })
  await leaver.set({ deactivated_at: null }).execute()
  const sale = await server.owner
    .selectFrom('sales')
    .select('owner_id')
    .where('id', '=', opened.body.id)
    .executeTakeFirstOrThrow()
  expect(sale.owner_id).toBe(staff.D1.salesManager)
})

test('whoever claims a customer gets the running sales that are nobody’s, with history, or nothing', async () => {
  const { ids, staff } = server.network
  const customerId = await server.addCustomer('D1')
  const [first, second] = [await importedFor(customerId, null), await importedFor(customerId, null)]
  const theirs = await importedFor(customerId, staff.D1.colleague)
  await server.owner.updateTable('customers').set({ owner_id: null }).where('id', '=', customerId).execute()
  const url = `/api/customers/${customerId}/claim`
  const answers = await Promise.all(
    [staff.D1.consultant, staff.D1.consultant].map(id => server.as(id).post<{ sales: number }>(url)),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 200)?.body).toMatchObject({ sales: 2 })
  const owners = await server.owner
    .selectFrom('sales')
    .select(['id', 'owner_id'])
    .where('customer_id', '=', customerId)
    .execute()
  expect(new Map(owners.map(row => [row.id, row.owner_id]))).toEqual(
    new Map([
      [first, staff.D1.consultant],
      [second, staff.D1.consultant],
      [theirs, staff.D1.colleague],
    ]),
  )
  const events = await server.owner
    .selectFrom('events')
    .select(['sale_id', 'actor_id', 'facts'])
    .where('dealer_id', '=', ids.D1)
    .where('action', '=', 'owner-assigned')
    .where('sale_id', 'in', [first, second])
    .execute()
  expect(events).toHaveLength(2)
  const facts = { ownerId: staff.D1.consultant, previousOwnerId: null }
  for (const event of events) expect(event).toMatchObject({ actor_id: staff.D1.consultant, facts })
})

/** A running sale that came with an import, linked to its customer. */
async function importedFor(customerId: string, ownerId: string | null): Promise<string> {
  const { ids, staff } = server.network
  const id = await importedSale(server, ids.D1, ownerId)
  const { sequence } = await server.owner
    .selectFrom('sales')
    .select('sequence')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const linked = await server
    .as(staff.D1.salesManager)
    .post(`/api/sales/${id}/customer`, { customerId }, { ifMatch: sequence })
  expect(linked.status, linked.text).toBe(201)
  return id
}

test('what a leaver leaves open is found by its manager and given to others', async () => {
  const { staff } = server.network
  const sale = await begin()
  await server.owner
    .updateTable('staff')
    .where('id', '=', staff.D1.consultant)
    .set({ deactivated_at: server.clock.now().toISOString() })
    .execute()
  const manager = server.as(staff.D1.salesManager)
  const found = await manager.get<{ items: { id: string }[] }>(
    `/api/sales?open=true&ownerId=${staff.D1.consultant}`,
  )
  expect(found.body.items.map(item => item.id)).toContain(sale.id)
  const given = await sale.step('assignment', { ownerId: staff.D1.salesManager }, manager)
  expect(given.status, given.text).toBe(201)
  const back = await sale.step('assignment', { ownerId: staff.D1.consultant }, manager)
  expect(back).toMatchObject({ status: 422, body: { code: 'staff.unknown', field: 'ownerId' } })
})
