import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultDefinition } from '../process/default-definition.rules.ts'
import type { ProcessDefinition } from '../process/process.contract.ts'
import { type SalesServer, startSalesServer } from '../testing/sales-server.ts'
import { openSale } from '../testing/sold-sales.ts'

interface Effective {
  version: number
  inherited: boolean
  mayPublish: boolean
  definition: ProcessDefinition
  organisation: { id: string }
}

let server: SalesServer
beforeAll(async () => {
  server = await startSalesServer()
})
afterAll(() => server.close())

const { version: _, ...definition } = defaultDefinition
const as = (post: keyof SalesServer['network']['staff']['D1']) => server.as(server.network.staff.D1[post])
const administrator = () => server.as(server.network.above.administrator)
const effective = async (client: ReturnType<SalesServer['as']>, organisationId: string) =>
  (await client.get<Effective>(`/api/processes/effective?organisationId=${organisationId}`)).body
const publish = (
  client: ReturnType<SalesServer['as']>,
  organisationId: string,
  ifMatch: number,
  changes: Partial<ProcessDefinition> = {},
) =>
  client.post<{ version: number }>(
    '/api/processes',
    { organisationId, definition: { ...definition, ...changes } },
    { ifMatch },
  )

test('a store inherits, publishes its own, and others keep theirs', async () => {
  const { D1, D2, M } = server.network.ids
  const manager = as('dealerManager')
  const before = await effective(manager, D1)
  expect(before).toMatchObject({ version: 1, inherited: true, mayPublish: true, organisation: { id: M } })
  const published = await publish(manager, D1, 1, { reservationHours: 5 })
  expect(published.status, JSON.stringify(published.body)).toBe(201)
  const after = await effective(manager, D1)
  expect(after).toMatchObject({
    inherited: false,
    definition: { reservationHours: 5, version: published.body.version },
  })
  expect(await effective(administrator(), D2)).toMatchObject({ version: 1, inherited: true })
  const sale = await openSale(server, 'D1', { name: '新流程' })
  const row = await server.owner
    .selectFrom('sales')
    .select('process_version')
    .where('id', '=', sale.id)
    .executeTakeFirstOrThrow()
  expect(row.process_version).toBe(published.body.version)
})

test('publishing on an older version is refused with the current one', async () => {
  const { D1 } = server.network.ids
  const { version } = await effective(as('dealerManager'), D1)
  expect((await publish(as('dealerManager'), D1, version)).status).toBe(201)
  const late = await publish(as('dealerManager'), D1, version)
  expect(late.status).toBe(412)
  expect(late.body).toMatchObject({ code: 'record.changed', expected: version, version: version + 1 })
})

test('of two who publish at once one is told', async () => {
  const { D3 } = server.network.ids
  const { version } = await effective(administrator(), D3)
  const both = await Promise.all([
    publish(administrator(), D3, version),
    publish(administrator(), D3, version),
  ])
  expect(both.map(answer => answer.status).sort()).toEqual([201, 412])
})

test('a process that does not hold together is refused with its faults', async () => {
  const { D1 } = server.network.ids
  const { version } = await effective(as('dealerManager'), D1)
  const answer = await publish(as('dealerManager'), D1, version, { lossReasons: [] })
  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({
    code: 'process.invalid',
    findings: [{ code: 'list-empty', path: 'lossReasons' }],
  })
  expect((await effective(as('dealerManager'), D1)).version).toBe(version)
})

test('without the version of what it replaces nothing is published', async () => {
  const answer = await as('dealerManager').post('/api/processes', {
    organisationId: server.network.ids.D1,
    definition,
  })
  expect(answer.status).toBe(428)
})

test('who may only read publishes nothing', async () => {
  const { D1 } = server.network.ids
  expect((await effective(as('consultant'), D1)).mayPublish).toBe(false)
  expect((await publish(as('consultant'), D1, 1)).status).toBe(403)
})

test('another store’s process answers as a missing one', async () => {
  const { D2 } = server.network.ids
  expect((await as('dealerManager').get(`/api/processes/effective?organisationId=${D2}`)).status).toBe(404)
  expect((await publish(as('dealerManager'), D2, 1)).status).toBe(404)
  const published = await publish(administrator(), D2, 1)
  expect((await as('dealerManager').get(`/api/processes/${published.body.version}`)).status).toBe(404)
  expect((await as('dealerManager').get('/api/processes/1')).status).toBe(200)
  expect((await as('dealerManager').get('/api/processes/9999')).status).toBe(404)
})

test('versions are listed newest first, and one of them holds', async () => {
  const { D1 } = server.network.ids
  const answer = await as('dealerManager').get<{ items: { version: number; effective: boolean }[] }>(
    `/api/processes?organisationId=${D1}`,
  )
  const { items } = answer.body
  expect(items.map(item => item.version)).toEqual([...items.map(item => item.version)].sort((a, b) => b - a))
  expect(items.filter(item => item.effective)).toHaveLength(1)
  expect(items.at(-1)?.version).toBe(1)
})

test('a preview says what would change for the sales under way, and publishes nothing', async () => {
  const { D2 } = server.network.ids
  const sale = await openSale(server, 'D2', { name: '预览' })
  const late = await openSale(server, 'D2', { name: '久候' })
  await server.owner
    .updateTable('sales')
    .set({ stage_since: new Date(server.services.ports.now().getTime() - 30 * 3_600_000).toISOString() })
    .where('id', '=', late.id)
    .execute()
  const manager = server.as(server.network.staff.D2.dealerManager)
  const before = await effective(manager, D2)
  const ask = (changes: Partial<ProcessDefinition>) =>
    manager.post<{
      changes: { kind: string }[]
      dealers: number
      running: {
        version: number
        stage: string
        count: number
        lost: string[]
        lateBefore: number
        lateAfter: number
      }[]
    }>('/api/processes/preview', { organisationId: D2, definition: { ...definition, ...changes } })
  const slaHours = definition.slaHours.map(each => (each.stage === 'inquiry' ? { ...each, hours: 48 } : each))
  const transitions = definition.transitions.map(each =>
    each.action === 'reserve-car' ? { ...each, from: each.from.filter(stage => stage !== 'inquiry') } : each,
  )
  const { body, status } = await ask({ slaHours, transitions })
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body.changes.map(each => each.kind)).toEqual(['way', 'sla'])
  expect(body.dealers).toBe(1)
  expect(body.running).toContainEqual({
    version: before.version,
    stage: 'inquiry',
    count: 2,
    stranded: false,
    lost: ['reserve-car'],
    gained: [],
    lateBefore: 1,
    lateAfter: 0,
  })
  expect(await effective(manager, D2)).toEqual(before)
  expect((await ask({ stages: ['inquiry'] })).body).toMatchObject({ code: 'process.invalid' })
  expect(sale.id).not.toBe(late.id)
  const elsewhere = await as('dealerManager').post('/api/processes/preview', {
    organisationId: D2,
    definition,
  })
  expect(elsewhere.status).toBe(404)
})

test('a definition of the network holds for the stores without one of their own', async () => {
  const { M } = server.network.ids
  const { body } = await administrator().post<{ dealers: number }>('/api/processes/preview', {
    organisationId: M,
    definition,
  })
  const stores = Object.keys(server.network.staff).length
  const own = await server.owner
    .selectFrom('process_definitions')
    .innerJoin('organisations', 'organisations.id', 'organisation_id')
    .select('organisation_id')
    .distinct()
    .where('kind', '=', 'dealer')
    .execute()
  expect(body.dealers).toBe(stores - own.length)
})
