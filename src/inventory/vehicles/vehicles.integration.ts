import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client, TestServer } from '../../platform/server/testing/test-server.ts'
import { golf, type Received, receive, startInventoryServer, vinOf } from '../testing/inventory-server.ts'
import type { Vehicle, VehicleDetail, VehicleSummary } from './vehicles.contract.ts'

let server: TestServer
let keeper: Client
let consultant: Client

beforeAll(async () => {
  server = await startInventoryServer()
  keeper = server.as(server.network.staff.D1.inventoryManager)
  consultant = server.as(server.network.staff.D1.consultant)
})
afterAll(() => server.close())

interface Page {
  items: Vehicle[]
  nextCursor: string | null
}
const idsOf = (page: { body: Page }) => page.body.items.map(vehicle => vehicle.id)
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

test('a received car is in stock, free, numbered, and a day old on none of its clocks', async () => {
  const car = await receive(keeper, { vin: ` ${vinOf(1).toLowerCase()} ` })
  expect(car.stockNumber).toMatch(/^K\d\d-000001$/)
  const { body, headers } = await keeper.get<VehicleDetail>(`/api/vehicles/${car.id}`)
  expect(body).toMatchObject({
    vin: vinOf(1),
    state: 'in-stock',
    availability: 'available',
    priceMinor: 12_990_000,
    costMinor: 11_200_000,
    costMasked: false,
    currency: 'CNY',
    receivedOn: today(),
    ages: { manufactureDays: null, networkDays: 0, storeDays: 0 },
    certificateState: 'missing',
    reservation: null,
    may: { edit: true },
  })
  expect(body.episodes).toHaveLength(1)
  expect(headers.etag).toBe('"1"')
})

test('the three clocks run apart', async () => {
  const dates = { manufacturedOn: '2024-01-01', networkSince: '2024-03-01', receivedOn: '2024-03-11' }
  const { id } = await receive(keeper, dates)
  const { ages } = (await keeper.get<VehicleDetail>(`/api/vehicles/${id}`)).body
  expect((ages.manufactureDays ?? 0) - (ages.networkDays ?? 0)).toBe(60)
  expect((ages.networkDays ?? 0) - (ages.storeDays ?? 0)).toBe(10)
})

test.each([
  ['LSVAA4181E210000', 'vin-length'],
  ['LSVAA4181E21O0001', 'vin-character'],
  ['1'.repeat(17), 'vin-repeated'],
  ['LRWYGDFD4PC939701', 'vin-check-digit'],
])('the VIN %s is refused as %s', async (vin, code) => {
  const answer = await keeper.post('/api/vehicles', { ...golf, vin })
  expect(answer.status).toBe(422)
  expect(answer.body.errors).toMatchObject([{ path: 'vin', code }])
})

test('a check digit that does not match warns where it is not binding', async () => {
  const car = await receive(keeper, { vin: 'WVGZZZ5NZEW069297' })
  expect(car.warnings).toEqual(['check-digit'])
})

test('one VIN has one holder in the network, and nobody is told which', async () => {
  const vin = vinOf(2)
  const { id } = await receive(keeper, { vin })
  const here = await keeper.post('/api/vehicles', { ...golf, vin })
  expect(here.status).toBe(409)
  expect(here.body).toMatchObject({ code: 'vehicle.held-here', vehicleId: id })
  const elsewhere = await server
    .as(server.network.staff.D3.inventoryManager)
    .post('/api/vehicles', { ...golf, vin })
  expect(elsewhere.status).toBe(409)
  expect(elsewhere.body.code).toBe('vehicle.held-elsewhere')
  expect(elsewhere.text).not.toMatch(new RegExp(`${server.network.ids.D1}|${id}|一店|D1`))
})

test('of stores that receive one car at once a single one gets it', async () => {
  const { staff } = server.network
  const stores = [staff.D1, staff.D2, staff.D3].map(store => server.as(store.inventoryManager))
  const answers = await Promise.all(
    [...stores, ...stores].map(client => client.post('/api/vehicles', { ...golf, vin: vinOf(3) })),
  )
  expect(answers.filter(answer => answer.status === 201)).toHaveLength(1)
  expect(answers.filter(answer => answer.status === 409)).toHaveLength(5)
})

test('cost is seen at one’s own store by those who may, and nowhere else on any path', async () => {
  const car = await receive(keeper, { vin: vinOf(4), costMinor: 98_765_432 })
  const { staff, above } = server.network
  for (const [id, sees] of [
    [staff.D1.inventoryManager, true],
    [staff.D1.dealerManager, true],
    [above.regionManager, true],
    [above.manufacturerManager, true],
    [staff.D1.consultant, false],
    [staff.D1.salesManager, false],
    [staff.D2.dealerManager, false],
  ] as const) {
    const client = server.as(id)
    const paths = [
      `/api/vehicles/${car.id}`,
      `/api/vehicles?q=${vinOf(4)}`,
      `/api/vehicles?limit=100&order=dearest`,
    ]
    for (const path of paths) {
      const answer = await client.get(path)
      expect([path, id, answer.text.includes(car.id)]).toEqual([path, id, true])
      expect([path, id, answer.text.includes('98765432')]).toEqual([path, id, sees])
    }
  }
})

test('the stock of the network is read without cost; a keeper reads the own store alone', async () => {
  const foreign = await receive(server.as(server.network.staff.D3.inventoryManager), { vin: vinOf(5) })
  const seen = await consultant.get<VehicleDetail>(`/api/vehicles/${foreign.id}`)
  expect(seen.body).toMatchObject({ costMinor: null, costMasked: true, may: { edit: false } })
  const hidden = await keeper.get(`/api/vehicles/${foreign.id}`)
  const missing = await keeper.get('/api/vehicles/0197a3a0-0000-7000-8000-00000000dead')
  expect(hidden.status).toBe(404)
  expect({ ...hidden.body, instance: '' }).toEqual({ ...missing.body, instance: '' })
  const edited = await keeper.patch(`/api/vehicles/${foreign.id}`, { priceMinor: 1 }, { ifMatch: 1 })
  expect(edited.status).toBe(404)
  expect(idsOf(await keeper.get<Page>('/api/vehicles?limit=100'))).not.toContain(foreign.id)
})

test('roles without stock are refused, and after-sales sees delivered cars alone', async () => {
  const { staff, above } = server.network
  for (const id of [staff.D1.finance, above.analyst, above.administrator])
    expect((await server.as(id).get('/api/vehicles')).status).toBe(403)
  expect((await server.as(null).get('/api/vehicles')).status).toBe(401)
  const car = await receive(keeper)
  const adviser = server.as(staff.D1.serviceAdviser)
  expect((await adviser.get(`/api/vehicles/${car.id}`)).status).toBe(404)
  expect(idsOf(await adviser.get<Page>('/api/vehicles'))).toEqual([])
  await server.owner
    .updateTable('stock_episodes')
    .set({ state: 'delivered', availability: 'closed', closed_at: new Date().toISOString() })
    .where('id', '=', car.episodeId)
    .execute()
  expect(idsOf(await adviser.get<Page>('/api/vehicles'))).toEqual([car.id])
  expect((await adviser.get<VehicleDetail>(`/api/vehicles/${car.id}`)).body.state).toBe('delivered')
  expect(idsOf(await keeper.get<Page>('/api/vehicles?limit=100'))).not.toContain(car.id)
  expect(idsOf(await keeper.get<Page>('/api/vehicles?state=delivered'))).toContain(car.id)
})

test('cars are found by VIN, tail, stock number, plate and model', async () => {
  const vin = vinOf(777_123)
  const car = await receive(keeper, {
    vin,
    plate: '沪A·88F66',
    make: '蔚来',
    modelName: 'ES6',
    trimName: '性能版',
  })
  for (const q of [vin, vin.slice(-6), '777123', car.stockNumber.toLowerCase(), '88f66', 'es6', '性能'])
    expect([q, idsOf(await consultant.get<Page>(`/api/vehicles?q=${encodeURIComponent(q)}`))]).toEqual([
      q,
      [car.id],
    ])
  expect(idsOf(await consultant.get<Page>('/api/vehicles?q=%25'))).toEqual([])
})

test('pages of every order meet each car once, the unknown last', async () => {
  const client = server.as(server.network.staff.D2.inventoryManager)
  const cars = [
    { receivedOn: '2025-01-03', priceMinor: 300 },
    { receivedOn: '2025-01-01', priceMinor: null },
    { receivedOn: '2025-01-01', priceMinor: 100 },
    { state: 'in-transit', priceMinor: 300 },
    { receivedOn: '2025-01-02', priceMinor: 200 },
  ]
  const made: string[] = []
  for (const car of cars) made.push((await receive(client, car)).id)
  const known = new Set(made)
  const expected = {
    newest: [4, 3, 2, 1, 0],
    oldest: [1, 2, 4, 0, 3],
    cheapest: [2, 4, 0, 3, 1],
    dearest: [3, 0, 4, 2, 1],
  }
  for (const [order, indexes] of Object.entries(expected)) {
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await client.get<Page>(`/api/vehicles?order=${order}&limit=2${cursor}`)
      expect(page.status).toBe(200)
      seen.push(...idsOf(page).filter(id => known.has(id)))
      cursor = page.body.nextCursor ? `&cursor=${page.body.nextCursor}` : ''
    } while (cursor)
    expect([order, seen.map(id => made.indexOf(id))]).toEqual([order, indexes])
  }
})

test('filters narrow the list', async () => {
  const car = await receive(keeper, { condition: 'demo', state: 'ordered' })
  expect(idsOf(await keeper.get<Page>('/api/vehicles?condition=demo'))).toEqual([car.id])
  expect(idsOf(await keeper.get<Page>('/api/vehicles?state=ordered'))).toEqual([car.id])
  expect(idsOf(await keeper.get<Page>('/api/vehicles?availability=off-road'))).toEqual([])
  expect((await keeper.get('/api/vehicles?availability=gone')).status).toBe(422)
  expect((await keeper.get('/api/vehicles?colour=red')).status).toBe(422)
})

test('an edit needs the version, and is told what it missed', async () => {
  const car = await receive(keeper)
  const path = `/api/vehicles/${car.id}`
  expect((await keeper.patch(path, { priceMinor: 1 })).status).toBe(428)
  const first = await keeper.patch(path, { priceMinor: 1, location: 'A-01', mileageKm: 12 }, { ifMatch: 1 })
  expect(first.body).toEqual({ id: car.id, version: 2, warnings: [] })
  const late = await keeper.patch(path, { exteriorColour: '白' }, { ifMatch: 1 })
  expect(late.status).toBe(412)
  expect(late.body).toMatchObject({ version: 2, fields: ['location', 'mileageKm', 'priceMinor'] })
  expect((await keeper.get<VehicleDetail>(path)).body).toMatchObject({
    priceMinor: 1,
    location: 'A-01',
    mileageKm: 12,
  })
})

test('a VIN is entered later, corrected, and free again for others', async () => {
  const car = await receive(keeper)
  const path = `/api/vehicles/${car.id}`
  const [wrong, right] = [vinOf(6), vinOf(7)]
  expect((await keeper.patch(path, { vin: wrong }, { ifMatch: 1 })).status).toBe(200)
  expect((await keeper.patch(path, { vin: right }, { ifMatch: 2 })).status).toBe(200)
  const other = server.as(server.network.staff.D2.inventoryManager)
  expect((await other.post('/api/vehicles', { ...golf, vin: right })).body.code).toBe(
    'vehicle.held-elsewhere',
  )
  expect((await other.post('/api/vehicles', { ...golf, vin: wrong })).status).toBe(201)
  expect((await keeper.patch(path, { vin: wrong }, { ifMatch: 3 })).body.code).toBe('vehicle.held-elsewhere')
  expect((await keeper.get<VehicleDetail>(path)).body).toMatchObject({ vin: right, version: 3 })
})

test('a car that comes back is the same car with a new stay', async () => {
  const vin = vinOf(8)
  const first = await receive(keeper, { vin, mileageKm: 5 })
  await server.owner
    .updateTable('stock_episodes')
    .set({ state: 'delivered', availability: 'closed', closed_at: new Date().toISOString() })
    .where('id', '=', first.episodeId)
    .execute()
  await server.owner.deleteFrom('vin_registry').where('vin', '=', vin).execute()
  const again = await receive(keeper, { vin, condition: 'used', mileageKm: 41_000 })
  expect(again.id).toBe(first.id)
  const { body } = await keeper.get<VehicleDetail>(`/api/vehicles/${first.id}`)
  expect(body).toMatchObject({ episodeId: again.episodeId, mileageKm: 41_000, condition: 'used' })
  expect(body.episodes.map(episode => episode.state)).toEqual(['in-stock', 'delivered'])
})

test('a stock number is used once', async () => {
  await receive(keeper, { stockNumber: 'a-7' })
  const again = await keeper.post('/api/vehicles', { ...golf, stockNumber: 'A-7' })
  expect(again.status).toBe(409)
  expect(again.body.code).toBe('vehicle.stock-number-taken')
  expect(
    (
      await server
        .as(server.network.staff.D2.dealerManager)
        .post('/api/vehicles', { ...golf, stockNumber: 'A-7' })
    ).status,
  ).toBe(201)
})

test.each([
  [{ condition: 'new' }, 'make', 'required'],
  [{ condition: 'new', make: '大众' }, 'modelName', 'required'],
  [{ ...golf, trimId: '0197a3a0-0000-7000-8000-00000000dead' }, 'trimId', 'unknown'],
  [{ ...golf, receivedOn: '2199-01-01' }, 'receivedOn', 'future'],
  [{ ...golf, manufacturedOn: '2199-01-01' }, 'manufacturedOn', 'future'],
  [{ ...golf, state: 'in-transit', receivedOn: '2025-01-01' }, 'receivedOn', 'not-in-stock'],
  [{ ...golf, priceMinor: -1 }, 'priceMinor', 'too_small'],
  [{ ...golf, priceMinor: 1.5 }, 'priceMinor', 'invalid_type'],
])('a wrong field is named with its fault', async (body, path, code) => {
  const answer = await keeper.post('/api/vehicles', body)
  expect(answer.status).toBe(422)
  expect(answer.body.errors).toMatchObject([{ path, code }])
})

test('only a free car goes off the road, once, and comes back once', async () => {
  const car = await receive(keeper)
  const path = `/api/vehicles/${car.id}`
  expect((await keeper.post(`${path}/back-on-road`)).body.code).toBe('vehicle.not-off-road')
  const taken = await Promise.all(
    [1, 2, 3].map(() => keeper.post(`${path}/off-road-periods`, { reason: 'damaged' })),
  )
  expect(taken.map(answer => answer.status).sort()).toEqual([200, 409, 409])
  expect(taken.find(answer => answer.status === 409)?.body.code).toBe('vehicle.not-free')
  expect((await keeper.get<VehicleDetail>(path)).body.availability).toBe('off-road')
  expect((await keeper.post(`${path}/back-on-road`)).status).toBe(200)
  expect((await keeper.get<VehicleDetail>(path)).body).toMatchObject({
    availability: 'available',
    version: 3,
  })
  expect((await consultant.post(`${path}/off-road-periods`, { reason: 'other' })).status).toBe(403)
})

test('a car on its way arrives once, and is inspected at the store only', async () => {
  const car = await receive(keeper, { state: 'in-transit' })
  const path = `/api/vehicles/${car.id}`
  expect((await keeper.post(`${path}/pdi`)).body.code).toBe('vehicle.not-in-stock')
  expect((await keeper.post(`${path}/arrival`, { receivedOn: '2199-01-01' })).status).toBe(422)
  expect((await keeper.post(`${path}/arrival`, {})).status).toBe(200)
  expect((await keeper.post(`${path}/arrival`, {})).body.code).toBe('vehicle.already-in-stock')
  expect((await keeper.post(`${path}/pdi`)).status).toBe(200)
  expect((await keeper.post(`${path}/pdi`)).body.code).toBe('vehicle.pdi-already-passed')
  const { body } = await keeper.get<VehicleDetail>(path)
  expect(body).toMatchObject({ state: 'in-stock', receivedOn: today(), networkSince: today() })
  expect(body.pdiPassedAt).not.toBeNull()
})

test('a car that has left stock is not edited or moved', async () => {
  const car = await receive(keeper)
  await server.owner
    .updateTable('stock_episodes')
    .set({ state: 'removed', availability: 'closed', closed_at: new Date().toISOString() })
    .where('id', '=', car.episodeId)
    .execute()
  const path = `/api/vehicles/${car.id}`
  const answers = [
    await keeper.patch(path, { priceMinor: 1 }, { ifMatch: 1 }),
    await keeper.post(`${path}/off-road-periods`, { reason: 'other' }),
    await keeper.post(`${path}/back-on-road`),
    await keeper.post(`${path}/pdi`),
    await keeper.post(`${path}/arrival`, {}),
  ]
  for (const answer of answers) expect(answer.body.code).toBe('vehicle.closed')
})

test('the counts of the tabs are those of the list', async () => {
  const manager = server.as(server.network.staff.D3.dealerManager)
  const { D3 } = server.network.ids
  const cars: Received[] = []
  for (const state of ['in-stock', 'in-stock', 'in-transit', 'ordered'])
    cars.push(await receive(manager, { state }))
  await manager.post(`/api/vehicles/${cars[0]?.id}/off-road-periods`, { reason: 'repair' })
  const counts = (await manager.get<VehicleSummary>(`/api/vehicles/summary?dealerId=${D3}`)).body
  for (const [tab, filter] of [
    ['available', 'availability=available'],
    ['offRoad', 'availability=off-road'],
    ['inStock', 'state=in-stock'],
    ['inTransit', 'state=in-transit'],
    ['ordered', 'state=ordered'],
  ] as const)
    expect([tab, counts[tab]]).toEqual([
      tab,
      idsOf(await manager.get<Page>(`/api/vehicles?limit=100&dealerId=${D3}&${filter}`)).length,
    ])
  expect(counts.withoutVin).toBeGreaterThanOrEqual(4)
})

test('an exported list holds what the reader sees, cost only where it is theirs to see, and is logged', async () => {
  const car = await receive(keeper, { vin: vinOf(9), costMinor: 87_654_321, location: '=cmd()' })
  const { staff } = server.network
  const own = await server.as(staff.D1.inventoryManager).get(`/api/vehicles/export?format=csv&q=${vinOf(9)}`)
  expect(own.status).toBe(200)
  expect(own.text.startsWith('\ufeff门店,库存编号')).toBe(true)
  expect(own.text).toContain(`D1,${car.stockNumber},${vinOf(9)}`)
  expect(own.text).toContain(",'=cmd(),")
  expect(own.text).toContain('876543.21')
  const sales = await server.as(staff.D1.salesManager).get('/api/vehicles/export?format=csv')
  expect(sales.text).toContain(vinOf(9))
  expect(sales.text).not.toContain('876543.21')
  expect(sales.text).not.toContain('进价')
  const foreign = await server.as(staff.D2.inventoryManager).get('/api/vehicles/export?format=csv')
  expect(foreign.text).not.toContain(vinOf(9))
  expect((await consultant.get('/api/vehicles/export')).status).toBe(403)
  const logged = await server.owner
    .selectFrom('audit')
    .select(['staff_id', 'noun'])
    .where('verb', '=', 'exported')
    .execute()
  expect(logged).toContainEqual({ staff_id: staff.D1.inventoryManager, noun: 'vehicles' })
})

test('an export of more rows than one page holds each once', async () => {
  const { owner, network, services } = server
  const dealer_id = network.ids.D2
  const at = new Date().toISOString()
  const rows = Array.from({ length: 1203 }, (_, index) => ({ id: services.ports.newId(), count: index }))
  await owner
    .insertInto('vehicles')
    .values(
      rows.map(({ id }) => ({
        dealer_id,
        id,
        make: 'B',
        model_name: 'M',
        condition: 'used',
        created_at: at,
        updated_at: at,
      })),
    )
    .execute()
  await owner
    .insertInto('stock_episodes')
    .values(
      rows.map(({ id, count }) => ({
        dealer_id,
        id,
        vehicle_id: id,
        stock_number: `BULK-${count}`,
        state: 'in-stock',
        availability: 'available',
        currency: 'CNY',
        price_minor: count % 7,
        origin: 'import',
        created_at: at,
        updated_at: at,
      })),
    )
    .execute()
  const manager = server.as(network.staff.D2.inventoryManager)
  for (const order of ['newest', 'cheapest']) {
    const { text } = await manager.get(`/api/vehicles/export?format=csv&order=${order}`)
    const numbers = text.match(/BULK-\d+/g) ?? []
    expect([order, numbers.length, new Set(numbers).size]).toEqual([order, 1203, 1203])
  }
})
