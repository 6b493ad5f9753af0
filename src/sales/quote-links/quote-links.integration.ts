import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SalesServer, startSalesServer } from '../testing/sales-server.ts'
import { type FollowedSale, openSale } from '../testing/sold-sales.ts'
import { hashLinkSecret, makeLinkSecret } from './link-secret.ts'
import type { QuoteLink, SharedQuote } from './quote-links.contract.ts'

let server: SalesServer
let sale: FollowedSale
let quoteId: string
beforeAll(async () => {
  server = await startSalesServer()
  sale = await openSale(server, 'D1', { name: '报价分享' })
  await sale.step('quotes', {
    trimId: server.trimId,
    episodeId: await server.addCar('D1', { vin: 'LTEST0000SHARED01' }),
    discountMinor: 100_000,
    lines: [{ kind: 'gift', label: '脚垫', amountMinor: 0, costMinor: 77_777 }],
  })
  quoteId = (await quotes())[0]!.id
})
afterAll(() => server.close())

const consultant = () => server.as(server.network.staff.D1.consultant)
const quotes = async () =>
  (await consultant().get<{ items: { id: string }[] }>(`/api/sales/${sale.id}/quotes`)).body.items
const share = (days?: number, client = consultant()) =>
  client.post<{ id: string; secret: string | null; code?: string }>(
    `/api/sales/${sale.id}/quotes/${quoteId}/links`,
    days ? { days } : {},
  )
const opened = (secret: string) =>
  server.as(null).post<SharedQuote & { code?: string }>('/api/shared-quotes/opening', { secret })
const links = async () =>
  (await consultant().get<{ items: QuoteLink[] }>(`/api/sales/${sale.id}/quote-links`)).body.items

test('a draft is not shared; a sent quote is, to a stranger, without a cost or a name of the customer', async () => {
  expect((await share()).body).toMatchObject({ code: 'quote-link.not-sent' })
  await sale.step(`quotes/${quoteId}/sending`)
  const { body, status } = await share()
  expect(status).toBe(201)
  const { status: seen, body: quote } = await opened(body.secret!)
  expect(seen).toBe(200)
  expect(quote).toMatchObject({ state: 'valid', discountMinor: 100_000, lines: [{ label: '脚垫' }] })
  const text = JSON.stringify(quote)
  expect(text).not.toMatch(/77777|cost|报价分享|concession|SHARED01/i)
  expect(quote.car).toMatchObject({ make: '星途' })
  expect(await links()).toMatchObject([{ id: body.id, quoteId, state: 'open', openedCount: 1 }])
})

test('says whom the customer deals with, and nothing else of the rules of the store', async () => {
  const document = { legalName: '一店汽车有限公司', telephone: '0571-5550 0101', heldLeadsMax: 77 }
  await server.owner
    .insertInto('store_rules')
    .values({
      organisation_id: server.network.ids.D1,
      version: 1,
      document: JSON.stringify(document),
      written_at: '2026-01-01T00:00:00Z',
    })
    .execute()
  const { letterhead } = (await opened((await share()).body.secret!)).body
  expect(letterhead).toEqual({
    legalName: '一店汽车有限公司',
    taxNumber: '',
    bankAccount: '',
    address: '',
    telephone: '0571-5550 0101',
  })
})

test('the secret is kept nowhere, and a repeated request does not tell it again', async () => {
  const key = crypto.randomUUID()
  const path = `/api/sales/${sale.id}/quotes/${quoteId}/links`
  const first = await consultant().post<{ id: string; secret: string | null }>(path, {}, { key })
  const again = await consultant().post<{ id: string; secret: string | null }>(path, {}, { key })
  expect(again.body).toMatchObject({ id: first.body.id, secret: null })
  const kept = await server.owner
    .selectFrom('quote_links')
    .selectAll()
    .where('id', '=', first.body.id)
    .execute()
  expect(JSON.stringify(kept)).not.toContain(first.body.secret)
})

test('a guessed, mutilated, foreign, ended or revoked link shows nothing', async () => {
  const { secret, id } = (await share()).body
  const guesses = [
    makeLinkSecret(server.network.ids.D1),
    makeLinkSecret(server.network.ids.D2),
    secret!.slice(0, -1),
    `${secret}A`,
    'x'.repeat(40),
  ]
  for (const guess of guesses) {
    const answer = await opened(guess)
    expect([answer.status, answer.body.code], guess).toEqual([404, 'quote-link.unknown'])
  }
  // the same secret, but of another store: its wall hides the row
  const moved = makeLinkSecret(server.network.ids.D2).slice(0, 21) + secret!.slice(21)
  expect((await opened(moved)).status).toBe(404)
  const revoked = await consultant().post(`/api/sales/${sale.id}/quote-links/${id}/revocation`, {})
  expect(revoked.status).toBe(200)
  expect((await opened(secret!)).body).toMatchObject({ code: 'quote-link.ended' })
  const short = (await share(1)).body
  await server.owner
    .updateTable('quote_links')
    .set({ made_at: '2020-01-01T00:00:00Z', expires_at: '2020-01-02T00:00:00Z' })
    .where('secret_hash', '=', hashLinkSecret(short.secret!))
    .execute()
  expect((await opened(short.secret!)).status).toBe(410)
})

test('a newer version is said to be there, and one cannot share for a colleague', async () => {
  const { secret } = (await share(30)).body
  await sale.step(`quotes/${quoteId}/revision`, { trimId: server.trimId, discountMinor: 200_000 })
  const newer = (await quotes())[0]!.id
  await sale.step(`quotes/${newer}/sending`)
  expect((await opened(secret!)).body).toMatchObject({ state: 'replaced', discountMinor: 100_000 })
  const colleague = server.as(server.network.staff.D1.colleague)
  expect((await share(7, colleague)).status).toBe(404)
  expect((await share(31)).status).toBe(422)
})
