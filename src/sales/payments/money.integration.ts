import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, businessDate } from '../../platform/business-date.ts'
import type { Acted } from '../acts/acts.contract.ts'
import type { Takings } from '../takings/takings.contract.ts'
import { type SalesServer, startSalesServer } from '../testing/sales-server.ts'
import { type FollowedSale, openSale } from '../testing/sold-sales.ts'

const seed = Number(process.env.FORECOURT_SEED ?? Date.now() % 2 ** 31)
const price = 22_600_000
const dayMs = 86_400_000

let server: SalesServer
beforeAll(async () => {
  server = await startSalesServer()
})
afterAll(() => server.close())

const finance = () => server.as(server.network.staff.D1.finance)
const today = () => businessDate(server.clock.now().toISOString(), 'Asia/Shanghai')
const cash = (amountMinor: number) => ({ purpose: 'balance', method: 'cash', amountMinor })

async function signed(dealer: 'D1' | 'D2' = 'D1'): Promise<FollowedSale> {
  const sale = await openSale(server, dealer, { name: '王芳' })
  await sale.step('contract', { trimId: server.trimId, priceMinor: price })
  return sale
}

function receiptsAt(dealer: 'D1' | 'D2' | 'D3') {
  return server.owner
    .selectFrom('receipts')
    .selectAll()
    .where('dealer_id', '=', server.network.ids[dealer])
    .orderBy('number')
    .execute()
}

async function refusal(sale: FollowedSale, path: string, body: object) {
  const answer = await finance().post(`/api/sales/${sale.id}/${path}`, body, { ifMatch: sale.version() })
  return { status: answer.status, ...answer.body }
}

async function close(day: string, body: object, by = finance()) {
  return by.post<Takings>(`/api/takings/${day}/closing`, body)
}

async function sheet(day: string): Promise<Takings> {
  return (await finance().get<Takings>(`/api/takings/${day}`)).body
}

test('numbers receipts without gaps under concurrency, refusals and rollbacks', async () => {
  const sales = await Promise.all(Array.from({ length: 12 }, () => signed('D2')))
  const till = server.as(server.network.staff.D2.finance)
  const pay = (sale: FollowedSale, body: object, ifMatch = sale.version()) =>
    till.post<Acted>(`/api/sales/${sale.id}/payments`, body, { ifMatch })
  const answers = await Promise.all(
    sales.flatMap(sale => [
      pay(sale, cash(100_000)),
      pay(sale, cash(200_000)), // the second on one version is rolled back
      pay(sale, cash(0)),
      pay(sale, { ...cash(1), currency: 'GBP' }),
      pay(sale, cash(300_000), 1),
    ]),
  )
  const taken = answers.filter(({ status }) => status === 201).length
  expect(taken).toBe(sales.length)
  const receipts = await receiptsAt('D2')
  const year = today().slice(2, 4)
  expect(receipts.map(({ number }) => number)).toEqual(
    Array.from({ length: taken }, (_, index) => `R${year}-${String(index + 1).padStart(6, '0')}`),
  )
})

test('a reversed payment keeps its receipt, which another cancels, once', async () => {
  const sale = await signed()
  await sale.step('payments', cash(500_000), finance())
  const [payment] = await receiptsAt('D1')
  const path = `payments/${payment?.payment_id}/reversal`
  await sale.step(path, { reference: '刷错卡' }, finance())
  const [receipt, cancelling] = await receiptsAt('D1')
  expect(receipt).toMatchObject({ cancels_id: null, amount_minor: 500_000 })
  expect(cancelling).toMatchObject({ cancels_id: receipt?.id, amount_minor: -500_000 })
  expect(await refusal(sale, path, {})).toMatchObject({ status: 409, code: 'payment.none' })
  await sale.step('payments', cash(1), finance())
  expect(await refusal(sale, path, {})).toMatchObject({ status: 409, code: 'payment.already-reversed' })
  expect(await receiptsAt('D1')).toHaveLength(3)
})

test('refuses money of nothing and of another currency, and shows what is more than owed as a credit', async () => {
  const sale = await signed()
  expect(await refusal(sale, 'payments', cash(0))).toMatchObject({
    status: 422,
    code: 'payment.amount-zero',
    field: 'amountMinor',
  })
  expect(await refusal(sale, 'payments', { ...cash(5), currency: 'USD' })).toMatchObject({
    code: 'sale.currency-differs',
    field: 'currency',
  })
  const { warnings } = await sale.step('payments', cash(price + 70_000), finance())
  expect(warnings).toEqual([{ code: 'payment.overpaid', facts: { creditMinor: 70_000 } }])
})

test('a day is closed once, with a reason for what differs; money after it counts for the next', async () => {
  server.clock.forward(2 * dayMs)
  const sale = await signed()
  await sale.step('payments', cash(300_000), finance())
  await sale.step('payments', { ...cash(50_000), method: 'wechat-pay' }, finance())
  const day = today()
  expect((await sheet(day)).totals).toEqual({
    count: 2,
    inMinor: 350_000,
    outMinor: 0,
    netMinor: 350_000,
    cashMinor: 300_000,
  })
  expect((await close(addDays(day, 1), { countedMinor: 0 })).body).toMatchObject({
    code: 'takings.future-day',
  })
  expect((await close(day, { countedMinor: 299_000 })).body).toMatchObject({
    code: 'takings.reason-required',
    differenceMinor: -1_000,
    field: 'reason',
  })
  const closings = await Promise.all([1, 2].map(() => close(day, { countedMinor: 299_000, reason: '找零' })))
  expect(closings.map(({ status }) => status).toSorted()).toEqual([201, 409])
  expect((await sheet(day)).closing).toMatchObject({ countedMinor: 299_000, differenceMinor: -1_000 })
  expect((await close(day, { countedMinor: 300_000 })).body).toMatchObject({ code: 'takings.already-closed' })
  await sale.step('payments', cash(1_000), finance())
  expect((await sheet(day)).totals.count).toBe(2)
  expect((await sheet(addDays(day, 1))).totals.count).toBe(1)
  const { body } = await finance().get<{ openDay: string; items: { day: string; closed: boolean }[] }>(
    '/api/takings',
  )
  expect(body.openDay).toBe(addDays(day, 1))
  expect(body.items.find(each => each.day === day)?.closed).toBe(true)
})

test('no money slips into a day while it is being closed', async () => {
  server.clock.forward(3 * dayMs)
  const day = today()
  const sales = await Promise.all(Array.from({ length: 8 }, () => signed()))
  const paying = sales.map(sale => sale.step('payments', { ...cash(10_000), method: 'card' }, finance()))
  const closing = close(day, { countedMinor: 0 })
  await Promise.all([...paying, closing])
  const closed = await server.owner
    .selectFrom('takings')
    .selectAll()
    .where('dealer_id', '=', server.network.ids.D1)
    .where('taken_on', '=', day)
    .executeTakeFirstOrThrow()
  const { totals } = await sheet(day)
  expect({ lines: closed.lines, net: closed.net_minor }).toEqual({
    lines: totals.count,
    net: totals.netMinor,
  })
  expect((await sheet(addDays(day, 1))).totals.count + totals.count).toBe(sales.length)
})

test(`the takings of all days are the ledger to the minor unit (seed ${seed})`, async () => {
  const sales = await Promise.all([1, 2, 3].map(() => signed()))
  const deed = fc.oneof(
    { weight: 6, arbitrary: fc.record({ pay: fc.integer({ min: 1, max: 9_999_999 }), by: fc.nat(2) }) },
    { weight: 2, arbitrary: fc.record({ reverse: fc.nat(50) }) },
    { weight: 1, arbitrary: fc.constant({ close: true as const }) },
    { weight: 1, arbitrary: fc.constant({ pass: true as const }) },
  )
  const deeds = fc.sample(fc.array(fc.tuple(deed, fc.nat(2)), { minLength: 40, maxLength: 40 }), {
    seed,
    numRuns: 1,
  })[0]
  for (const [each, which] of deeds ?? []) {
    const sale = sales[which] as FollowedSale
    if ('pay' in each) {
      const method = (['cash', 'card', 'alipay'] as const)[each.by] ?? 'cash'
      await sale.step('payments', { ...cash(each.pay), method }, finance())
    } else if ('reverse' in each) {
      const standing = await standingOf(sale)
      const id = standing[each.reverse % Math.max(1, standing.length)]
      if (id) await sale.step(`payments/${id}/reversal`, {}, finance())
    } else if ('pass' in each) server.clock.forward(dayMs)
    else await close(today(), { countedMinor: 0, reason: '盘点' })
  }
  const from = addDays(today(), -80)
  const { body } = await finance().get<{ items: { day: string; netMinor: number; cashMinor: number }[] }>(
    `/api/takings?from=${from}&to=${addDays(today(), 2)}`,
  )
  const ledger = await server.owner
    .selectFrom('payments')
    .select(['amount_minor', 'method'])
    .where('dealer_id', '=', server.network.ids.D1)
    .execute()
  const sum = (lines: readonly { amount_minor: number }[]) =>
    lines.reduce((total, line) => total + line.amount_minor, 0)
  expect(body.items.reduce((total, each) => total + each.netMinor, 0)).toBe(sum(ledger))
  const cashes = ledger.filter(({ method }) => method === 'cash')
  expect(body.items.reduce((total, each) => total + each.cashMinor, 0)).toBe(sum(cashes))
  for (const { day, netMinor } of body.items) expect((await sheet(day)).totals.netMinor).toBe(netMinor)
  const closed = await server.owner.selectFrom('takings').selectAll().execute()
  for (const { taken_on, lines, net_minor, cash_minor } of closed)
    expect((await sheet(taken_on)).totals).toMatchObject({
      count: lines,
      netMinor: net_minor,
      cashMinor: cash_minor,
    })
})

async function standingOf(sale: FollowedSale): Promise<string[]> {
  const rows = await server.owner
    .selectFrom('payments as p')
    .leftJoin('payments as r', join =>
      join.onRef('r.dealer_id', '=', 'p.dealer_id').onRef('r.reverses_id', '=', 'p.id'),
    )
    .select('p.id')
    .where('p.sale_id', '=', sale.id)
    .where('p.reverses_id', 'is', null)
    .where('r.id', 'is', null)
    .orderBy('p.id')
    .execute()
  return rows.map(({ id }) => id)
}

test('money that goes back counts as money out of the day', async () => {
  server.clock.forward(2 * dayMs)
  const sale = await signed()
  await sale.step('payments', cash(800_000), finance())
  await server.owner
    .insertInto('payments')
    .values({
      dealer_id: server.network.ids.D1,
      id: server.services.ports.newId(),
      sale_id: sale.id,
      number: 'P26-990001',
      purpose: 'refund',
      method: 'cash',
      amount_minor: -300_000,
      currency: 'CNY',
      recorded_by: server.network.staff.D1.finance,
      recorded_at: server.clock.now().toISOString(),
    })
    .execute()
  const { totals } = await sheet(today())
  expect(totals).toEqual({
    count: 2,
    inMinor: 800_000,
    outMinor: 300_000,
    netMinor: 500_000,
    cashMinor: 500_000,
  })
})

test('a refund that is paid out uses up no receipt', async () => {
  const { salesManager, consultant } = server.network.staff.D3
  const sale = await openSale(server, 'D3', { name: '退意向金' })
  const till = server.as(server.network.staff.D3.finance)
  const deposit = { purpose: 'deposit', method: 'cash', amountMinor: 200_000 }
  await sale.step('payments', deposit, till)
  const asked = { purpose: 'deposit', reason: 'no-purchase', amountMinor: 200_000 }
  await sale.step('refunds', asked, server.as(consultant))
  const refundId = (
    await server.owner
      .selectFrom('refunds')
      .select('id')
      .where('sale_id', '=', sale.id)
      .executeTakeFirstOrThrow()
  ).id
  await sale.step(`refunds/${refundId}/approval`, {}, server.as(salesManager))
  await sale.step(`refunds/${refundId}/payment`, { method: 'cash' }, till)
  await sale.step('payments', deposit, till)
  const numbers = (await receiptsAt('D3')).map(({ number }) => Number(number.slice(-6)))
  expect(numbers).toEqual([1, 2])
})

test('money counts for the day of the store, which begins before the day of UTC ends', async () => {
  const now = server.clock.now().getTime()
  const nextEvening = (Math.floor(now / dayMs) + 1) * dayMs + 17 * 3_600_000
  server.clock.forward(nextEvening - now)
  const sale = await signed()
  await sale.step('payments', cash(123_456), finance())
  const line = await server.owner
    .selectFrom('payments')
    .select('takings_on')
    .where('sale_id', '=', sale.id)
    .executeTakeFirstOrThrow()
  expect(line.takings_on).toBe(addDays(new Date(nextEvening).toISOString().slice(0, 10), 1))
})

test('lists the ledger by method, day and number, and sends it as a file', async () => {
  type Line = { id: string; number: string; method: string; receiptNumber: string; takingsOn: string }
  const all = await finance().get<{ items: Line[]; nextCursor: string | null }>('/api/payments?limit=5')
  expect(all.status, all.text).toBe(200)
  expect(all.body.items).toHaveLength(5)
  const next = await finance().get<{ items: Line[] }>(`/api/payments?limit=5&cursor=${all.body.nextCursor}`)
  expect(next.body.items.map(({ id }) => id)).not.toContain(all.body.items[4]?.id)
  const cards = await finance().get<{ items: Line[] }>('/api/payments?method=card&limit=100')
  expect(new Set(cards.body.items.map(({ method }) => method))).toEqual(new Set(['card']))
  const first = all.body.items.find(line => line.receiptNumber !== null)
  const found = await finance().get<{ items: Line[] }>(`/api/payments?q=${first?.receiptNumber}`)
  expect(found.body.items.map(({ id }) => id)).toEqual([first?.id])
  const { takingsOn } = first as Line
  const day = await finance().get<{ items: Line[] }>(`/api/payments?from=${takingsOn}&to=${takingsOn}`)
  expect(day.body.items.every(line => line.takingsOn === takingsOn)).toBe(true)
  const file = await finance().get('/api/payments/export?format=csv')
  expect(file.text).toContain(first?.number)
  expect(file.text.split('\n')[0]).toContain('收据号')
})
