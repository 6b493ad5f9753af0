import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SalesServer, startSalesServer } from '../testing/sales-server.ts'
import { type FollowedSale, openSale } from '../testing/sold-sales.ts'
import type { SaleLine } from './sales.contract.ts'

interface Page {
  items: SaleLine[]
  nextCursor: string | null
}

let server: SalesServer
let ming: FollowedSale
let fang: FollowedSale
let colleagues: FollowedSale
let elsewhere: FollowedSale
let quoted: FollowedSale

beforeAll(async () => {
  server = await startSalesServer()
  const { staff } = server.network
  ming = await openSale(server, 'D1', { name: '王小明', phone: '13812345678' }, { source: 'referral' })
  fang = await openSale(server, 'D1', { name: '李芳' }, { intentLevel: 'H' })
  await fang.step('showings', { note: '' })
  colleagues = await openSale(server, 'D1', { name: '王大力', staffId: staff.D1.colleague })
  elsewhere = await openSale(server, 'D2', { name: '王小明', phone: '13812345678' })
  quoted = await openSale(server, 'D1', { name: '赵一' })
  const episodeId = await server.addCar('D1', { vin: 'LRWYGDFD3PC939701' })
  await quoted.step('quotes', { episodeId, lines: [] })
  await quoted.step('reservation', { episodeId })
})
afterAll(() => server.close())

const as = (post: keyof SalesServer['network']['staff']['D1']) => server.as(server.network.staff.D1[post])
const above = (post: keyof SalesServer['network']['above']) => server.as(server.network.above[post])

async function numbersOf(client: ReturnType<SalesServer['as']>, query = '') {
  const page = await client.get<Page>(`/api/sales${query}`)
  expect(page.status, page.text).toBe(200)
  return page.body.items.map(line => line.number)
}

describe('who sees which sales', () => {
  test('a consultant sees their own, newest first', async () => {
    expect(await numbersOf(as('consultant'))).toEqual([quoted.number, fang.number, ming.number])
    expect(await numbersOf(as('colleague'))).toEqual([colleagues.number])
  })

  test('asking for a colleague’s sales shows a consultant nothing', async () => {
    const owner = server.network.staff.D1.colleague
    expect(await numbersOf(as('consultant'), `?ownerId=${owner}`)).toEqual([])
  })

  test('a manager sees the store, and nothing of another', async () => {
    const seen = await as('dealerManager').get<Page>('/api/sales')
    expect(seen.body.items.map(line => line.id)).toEqual([quoted.id, colleagues.id, fang.id, ming.id])
    expect(seen.text).not.toContain(elsewhere.id)
    expect(await numbersOf(as('dealerManager'), `?dealerId=${server.network.ids.D2}`)).toEqual([])
  })

  test('a region manager sees the stores below, with names masked', async () => {
    const seen = await above('regionManager').get<Page>('/api/sales')
    expect(seen.body.items.map(line => line.id)).toContain(elsewhere.id)
    expect(seen.text).not.toMatch(/小明|大力|李芳/)
    expect(seen.body.items[0]?.customer).toMatchObject({ name: '赵**', nameMasked: true })
  })

  test('a service adviser sees no sale that is not delivered', async () => {
    expect(await numbersOf(as('serviceAdviser'))).toEqual([])
  })

  test('an analyst and an administrator are refused', async () => {
    expect((await above('analyst').get('/api/sales')).status).toBe(403)
    expect((await above('administrator').get('/api/sales')).status).toBe(403)
    expect((await server.as(null).get('/api/sales')).status).toBe(401)
  })
})

describe('finding by typed text', () => {
  test('a name, part of it, its pinyin and its initials', async () => {
    for (const q of ['王小明', '小明', 'wangxiao', 'wxm', 'WXM'])
      expect(await numbersOf(as('dealerManager'), `?q=${encodeURIComponent(q)}`), q).toEqual([ming.number])
  })

  test('a phone and its tail', async () => {
    for (const q of ['13812345678', '138 1234 5678', '5678'])
      expect(await numbersOf(as('dealerManager'), `?q=${encodeURIComponent(q)}`), q).toEqual([ming.number])
  })

  test('a sale number, with or without zeros', async () => {
    const count = Number(ming.number.slice(-6))
    for (const q of [ming.number, ming.number.toLowerCase(), String(count)])
      expect(await numbersOf(as('dealerManager'), `?q=${q}`), q).toEqual([ming.number])
  })

  test('a VIN and its tail', async () => {
    for (const q of ['LRWYGDFD3PC939701', '939701', 'pc939701'])
      expect(await numbersOf(as('dealerManager'), `?q=${q}`), q).toEqual([quoted.number])
  })

  test('a consultant finds nobody of a colleague', async () => {
    expect(await numbersOf(as('consultant'), '?q=王大力')).toEqual([])
  })

  test('who sees no names finds by number, and not by name or phone', async () => {
    expect(await numbersOf(above('regionManager'), '?q=王小明')).toEqual([])
    expect(await numbersOf(above('regionManager'), '?q=5678')).toEqual([])
    expect(await numbersOf(above('regionManager'), `?q=${fang.number}`)).toContain(fang.number)
  })

  test('wildcards are letters like others', async () => {
    expect(await numbersOf(as('dealerManager'), '?q=%25')).toEqual([])
    expect(await numbersOf(as('dealerManager'), '?q=_')).toEqual([])
  })

  test('a renamed customer is found by the new name', async () => {
    const sale = await openSale(server, 'D3', { name: '旧名' })
    const manager = server.as(server.network.staff.D3.dealerManager)
    const renamed = await manager.patch(`/api/customers/${sale.customerId}`, { name: '新名' }, { ifMatch: 1 })
    expect(renamed.status, renamed.text).toBe(200)
    expect(await numbersOf(manager, '?q=旧名')).toEqual([])
    expect(await numbersOf(manager, '?q=新名')).toEqual([sale.number])
  })
})

describe('filters', () => {
  test('stage, source, level and owner may be repeated', async () => {
    const manager = as('dealerManager')
    expect(await numbersOf(manager, '?stage=showing&stage=negotiation')).toEqual([quoted.number, fang.number])
    expect(await numbersOf(manager, '?source=referral')).toEqual([ming.number])
    expect(await numbersOf(manager, '?intentLevel=H')).toEqual([fang.number])
    const { colleague, consultant } = server.network.staff.D1
    expect(await numbersOf(manager, `?ownerId=${colleague}`)).toEqual([colleagues.number])
    expect(await numbersOf(manager, `?ownerId=${colleague}&ownerId=${consultant}&stage=inquiry`)).toEqual([
      colleagues.number,
      ming.number,
    ])
    expect(await numbersOf(manager, `?trimId=${server.trimId}&stage=showing`)).toEqual([fang.number])
    expect(await numbersOf(manager, `?customerId=${ming.customerId}`)).toEqual([ming.number])
  })

  test('a model is found by its trims', async () => {
    const { model_id } = await server.owner.selectFrom('trims').select('model_id').executeTakeFirstOrThrow()
    expect(await numbersOf(as('dealerManager'), `?modelId=${model_id}&q=李芳`)).toEqual([fang.number])
  })

  test('overdue is before the store’s today', async () => {
    await server.owner
      .updateTable('sales')
      .set({ follow_up_due_on: '2020-01-01' })
      .where('id', '=', ming.id)
      .execute()
    const page = await as('dealerManager').get<Page>('/api/sales?overdue=true')
    expect(page.body.items.map(line => [line.number, line.overdue])).toEqual([[ming.number, true]])
    expect(await numbersOf(as('dealerManager'), '?overdue=false')).not.toContain(ming.number)
  })

  test('dates of inquiry bound the list on both sides', async () => {
    const today = server.clock.now().toISOString().slice(0, 10)
    expect(await numbersOf(as('dealerManager'), '?inquiredTo=2020-01-01')).toEqual([])
    expect((await numbersOf(as('dealerManager'), `?inquiredFrom=2020-01-01`)).length).toBe(4)
    expect(today >= '2026').toBe(true)
  })

  test('what the filter does not know is refused', async () => {
    for (const query of ['?stage=nowhere', '?cursor=x', '?limit=101', '?colour=red', '?q='])
      expect((await as('dealerManager').get(`/api/sales${query}`)).status, query).toBe(422)
  })
})

describe('pages', () => {
  test.each(['newest', 'follow-up', 'amount', 'stage-since'])('by %s, each sale comes once', async order => {
    const manager = as('dealerManager')
    const whole = await numbersOf(manager, `?order=${order}`)
    expect(new Set(whole).size).toBe(4)
    const paged: string[] = []
    let cursor: string | null = null
    do {
      const next: string = cursor ? `&cursor=${cursor}` : ''
      const page = await manager.get<Page>(`/api/sales?order=${order}&limit=1${next}`)
      expect(page.status, page.text).toBe(200)
      paged.push(...page.body.items.map(line => line.number))
      cursor = page.body.nextCursor
    } while (cursor)
    expect(paged).toEqual(whole)
  })

  test('dearest first; a sale without an amount comes last', async () => {
    expect((await numbersOf(as('dealerManager'), '?order=amount'))[0]).toBe(quoted.number)
  })

  test('the cursor of one order is refused by another', async () => {
    const page = await as('dealerManager').get<Page>('/api/sales?order=amount&limit=1')
    const answer = await as('dealerManager').get(`/api/sales?cursor=${page.body.nextCursor}`)
    expect(answer.status).toBe(422)
  })

  test('a cursor that somebody made up is refused, and never a fault', async () => {
    const id = '0197a3a0-0000-7000-8000-00000000dead'
    for (const [order, value] of [
      ['amount', 'dear'],
      ['amount', 1e300],
      ['stage-since', 'long'],
      ['follow-up', 7],
      ['newest', 7],
    ]) {
      const cursor = Buffer.from(JSON.stringify([order, value, id])).toString('base64url')
      const answer = await as('dealerManager').get(`/api/sales?order=${order}&cursor=${cursor}`)
      expect(answer.status, `${order} ${value}`).toBe(422)
    }
  })

  test('a line names customer, owner, trim and car', async () => {
    const page = await as('consultant').get<Page>(`/api/sales?q=${quoted.number}`)
    expect(page.body.items[0]).toMatchObject({
      id: quoted.id,
      stage: 'negotiation',
      customer: { name: '赵一', nameMasked: false, kind: 'person' },
      owner: { id: server.network.staff.D1.consultant },
      trim: { nameZh: '舒适版', modelNameEn: 'Far Hill' },
      car: { vin: 'LRWYGDFD3PC939701' },
      amountMinor: 22_600_000,
      currency: 'CNY',
      version: quoted.version(),
    })
  })
})

describe('counts and export', () => {
  test('tabs count what they list', async () => {
    const counts = await as('dealerManager').get<{ tabs: { tab: string; count: number }[] }>(
      '/api/sales/counts',
    )
    expect(counts.status, counts.text).toBe(200)
    const byTab = Object.fromEntries(counts.body.tabs.map(({ tab, count }) => [tab, count]))
    expect(byTab).toMatchObject({ all: 4, open: 4, overdue: 1, negotiation: 1, 'loss-proposed': 0 })
  })

  test('a file holds what the list shows, with a byte order mark, and is logged', async () => {
    const file = await as('consultant').get('/api/sales/export?format=csv&language=zh')
    expect(file.status, file.text).toBe(200)
    expect(file.headers['content-disposition']).toContain('attachment')
    const lines = file.text
      .replace(/^\uFEFF/, '')
      .trim()
      .split(/\r?\n/)
    expect(file.text.startsWith('\uFEFF')).toBe(true)
    expect(lines).toHaveLength(1 + 3)
    expect(lines[1]).toContain(quoted.number)
    expect(lines[1]).toContain('洽谈报价')
    expect(file.text).not.toContain('王大力')
    const logged = await server.owner
      .selectFrom('audit')
      .select(['verb', 'noun', 'staff_id'])
      .where('verb', '=', 'exported')
      .execute()
    expect(logged).toContainEqual({
      verb: 'exported',
      noun: 'sales',
      staff_id: server.network.staff.D1.consultant,
    })
  })

  test('an export from above masks names', async () => {
    const file = await above('regionManager').get('/api/sales/export?format=csv')
    expect(file.text).toContain('王**')
    expect(file.text).not.toMatch(/小明|大力/)
  })

  test('who may read but not export is refused', async () => {
    expect((await as('finance').get('/api/sales/export')).status).toBe(403)
  })

  test('a spreadsheet opens', async () => {
    const file = await as('dealerManager').get('/api/sales/export?format=xlsx')
    expect(file.status).toBe(200)
    expect(file.text.slice(0, 2)).toBe('PK')
  })
})
