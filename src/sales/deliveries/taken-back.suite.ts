import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { replay } from '../process/apply.rules.ts'
import type { Sale } from '../process/sale.contract.ts'
import { reconcile } from '../reconcile/reconcile.ts'
import { inspected } from '../testing/random/requests.ts'
import { readEvents } from '../testing/read-events.ts'
import type { SalesServer } from '../testing/sales-server.ts'
import { type FollowedSale, openSale } from '../testing/sold-sales.ts'

let server: SalesServer

const posts = () => server.network.staff.D1
const as = (post: keyof SalesServer['network']['staff']['D1']) => server.as(posts()[post])
const hoursOn = (hours: number) => new Date(server.clock.now().getTime() + hours * 3_600_000).toISOString()

const vins = [
  'LFV2A21K8A3000001',
  'LFV2A21KXA3000002',
  'LFV2A21K1A3000003',
  'LFV2A21K3A3000004',
  'LFV2A21K5A3000005',
  'LFV2A21K7A3000006',
  'LFV2A21K9A3000007',
] as const
interface SoldSale extends FollowedSale {
  readonly episodeId: string
}

let invoices = 0

/** Everything that the gate asks for, by whoever owes it. */
async function makeReady(sale: FollowedSale, vin: string): Promise<void> {
  for (const item of ['pdi', 'certificate'])
    await sale.step('delivery-items', { item }, as('inventoryManager'))
  invoices += 1
  const invoice = { number: `2441200009${invoices}`, issuedOn: '2026-01-02', vin }
  await sale.step('delivery-items', { item: 'invoice', invoice }, as('finance'))
  await atTheKeys(sale)
}

async function atTheKeys(sale: FollowedSale): Promise<void> {
  await sale.step('delivery-items', { item: 'documents' })
  await sale.step('delivery-checklist', { entries: inspected })
  await sale.step('delivery-checklist/signature', { signature: null, textLanguage: 'zh' })
}

async function delivered(
  vin: string,
  name: string,
  meanwhile: (episodeId: string) => Promise<unknown> = async () => {},
): Promise<SoldSale> {
  return sold(vin, name, await server.addCar('D1', { vin }), meanwhile)
}

async function sold(
  vin: string,
  name: string,
  episodeId: string,
  meanwhile: (episodeId: string) => Promise<unknown> = async () => {},
): Promise<SoldSale> {
  const sale = await openSale(server, 'D1', { name })
  await sale.step('contract', { episodeId, priceMinor: 22_600_000 })
  await sale.step('payments', { method: 'transfer', amountMinor: 22_600_000 }, as('finance'))
  await meanwhile(episodeId)
  await makeReady(sale, vin)
  const slot = { startsAt: hoursOn(24), delivererId: posts().consultant, isAgreed: true }
  await sale.step('delivery-appointment', slot)
  await sale.step('delivery', { mileageKm: 12 })
  return { ...sale, episodeId }
}

const stateOf = async (sale: FollowedSale) => (await saleRow(sale)).state as unknown as Sale
const saleRow = (sale: FollowedSale) =>
  server.owner.selectFrom('sales').selectAll().where('id', '=', sale.id).executeTakeFirstOrThrow()
const stayOf = (episodeId: string) =>
  server.owner.selectFrom('stock_episodes').selectAll().where('id', '=', episodeId).executeTakeFirstOrThrow()

async function takeBack(
  sale: FollowedSale,
  by = as('salesManager'),
  body: object = { reason: 'wrong-sale' },
) {
  const answer = await by.post<{ code: string }>(`/api/sales/${sale.id}/delivery/reversal`, body, {
    ifMatch: sale.version(),
  })
  return answer.status < 400 ? answer.status : answer.body.code
}

async function counted() {
  const { body } = await as('salesManager').get<{
    total: { deliveries: number; handedOver: number }
    months: { deliveries: number }[]
  }>('/api/overview')
  const inMonths = body.months.reduce((sum, month) => sum + month.deliveries, 0)
  return { inMonths, ofCohort: body.total.deliveries, handedOver: body.total.handedOver }
}

/** What the car's page shows of its warranty. */
async function warranties(episodeId: string, by = as('salesManager')) {
  const { vehicle_id } = await stayOf(episodeId)
  return (await by.get<{ items: object[] }>(`/api/warranties?vehicleId=${vehicle_id}`)).body.items
}

/** Disagreements of the books; these test cars were never received, so their VINs may be held by nobody. */
async function disagreements() {
  const found = (await reconcile(server.owner)).disagreements
  return found.filter(({ what }) => !what.includes('VIN'))
}

/** How a delivery that was recorded by mistake is taken back. */
export function takenBack(started: () => SalesServer): void {
  beforeAll(() => {
    server = started()
  })

  test('a delivery recorded by mistake leaves the sale, its car and the counts as they were, and its own row', async () => {
    const none = await counted()
    const waiting = await openSale(server, 'D1', { name: '候补' })
    const wait = (episodeId: string) => waiting.step('waitlist', { episodeId })
    const sale = await delivered(vins[0], '周一', wait)
    const beforeHandOver = await stateOf(sale)
    const stay = await stayOf(sale.episodeId)
    await sale.step('hand-over', { adviserId: posts().serviceAdviser })
    const one = { inMonths: none.inMonths + 1, ofCohort: none.ofCohort + 1, handedOver: none.handedOver + 1 }
    expect(await counted()).toEqual(one)
    const paid = (await saleRow(sale)).paid_minor

    await sale.step(
      'delivery/reversal',
      { reason: 'too-early', note: '客户改到周六提车' },
      as('salesManager'),
    )
    const state = await stateOf(sale)
    expect(state).toMatchObject({
      stage: 'delivery',
      furthest: 'delivery',
      delivery: null,
      handOver: null,
      reminder: null,
      closedOn: null,
      followUp: beforeHandOver.followUp,
      reservation: { episodeId: sale.episodeId, expiresAt: null },
      appointment: { delivererId: posts().consultant, isAgreed: true },
      items: { 'joint-inspection': null, documents: null },
      checklist: { signature: null },
    })
    expect(beforeHandOver.followUp).not.toBeNull()
    expect(state.items.pdi && state.items.invoice && state.items.certificate).not.toBeNull()
    expect(await saleRow(sale)).toMatchObject({ delivered_on: null, closed_on: null, paid_minor: paid })
    expect(replay(await readEvents(server.owner, sale.id))).toEqual(state)
    expect(await counted()).toEqual({ ...none, ofCohort: one.ofCohort })

    const reopened = await stayOf(sale.episodeId)
    expect(reopened).toMatchObject({ state: 'in-stock', availability: 'sold', closed_at: null })
    expect([reopened.created_at, reopened.received_on, reopened.network_since]).toEqual([
      stay.created_at,
      stay.received_on,
      stay.network_since,
    ])
    const { rows } = await sql<{ what: string; of: string | null }>`
      select 'holder' as what, episode_id::text as of from app.vin_registry where vin = ${vins[0]}
      union all select 'claim', sale_id::text from app.reservations
        where episode_id = ${sale.episodeId} and state = 'active'
      union all select 'taken back', taken_back_reason || taken_back_by::text from app.deliveries
        where sale_id = ${sale.id} and taken_back_at is not null
      union all select 'hand-over', taken_back_by::text from app.hand_overs where sale_id = ${sale.id}
      union all select 'reminder', (cancelled_at is not null)::text from app.service_reminders where sale_id = ${sale.id}
      union all select 'appointment', state || (ended_at is null)::text from app.delivery_appointments where sale_id = ${sale.id}
      union all select 'follow-up', (superseded_at is null)::text from app.follow_ups where id = ${state.followUp?.id}
      order by 1`.execute(server.owner)
    expect(rows.map(({ what, of }) => [what, of])).toEqual([
      ['appointment', 'bookedtrue'],
      ['claim', sale.id],
      ['follow-up', 'true'],
      ['hand-over', posts().salesManager],
      ['holder', sale.episodeId],
      ['reminder', 'true'],
      ['taken back', `too-early${posts().salesManager}`],
    ])
    const { body } = await as('consultant').get<{ items: { action: string; note: string | null }[] }>(
      `/api/sales/${sale.id}/events`,
    )
    expect(body.items.find(each => each.action === 'delivery-taken-back')?.note).toBe('客户改到周六提车')

    expect(await warranties(sale.episodeId)).toEqual([])
    await expect(sale.step('delivery', {})).rejects.toThrow('delivery.item-open')
    await atTheKeys(sale)
    await sale.step('delivery', { mileageKm: 14 })
    await sale.step('hand-over', { adviserId: posts().serviceAdviser })
    expect(await counted()).toEqual(one)
    await sql`update app.service_reminders set due_on = ${hoursOn(0).slice(0, 10)} where sale_id = ${sale.id}`.execute(
      server.owner,
    )
    const { body: today } = await as('serviceAdviser').get<{ reminders: object[] }>('/api/today')
    expect(today.reminders).toHaveLength(1)
    const { delivery, reminder } = await stateOf(sale)
    const sold = { saleId: sale.id, deliveredOn: delivery?.deliveredOn, invoicedOn: '2026-01-02' }
    const due = { dueOn: reminder?.dueOn, dueKm: 5_000, result: null }
    expect(await warranties(sale.episodeId)).toMatchObject([{ ...sold, reminder: due }])
    expect(await warranties(sale.episodeId, as('serviceAdviser'))).toHaveLength(1)
    expect(await warranties(sale.episodeId, as('colleague'))).toEqual([])
    expect(await disagreements()).toEqual([])
  })

  test('after the wrong car the right one is swapped in and delivered, and the first is free', async () => {
    const sale = await delivered(vins[1], '郑二')
    const right = await server.addCar('D1', { vin: vins[2] })
    await sale.step('delivery/reversal', { reason: 'wrong-car' }, as('dealerManager'))
    expect(await takeBack(sale)).toBe('delivery.missing')
    await sale.step('contract/swap', { episodeId: right })
    expect((await stayOf(sale.episodeId)).availability).toBe('available')
    await makeReady(sale, vins[2])
    await sale.step('delivery', {})
    expect((await stayOf(right)).state).toBe('delivered')
    expect((await stateOf(sale)).delivery?.episodeId).toBe(right)
    expect(replay(await readEvents(server.owner, sale.id))).toEqual(await stateOf(sale))
    expect(await disagreements()).toEqual([])
  })

  test('it is refused to sellers, once the service was answered, and where the car is in stock again', async () => {
    const unsold = await openSale(server, 'D1', { name: '孙三' })
    expect(await takeBack(unsold)).toBe('delivery.missing')
    expect(await takeBack(unsold, as('salesManager'), { reason: 'not-a-code' })).toBe('request.invalid')

    const sale = await delivered(vins[4], '李四')
    expect(await takeBack(sale, as('consultant'))).toBe('auth.not-permitted')
    expect(await takeBack(sale, as('finance'))).toBe('auth.not-permitted')
    const bought = { trimId: server.trimId, condition: 'used', state: 'in-stock', vin: vins[3] }
    const elsewhere = await delivered(vins[3], '王五')
    const other = server.as(server.network.staff.D2.dealerManager)
    const there = await other.post<{ episodeId: string }>('/api/vehicles', bought)
    expect(there.status, there.text).toBe(201)
    expect(await takeBack(elsewhere)).toBe('delivery.car-back-elsewhere')
    await sql`delete from app.vin_registry where vin = ${vins[3]}`.execute(server.owner)
    const here = await as('dealerManager').post<{ episodeId: string }>('/api/vehicles', bought)
    expect(here.status, here.text).toBe(201)
    expect(await takeBack(elsewhere)).toBe('delivery.car-back-here')
    // sold on since, and its VIN held by nobody: what happened after the delivery stays done
    await sql`update app.stock_episodes set state = 'removed', availability = 'closed', closed_at = ${hoursOn(0)}
             where id = ${here.body.episodeId}`.execute(server.owner)
    await sql`delete from app.vin_registry where vin = ${vins[3]}`.execute(server.owner)
    expect(await takeBack(elsewhere)).toBe('delivery.car-back-here')
    expect((await stateOf(elsewhere)).delivery).not.toBeNull()

    await sale.step('hand-over', {})
    await sale.step('service-reminder/completion', { result: 'visited' }, as('serviceAdviser'))
    expect(await takeBack(sale)).toBe('delivery.service-begun')
    expect((await stayOf(sale.episodeId)).state).toBe('delivered')

    // bought back and sold on: the warranty goes on from its first buyer
    const back = await as('dealerManager').post<{ id: string; episodeId: string; version: number }>(
      '/api/vehicles',
      { ...bought, vin: vins[4], certificateState: 'in-hand' },
    )
    const { id, episodeId, version } = back.body
    await as('dealerManager').post(`/api/vehicles/${id}/pdi`, undefined, { ifMatch: version })
    const resold = await sold(vins[4], '吴八', episodeId)
    expect(await warranties(episodeId)).toMatchObject([{ saleId: sale.id }, { saleId: resold.id }])
  })

  test('of two who take it back at once, or one who takes it back while a store buys the car, one does', async () => {
    const vin = vins[5]
    const sale = await delivered(vin, '赵六')
    const both = await Promise.all([takeBack(sale), takeBack(sale, as('dealerManager'))])
    expect(both.filter(answer => answer === 201)).toHaveLength(1)
    expect(['delivery.missing', 'record.changed', 'delivery.car-back-here']).toContain(
      both.find(answer => answer !== 201),
    )
    expect(replay(await readEvents(server.owner, sale.id))).toEqual(await stateOf(sale))

    const raced = await delivered(vins[6], '钱七')
    const other = server.as(server.network.staff.D2.dealerManager)
    const bought = { trimId: server.trimId, condition: 'used', state: 'in-stock', vin: vins[6] }
    const [taken, received] = await Promise.all([takeBack(raced), other.post('/api/vehicles', bought)])
    expect([taken, received.status].filter(answer => answer === 201)).toHaveLength(1)
    const { rows } = await sql<{ open: number }>`
      select count(*)::int as open from app.stock_episodes e join app.vehicles v on v.dealer_id = e.dealer_id
         and v.id = e.vehicle_id where v.vin = ${vins[6]} and e.closed_at is null`.execute(server.owner)
    expect(rows).toEqual([{ open: 1 }])
  })
}
