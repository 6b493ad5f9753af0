import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inspected } from '../testing/random/requests.ts'
import { type SalesServer, startSalesServer } from '../testing/sales-server.ts'
import { type FollowedSale, openSale } from '../testing/sold-sales.ts'
import type { Today } from '../today/today.contract.ts'
import type { DeliveryLine, ReadinessItem } from './appointments.contract.ts'
import type { ReadChecklist } from './checklists.contract.ts'
import { takenBack } from './taken-back.suite.ts'

let server: SalesServer
beforeAll(async () => {
  server = await startSalesServer()
})
afterAll(() => server.close())

const strokes = [
  Array.from({ length: 40 }, (_, index) => [100 + index * 20, 200 + (index % 5) * 10, index * 12]),
]
const posts = () => server.network.staff.D1
const as = (post: keyof SalesServer['network']['staff']['D1']) => server.as(posts()[post])
const hoursOn = (hours: number) => new Date(server.clock.now().getTime() + hours * 3_600_000).toISOString()

async function contracted(vin: string, name: string): Promise<FollowedSale & { episodeId: string }> {
  const episodeId = await server.addCar('D1', { vin })
  const sale = await openSale(server, 'D1', { name })
  await sale.step('contract', { episodeId, priceMinor: 22_600_000 })
  return { ...sale, episodeId }
}

async function refused(sale: FollowedSale, path: string, body: object) {
  const answer = await as('consultant').post<{ code: string }>(`/api/sales/${sale.id}/${path}`, body, {
    ifMatch: sale.version(),
  })
  return answer.status < 400 ? answer.status : answer.body.code
}

const read = async (sale: FollowedSale, language = 'zh') =>
  (await as('consultant').get<ReadChecklist>(`/api/sales/${sale.id}/delivery-checklist?language=${language}`))
    .body

test('a delivery is appointed once, ahead, by somebody who works here, and moved or cancelled', async () => {
  const sale = await contracted('LRWYGDFD3PC939701', '周一')
  const slot = { startsAt: hoursOn(48), delivererId: posts().consultant, isAgreed: false }
  expect(await refused(sale, 'delivery-appointment', { ...slot, startsAt: hoursOn(-1) })).toBe(
    'delivery.appointment-past',
  )
  expect(
    await refused(sale, 'delivery-appointment', { ...slot, delivererId: server.network.staff.D2.consultant }),
  ).toBe('staff.unknown')
  await sale.step('delivery-appointment', slot)
  expect(await refused(sale, 'delivery-appointment', slot)).toBe('delivery.already-appointed')

  const readiness = async () =>
    (await as('finance').get<{ items: ReadinessItem[] }>(`/api/sales/${sale.id}/readiness`)).body.items
  const open = async () => (await readiness()).filter(each => !each.done).map(each => each.item)
  expect(await open()).toEqual(expect.arrayContaining(['balance', 'pdi', 'plate', 'appointment']))
  expect((await readiness()).find(each => each.item === 'documents')?.person?.id).toBe(posts().consultant)
  await sale.step('delivery-appointment/slot', { ...slot, startsAt: hoursOn(50), isAgreed: true })
  await sale.step('delivery-preparations', { item: 'plate', state: 'not-needed' })
  expect(await open()).not.toContain('appointment')
  expect(await open()).not.toContain('plate')

  const week = `from=${hoursOn(0)}&to=${hoursOn(168)}`
  const listed = async () =>
    (
      await as('salesManager').get<{ items: DeliveryLine[]; waiting: DeliveryLine[] }>(
        `/api/deliveries?${week}`,
      )
    ).body
  expect((await listed()).items.map(each => each.saleId)).toEqual([sale.id])
  await sale.step('delivery-appointment/cancellation', { reason: 'customer-asked' })
  expect((await listed()).items).toEqual([])
  expect((await listed()).waiting.map(each => each.saleId)).toContain(sale.id)

  await sale.step('delivery-appointment', slot)
  await sale.step('cancellation', { reason: 'other', defaultingParty: 'none' }, as('salesManager'))
  const rows = await server.owner
    .selectFrom('delivery_appointments')
    .select('state')
    .where('sale_id', '=', sale.id)
    .execute()
  expect(rows.map(row => row.state)).toEqual(['cancelled', 'cancelled'])
})

test('a car is delivered with what its buyer signed, and with nothing else', async () => {
  const sale = await contracted('1M8GDM9AXKP042788', '郑二')
  const { episodeId } = sale
  await sale.step('payments', { method: 'transfer', amountMinor: 22_600_000 }, as('finance'))
  await server.owner
    .updateTable('stock_episodes')
    .set({ pdi_passed_at: hoursOn(-1), certificate_state: 'in-hand' })
    .where('id', '=', episodeId)
    .execute()
  for (const item of ['pdi', 'certificate'])
    await sale.step('delivery-items', { item }, as('inventoryManager'))
  await sale.step('delivery-items', { item: 'documents' })
  const invoice = { number: '24412000077', issuedOn: '2026-01-02', vin: '1M8GDM9AXKP042788' }
  await sale.step('delivery-items', { item: 'invoice', invoice }, as('finance'))
  expect(await refused(sale, 'delivery-items', { item: 'joint-inspection' })).toBe(
    'delivery.checklist-unsigned',
  )

  const sign = async (textSha256?: string) => ({
    signature: { strokes, textLanguage: 'zh', textSha256: textSha256 ?? (await read(sale)).text?.sha256 },
    textLanguage: 'zh',
  })
  expect(await refused(sale, 'delivery-checklist/signature', await sign('a'.repeat(64)))).toBe(
    'delivery.checklist-missing',
  )
  const fault = { point: 'interior', result: 'not-ok', note: '座椅有污渍' }
  await sale.step('delivery-checklist', { entries: [inspected[0], fault] })
  const draft = await read(sale)
  expect(draft.entries.map(each => [each.point, each.note])).toEqual([
    ['exterior', '右后门划痕'],
    ['interior', '座椅有污渍'],
  ])
  expect(draft.open).toContain('interior')
  expect(await refused(sale, 'delivery-checklist/signature', await sign())).toBe('delivery.checklist-open')
  const { text: before } = draft
  await sale.step('delivery-checklist', { entries: inspected.slice(2) })
  const only = { ...fault, resolution: 'promised' }
  await sale.step('delivery-checklist', { entries: [only] })
  expect(await refused(sale, 'delivery-checklist/signature', await sign(before?.sha256))).toBe(
    'signature.text-differs',
  )
  expect(await refused(sale, 'delivery', {})).toBe('delivery.item-open')
  await sale.step('delivery-checklist/signature', await sign())
  expect(await refused(sale, 'delivery-checklist', { entries: inspected })).toBe('delivery.checklist-signed')
  expect((await read(sale)).signed).toMatchObject({ isAsStored: true })

  const note = (text: string) =>
    sql`update app.delivery_checks set note = ${text} where point = 'interior'`.execute(server.owner)
  await note('无')
  expect((await read(sale)).signed).toMatchObject({ isAsStored: false })
  expect(await refused(sale, 'delivery', {})).toBe('delivery.checklist-changed')
  await note('座椅有污渍')
  await sale.step('delivery', { mileageKm: 12 })
  await sale.step('hand-over', { adviserId: posts().serviceAdviser })

  const adviser = as('serviceAdviser')
  const reminded = async () =>
    (await adviser.get<Today>('/api/today')).body.reminders.filter(({ saleId }) => saleId === sale.id)
  await sale.step('service-reminder/completion', { result: 'unreachable', note: '无人接听' }, adviser)
  expect(await reminded()).toEqual([])
  server.clock.forward(86_400_000)
  expect(await reminded()).toHaveLength(1)
  const reminder = { result: 'booked', note: '周六进店' }
  await sale.step('service-reminder/completion', reminder, adviser)
  expect(await refused(sale, 'service-reminder/completion', reminder)).toBe('reminder.none')
  expect(await reminded()).toEqual([])
  const attempts = await server.owner
    .selectFrom('service_reminders')
    .select(['result', 'note'])
    .where('sale_id', '=', sale.id)
    .orderBy('done_at')
    .execute()
  expect(attempts).toEqual([{ result: 'unreachable', note: '无人接听' }, reminder])
})

test('a loss says what was lost to whom and by how much, and is declined with a reason', async () => {
  const sale = await openSale(server, 'D1', { name: '孙三' })
  const told = { reason: 'competitor', competitor: 'BYD', competitorModel: '宋L', priceGapMinor: 800_000 }
  await sale.step('loss', { ...told, note: '现场优惠更大' })
  const list = async (query: string) =>
    (await as('salesManager').get<{ items: object[]; reasons: object[] }>(`/api/losses?${query}`)).body
  expect(await list('state=proposed')).toMatchObject({
    items: [{ ...told, state: 'proposed', saleId: sale.id, currency: 'CNY' }],
    reasons: [{ reason: 'competitor', count: 1, averageGapMinor: 800_000 }],
  })
  expect((await list('reason=price')).items).toEqual([])
  await expect(sale.step('loss/refusal', { note: '' }, as('salesManager'))).rejects.toThrow('request.invalid')
  await sale.step('loss/refusal', { note: '再谈一次置换' }, as('salesManager'))
  expect(await list('state=declined')).toMatchObject({ items: [{ decisionNote: '再谈一次置换' }] })
})

takenBack(() => server)
