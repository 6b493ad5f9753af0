import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Acted } from '../acts/acts.contract.ts'
import { replay } from '../process/apply.rules.ts'
import type { Sale } from '../process/sale.contract.ts'
import { expireReservations } from '../sales.jobs.ts'
import { readEventsOf } from '../testing/read-events.ts'
import { type SalesServer, startSalesServer } from '../testing/sales-server.ts'
import { type FollowedSale, openSale } from '../testing/sold-sales.ts'
import { serveWaitlist } from '../waitlist/serve-waitlist.ts'
import type { ContractPaper } from './contracts.contract.ts'

const price = 22_600_000

let server: SalesServer
beforeAll(async () => {
  server = await startSalesServer()
})
afterAll(() => server.close())

const consultant = () => server.as(server.network.staff.D1.consultant)
const manager = () => server.as(server.network.staff.D1.dealerManager)
const open = () => openSale(server, 'D1', { name: '赵敏' })

async function signed(terms: object): Promise<FollowedSale> {
  const sale = await open()
  await sale.step('contract', { trimId: server.trimId, priceMinor: price, ...terms })
  return sale
}

async function stateOf({ id }: FollowedSale): Promise<Sale> {
  const row = await server.owner
    .selectFrom('sales')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const state = row.state as unknown as Sale
  expect(replay((await readEventsOf(server.owner, [id])).get(id) ?? [])).toEqual(state)
  return state
}

async function attempt(sale: FollowedSale, path: string, body?: object, by = consultant()) {
  const answer = await by.post<Acted>(`/api/sales/${sale.id}/${path}`, body, { ifMatch: sale.version() })
  return { status: answer.status, ...answer.body } as Record<string, unknown>
}

function availabilityOf(episodeId: string) {
  return server.owner
    .selectFrom('stock_episodes')
    .select('availability')
    .where('id', '=', episodeId)
    .executeTakeFirstOrThrow()
    .then(row => row.availability)
}

function countRows(table: 'addenda' | 'events', { id }: FollowedSale) {
  return server.owner
    .selectFrom(table)
    .select('id')
    .where('sale_id', '=', id)
    .execute()
    .then(rows => rows.length)
}

test('a swap gives the old car back, takes the new one and undoes what was ticked for the old', async () => {
  const [old, fresh] = [await server.addCar('D1'), await server.addCar('D1')]
  const sale = await signed({ episodeId: old })
  const { vin } = await server.owner
    .selectFrom('stock_episodes')
    .innerJoin('vehicles', 'vehicles.id', 'stock_episodes.vehicle_id')
    .select('vin')
    .where('stock_episodes.id', '=', old)
    .executeTakeFirstOrThrow()
  const invoice = { number: 'SWAP-1', issuedOn: '2026-01-05', vin }
  await sale.step('delivery-items', { item: 'invoice', invoice }, manager())
  await sale.step('delivery-items', { item: 'documents' })
  const { events } = await sale.step('contract/swap', { episodeId: fresh })
  expect(events).toEqual(['item-unmarked', 'item-unmarked', 'car-released', 'car-reserved', 'car-matched'])
  expect([await availabilityOf(old), await availabilityOf(fresh)]).toEqual(['available', 'sold'])
  const { items, invoices, contract } = await stateOf(sale)
  expect(Object.values(items)).toEqual([null, null, null, null, null])
  expect(invoices[0]?.reversedAt).not.toBeNull()
  expect(contract?.episodeId).toBe(fresh)
})

test('a swap to a car reserved meanwhile changes nothing', async () => {
  const [old, wanted] = [await server.addCar('D1'), await server.addCar('D1')]
  const [sale, other] = [await signed({ episodeId: old }), await open()]
  const before = await countRows('events', sale)
  await other.step('reservation', { episodeId: wanted })
  const refused = { status: 409, code: 'vehicle.not-available' }
  expect(await attempt(sale, 'contract/swap', { episodeId: wanted })).toMatchObject(refused)
  expect(await availabilityOf(old)).toBe('sold')
  expect(await countRows('events', sale)).toBe(before)
  expect((await stateOf(sale)).contract?.episodeId).toBe(old)
  const rival = await signed({ episodeId: await server.addCar('D1') })
  const free = await server.addCar('D1')
  const both = await Promise.all(
    [sale, rival].map(each => attempt(each, 'contract/swap', { episodeId: free })),
  )
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
  expect(both.find(({ status }) => status === 409)).toMatchObject(refused)
  const held = [await stateOf(sale), await stateOf(rival)].filter(
    each => each.reservation?.episodeId === free,
  )
  expect(held).toHaveLength(1)
})

test('a dearer car needs its price in an addendum, or the limit', async () => {
  const [old, dear] = [await server.addCar('D1'), await server.addCar('D1', { priceMinor: 24_600_000 })]
  const sale = await signed({ episodeId: old })
  expect(await attempt(sale, 'contract/swap', { episodeId: dear })).toMatchObject({
    status: 409,
    code: 'quote.over-limit',
    field: 'priceMinor',
    concessionMinor: 2_000_000,
  })
  expect(await availabilityOf(old)).toBe('sold')
  await sale.step('contract/swap', {
    episodeId: dear,
    addendum: { priceMinor: 24_600_000, terms: '加价换车' },
  })
  expect((await stateOf(sale)).contract).toMatchObject({ priceMinor: 24_600_000, addenda: 1 })
})

test('an unmatched contract stands on its trim, and its car is free', async () => {
  const car = await server.addCar('D1')
  const sale = await signed({ episodeId: car })
  const { stage } = await sale.step('contract/unmatch')
  expect(stage).toBe('contract')
  expect(await availabilityOf(car)).toBe('available')
  expect(await stateOf(sale)).toMatchObject({ reservation: null, contract: { episodeId: null } })
  expect(await attempt(sale, 'contract/unmatch')).toMatchObject({ code: 'contract.no-car' })
  await sale.step('contract/car', { episodeId: car })
})

test('addenda are numbered, fold into the terms in force, and stay within the limit', async () => {
  const deposit = { type: 'earnest-money', amountMinor: 4_600_000, paidBy: null }
  const sale = await signed({ deposit })
  expect((await stateOf(sale)).contract?.earnestMinor).toBe(4_520_000)
  const reason = 'customer-wish'
  await sale.step('contract/addenda', { reason, deliveryOn: '2099-02-01' })
  await sale.step('contract/addenda', { reason, priceMinor: 22_100_000, terms: '赠送脚垫改为现金优惠' })
  expect((await stateOf(sale)).contract).toMatchObject({
    priceMinor: 22_100_000,
    earnestMinor: 4_420_000,
    deliveryOn: '2099-02-01',
    addenda: 2,
  })
  const refused = (body: object) => attempt(sale, 'contract/addenda', { reason, ...body })
  expect(await refused({ priceMinor: 20_000_000 })).toMatchObject({ code: 'quote.over-limit' })
  expect(await refused({ priceMinor: 0 })).toMatchObject({ code: 'contract.price-zero' })
  expect(await refused({ priceMinor: 22_100_000 })).toMatchObject({ code: 'addendum.empty' })
  expect(await refused({ deliveryOn: '2020-01-01' })).toMatchObject({
    code: 'addendum.delivery-in-past',
    field: 'deliveryOn',
  })
  const { body } = await consultant().get<{ contract: ContractPaper }>(`/api/sales/${sale.id}/contract`)
  expect(body.contract.priceMinor).toBe(price)
  expect(body.contract.addenda.map(({ ordinal, priceMinor }) => [ordinal, priceMinor])).toEqual([
    [1, null],
    [2, 22_100_000],
  ])
  expect(await countRows('addenda', sale)).toBe(2)
})

test('a delivered sale takes no addendum and no swap', async () => {
  const sale = await signed({ episodeId: await server.addCar('D1') })
  const delivered = { ...(await stateOf(sale)), delivery: { id: sale.id, episodeId: sale.id, by: null } }
  await server.owner
    .updateTable('sales')
    .set({ state: JSON.stringify(delivered) })
    .where('id', '=', sale.id)
    .execute()
  const addendum = { reason: 'other', terms: '补充' }
  expect(await attempt(sale, 'contract/addenda', addendum)).toMatchObject({ code: 'sale.delivered' })
  const swap = { episodeId: await server.addCar('D1') }
  expect(await attempt(sale, 'contract/swap', swap)).toMatchObject({ code: 'sale.delivered' })
})

test('names the parties, and refuses a wrong credit code and a customer of another store', async () => {
  const [buyerId, contactId] = [await server.addCustomer('D1'), await server.addCustomer('D1')]
  const sale = await open()
  const sign = (parties: object) =>
    attempt(sale, 'contract', { trimId: server.trimId, priceMinor: price, parties })
  const title = (creditCode: string) => ({ title: { name: '厦门远山科技有限公司', creditCode } })
  expect(await sign(title('91350100M000100Y44'))).toMatchObject({
    status: 422,
    code: 'contract.credit-code-invalid',
    field: 'parties.title.creditCode',
  })
  expect(await sign({ buyerId: await server.addCustomer('D2') })).toMatchObject({
    status: 422,
    code: 'contract.party-unknown',
    field: 'parties.buyerId',
  })
  expect(await sign({ buyerId, contactId, ...title('91350100m000100y43') })).toMatchObject({ status: 201 })
  const { body } = await consultant().get<{ contract: ContractPaper }>(`/api/sales/${sale.id}/contract`)
  expect(body.contract.parties).toMatchObject({
    buyer: { id: buyerId },
    title: { name: '厦门远山科技有限公司', creditCode: '91350100M000100Y43' },
    contact: { id: contactId },
  })
  const events = (await readEventsOf(server.owner, [sale.id])).get(sale.id) ?? []
  expect(JSON.stringify(events)).not.toMatch(/远山科技|91350100M000100Y43/)
  const above = server.as(server.network.above.manufacturerManager)
  const masked = await above.get<{ contract: ContractPaper }>(`/api/sales/${sale.id}/contract`)
  expect(masked.body.contract.parties.title).toMatchObject({ name: null, creditCode: null, nameMasked: true })
})

test('the waitlist is served in order, each for its hours, and nobody jumps it', async () => {
  const car = await server.addCar('D1')
  const holder = await signed({ episodeId: car })
  const [first, second, third] = [await open(), await open(), await open()]
  await first.step('waitlist', { episodeId: car })
  await second.step('waitlist', { episodeId: car })
  await third.step('waitlist', { episodeId: car })
  expect(await attempt(third, 'waitlist', { episodeId: car })).toMatchObject({
    code: 'waitlist.already-waiting',
  })
  const place = await consultant().get(`/api/sales/${second.id}/waitlist`)
  expect(place.body).toEqual({ place: 2 })
  expect(await serveWaitlist(server.services, server.owner)).toBe(0)
  await holder.step('cancellation', { reason: 'other', defaultingParty: 'none' }, manager())
  const passerby = await open()
  expect(await attempt(passerby, 'reservation', { episodeId: car })).toMatchObject({
    status: 409,
    code: 'waitlist.others-first',
    field: 'episodeId',
  })
  expect(await attempt(passerby, 'waitlist', { episodeId: car })).toMatchObject({ code: 'waitlist.car-free' })
  expect(await serveWaitlist(server.services, server.owner)).toBe(1)
  expect((await stateOf(first)).waiting?.offer?.episodeId).toBe(car)
  expect((await stateOf(second)).waiting?.offer).toBeNull()
  const today = await consultant().get<{ reservations: { saleId: string; offered: boolean }[] }>('/api/today')
  expect(today.body.reservations.find(({ saleId }) => saleId === first.id)?.offered).toBe(true)

  server.clock.forward(73 * 3_600_000)
  await expireReservations(server.services, server.owner)
  expect((await stateOf(first)).waiting).toBeNull()
  expect(await serveWaitlist(server.services, server.owner)).toBe(1)
  const { reservation } = await stateOf(second)
  expect(reservation?.episodeId).toBe(car)
  const version = (await stateOf(second)).sequence
  const left = await consultant().post(`/api/sales/${second.id}/waitlist/leaving`, undefined, {
    ifMatch: version,
  })
  expect(left.status).toBe(201)
  await third.step('loss', { reason: 'price' })
  await third.step('loss/confirmation', undefined, manager())
  expect((await stateOf(third)).waiting).toBeNull()
  expect(await serveWaitlist(server.services, server.owner)).toBe(0)
  const places = await server.owner
    .selectFrom('waitlist_places')
    .select('ended_as')
    .orderBy('joined_at')
    .execute()
  expect(places.map(row => row.ended_as)).toEqual(['lapsed', 'left', 'sale-ended'])
})

test('who waits for a trim gets the next car of it; signing for it ends the wait', async () => {
  await server.owner.updateTable('stock_episodes').set({ availability: 'off-road' }).execute()
  const sale = await signed({})
  await sale.step('waitlist', {})
  const car = await server.addCar('D1')
  expect(await attempt(await open(), 'reservation', { episodeId: car })).toMatchObject({
    code: 'waitlist.others-first',
  })
  expect(await serveWaitlist(server.services, server.owner)).toBe(1)
  const { sequence, reservation } = await stateOf(sale)
  expect(reservation?.episodeId).toBe(car)
  const matched = await consultant().post(
    `/api/sales/${sale.id}/contract/car`,
    { episodeId: car },
    { ifMatch: sequence },
  )
  expect(matched.status, matched.text).toBe(201)
  expect(await stateOf(sale)).toMatchObject({ waiting: null, contract: { episodeId: car } })
  expect(await availabilityOf(car)).toBe('sold')
})
