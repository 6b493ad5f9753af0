import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client, TestServer } from '../../platform/server/testing/test-server.ts'
import { receive, startInventoryServer } from '../testing/inventory-server.ts'
import type { Vehicle } from '../vehicles/vehicles.contract.ts'
import { matchKeyOf } from './match-key.rules.ts'
import type { Model } from './models.contract.ts'

let server: TestServer
let maker: Client
let consultant: Client

beforeAll(async () => {
  server = await startInventoryServer()
  maker = server.as(server.network.above.manufacturerManager)
  consultant = server.as(server.network.staff.D1.consultant)
})
afterAll(() => server.close())

interface Page {
  items: Model[]
  nextCursor: string | null
}
const es6 = { code: 'es6', make: '蔚来', nameZh: 'ES6', nameEn: 'ES6' }
const trim = {
  nameZh: '性能版',
  nameEn: 'GTX Pro',
  energy: 'electric',
  listPriceMinor: 33_800_000,
  currency: 'CNY',
}
const createModel = async (code: string) =>
  (await maker.post<{ id: string }>('/api/models', { ...es6, code })).body.id
const createTrim = async (modelId: string, code: string) =>
  (await maker.post<{ id: string }>(`/api/models/${modelId}/trims`, { ...trim, code })).body.id

test('the manufacturer keeps the catalogue and everybody reads it', async () => {
  const id = await createModel('ES6')
  const trimId = await createTrim(id, 'ES6-P')
  for (const reader of [
    consultant,
    server.as(server.network.above.analyst),
    server.as(server.network.staff.D3.finance),
  ]) {
    const { body } = await reader.get<Model>(`/api/models/${id}`)
    expect(body).toMatchObject({
      code: 'ES6',
      trims: [{ id: trimId, code: 'ES6-P', listPriceMinor: 33_800_000 }],
    })
  }
  for (const other of [
    consultant,
    server.as(server.network.staff.D1.dealerManager),
    server.as(server.network.above.regionManager),
  ]) {
    expect((await other.post('/api/models', es6)).status).toBe(403)
    expect((await other.patch(`/api/models/${id}`, { make: 'x' }, { ifMatch: 1 })).status).toBe(403)
    expect((await other.post(`/api/models/${id}/trims`, { ...trim, code: 'X' })).status).toBe(403)
    expect((await other.patch(`/api/trims/${trimId}`, { retired: true }, { ifMatch: 1 })).status).toBe(403)
  }
  expect(
    (await server.as(server.network.above.administrator).post('/api/models', { ...es6, code: 'ADM' })).status,
  ).toBe(201)
  expect((await server.as(null).get('/api/models')).status).toBe(401)
})

test('codes are used once', async () => {
  const id = await createModel('ONCE')
  expect((await maker.post('/api/models', { ...es6, code: ' once ' })).body.code).toBe('model.code-taken')
  await createTrim(id, 'ONCE-1')
  expect((await maker.post(`/api/models/${id}/trims`, { ...trim, code: 'ONCE-1' })).body.code).toBe(
    'trim.code-taken',
  )
  expect((await maker.post('/api/models', { ...es6, code: 'a b' })).status).toBe(422)
  const missing = '0197a3a0-0000-7000-8000-00000000dead'
  expect((await maker.post(`/api/models/${missing}/trims`, { ...trim, code: 'N' })).status).toBe(404)
  expect((await maker.get(`/api/models/${missing}`)).status).toBe(404)
})

test('an edit on an older version is refused with what others changed', async () => {
  const id = await createModel('EDIT')
  const trimId = await createTrim(id, 'EDIT-1')
  expect((await maker.patch(`/api/models/${id}`, { make: 'NIO' })).status).toBe(428)
  expect((await maker.patch(`/api/models/${id}`, { make: 'NIO' }, { ifMatch: 1 })).body).toEqual({
    id,
    version: 2,
  })
  const stale = await maker.patch(`/api/models/${id}`, { nameEn: 'X' }, { ifMatch: 1 })
  expect(stale.body).toMatchObject({ status: 412, version: 2, fields: ['make'] })
  const admin = server.as(server.network.above.administrator)
  expect(
    (await admin.patch(`/api/trims/${trimId}`, { listPriceMinor: 1, nameEn: 'GTX' }, { ifMatch: 1 })).status,
  ).toBe(200)
  const late = await maker.patch(`/api/trims/${trimId}`, { listPriceMinor: 2 }, { ifMatch: 1 })
  expect(late.body).toMatchObject({ status: 412, version: 2, fields: ['listPriceMinor', 'nameEn'] })
  const { match_key } = await server.owner
    .selectFrom('trims')
    .select('match_key')
    .where('id', '=', trimId)
    .executeTakeFirstOrThrow()
  expect(match_key).toBe('gtx')
})

test('a retired model leaves the list, not the papers, and comes back', async () => {
  const id = await createModel('OLD')
  const inList = async (query = '') =>
    (await consultant.get<Page>(`/api/models?limit=100${query}`)).body.items.some(model => model.id === id)
  await maker.patch(`/api/models/${id}`, { retired: true }, { ifMatch: 1 })
  expect([await inList(), await inList('&retired=with')]).toEqual([false, true])
  expect((await consultant.get<Model>(`/api/models/${id}`)).body.retiredAt).not.toBeNull()
  await maker.patch(`/api/models/${id}`, { retired: false }, { ifMatch: 2 })
  expect(await inList()).toBe(true)
})

test('models come by code, page by page, and are found by their trims too', async () => {
  for (const code of ['PAGE-B', 'PAGE-A', 'PAGE-C']) await createTrim(await createModel(code), `${code}-T`)
  const first = await consultant.get<Page>('/api/models?q=page-&limit=2')
  const second = await consultant.get<Page>(`/api/models?q=page-&limit=2&cursor=${first.body.nextCursor}`)
  expect([...first.body.items, ...second.body.items].map(model => model.code)).toEqual([
    'PAGE-A',
    'PAGE-B',
    'PAGE-C',
  ])
  expect((await consultant.get<Page>('/api/models?q=page-c-t')).body.items.map(model => model.code)).toEqual([
    'PAGE-C',
  ])
})

test('a car of a trim is named by the catalogue', async () => {
  const modelId = await createModel('NAMED')
  const trimId = await createTrim(modelId, 'NAMED-1')
  const keeper = server.as(server.network.staff.D1.inventoryManager)
  const { id } = await receive(keeper, { make: undefined, modelName: undefined, trimId })
  const { body } = await keeper.get<Vehicle>(`/api/vehicles/${id}`)
  expect(body).toMatchObject({
    make: '蔚来',
    modelName: 'ES6',
    trimName: '性能版',
    energy: 'electric',
    modelId,
  })
  for (const [query, isFound] of [
    [`modelId=${modelId}`, true],
    [`trimId=${trimId}`, true],
    [`modelId=${trimId}`, false],
  ] as const) {
    const { items } = (await keeper.get<{ items: Vehicle[] }>(`/api/vehicles?limit=100&${query}`)).body
    expect([query, items.some(vehicle => vehicle.id === id)]).toEqual([query, isFound])
  }
  const other = await createTrim(modelId, 'NAMED-2')
  expect(
    (await keeper.patch(`/api/vehicles/${id}`, { trimId: other, modelName: 'ES6 纪念' }, { ifMatch: 1 }))
      .status,
  ).toBe(200)
  expect((await keeper.get<Vehicle>(`/api/vehicles/${id}`)).body).toMatchObject({
    trimId: other,
    modelName: 'ES6 纪念',
  })
})

test('spellings of one trim meet', () => {
  expect(matchKeyOf('GTX Pro')).toBe(matchKeyOf('GTXPro'))
  expect(matchKeyOf(' gtx-PRO ')).toBe('gtxpro')
  expect(matchKeyOf('长续航 Pro')).toBe('长续航pro')
})
