import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Acted } from './acts/acts.contract.ts'
import { replay } from './process/apply.rules.ts'
import { inspected } from './testing/random/requests.ts'
import { readEvents } from './testing/read-events.ts'
import { makeReady } from './testing/ready-drive.ts'
import { type SalesServer, startSalesServer } from './testing/sales-server.ts'

let server: SalesServer
beforeAll(async () => {
  server = await startSalesServer()
})
afterAll(() => server.close())

type Client = ReturnType<SalesServer['as']>

/** Follows one sale: each step is posted to the version the last one answered. */
async function walk(client: Client, inquiry: object) {
  const opened = await client.post<Acted>('/api/inquiries', inquiry)
  expect(opened.status, opened.text).toBe(201)
  let version = opened.body.version
  const { id } = opened.body
  return {
    id,
    dealerId: opened.body.dealerId,
    version: () => version,
    step: async (path: string, body: object | undefined = undefined, by: Client = client) => {
      const answer = await by.post<Acted>(`/api/sales/${id}/${path}`, body, { ifMatch: version })
      if (answer.status === 201) version = answer.body.version
      return answer
    },
  }
}

async function readSale(id: string) {
  return server.owner.selectFrom('sales').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

describe('a sale', () => {
  it('goes from inquiry to after-sales, and its events replay to its row', async () => {
    const { staff } = server.network
    const consultant = server.as(staff.D1.consultant)
    const manager = server.as(staff.D1.dealerManager)
    const finance = server.as(staff.D1.finance)
    const inventory = server.as(staff.D1.inventoryManager)
    const customerId = await server.addCustomer('D1')
    const episodeId = await server.addCar('D1')
    const vin = await vinOf(episodeId)
    const sale = await walk(consultant, {
      customerId,
      source: 'walk-in',
      intentLevel: 'A',
      trimId: server.trimId,
      note: '周末来店',
    })

    expect((await sale.step('showings', { note: '' })).body.stage).toBe('showing')
    const startsAt = new Date(server.clock.now().getTime() + 3_600_000).toISOString()
    const endsAt = new Date(server.clock.now().getTime() + 5_400_000).toISOString()
    const booked = await sale.step('test-drives', {
      episodeId,
      escortId: staff.D1.consultant,
      startsAt,
      endsAt,
    })
    expect(booked.status, booked.text).toBe(201)
    const drive = (await readSale(sale.id)).state as { testDrives: { id: string }[] }
    const driveId = drive.testDrives[0]?.id
    await makeReady(sale, driveId)
    const started = await sale.step(`test-drives/${driveId}/start`, { mileageOutKm: 12 })
    expect(started.status, started.text).toBe(201)
    expect((await sale.step(`test-drives/${driveId}/return`, { mileageInKm: 25 })).status).toBe(201)

    const drafted = await sale.step('quotes', {
      episodeId,
      discountMinor: 200_000,
      lines: [{ kind: 'insurance', label: '交强险', amountMinor: 95_000, costMinor: null }],
    })
    expect(drafted.status, drafted.text).toBe(201)
    const quoteId = ((await readSale(sale.id)).state as { quotes: { id: string }[] }).quotes[0]?.id
    expect((await sale.step(`quotes/${quoteId}/sending`)).status).toBe(201)
    const signed = await sale.step('contract', {
      quoteId,
      episodeId,
      priceMinor: 22_400_000,
      deposit: { type: 'earnest-money', amountMinor: 1_000_000, paidBy: null },
    })
    expect(signed.status, signed.text).toBe(201)
    expect(signed.body.stage).toBe('contract')
    const deposit = { purpose: 'deposit', method: 'wechat-pay', amountMinor: 1_000_000, reference: 'wx1' }
    expect((await sale.step('payments', deposit, finance)).status).toBe(201)
    expect(
      (await sale.step('payments', { method: 'transfer', amountMinor: 21_400_000 }, finance)).status,
    ).toBe(201)

    const early = await sale.step('delivery', {})
    expect(early.status).toBe(409)
    expect(early.body).toMatchObject({ code: 'delivery.item-open' })
    for (const [item, by] of [
      ['pdi', inventory],
      ['certificate', inventory],
      ['documents', consultant],
    ] as const) {
      const ticked = await sale.step('delivery-items', { item }, by)
      expect(ticked.status, `${item} ${ticked.text}`).toBe(201)
    }
    expect((await sale.step('delivery-items', { item: 'joint-inspection' })).body).toMatchObject({
      code: 'delivery.checklist-unsigned',
    })
    expect((await sale.step('delivery-checklist', { entries: inspected })).status).toBe(201)
    const paper = { signature: null, textLanguage: 'zh' }
    expect((await sale.step('delivery-checklist/signature', paper)).status).toBe(201)
    const invoice = { number: '24412000001', issuedOn: '2026-01-02', vin }
    const invoiced = await sale.step('delivery-items', { item: 'invoice', invoice }, finance)
    expect(invoiced.status, invoiced.text).toBe(201)
    const delivered = await sale.step('delivery', { mileageKm: 26 })
    expect(delivered.status, delivered.text).toBe(201)
    const handed = await sale.step('hand-over', {}, manager)
    expect(handed.status, handed.text).toBe(201)

    const row = await readSale(sale.id)
    expect(row).toMatchObject({ stage: 'after-sales', paid_minor: 22_400_000, episode_id: episodeId })
    expect(replay(await readEvents(server.owner, sale.id))).toEqual(row.state)
  })

  it('gives the first answer to a retry and records it once', async () => {
    const consultant = server.as(server.network.staff.D1.consultant)
    const sale = await walk(consultant, { customerId: await server.addCustomer('D1'), source: 'walk-in' })
    const sending = { key: 'retry-of-a-showing', ifMatch: sale.version() }
    const path = `/api/sales/${sale.id}/showings`
    const answers = await Promise.all([1, 2, 3].map(() => consultant.post(path, {}, sending)))
    const late = await consultant.post(path, {}, sending)
    for (const answer of [...answers, late]) {
      expect(answer.status, answer.text).toBe(201)
      expect(answer.text).toBe(answers[0]?.text)
    }
    const events = await readEvents(server.owner, sale.id)
    expect(events.filter(event => event.action === 'showing-recorded')).toHaveLength(1)
    const other = await consultant.post(path, { note: 'another' }, sending)
    expect(other.status).toBe(422)
    expect(other.body).toMatchObject({ code: 'request.idempotency-key-reused' })
  })

  it('refuses a step based on an older version, and names what happened since', async () => {
    const consultant = server.as(server.network.staff.D1.consultant)
    const sale = await walk(consultant, { customerId: await server.addCustomer('D1'), source: 'walk-in' })
    const seen = sale.version()
    await sale.step('showings', {})
    const stale = await consultant.post(`/api/sales/${sale.id}/showings`, {}, { ifMatch: seen })
    expect(stale.status).toBe(412)
    expect(stale.body).toMatchObject({
      code: 'record.changed',
      version: sale.version(),
      changes: ['showing-recorded'],
    })
    const blind = await consultant.post(`/api/sales/${sale.id}/showings`, {})
    expect(blind.status).toBe(428)
  })

  it('never lets two buyers hold one car', async () => {
    const { staff } = server.network
    const episodeId = await server.addCar('D1')
    const sales = await Promise.all(
      [staff.D1.consultant, staff.D1.colleague].map(async by =>
        walk(server.as(by), {
          customerId: await server.addCustomer('D1', by),
          source: 'walk-in',
          trimId: server.trimId,
        }),
      ),
    )
    const answers = await Promise.all(sales.map(sale => sale.step('reservation', { episodeId })))
    expect(answers.map(answer => answer.status).sort()).toEqual([201, 409])
    expect(answers.find(answer => answer.status === 409)?.body).toMatchObject({
      code: 'vehicle.not-available',
    })
  })

  it('tells the later of two at once what the other did', async () => {
    const consultant = server.as(server.network.staff.D1.consultant)
    const sale = await walk(consultant, { customerId: await server.addCustomer('D1'), source: 'walk-in' })
    let seen = sale.version()
    for (let round = 0; round < 5; round += 1) {
      const path = `/api/sales/${sale.id}/showings`
      const both = await Promise.all([1, 2].map(() => consultant.post(path, {}, { ifMatch: seen })))
      expect(both.map(({ status }) => status).sort()).toEqual([201, 412])
      const done = both.find(({ status }) => status === 201)?.body as { version: number }
      expect(both.find(({ status }) => status === 412)?.body).toMatchObject({
        code: 'record.changed',
        expected: seen,
        version: done.version,
        changes: expect.arrayContaining(['showing-recorded']),
      })
      seen = done.version
    }
  })

  it('is not there for a colleague, another store, or an id that does not exist', async () => {
    const { staff } = server.network
    const sale = await walk(server.as(staff.D1.consultant), {
      customerId: await server.addCustomer('D1'),
      source: 'walk-in',
    })
    for (const stranger of [staff.D1.colleague, staff.D2.salesManager]) {
      const foreign = await server.as(stranger).post(`/api/sales/${sale.id}/showings`, {}, { ifMatch: 1 })
      const missing = await server
        .as(stranger)
        .post(`/api/sales/${crypto.randomUUID()}/showings`, {}, { ifMatch: 1 })
      expect(foreign.status).toBe(404)
      expect({ ...foreign.body, instance: '' }).toEqual({ ...missing.body, instance: '' })
    }
  })
})

async function vinOf(episodeId: string): Promise<string> {
  const row = await server.owner
    .selectFrom('stock_episodes')
    .innerJoin('vehicles', 'vehicles.id', 'stock_episodes.vehicle_id')
    .select('vin')
    .where('stock_episodes.id', '=', episodeId)
    .executeTakeFirstOrThrow()
  return row.vin ?? ''
}
