import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultDefinition } from '../process/default-definition.rules.ts'
import type { Sale } from '../process/sale.contract.ts'
import { type SalesServer, startSalesServer } from '../testing/sales-server.ts'
import { type FollowedSale, openSale } from '../testing/sold-sales.ts'
import type { ApprovalItem } from './approval-list.contract.ts'

let server: SalesServer
beforeAll(async () => {
  server = await startSalesServer()
})
afterAll(() => server.close())

type Post = keyof SalesServer['network']['staff']['D1']
const as = (post: Post, dealer: 'D1' | 'D2' = 'D1') => server.as(server.network.staff[dealer][post])

/** A draft of the consultant that gives away a tenth: over the sales manager's limit, too. */
async function draftOver(name: string, discountMinor = 2_260_000, dealer: 'D1' | 'D2' = 'D1') {
  const sale = await openSale(server, dealer, { name })
  await sale.step('quotes', {
    trimId: server.trimId,
    discountMinor,
    lines: [{ kind: 'gift', label: '脚垫', amountMinor: 0, costMinor: 40_000 }],
  })
  return { sale, quoteId: (await stateOf(sale)).quotes[0]?.id ?? '' }
}

async function requested(name: string, discountMinor?: number, dealer: 'D1' | 'D2' = 'D1') {
  const { sale, quoteId } = await draftOver(name, discountMinor, dealer)
  await sale.step('approvals', { quoteId, reason: 'competitor-offer', note: '对手报价更低' })
  return { sale, approvalId: (await stateOf(sale)).approvals[0]?.id ?? '' }
}

async function stateOf({ id }: FollowedSale): Promise<Sale> {
  const row = await server.owner
    .selectFrom('sales')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.state as unknown as Sale
}

async function listed(post: Post, query = '', dealer: 'D1' | 'D2' = 'D1') {
  const answer = await as(post, dealer).get<{ items: ApprovalItem[] }>(`/api/approvals${query}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.body.items
}

test('of two who decide at once exactly one wins, and the other is told what happened', async () => {
  const { sale, approvalId } = await requested('两人同批', 1_000_000)
  const path = `/api/sales/${sale.id}/approvals/${approvalId}`
  const ifMatch = sale.version()
  const answers = await Promise.all([
    as('salesManager').post(`${path}/confirmation`, {}, { ifMatch }),
    as('dealerManager').post(`${path}/refusal`, { reason: 'not-justified' }, { ifMatch }),
  ])
  expect(answers.map(each => each.status).toSorted()).toEqual([201, 412])
  const late = await as('dealerManager').post<{ changes: string[] }>(`${path}/confirmation`, {}, { ifMatch })
  expect(late.status).toBe(412)
  expect(['approval-given', 'approval-refused']).toContain(late.body.changes[0])
  const again = await as('dealerManager').post(
    `${path}/confirmation`,
    {},
    { ifMatch: (await stateOf(sale)).sequence },
  )
  expect(again.body).toMatchObject({ code: 'approval.none' })
  const rows = await server.owner
    .selectFrom('approvals')
    .select(['state', 'decided_by'])
    .where('id', '=', approvalId)
    .execute()
  expect(rows).toHaveLength(1)
  expect(rows[0]?.state).toBe((await stateOf(sale)).approvals[0]?.state)
})

test('what waits is listed with its cost and for whom, each reader seeing what they may do', async () => {
  const { sale, approvalId } = await requested('看审批', 2_260_000)
  const seen = async (post: Post) => (await listed(post)).find(each => each.id === approvalId)
  expect(await seen('dealerManager')).toMatchObject({
    kind: 'discount',
    saleId: sale.id,
    saleVersion: sale.version(),
    customer: { name: '看审批' },
    reason: 'competitor-offer',
    note: '对手报价更低',
    listPriceMinor: 22_600_000,
    discountMinor: 2_260_000,
    concessionMinor: 2_300_000,
    waitsFor: 'decision',
    forMe: true,
  })
  expect(await seen('salesManager')).toMatchObject({ forMe: false, hindrance: 'limit' })
  expect(await seen('consultant')).toMatchObject({ forMe: false, hindrance: 'role' })
  expect(await seen('colleague')).toBeUndefined()
  expect(await seen('finance')).toBeUndefined()
  expect((await listed('dealerManager', '', 'D2')).map(each => each.id)).not.toContain(approvalId)
  expect((await listed('consultant', '?tab=mine')).map(each => each.id)).toContain(approvalId)
  const current = async (post: Post = 'consultant') =>
    (await listed(post, '?tab=current')).map(each => each.id)
  expect(await current()).toContain(approvalId)
  expect(await current('dealerManager')).not.toContain(approvalId)
  const decided = await requested('刚处理', 1_000_000)
  await decided.sale.step(
    `approvals/${decided.approvalId}/refusal`,
    { reason: 'not-justified' },
    as('salesManager'),
  )
  expect(await current()).toContain(decided.approvalId)
  const longAgo = new Date(server.clock.now().getTime() - 4 * 86_400_000).toISOString()
  await server.owner
    .updateTable('approvals')
    .set({ decided_at: longAgo })
    .where('id', '=', decided.approvalId)
    .execute()
  expect(await current()).not.toContain(decided.approvalId)
  const counts = await as('dealerManager').get<{ waiting: number; forMe: number; oldestAt: string }>(
    '/api/approvals/counts',
  )
  expect(counts.body.forMe).toBe((await listed('dealerManager')).filter(each => each.forMe).length)
  expect(counts.body.waiting).toBe((await listed('dealerManager')).length)
})

test('a counter-offer is taken in one step: the draft, its lines and its labels stand at the offer', async () => {
  const { sale, approvalId } = await requested('还价', 2_260_000)
  const path = `approvals/${approvalId}/counter-offer`
  const tooMuch = await as('dealerManager').post(
    `/api/sales/${sale.id}/${path}`,
    { discountMinor: 22_600_001 },
    { ifMatch: sale.version() },
  )
  expect(tooMuch.body).toMatchObject({ code: 'quote.discount-over-price', field: 'discountMinor' })
  await sale.step(path, { discountMinor: 1_500_000, note: '最多这些' }, as('salesManager'))
  expect((await listed('consultant')).find(each => each.id === approvalId)).toMatchObject({
    waitsFor: 'requester',
    forMe: true,
    offerMinor: 1_500_000,
    decisionNote: '最多这些',
  })
  await sale.step(`${path}/acceptance`)
  const { quotes } = await stateOf(sale)
  const line = await server.owner
    .selectFrom('quote_lines')
    .select(['label', 'cost_minor'])
    .where('quote_id', '=', quotes[0]?.id ?? '')
    .execute()
  expect(line).toEqual([{ label: '脚垫', cost_minor: 40_000 }])
  await sale.step(`quotes/${quotes[0]?.id}/sending`)
  const row = await server.owner
    .selectFrom('quotes')
    .select(['state', 'discount_minor'])
    .where('id', '=', quotes[0]?.id ?? '')
    .executeTakeFirstOrThrow()
  expect(row).toEqual({ state: 'sent', discount_minor: 1_500_000 })
  const timeline = await as('consultant').get(`/api/sales/${sale.id}/events`)
  expect(timeline.text).toContain('最多这些')
  expect(timeline.text).toContain('对手报价更低')
})

test('a deputy decides within the absent manager’s limit, from the first day to the last', async () => {
  const { dealerManager, salesManager, consultant } = server.network.staff.D2
  const create = (body: object, post: Post = 'dealerManager') =>
    as(post, 'D2').post<{ id: string; code?: string }>('/api/approvals/delegations', body)
  const today = new Date(server.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  const refused = await Promise.all([
    create({ deputyId: consultant, from: today, to: today }),
    create({ deputyId: dealerManager, from: today, to: today }),
    create({ deputyId: salesManager, from: '2020-01-02', to: '2020-01-01' }),
    create({ delegatorId: dealerManager, deputyId: salesManager, from: today, to: today }, 'salesManager'),
  ])
  expect(refused.map(each => each.body.code)).toEqual([
    'delegation.deputy-unfit',
    'delegation.deputy-unfit',
    'delegation.dates-invalid',
    'auth.not-permitted',
  ])
  const { sale, approvalId } = await requested('代批', 2_260_000, 'D2')
  const give = () => giveAtD2(sale, approvalId)
  expect((await give()).body).toMatchObject({ code: 'quote.over-limit' })
  const made = await create({ deputyId: salesManager, from: today, to: today })
  expect(made.status, made.text).toBe(201)
  expect((await create({ deputyId: salesManager, from: today, to: today })).body).toMatchObject({
    code: 'delegation.overlaps',
  })
  expect((await listed('salesManager', '', 'D2')).find(each => each.id === approvalId)?.forMe).toBe(true)
  const page = await as('salesManager', 'D2').get(`/api/sales/${sale.id}`)
  expect(page.body).toMatchObject({ actor: { deputyFor: [{ staffId: dealerManager }] } })
  server.clock.forward(25 * 3_600_000)
  expect((await give()).body, 'the day is over').toMatchObject({ code: 'quote.over-limit' })
  server.clock.forward(-25 * 3_600_000)
  expect((await give()).status).toBe(201)
  expect((await stateOf(sale)).approvals[0]).toMatchObject({
    decidedBy: salesManager,
    onBehalfOf: dealerManager,
  })
  await alsoManages('colleague')
  const revocation = (post: Post) =>
    as(post, 'D2').post(`/api/approvals/delegations/${made.body.id}/revocation`)
  expect((await revocation('colleague')).status, 'who has no part in it').toBe(404)
  const waits = await requested('代批之后', 2_260_000, 'D2')
  await deactivated(dealerManager, async () => {
    const answer = await giveAtD2(waits.sale, waits.approvalId)
    expect(answer.body, 'the manager left').toMatchObject({ code: 'quote.over-limit' })
  })
  const revoked = await revocation('salesManager')
  expect(revoked.status, revoked.text).toBe(200)
  expect((await giveAtD2(waits.sale, waits.approvalId)).body).toMatchObject({ code: 'quote.over-limit' })
  const left = await as('dealerManager', 'D2').get<{ items: object[] }>('/api/approvals/delegations')
  expect(left.body.items).toEqual([])
})

function giveAtD2(sale: FollowedSale, approvalId: string) {
  const path = `/api/sales/${sale.id}/approvals/${approvalId}/confirmation`
  return as('salesManager', 'D2').post(path, {}, { ifMatch: sale.version() })
}

async function alsoManages(post: Post): Promise<void> {
  const { ids, staff } = server.network
  await server.owner
    .insertInto('staff_roles')
    .values({
      staff_id: staff.D2[post],
      organisation_id: ids.D2,
      role: 'sales-manager',
      granted_at: server.clock.now().toISOString(),
    })
    .execute()
}

async function deactivated(staffId: string, meanwhile: () => Promise<void>): Promise<void> {
  const set = (at: string | null) =>
    server.owner.updateTable('staff').set({ deactivated_at: at }).where('id', '=', staffId).execute()
  await set(server.clock.now().toISOString())
  await meanwhile()
  await set(null)
}

test('money goes out once: asked for, approved by another, paid by finance, on the ledger', async () => {
  const sale = await openSale(server, 'D1', { name: '退意向金' })
  const pay = { purpose: 'deposit', method: 'transfer', amountMinor: 500_000 }
  await sale.step('payments', pay, as('finance'))
  const send = (path: string, body: object, post: Post) =>
    as(post).post(`/api/sales/${sale.id}/${path}`, body, { ifMatch: sale.version() })
  const ask = { purpose: 'deposit', reason: 'no-purchase', note: '不买了' }
  expect((await send('refunds', { ...ask, amountMinor: 500_001 }, 'consultant')).body).toMatchObject({
    code: 'refund.over-refundable',
    field: 'amountMinor',
  })
  await sale.step('refunds', { ...ask, amountMinor: 500_000 })
  const refundId = (await stateOf(sale)).refunds[0]?.id
  const method = { method: 'transfer', reference: 'R-1' }
  expect((await send(`refunds/${refundId}/payment`, method, 'finance')).body).toMatchObject({
    code: 'refund.not-approved',
  })
  await sale.step(`refunds/${refundId}/approval`, { note: '同意' }, as('salesManager'))
  expect((await listed('finance')).find(each => each.id === refundId)).toMatchObject({
    kind: 'refund',
    waitsFor: 'payment',
    forMe: true,
    amountMinor: 500_000,
  })
  const ifMatch = sale.version()
  const twice = await Promise.all(
    [1, 2].map(() =>
      as('finance').post(`/api/sales/${sale.id}/refunds/${refundId}/payment`, method, { ifMatch }),
    ),
  )
  expect(twice.map(each => each.status).toSorted()).toEqual([201, 412])
  const ledger = await server.owner
    .selectFrom('payments')
    .select(['purpose', 'amount_minor', 'reference'])
    .where('sale_id', '=', sale.id)
    .orderBy('recorded_at')
    .orderBy('amount_minor', 'desc')
    .execute()
  expect(ledger).toEqual([
    { purpose: 'deposit', amount_minor: 500_000, reference: '' },
    { purpose: 'refund', amount_minor: -500_000, reference: 'R-1' },
  ])
  const row = await server.owner
    .selectFrom('refunds')
    .select(['state', 'decision_note', 'payment_id'])
    .where('id', '=', refundId ?? '')
    .executeTakeFirstOrThrow()
  expect(row).toMatchObject({ state: 'done', decision_note: '同意', payment_id: expect.any(String) })
})

test('a cancellation waits for another manager’s word, and its rows follow a disposal proposed anew', async () => {
  const sale = await openSale(server, 'D1', { name: '退订人' })
  await sale.step('contract', {
    trimId: server.trimId,
    priceMinor: 22_600_000,
    deposit: { type: 'earnest-money', amountMinor: 1_000_000 },
  })
  const deposit = { purpose: 'deposit', method: 'transfer', amountMinor: 1_000_000 }
  await sale.step('payments', deposit, as('finance'))
  const cancel = { reason: 'buyer-changed-mind', defaultingParty: 'buyer', note: '客户反悔' }
  await sale.step('cancellation', cancel, as('salesManager'))
  const [kept] = (await stateOf(sale)).refunds
  expect((await listed('dealerManager')).find(each => each.id === kept?.id)).toMatchObject({
    purpose: 'cancellation',
    amountMinor: 0,
    keptMinor: 1_000_000,
    forMe: true,
  })
  expect((await listed('salesManager')).find(each => each.id === kept?.id)?.hindrance).toBe('own')
  await sale.step(`refunds/${kept?.id}/refusal`, { reason: 'not-justified' }, as('dealerManager'))
  await sale.step(
    'refunds',
    { purpose: 'cancellation', defaultingParty: 'none', reason: 'contract-given-up' },
    as('salesManager'),
  )
  const anew = (await stateOf(sale)).refunds[1]
  const row = await server.owner
    .selectFrom('cancellations')
    .select(['defaulting_party', 'deposit_disposition', 'refund_minor', 'kept_minor'])
    .where('sale_id', '=', sale.id)
    .executeTakeFirstOrThrow()
  expect(row).toEqual({
    defaulting_party: 'none',
    deposit_disposition: 'returned',
    refund_minor: 1_000_000,
    kept_minor: 0,
  })
  await sale.step(`refunds/${anew?.id}/approval`, {}, as('dealerManager'))
  await sale.step(`refunds/${anew?.id}/payment`, { method: 'transfer' }, as('finance'))
  const { paid_minor } = await server.owner
    .selectFrom('sales')
    .select('paid_minor')
    .where('id', '=', sale.id)
    .executeTakeFirstOrThrow()
  expect(paid_minor).toBe(0)
})

test('a process whose limit names a model that the catalogue lacks is not published', async () => {
  const { version: _, ...definition } = defaultDefinition
  const unknown = { role: 'consultant', bps: 500, modelId: '0199aaaa-0000-7000-8000-00000000dead' }
  const answer = await as('dealerManager').post<{ code: string; findings: object[] }>(
    '/api/processes',
    {
      organisationId: server.network.ids.D1,
      definition: { ...definition, discountLimitsBps: [...definition.discountLimitsBps, unknown] },
    },
    { ifMatch: 1 },
  )
  expect(answer.body).toMatchObject({
    code: 'process.invalid',
    findings: [{ code: 'limit-model-unknown', path: 'discountLimitsBps.3' }],
  })
})
