import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { businessDate } from '../../platform/business-date.ts'
import { makeEventPartitions } from '../../platform/server/database/partitions.ts'
import type { Client } from '../../platform/server/testing/test-server.ts'
import { recountAll } from '../../sales/rollups/rollups.ts'
import { countSales } from '../../sales/sales.jobs.ts'
import { type SalesServer, startSalesServer } from '../../sales/testing/sales-server.ts'
import { openSale } from '../../sales/testing/sold-sales.ts'
import type { Targets } from '../targets/targets.contract.ts'
import type { Cohort, Overview } from './overview.contract.ts'
import { type Figure, type Narrowed, rowsOf } from './rows.rules.ts'

const day = 86_400_000
let server: SalesServer
beforeAll(async () => {
  server = await startSalesServer()
  await makeEventPartitions(server.owner, new Date(server.clock.now().getTime() + 100 * day))
  await threeMonths()
})
afterAll(() => server.close())

/** Sales of two people and three sources that ended in every way, over some three months. */
async function threeMonths(): Promise<void> {
  const { staff } = server.network
  const people = [staff.D1.consultant, staff.D1.colleague]
  const manager = server.as(staff.D1.salesManager)
  for (const [index, source] of ['walk-in', 'phone', 'referral', 'walk-in', 'phone', 'walk-in'].entries()) {
    const staffId = people[index % 2] ?? staff.D1.consultant
    const open = () => openSale(server, 'D1', { name: `客户${index}`, staffId }, { source })
    await open()
    const shown = await open()
    await shown.step('showings', {})
    server.clock.forward(2 * day)
    const lost = await open()
    await lost.step('loss', { reason: index % 2 ? 'price' : 'competitor' })
    await lost.step('loss/confirmation', {}, manager)
    const bought = await open()
    await bought.step('showings', {})
    server.clock.forward((5 + index) * day)
    await sign(bought, index % 2 ? 'price' : null)
    if (index % 3 === 0) {
      server.clock.forward(9 * day)
      await bought.step('cancellation', { reason: 'car-defect', defaultingParty: 'none' }, manager)
    }
    server.clock.forward(6 * day)
  }
  await talkedPrice()
  await openSale(server, 'D3', { name: '他店' })
}

/** Came as far as a price, and is to be called today. */
async function talkedPrice(): Promise<void> {
  const sale = await openSale(server, 'D1', { name: '谈价' })
  await sale.step('quotes', { trimId: server.trimId, discountMinor: 0, lines: [] })
  const dueOn = businessDate(server.clock.now().toISOString(), 'Asia/Shanghai')
  await sale.step('follow-ups', { intentLevel: 'A', dueOn })
}

async function sign(sale: Awaited<ReturnType<typeof openSale>>, winReason: string | null): Promise<void> {
  await sale.step('quotes', { trimId: server.trimId, discountMinor: 100_000, lines: [] })
  const { state } = await server.owner
    .selectFrom('sales')
    .select('state')
    .where('id', '=', sale.id)
    .executeTakeFirstOrThrow()
  const [quote] = (state as unknown as { quotes: { id: string }[] }).quotes
  await sale.step(`quotes/${quote?.id}/sending`)
  const terms = { quoteId: quote?.id, trimId: server.trimId, priceMinor: 22_500_000 }
  await sale.step('contract', { ...terms, winReason })
}

async function overview(client: Client, query = ''): Promise<Overview> {
  const answer = await client.get<Overview>(`/api/overview${query}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.body
}

async function rowCount(client: Client, figure: Figure, narrowed: Narrowed): Promise<number> {
  const query = new URLSearchParams({ limit: '100' })
  for (const [name, value] of Object.entries(rowsOf(figure, narrowed)))
    for (const each of [value].flat()) query.append(name, String(each))
  const answer = await client.get<{ items: unknown[]; nextCursor: string | null }>(`/api/sales?${query}`)
  expect(answer.status, answer.text).toBe(200)
  expect(answer.body.nextCursor).toBeNull()
  return answer.body.items.length
}

interface Shown {
  readonly name: string
  readonly value: number
  readonly figure: Figure
  readonly by: Narrowed
}

/** Every number of an answer with the figure that it stands for. */
function figuresOf(answer: Overview, narrowed: Narrowed): Shown[] {
  const { from, to } = answer
  const cohort = (name: string, counts: Cohort, by: Narrowed, months = { from, to }): Shown[] =>
    (Object.keys(answer.total) as (keyof Cohort)[]).map(part => ({
      name: `${name} ${part}`,
      value: counts[part],
      figure: { kind: 'cohort', part, ...months },
      by,
    }))
  const sold = (kind: 'contracts' | 'deliveries', month: string, value: number): Shown => ({
    name: `${month} ${kind}`,
    value,
    figure: { kind, from: month, to: month },
    by: narrowed,
  })
  return [
    ...cohort('all', answer.total, narrowed),
    ...answer.cohorts.flatMap(each =>
      cohort(each.month, each, narrowed, { from: each.month, to: each.month }),
    ),
    ...answer.sources.flatMap(each => cohort(each.source, each, { ...narrowed, source: each.source })),
    ...answer.months.flatMap(({ month, contracts, deliveries }) => [
      sold('contracts', month, contracts),
      sold('deliveries', month, deliveries),
    ]),
    ...answer.endings.map(
      ({ stage, reason, sales }): Shown => ({
        name: `${stage} ${reason}`,
        value: sales,
        figure: { kind: 'ending', stage, reason, from, to },
        by: narrowed,
      }),
    ),
    ...answer.times.map(
      ({ stage, sales }): Shown => ({
        name: `left ${stage}`,
        value: sales,
        figure: { kind: 'left', stage, from, to },
        by: narrowed,
      }),
    ),
    ...(answer.consultants ?? []).flatMap(({ owner, cohort: counts, overdue }): Shown[] => {
      const by = { ...narrowed, ownerId: owner?.id ?? '' }
      return [
        ...cohort(`of ${owner?.name}`, counts, by),
        { name: `overdue of ${owner?.name}`, value: overdue, figure: { kind: 'overdue' }, by },
      ]
    }),
  ]
}

describe('the overview', () => {
  it('counts in every number exactly the sales that the list shows for it, under every filter', async () => {
    const { ids, staff } = server.network
    const manager = server.as(staff.D1.dealerManager)
    const narrowings: Narrowed[] = [
      {},
      { dealerId: ids.D1, source: 'walk-in' },
      { ownerId: staff.D1.colleague },
      { ownerId: staff.D1.consultant, source: 'referral' },
    ]
    let checked = 0
    for (const narrowed of narrowings) {
      const query = new URLSearchParams(narrowed as Record<string, string>)
      const answer = await overview(manager, `?${query}`)
      const expected: Record<string, number> = {}
      const found: Record<string, number> = {}
      for (const { name, value, figure, by } of figuresOf(answer, narrowed)) {
        expected[name] = await rowCount(manager, figure, by)
        found[name] = value
        checked += value > 0 ? 1 : 0
      }
      expect(found).toEqual(expected)
    }
    expect(checked).toBeGreaterThan(100)
  })

  it('tells how far the sales of a month came, how long they stayed, why they were signed and why they ended', async () => {
    const { total, endings, times, months, fresh } = await overview(
      server.as(server.network.staff.D1.dealerManager),
    )
    expect(total).toEqual({
      inquiries: 25,
      showings: 13,
      testDrives: 7,
      negotiations: 7,
      contracts: 6,
      deliveries: 0,
      handedOver: 0,
      open: 17,
      lost: 6,
      cancelled: 2,
    })
    expect(fresh).toBe(true)
    expect(endings).toEqual([
      { stage: 'lost', reason: 'competitor', sales: 3 },
      { stage: 'lost', reason: 'price', sales: 3 },
      { stage: 'contract', reason: 'not-given', sales: 3 },
      { stage: 'contract', reason: 'price', sales: 3 },
      { stage: 'cancelled', reason: 'car-defect', sales: 2 },
    ])
    const shown = times.find(({ stage }) => stage === 'showing')
    expect(shown?.sales).toBe(6) // stayed 5 … 10 days
    expect((shown?.medianSeconds ?? 0) / 86_400).toBeGreaterThan(6.5)
    expect((shown?.medianSeconds ?? 0) / 86_400).toBeLessThan(8.8)
    const signed = months.flatMap(({ sums }) => sums).reduce((sum, each) => sum + each.contractsMinor, 0)
    expect(signed).toBe(6 * 22_500_000)
    expect(months).toHaveLength(12)
  })

  it('equals a full recount, however it was kept up to date', async () => {
    const { services, network } = server
    await countSales(services, server.owner)
    const kept = await countedRows()
    expect(Object.values(kept).flat().length).toBeGreaterThan(100)
    await recountAll(services.app, Object.values(network.ids))
    expect(await countedRows()).toEqual(kept)
  })

  it('shows an analyst every store below, and nobody by name', async () => {
    const answer = await server.as(server.network.above.analyst).get<Overview>('/api/overview')
    expect(answer.body.dealers.map(({ code }) => code)).toEqual(['D1', 'D2', 'D3'])
    expect(answer.body.total.inquiries).toBe(26)
    expect(answer.body.stores.reduce((sum, { cohort }) => sum + cohort.inquiries, 0)).toBe(26)
    expect(answer.text).not.toMatch(/客户|他店|Name of/)
    const { ids } = server.network
    const one = await overview(server.as(server.network.above.analyst), `?dealerId=${ids.D1}`)
    expect(one.consultants).toBeNull()
    const region = await overview(server.as(server.network.above.regionManager))
    expect(region.dealers.map(({ code }) => code)).toEqual(['D1', 'D2'])
    expect(
      (await overview(server.as(server.network.staff.D1.dealerManager), `?dealerId=${ids.D3}`)).total
        .inquiries,
    ).toBe(0)
    expect((await server.as(server.network.staff.D1.consultant).get('/api/overview')).status).toBe(403)
  })
})

async function countedRows() {
  const found: Record<string, unknown[]> = {}
  for (const table of ['sale_cohorts', 'sale_months', 'sale_endings', 'stage_times'])
    found[table] = (
      await sql`select * from ${sql.table(`app.${table}`)} t order by t::text`.execute(server.owner)
    ).rows
  return found
}

describe('targets', () => {
  const month = () => server.clock.now().toISOString().slice(0, 7)

  async function targets(client: Client, query = ''): Promise<Targets> {
    const answer = await client.get<Targets>(`/api/targets?month=${month()}${query}`)
    expect(answer.status, answer.text).toBe(200)
    return answer.body
  }

  it('are set by the dealer manager, once per version, and add up the tree', async () => {
    const { ids, staff, above } = server.network
    const manager = server.as(staff.D1.dealerManager)
    const store = {
      dealerId: ids.D1,
      month: month(),
      staffId: null,
      contracts: 40,
      deliveries: 30,
      amountMinor: 900_000_000,
    }
    const set = await manager.post('/api/targets', store, { ifMatch: 0 })
    expect(set.body, set.text).toMatchObject({ version: 1 })
    const late = await manager.post('/api/targets', { ...store, contracts: 50 }, { ifMatch: 0 })
    expect(late.body).toMatchObject({ status: 412, code: 'record.changed', version: 1 })
    const again = await manager.post('/api/targets', { ...store, contracts: 45 }, { ifMatch: 1 })
    expect(again.body).toMatchObject({ version: 2 })
    const stale = await manager.post('/api/targets', { ...store, contracts: 60 }, { ifMatch: 1 })
    expect(stale.body).toMatchObject({ status: 412, code: 'record.changed', version: 2 })
    const own = { ...store, staffId: staff.D1.consultant, contracts: 8, deliveries: null, amountMinor: null }
    expect((await manager.post('/api/targets', own, { ifMatch: 0 })).status).toBe(200)

    const [line] = (await targets(manager)).stores
    expect(line).toMatchObject({ mayEdit: true, store: { target: { contracts: 45, version: 2 } } })
    expect(line?.people.find(each => each.staff.id === staff.D1.consultant)?.target.contracts).toBe(8)
    const { nodes } = await targets(server.as(above.manufacturerManager))
    expect(nodes.map(({ code, contracts, withTarget }) => [code, contracts, withTarget])).toEqual([
      ['M', 45, 1],
      ['R1', 45, 1],
      ['R2', null, 0],
    ])
    const { months } = await overview(manager)
    expect(months.at(-1)?.target).toEqual({
      contracts: 45,
      deliveries: 30,
      sums: [{ currency: 'CNY', amountMinor: 900_000_000 }],
    })
  })

  it('shows a consultant their own alone, and lets them set none', async () => {
    const { ids, staff } = server.network
    const consultant = server.as(staff.D1.consultant)
    const { stores } = await targets(consultant)
    expect(stores).toHaveLength(1)
    expect(stores[0]).toMatchObject({ mayEdit: false, store: null })
    expect(stores[0]?.people.map(each => each.staff.id)).toEqual([staff.D1.consultant])
    const wish = {
      dealerId: ids.D1,
      month: month(),
      staffId: null,
      contracts: 1,
      deliveries: 1,
      amountMinor: 1,
    }
    expect((await consultant.post('/api/targets', wish, { ifMatch: 2 })).status).toBe(403)
    const manager = server.as(staff.D1.dealerManager)
    const foreign = await manager.post('/api/targets', { ...wish, dealerId: ids.D3 }, { ifMatch: 0 })
    expect(foreign.status).toBe(404)
    const stranger = { ...wish, staffId: staff.D3.consultant }
    expect((await manager.post('/api/targets', stranger, { ifMatch: 0 })).body).toMatchObject({
      code: 'staff.unknown',
      field: 'staffId',
    })
  })

  it('are taken over from the month before, without touching what is there', async () => {
    const { ids, staff } = server.network
    const manager = server.as(staff.D1.dealerManager)
    const [year, number] = month().split('-').map(Number) as [number, number]
    const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7)
    const own = {
      dealerId: ids.D1,
      month: next,
      staffId: staff.D1.consultant,
      contracts: 9,
      deliveries: 9,
      amountMinor: null,
    }
    await manager.post('/api/targets', own, { ifMatch: 0 })
    const copied = await manager.post('/api/targets/copies', { dealerId: ids.D1, month: next })
    expect(copied.body, copied.text).toEqual({ copied: 1 })
    const { stores } = (await manager.get<Targets>(`/api/targets?month=${next}`)).body
    expect(stores[0]?.store?.target.contracts).toBe(45)
    expect(stores[0]?.people.find(each => each.staff.id === staff.D1.consultant)?.target.contracts).toBe(9)
    const twice = await manager.post('/api/targets/copies', { dealerId: ids.D1, month: next })
    expect(twice.body).toMatchObject({ code: 'target.nothing-to-copy' })
  })
})
