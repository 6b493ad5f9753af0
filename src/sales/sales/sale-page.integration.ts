import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apply } from '../process/apply.rules.ts'
import { SaleEvent } from '../process/event.contract.ts'
import { possibleActions } from '../process/possible.rules.ts'
import type { Sale } from '../process/sale.contract.ts'
import { type SalesServer, startSalesServer } from '../testing/sales-server.ts'
import { type FollowedSale, openSale } from '../testing/sold-sales.ts'
import type { BoardColumn } from './board.contract.ts'
import type { SalePage, TimelineEntry } from './sale-page.contract.ts'
import type { PaymentPaper, QuotePaper } from './sale-papers.contract.ts'

let server: SalesServer
let sale: FollowedSale
let colleagues: FollowedSale
let elsewhere: FollowedSale

beforeAll(async () => {
  server = await startSalesServer()
  const { staff } = server.network
  sale = await openSale(server, 'D1', { name: '王小明', phone: '13812345678' }, { note: '想看红色的' })
  await sale.step('showings', { note: '全家都来了' })
  await sale.step('notes', { note: '喜欢大天窗' })
  await sale.step('contacts', { result: 'call-back', note: '周六再打' })
  const episodeId = await server.addCar('D1', { vin: 'LRWYGDFD3PC939701' })
  await server.owner
    .updateTable('stock_episodes')
    .set({ cost_minor: 20_000_000 })
    .where('id', '=', episodeId)
    .execute()
  await sale.step('quotes', {
    episodeId,
    discountMinor: 100_000,
    lines: [{ kind: 'gift', label: '脚垫', amountMinor: 0, costMinor: 12_345 }],
  })
  const quoteId = (await page(as('consultant'))).state.quotes[0]?.id
  await sale.step(`quotes/${quoteId}/sending`)
  await sale.step('contract', {
    quoteId,
    episodeId,
    priceMinor: 22_500_000,
    deposit: { type: 'earnest-money', amountMinor: 1_000_000 },
  })
  await sale.step(
    'payments',
    { method: 'transfer', amountMinor: 1_000_000, purpose: 'deposit', reference: 'T-1' },
    as('finance'),
  )
  colleagues = await openSale(server, 'D1', { name: '李芳', staffId: staff.D1.colleague })
  elsewhere = await openSale(server, 'D2', { name: '赵一' })
})
afterAll(() => server.close())

const as = (post: keyof SalesServer['network']['staff']['D1']) => server.as(server.network.staff.D1[post])
const above = (post: keyof SalesServer['network']['above']) => server.as(server.network.above[post])

async function page(client: ReturnType<SalesServer['as']>): Promise<SalePage> {
  const answer = await client.get<SalePage>(`/api/sales/${sale.id}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.body
}

async function timeline(client: ReturnType<SalesServer['as']>, query = '') {
  const answer = await client.get<{ items: TimelineEntry[]; nextCursor: string | null }>(
    `/api/sales/${sale.id}/events${query}`,
  )
  expect(answer.status, answer.text).toBe(200)
  return answer
}

describe('the page of a sale', () => {
  test('holds what the browser needs to say what is possible, as the server would', async () => {
    const { state, process, actor, dealer } = await page(as('consultant'))
    const now = { at: server.clock.now().toISOString(), timeZone: dealer.timeZone }
    const possible = possibleActions(process, state, actor, now)
    expect(possible.find(each => each.kind === 'send-quote')).toMatchObject({ possible: false })
    expect(possible.find(each => each.kind === 'plan-follow-up')).toMatchObject({ possible: true })
    expect(actor.roles).toEqual(['consultant'])
  })

  test('names its customer, car, amounts and open items, and carries its version', async () => {
    const answer = await as('consultant').get<SalePage>(`/api/sales/${sale.id}`)
    expect(answer.headers.etag).toBe(`"${sale.version()}"`)
    expect(answer.body).toMatchObject({
      number: sale.number,
      customer: { name: '王小明', contactPoints: [{ kind: 'phone', masked: '138****5678' }] },
      car: { vin: 'LRWYGDFD3PC939701', costMinor: null, costMasked: true },
      amounts: { paidMinor: 1_000_000, depositMinor: 1_000_000, dueMinor: 21_500_000 },
      contractNumber: expect.stringMatching(/^H/),
      owner: { id: server.network.staff.D1.consultant },
    })
    expect(answer.body.checklist).toContainEqual(
      expect.objectContaining({ item: 'invoice', done: false, owedBy: 'finance' }),
    )
    expect(answer.text).not.toContain('13812345678')
  })

  test('a dealer manager sees the cost, a consultant does not', async () => {
    expect((await page(as('dealerManager'))).car).toMatchObject({ costMinor: 20_000_000, costMasked: false })
    expect((await as('consultant').get(`/api/sales/${sale.id}`)).text).not.toContain('20000000')
  })

  test('from above, the name is masked', async () => {
    const answer = await above('regionManager').get<SalePage>(`/api/sales/${sale.id}`)
    expect(answer.body.customer).toMatchObject({ name: '王**', nameMasked: true })
    expect(answer.text).not.toContain('小明')
  })

  test('a sale of a colleague, of another store and a missing one answer alike', async () => {
    const missing = '0197a3a0-0000-7000-8000-00000000dead'
    for (const path of ['', '/events', '/quotes', '/payments']) {
      const answers = await Promise.all(
        [colleagues.id, elsewhere.id, missing].map(id => as('consultant').get(`/api/sales/${id}${path}`)),
      )
      for (const answer of answers) {
        expect(answer.status).toBe(404)
        expect({ ...answer.body, instance: null }).toEqual({ ...answers[0]?.body, instance: null })
      }
    }
  })
})

describe('the timeline', () => {
  test('tells every event once, newest first, with what was written', async () => {
    const { body } = await timeline(as('consultant'))
    const sequences = body.items.map(entry => entry.sequence)
    expect(sequences).toEqual([...sequences].sort((one, other) => other - one))
    expect(sequences.at(-1)).toBe(1)
    expect(body.items.find(entry => entry.action === 'inquiry-opened')?.note).toBe('想看红色的')
    expect(body.items.find(entry => entry.action === 'showing-recorded')?.note).toBe('全家都来了')
    expect(body.items.find(entry => entry.action === 'note-written')?.note).toBe('喜欢大天窗')
    expect(body.items.find(entry => entry.action === 'contact-recorded')?.note).toBe('周六再打')
    expect(body.items.find(entry => entry.action === 'quote-drafted')?.number).toMatch(/^Q/)
    expect(body.items.find(entry => entry.action === 'payment-recorded')?.actor.name).toBe(
      'Name of d1.finance',
    )
  })

  test('pages meet without a gap, and replay to the sale', async () => {
    const all: TimelineEntry[] = []
    let cursor: string | null = null
    do {
      const next: Awaited<ReturnType<typeof timeline>> = await timeline(
        as('dealerManager'),
        `?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      )
      all.push(...next.body.items)
      cursor = next.body.nextCursor
    } while (cursor)
    const { state } = await page(as('dealerManager'))
    const folded = all.toReversed().reduce<Sale | null>(
      (before, { actor, ...entry }) =>
        apply(
          before,
          SaleEvent.parse({
            ...entry,
            actor,
            saleId: sale.id,
            dealerId: state.dealerId,
            processVersion: 1,
          }),
        ),
      null,
    )
    expect(folded).toEqual(state)
  })

  test('costs of gifts stay out for those who may not see them', async () => {
    expect((await timeline(as('consultant'))).text).not.toContain('"costMinor":12345')
    expect((await timeline(as('dealerManager'))).text).toContain('"costMinor":12345')
  })

  test('free text stays out where names are masked', async () => {
    expect((await timeline(above('regionManager'))).text).not.toMatch(/红色|全家/)
  })

  test('a cursor of another list is refused', async () => {
    expect((await as('consultant').get(`/api/sales/${sale.id}/events?cursor=zzz`)).status).toBe(422)
  })
})

describe('papers', () => {
  test('a quote reads with its lines; their cost only for those who see costs', async () => {
    const quotes = await as('consultant').get<{ items: QuotePaper[] }>(`/api/sales/${sale.id}/quotes`)
    expect(quotes.body.items).toMatchObject([
      {
        version: 1,
        state: 'accepted',
        lines: [{ kind: 'gift', label: '脚垫', costMinor: null, costMasked: true }],
      },
    ])
    const seen = await as('dealerManager').get<{ items: QuotePaper[] }>(`/api/sales/${sale.id}/quotes`)
    expect(seen.body.items[0]?.lines[0]).toMatchObject({ costMinor: 12_345, costMasked: false })
  })

  test('the ledger shows a reversed payment and its reversal', async () => {
    const before = await as('finance').get<{ items: PaymentPaper[] }>(`/api/sales/${sale.id}/payments`)
    expect(before.body.items).toMatchObject([{ amountMinor: 1_000_000, reference: 'T-1', reversed: false }])
    await sale.step(`payments/${before.body.items[0]?.id}/reversal`, { reference: 'T-2' }, as('finance'))
    const after = await as('finance').get<{ items: PaymentPaper[] }>(`/api/sales/${sale.id}/payments`)
    expect(after.body.items.map(({ amountMinor, reversed }) => [amountMinor, reversed])).toEqual(
      expect.arrayContaining([
        [-1_000_000, false],
        [1_000_000, true],
      ]),
    )
  })

  test('who may not read payments is refused', async () => {
    expect((await as('inventoryManager').get(`/api/sales/${sale.id}/payments`)).status).toBe(403)
  })
})

describe('the board', () => {
  const columnOf = (columns: BoardColumn[], stage: string) => columns.find(column => column.stage === stage)

  test('counts and sums each open stage and offers the next actions', async () => {
    const board = await as('dealerManager').get<{ columns: BoardColumn[] }>('/api/sales/board')
    expect(board.status, board.text).toBe(200)
    const { columns } = board.body
    expect(columns.map(column => column.stage)).toEqual([
      'inquiry',
      'showing',
      'test-drive',
      'negotiation',
      'contract',
      'delivery',
    ])
    expect(columnOf(columns, 'inquiry')).toMatchObject({ count: 1, sums: [] })
    expect(columnOf(columns, 'contract')).toMatchObject({ count: 1, sums: [{ currency: 'CNY' }] })
    const [card] = columnOf(columns, 'contract')?.cards ?? []
    expect(card).toMatchObject({ id: sale.id, customer: { name: '王小明' }, version: sale.version() })
    expect(card?.nextActions).toContain('record-payment')
    expect(board.text).not.toContain(elsewhere.id)
  })

  test('a consultant sees their own cards and what they themselves may do', async () => {
    const board = await as('consultant').get<{ columns: BoardColumn[] }>('/api/sales/board')
    expect(board.text).not.toContain(colleagues.id)
    const [card] = columnOf(board.body.columns, 'contract')?.cards ?? []
    expect(card?.nextActions).not.toContain('record-payment')
  })

  test('a column goes on from its cursor', async () => {
    const other = await openSale(server, 'D1', { name: '钱二', staffId: server.network.staff.D1.colleague })
    const read = async (cursor: string | null) =>
      (
        await as('dealerManager').get<{ columns: BoardColumn[] }>(
          `/api/sales/board?stage=inquiry&cards=1${cursor ? `&cursor=${cursor}` : ''}`,
        )
      ).body.columns[0]
    const first = await read(null)
    const second = await read(first?.nextCursor ?? null)
    expect(first?.count).toBe(2)
    expect(new Set([first?.cards[0]?.id, second?.cards[0]?.id])).toEqual(new Set([colleagues.id, other.id]))
    expect(second?.nextCursor).toBeNull()
  })
})
