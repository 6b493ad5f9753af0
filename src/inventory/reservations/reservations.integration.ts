import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tx } from '../../platform/server/database/connect.ts'
import { inScope } from '../../platform/server/database/in-scope.ts'
import type { Client, TestServer } from '../../platform/server/testing/test-server.ts'
import { type Received, receive, startInventoryServer, vinOf } from '../testing/inventory-server.ts'
import { findAskingPrice, findVehicleFacts } from '../vehicles/vehicle-facts.sql.ts'
import type { VehicleDetail } from '../vehicles/vehicles.contract.ts'
import {
  closeEpisodeDelivered,
  expireReservation,
  findDueReservations,
  holdForContract,
  releaseReservation,
  reserveEpisode,
} from './reservations.sql.ts'

let server: TestServer
let keeper: Client
let dealerId: string
let count = 100

beforeAll(async () => {
  server = await startInventoryServer()
  keeper = server.as(server.network.staff.D1.inventoryManager)
  dealerId = server.network.ids.D1
  await server.owner
    .insertInto('process_definitions')
    .values({
      organisation_id: server.network.ids.M,
      version: 1,
      document: '{}',
      published_at: now().toISOString(),
    })
    .execute()
})
afterAll(() => server.close())

const now = () => server.clock.now()
const inHours = (hours: number) => new Date(now().getTime() + hours * 3_600_000)
const at = <T>(work: (tx: Tx) => Promise<T>, store = dealerId) =>
  inScope(server.services.app, { dealers: [store] }, work)
const stockOf = async (car: Received) => (await keeper.get<VehicleDetail>(`/api/vehicles/${car.id}`)).body

/** A sale that may hold a car. */
async function openSale(): Promise<string> {
  const id = server.services.ports.newId()
  await server.owner
    .insertInto('sales')
    .values({
      dealer_id: dealerId,
      id,
      number: id,
      stage: 'negotiation',
      sequence: 1,
      process_version: 1,
      origin: 'import',
      source: 'walk-in',
      owner_id: server.network.staff.D1.consultant,
      state: '{}',
      created_at: now().toISOString(),
      updated_at: now().toISOString(),
    })
    .execute()
  return id
}

const car = () => receive(keeper, { vin: vinOf(++count) })

async function claimOf(episode: Received, saleId: string) {
  return {
    dealerId,
    saleId,
    reservationId: server.services.ports.newId(),
    episodeId: episode.episodeId,
    now: now(),
  }
}

async function reserved(episode: Received, expiresAt: Date | null = inHours(48)) {
  const claim = await claimOf(episode, await openSale())
  const taken = await at(tx =>
    reserveEpisode(tx, { ...claim, by: null, expiresAt: expiresAt?.toISOString() ?? null }),
  )
  expect(taken).toBe('reserved')
  return claim
}

test('of many buyers at once one car has one buyer', async () => {
  const wanted = await car()
  const claims = await Promise.all(Array.from({ length: 8 }, async () => claimOf(wanted, await openSale())))
  const taken = await Promise.all(
    claims.map(claim =>
      at(tx => reserveEpisode(tx, { ...claim, by: null, expiresAt: inHours(1).toISOString() })),
    ),
  )
  expect(taken.filter(each => each === 'reserved')).toHaveLength(1)
  expect(taken.filter(each => each === 'taken')).toHaveLength(7)
  expect((await stockOf(wanted)).availability).toBe('reserved')
})

test('two statements that race past the state meet the index', async () => {
  const wanted = await car()
  await reserved(wanted)
  await server.owner
    .updateTable('stock_episodes')
    .set({ availability: 'available' })
    .where('id', '=', wanted.episodeId)
    .execute()
  const second = await claimOf(wanted, await openSale())
  await expect(at(tx => reserveEpisode(tx, { ...second, by: null, expiresAt: null }))).rejects.toMatchObject({
    constraint: 'reservations_one_buyer_per_car',
  })
})

test('a sale holds one car', async () => {
  const claim = await reserved(await car())
  const other = {
    ...(await claimOf(await car(), claim.saleId)),
    by: null,
    expiresAt: inHours(1).toISOString(),
  }
  await expect(at(tx => reserveEpisode(tx, other))).rejects.toMatchObject({
    constraint: 'reservations_one_car_per_sale',
  })
})

test('a car off the road, gone or of another store is not available', async () => {
  const off = await car()
  await keeper.post(`/api/vehicles/${off.id}/off-road-periods`, { reason: 'repair' })
  const foreign = await receive(server.as(server.network.staff.D2.inventoryManager), { vin: vinOf(++count) })
  for (const episode of [off, foreign]) {
    const claim = await claimOf(episode, await openSale())
    const taken = await at(tx => reserveEpisode(tx, { ...claim, by: null, expiresAt: null }))
    expect(taken).toBe('not-available')
  }
})

test('the screen says until when a car is held, and by which sale to those of the store', async () => {
  const wanted = await car()
  const { consultant, colleague, salesManager } = server.network.staff.D1
  const claim = await claimOf(wanted, await openSale())
  const expiresAt = inHours(2).toISOString()
  await at(tx => reserveEpisode(tx, { ...claim, by: consultant, expiresAt }))
  const held = async (staffId: string) =>
    (await server.as(staffId).get<VehicleDetail>(`/api/vehicles/${wanted.id}`)).body.reservation
  expect(await held(consultant)).toMatchObject({
    saleId: claim.saleId,
    reservedBy: { id: consultant },
    expiresAt,
  })
  expect(await held(salesManager)).toMatchObject({ saleId: claim.saleId, reservedBy: { id: consultant } })
  expect(await held(colleague)).toMatchObject({ saleId: null, reservedBy: { id: consultant }, expiresAt })
  expect(await held(server.network.staff.D3.consultant)).toMatchObject({
    saleId: null,
    reservedBy: null,
    expiresAt,
  })
})

test('a contract holds the car without end, and a release gives it back', async () => {
  const wanted = await car()
  const claim = await reserved(wanted)
  await at(tx => holdForContract(tx, claim))
  expect(await stockOf(wanted)).toMatchObject({ availability: 'sold', reservation: { expiresAt: null } })
  expect(await at(tx => releaseReservation(tx, claim))).toBe('released')
  expect(await stockOf(wanted)).toMatchObject({ availability: 'available', reservation: null })
  expect(await at(tx => releaseReservation(tx, claim))).toBe('none')
  await expect(at(tx => holdForContract(tx, claim))).rejects.toMatchObject({ code: 'vehicle.not-available' })
})

test('a car named by a contract is sold from the start', async () => {
  const wanted = await car()
  await reserved(wanted, null)
  expect((await stockOf(wanted)).availability).toBe('sold')
})

test('only a due claim expires, and the job finds it', async () => {
  const [soon, later, forever] = [await car(), await car(), await car()]
  const due = await reserved(soon, inHours(-1))
  const open = await reserved(later, inHours(5))
  const contract = await reserved(forever, null)
  const found = await at(tx => findDueReservations(tx, [dealerId], now()))
  const ids = found.map(each => each.id)
  expect(ids).toContain(due.reservationId)
  expect(ids).not.toContain(open.reservationId)
  expect(ids).not.toContain(contract.reservationId)
  expect(await at(tx => findDueReservations(tx, [], now()))).toEqual([])
  expect(await at(tx => expireReservation(tx, open))).toBe('none')
  expect(await at(tx => expireReservation(tx, contract))).toBe('none')
  expect(await at(tx => expireReservation(tx, due))).toBe('expired')
  expect((await stockOf(soon)).availability).toBe('available')
})

test('a sale cannot give back what another sale holds', async () => {
  const wanted = await car()
  const claim = await reserved(wanted)
  expect(await at(tx => releaseReservation(tx, { ...claim, saleId: claim.reservationId }))).toBe('none')
  expect(await at(tx => releaseReservation(tx, claim), server.network.ids.D2)).toBe('none')
  expect((await stockOf(wanted)).availability).toBe('reserved')
})

test('a delivered car leaves stock once and its VIN is free for another store', async () => {
  const wanted = await car()
  const claim = await reserved(wanted, null)
  const handedOver = { ...claim, deliveredAt: now() }
  const stranger = { ...handedOver, saleId: await openSale() }
  await expect(at(tx => closeEpisodeDelivered(tx, stranger))).rejects.toMatchObject({
    code: 'vehicle.not-available',
  })
  expect(await at(tx => closeEpisodeDelivered(tx, handedOver))).toEqual({ vin: vinOf(count) })
  expect(await stockOf(wanted)).toMatchObject({
    state: 'delivered',
    availability: 'closed',
    reservation: null,
  })
  await expect(at(tx => closeEpisodeDelivered(tx, handedOver))).rejects.toMatchObject({
    code: 'vehicle.not-available',
  })
  const elsewhere = await receive(server.as(server.network.staff.D2.inventoryManager), { vin: vinOf(count) })
  expect(elsewhere.id).not.toBe(wanted.id)
})

test('a rolled-back step leaves the car free', async () => {
  const wanted = await car()
  const claim = await claimOf(wanted, await openSale())
  const step = at(async tx => {
    await reserveEpisode(tx, { ...claim, by: null, expiresAt: null })
    throw new Error('the sale was refused')
  })
  await expect(step).rejects.toThrow('refused')
  expect((await stockOf(wanted)).availability).toBe('available')
})

test('a sale knows its car’s facts and price, of its own store alone', async () => {
  const wanted = await car()
  const facts = await at(tx => findVehicleFacts(tx, dealerId, wanted.episodeId))
  expect(facts).toEqual({
    vehicleId: wanted.id,
    episodeId: wanted.episodeId,
    trimId: null,
    vin: vinOf(count),
    inStock: true,
    availability: 'available',
    pdiPassed: false,
    certificate: 'missing',
    mileageKm: null,
  })
  expect(await at(tx => findAskingPrice(tx, dealerId, wanted.episodeId))).toMatchObject({
    priceMinor: 12_990_000,
  })
  expect(await at(tx => findVehicleFacts(tx, dealerId, wanted.episodeId), server.network.ids.D2)).toBeFalsy()
})
