import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertStatutoryRates } from '../processes/found-sales.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import type { QuotePaper } from '../sales/sale-papers.contract.ts'
import type { TaxRate } from '../tax-rates/tax-rates.contract.ts'
import { type SalesServer, startSalesServer } from '../testing/sales-server.ts'
import { type FollowedSale, openSale } from '../testing/sold-sales.ts'
import type { UsualLine } from './usual-lines.contract.ts'

let server: SalesServer
let electricTrimId: string
let sale: FollowedSale

beforeAll(async () => {
  server = await startSalesServer()
  const { owner, services } = server
  await owner.transaction().execute(tx => insertStatutoryRates(tx, services.ports.newId))
  const trim = await owner
    .selectFrom('trims')
    .selectAll()
    .where('id', '=', server.trimId)
    .executeTakeFirstOrThrow()
  electricTrimId = services.ports.newId()
  const electric = { id: electricTrimId, code: 'M1-EV', energy: 'electric', match_key: 'electric' }
  await owner
    .insertInto('trims')
    .values({ ...trim, ...electric, list_price_minor: 45_200_000 })
    .execute()
  await owner
    .updateTable('trims')
    .set({ energy: 'petrol', list_price_minor: 22_600_000 })
    .where('id', '=', server.trimId)
    .execute()
})
afterAll(() => server.close())

const as = (post: keyof SalesServer['network']['staff']['D1']) => server.as(server.network.staff.D1[post])
const administrator = () => server.as(server.network.above.administrator)

async function newSale(name: string) {
  sale = await openSale(server, 'D1', { name })
  return sale
}
async function papers(post: Parameters<typeof as>[0] = 'consultant'): Promise<QuotePaper[]> {
  const answer = await as(post).get<{ items: QuotePaper[] }>(`/api/sales/${sale.id}/quotes`)
  expect(answer.status, answer.text).toBe(200)
  return answer.body.items
}
async function state() {
  return (await as('consultant').get<SalePage>(`/api/sales/${sale.id}`)).body
}
const refused = (path: string, body: object = {}) =>
  as('consultant').post<{ code: string; field?: string }>(`/api/sales/${sale.id}/${path}`, body, {
    ifMatch: sale.version(),
  })
const insured = [
  { kind: 'compulsory-insurance', label: '交强险', amountMinor: 95_000 },
  { kind: 'commercial-insurance', label: '商业险', amountMinor: 430_000 },
  { kind: 'plate', label: '上牌', amountMinor: 60_000 },
].map(line => ({ ...line, costMinor: null }))

describe('the purchase tax of a quote', () => {
  test('is computed by the table of the day, with its law, and is no part of what the store sells', async () => {
    await newSale('购置税')
    await sale.step('quotes', { trimId: server.trimId, lines: insured, tradeInMinor: 3_000_000 })
    const [paper] = await papers()
    expect(paper).toMatchObject({
      totalMinor: 22_600_000 + 2_000_000 + 585_000,
      tradeInMinor: 3_000_000,
      tax: {
        state: 'computed',
        baseMinor: 22_600_000,
        taxMinor: 2_000_000,
        rate: { rateBasisPoints: 1_000 },
      },
      taxSources: ['《中华人民共和国车辆购置税法》第四条', '财政部 税务总局 海关总署公告2019年第39号'],
    })
    const page = await state()
    expect(page.amounts.amountMinor).toBe(22_600_000)
    expect(page.state.quotes[0]).toMatchObject({ passedOnMinor: 2_585_000 })
  })

  test('halves for a new-energy car up to its cap', async () => {
    await newSale('新能源')
    await sale.step('quotes', { trimId: electricTrimId })
    expect((await papers())[0]?.tax).toMatchObject({ fullTaxMinor: 4_000_000, taxMinor: 2_500_000 })
  })

  test('counts the car’s own energy before its trim’s, and abstains where neither is known', async () => {
    await newSale('能源')
    const episodeId = await server.addCar('D1', { priceMinor: 22_600_000 })
    const vehicles = server.owner
      .updateTable('vehicles')
      .where('id', 'in', eb =>
        eb.selectFrom('stock_episodes').select('vehicle_id').where('id', '=', episodeId),
      )
    await vehicles.set({ energy: 'plug-in-hybrid' }).execute()
    await sale.step('quotes', { episodeId })
    expect((await papers())[0]?.tax).toMatchObject({ newEnergy: true, taxMinor: 1_000_000 })
    await vehicles.set({ energy: 'other' }).execute()
    const [quote] = await papers()
    await sale.step(`quotes/${quote?.id}/revision`, { episodeId })
    expect(await papers()).toMatchObject([
      { totalMinor: 22_600_000, tax: { state: 'unknown', reason: 'energy-unknown' }, taxSources: [] },
    ])
    const byHand = { kind: 'purchase-tax', label: '', amountMinor: 1_234_567, costMinor: null }
    await sale.step(`quotes/${quote?.id}/revision`, { episodeId, lines: [byHand] })
    expect(await papers()).toMatchObject([{ totalMinor: 23_834_567, tax: { state: 'manual' } }])
  })

  test('is computed again when it is sent: a rate may have ended since the draft', async () => {
    await newSale('税率变更')
    await sale.step('quotes', { trimId: electricTrimId })
    const [draft] = await papers()
    expect(draft?.totalMinor).toBe(47_700_000)
    const halved = server.owner.updateTable('tax_rates').where('valid_from', '=', '2026-01-01')
    await halved.set({ valid_to: '2026-01-01' }).execute()
    await sale.step(`quotes/${draft?.id}/sending`)
    await halved.set({ valid_to: '2027-12-31' }).execute()
    const row = await server.owner
      .selectFrom('quotes')
      .selectAll()
      .where('id', '=', draft?.id ?? '')
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({
      state: 'sent',
      total_minor: 49_200_000,
      purchase_tax: { taxMinor: 4_000_000 },
    })
    expect((await state()).state.quotes[0]).toMatchObject({
      totalMinor: 49_200_000,
      passedOnMinor: 4_000_000,
    })
  })

  test('is not in a contract: its price is what the store sells, and a discount on that alone is asked about', async () => {
    await newSale('合同')
    await sale.step('quotes', { trimId: server.trimId, lines: insured })
    const quoteId = (await papers())[0]?.id
    await sale.step(`quotes/${quoteId}/sending`)
    const below = await refused('contract', { quoteId, trimId: server.trimId, priceMinor: 21_000_000 })
    expect(below.body).toMatchObject({ code: 'quote.over-limit' })
    await sale.step('contract', { quoteId, trimId: server.trimId, priceMinor: 22_600_000 })
    expect((await state()).amounts).toMatchObject({ amountMinor: 22_600_000, dueMinor: 22_600_000 })
  })
})

describe('versions', () => {
  test('a quote that has run out is not accepted; one request makes the next at the terms of the day', async () => {
    await newSale('过期')
    const gift = { kind: 'gift', label: '脚垫', amountMinor: 0, costMinor: 20_000 }
    await sale.step('quotes', { trimId: server.trimId, discountMinor: 100_000, lines: [...insured, gift] })
    const quoteId = (await papers())[0]?.id
    await sale.step(`quotes/${quoteId}/sending`)
    server.clock.forward(9 * 86_400_000)
    const late = await refused('contract', { quoteId, trimId: server.trimId, priceMinor: 22_500_000 })
    expect(late.body).toMatchObject({ code: 'quote.expired', cure: expect.stringContaining('今日条件') })
    await server.owner
      .updateTable('trims')
      .set({ list_price_minor: 23_600_000 })
      .where('id', '=', server.trimId)
      .execute()
    await sale.step(`quotes/${quoteId}/renewal`)
    await server.owner
      .updateTable('trims')
      .set({ list_price_minor: 22_600_000 })
      .where('id', '=', server.trimId)
      .execute()
    const [next, old] = await papers('dealerManager')
    expect(next).toMatchObject({
      version: 2,
      state: 'draft',
      listPriceMinor: 23_600_000,
      discountMinor: 100_000,
    })
    expect(next?.tax).toMatchObject({ baseMinor: 23_500_000, taxMinor: 2_079_646 })
    expect(next?.lines).toEqual(old?.lines) // its costs too, which a consultant is not shown
    expect(next?.validUntil.localeCompare(old?.validUntil ?? '')).toBe(1)
    await sale.step(`quotes/${next?.id}/sending`)
    expect((await papers()).map(each => each.state)).toEqual(['sent', 'superseded'])
    server.clock.forward(-9 * 86_400_000)
  })

  test('who is not shown costs keeps those of the lines that stay, and gives the store’s own for usual ones', async () => {
    const gift = { kind: 'gift', label: '行车记录仪', amountMinor: 0, costMinor: 38_000 }
    for (const name of ['常用一', '常用二']) {
      await newSale(name)
      await sale.step('quotes', { trimId: server.trimId, lines: [gift] })
    }
    const [quote] = await papers()
    expect(quote?.lines[0]).toMatchObject({ costMinor: null, costMasked: true })
    await sale.step(`quotes/${quote?.id}/revision`, {
      trimId: server.trimId,
      lines: [{ ...gift, costMinor: null }],
    })
    expect((await state()).state.quotes[0]?.concessionMinor).toBe(38_000)
    const usual = (post: Parameters<typeof as>[0]) =>
      as(post).get<{ items: UsualLine[] }>(`/api/sales/${sale.id}/usual-lines?currency=CNY`)
    expect((await usual('consultant')).body.items).toContainEqual({
      ...gift,
      costMinor: null,
      costMasked: true,
    })
    expect((await usual('dealerManager')).body.items).toContainEqual({ ...gift, costMasked: false })
    await newSale('常用三')
    const once = { kind: 'gift', label: '李先生要的玩具', amountMinor: 0, costMinor: 1 }
    await sale.step('quotes', { trimId: server.trimId, lines: [{ ...gift, costMinor: null }, once] })
    expect((await state()).state.quotes[0]?.concessionMinor).toBe(38_001)
    expect((await usual('consultant')).text).not.toContain('李先生')
    const unknown = await refused('quotes', {
      trimId: server.trimId,
      lines: [{ ...once, label: '？', costMinor: null }],
    })
    expect(unknown.body).toMatchObject({ code: 'quote.gift-cost-missing' })
  })

  test('what is no amount is refused by its field, with nothing half-written', async () => {
    await newSale('坏数据')
    const bodies = [
      { discountMinor: 22_600_001 },
      { discountMinor: -1 },
      { discountMinor: 1e13 },
      { tradeInMinor: -5 },
      { lines: [{ kind: 'plate', label: '', amountMinor: 0.5, costMinor: null }] },
      { currency: 'JPY' },
    ]
    const codes: [string | undefined, number][] = []
    for (const body of bodies) {
      const answer = await refused('quotes', { trimId: server.trimId, ...body })
      codes.push([answer.body.code, answer.status])
    }
    expect(codes).toEqual([
      ['quote.discount-over-price', 422],
      ['request.invalid', 422],
      ['request.invalid', 422],
      ['request.invalid', 422],
      ['request.invalid', 422],
      ['sale.currency-differs', 422],
    ])
    expect(await papers()).toEqual([])
  })
})

describe('the dated table', () => {
  const rate = {
    tax: 'purchase-tax',
    energy: 'new-energy',
    currency: 'CNY',
    validFrom: '2028-01-01',
    rateBasisPoints: 1_000,
    reductionBasisPoints: 2_500,
    reductionMinorMax: 800_000,
    source: '公告',
  }
  const rates = async () => (await as('consultant').get<{ items: TaxRate[] }>('/api/tax-rates')).body.items
  const add = (body: object) => administrator().post<{ id: string; code: string }>('/api/tax-rates', body)
  const end = (id: string, validTo: string, ifMatch = 1) =>
    administrator().post<{ code: string }>(`/api/tax-rates/${id}/end`, { validTo }, { ifMatch })

  test('one row holds on a day: another is refused until the first ends, which is never undone', async () => {
    const made = await add(rate)
    expect(made.status, made.text).toBe(201)
    const { id } = made.body
    expect((await add({ ...rate, validFrom: '2029-06-01' })).body).toMatchObject({
      code: 'tax-rate.overlaps',
    })
    expect((await add({ ...rate, validFrom: '2027-12-31', validTo: '2027-12-31' })).body.code).toBe(
      'tax-rate.overlaps',
    )
    expect((await end(id, '2027-12-30')).body.code).toBe('tax-rate.ends-before-start')
    expect((await end(id, '2029-05-31')).status).toBe(200)
    expect((await end(id, '2030-01-01', 1)).body.code).toBe('record.changed')
    expect((await end(id, '2030-01-01', 2)).body.code).toBe('tax-rate.already-ended')
    const next = await add({ ...rate, validFrom: '2029-06-01' })
    expect(next.status, next.text).toBe(201)
    expect((await end(next.body.id, '2029-05-31')).status).toBe(200) // withdrawn
    expect((await add({ ...rate, validFrom: '2029-06-01', validTo: '2030-12-31' })).status).toBe(201)
    expect((await rates()).filter(each => each.validFrom >= '2028-01-01')).toMatchObject([
      { validFrom: '2029-06-01' },
      { validFrom: '2029-06-01' },
      { validFrom: '2028-01-01', validTo: '2029-05-31', version: 2, reductionMinorMax: 800_000 },
    ])
    await expect(
      server.services.app.connection().execute(db => db.deleteFrom('tax_rates').execute()),
    ).rejects.toMatchObject({ code: '42501' })
  })

  test('the end of a rate leaves a quote that used it as it was', async () => {
    await newSale('旧税率')
    await sale.step('quotes', { trimId: server.trimId })
    const quoteId = (await papers())[0]?.id
    await sale.step(`quotes/${quoteId}/sending`)
    const before = await papers()
    const used = (await rates()).find(each => each.tax === 'purchase-tax' && each.energy === 'any')
    expect((await end(used?.id ?? '', '2026-01-01')).status).toBe(200)
    expect(await papers()).toEqual(before)
    await sale.step('quotes', { trimId: server.trimId })
    expect((await papers())[0]?.tax).toMatchObject({
      state: 'unknown',
      reason: 'no-rate',
      tax: 'purchase-tax',
    })
  })

  test('two who add the same row at once: one of them', async () => {
    const row = { ...rate, currency: 'XTS' }
    const answers = await Promise.all([add(row), add(row), add(row)])
    expect(answers.map(each => each.status).sort()).toEqual([201, 409, 409])
  })

  test.each([{ validTo: '2027-12-31' }, { rateBasisPoints: 10_001 }, { source: ' ' }, { tax: 'stamp-duty' }])(
    '%o is refused',
    async wrong => {
      expect((await add({ ...rate, currency: 'XXX', ...wrong })).status).toBe(422)
    },
  )
})
