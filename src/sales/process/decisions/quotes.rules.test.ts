import { expect, test } from 'vitest'
import { concessionOf } from '../../quotes/quote-sheet.rules.ts'
import type { QuoteLine } from '../action.contract.ts'
import { after, attempt, car, later, newId, opened, people, priceMinor, uuid } from '../sale.fixtures.ts'

const consultant = { actor: people.consultant }
const drafted = (discountMinor = 0) => after(opened(), 'draft-quote', { discountMinor }, consultant)

test('a draft totals the car and its lines, and holds as long as the process says', () => {
  const lines = [
    { kind: 'accessory' as const, amountMinor: 300_000, costMinor: 200_000 },
    { kind: 'insurance' as const, amountMinor: 600_000, costMinor: null },
    { kind: 'gift' as const, amountMinor: 0, costMinor: 100_000 },
  ]
  const sale = after(opened(), 'draft-quote', { discountMinor: 400_000, lines, vehicle: car })
  expect(sale).toMatchObject({ stage: 'negotiation', currency: 'CNY' })
  expect(sale.quotes).toMatchObject([
    {
      version: 1,
      state: 'draft',
      episodeId: car.episodeId,
      concessionMinor: 500_000,
      totalMinor: priceMinor - 400_000 + 900_000,
      validUntil: '2026-03-09',
    },
  ])
})

test('gifts and what is sold below cost are conceded; insurance, plates and tax are passed on', () => {
  expect(
    concessionOf(100, [
      { kind: 'gift', amountMinor: 0, costMinor: 50 },
      { kind: 'accessory', amountMinor: 30, costMinor: 40 },
      { kind: 'accessory', amountMinor: 90, costMinor: 40 },
      { kind: 'insurance', amountMinor: 0, costMinor: 900 },
      { kind: 'purchase-tax', amountMinor: 0, costMinor: 900 },
      { kind: 'plate', amountMinor: 0, costMinor: 900 },
      { kind: 'other', amountMinor: 0, costMinor: null },
    ]),
  ).toBe(160)
})

test('exactly at the limit a consultant sends, one fen above the manager is asked', () => {
  const atLimit = (priceMinor * 300) / 10_000
  expect(after(drafted(atLimit), 'send-quote', {}, consultant).quotes[0]?.state).toBe('sent')
  expect(attempt(drafted(atLimit + 1), 'send-quote', {}, consultant).refusal).toEqual({
    code: 'quote.over-limit',
    field: 'discountMinor',
    owes: [{ item: 'approval', role: 'sales-manager' }],
    facts: { concessionMinor: atLimit + 1, limitBps: 300, listPriceMinor: priceMinor },
  })
  expect(after(drafted(atLimit + 1), 'send-quote', {}, { actor: people.salesManager }).quotes[0]?.state).toBe(
    'sent',
  )
})

test('beyond the sales manager it is the dealer manager; a person’s own limit comes before the role’s', () => {
  const half = drafted(priceMinor / 2)
  expect(attempt(half, 'send-quote', {}, { actor: people.salesManager }).refusal?.owes).toEqual([
    { item: 'approval', role: 'dealer-manager' },
  ])
  expect(after(half, 'send-quote').quotes[0]?.state).toBe('sent')
  const trusted = { ...people.consultant, discountLimitBps: 5_000 }
  expect(after(half, 'send-quote', {}, { actor: trusted }).quotes[0]?.state).toBe('sent')
  const barred = { ...people.consultant, discountLimitBps: 0 }
  expect(attempt(drafted(1), 'send-quote', {}, { actor: barred }).refusal?.code).toBe('quote.over-limit')
})

test('a draft is edited in its place; a sent quote is not, it gets a next version', () => {
  const edited = after(drafted(), 'revise-quote', { discountMinor: 100 })
  expect(edited.quotes).toMatchObject([{ version: 1, discountMinor: 100, state: 'draft' }])
  const sent = after(edited, 'send-quote')
  expect(attempt(sent, 'send-quote').refusal?.code).toBe('quote.already-sent')
  expect(attempt(sent, 'revise-quote', { newQuoteId: null }).refusal?.field).toBe('newQuoteId')
  const revised = after(sent, 'revise-quote', { discountMinor: 200 })
  expect(revised.quotes).toMatchObject([
    { version: 1, discountMinor: 100, state: 'sent' },
    { version: 2, discountMinor: 200, state: 'draft', replaces: sent.quotes[0]?.id },
  ])
  const resent = after(revised, 'send-quote')
  expect(resent.quotes.map(quote => quote.state)).toEqual(['superseded', 'sent'])
  const old = resent.quotes[0]!.id
  expect(attempt(resent, 'revise-quote', { quoteId: old }).refusal?.code).toBe('quote.unknown')
})

test('a quote that has run out is not sent', () => {
  expect(attempt(drafted(), 'send-quote', {}, { now: later(24 * 7) }).refusal).toBeUndefined()
  expect(attempt(drafted(), 'send-quote', {}, { now: later(24 * 8) }).refusal?.code).toBe('quote.expired')
  expect(attempt(opened(), 'draft-quote', { validUntil: '2026-03-01' }).refusal?.code).toBe('quote.expired')
})

test('what cannot be quoted is refused by field', () => {
  const gift = { kind: 'gift' as const, amountMinor: 0, costMinor: null }
  const refusals = [
    attempt(opened(), 'draft-quote', { trimId: null }),
    attempt(opened(), 'draft-quote', { trimId: uuid(99), vehicle: car }),
    attempt(opened(), 'draft-quote', { discountMinor: priceMinor + 1 }),
    attempt(opened(), 'draft-quote', { lines: [gift] }),
    attempt(after(opened(), 'record-payment'), 'draft-quote', { currency: 'GBP' }),
    attempt(opened(), 'revise-quote'),
    attempt(drafted(), 'revise-quote', { quoteId: newId() }),
    attempt(drafted(), 'send-quote', { quoteId: newId() }),
  ]
  expect(refusals.map(each => [each.refusal?.code, each.refusal?.field])).toEqual([
    ['sale.field-missing', 'trimId'],
    ['quote.trim-differs', 'vehicle'],
    ['quote.discount-over-price', 'discountMinor'],
    ['quote.gift-cost-missing', 'lines'],
    ['sale.currency-differs', 'currency'],
    ['quote.none', undefined],
    ['quote.unknown', 'quoteId'],
    ['quote.unknown', 'quoteId'],
  ])
})

test('a stock car outside the catalogue is quoted by itself', () => {
  const uncatalogued = { trimId: null, vehicle: { ...car, trimId: null } }
  const sale = after(opened(), 'draft-quote', uncatalogued)
  expect(sale.quotes[0]).toMatchObject({ trimId: null, episodeId: car.episodeId })
})

test('a gift by another name needs its cost too; what is passed on does not', () => {
  const given = (kind: QuoteLine['kind'], costMinor: number | null) =>
    attempt(opened(), 'draft-quote', { lines: [{ kind, amountMinor: 0, costMinor }] })
  for (const kind of ['accessory', 'service', 'other'] as const)
    expect(given(kind, null).refusal?.code, kind).toBe('quote.gift-cost-missing')
  expect(given('accessory', 80_000).sale?.quotes[0]?.concessionMinor).toBe(80_000)
  expect(given('plate', null).refusal).toBe(undefined)
})

const [vat, tenth] = [
  { tax: 'vat' as const, rateBasisPoints: 1_300, id: uuid(90) },
  { tax: 'purchase-tax' as const, rateBasisPoints: 1_000, id: uuid(91) },
].map(rate => ({
  ...rate,
  energy: 'any' as const,
  currency: 'CNY',
  validFrom: '2019-07-01',
  validTo: null,
  reductionBasisPoints: 0,
  reductionMinorMax: null,
}))
const petrol = { newEnergy: false, rates: [vat!, tenth!] }

test('the purchase tax is part of the total, and no part of what the store sells', () => {
  const terms = { listPriceMinor: 22_600_000, tradeInMinor: 5_000_000, taxFacts: petrol }
  const sale = after(opened(), 'draft-quote', terms)
  expect(sale.quotes[0]).toMatchObject({
    totalMinor: 24_600_000,
    passedOnMinor: 2_000_000,
    tax: { state: 'computed', on: '2026-03-02', rate: { id: uuid(91) }, vat: { id: uuid(90) } },
  })
  const sent = after(sale, 'send-quote', { taxFacts: petrol })
  const signing = { quoteId: sent.quotes[0]!.id, listPriceMinor: 22_600_000, vehicle: null }
  const sign = (agreedMinor: number) =>
    attempt(sent, 'sign-contract', { ...signing, priceMinor: agreedMinor }, consultant).refusal?.code
  expect(sign(22_600_000)).toBe(undefined)
  expect(sign(21_000_000)).toBe('quote.over-limit')
})

test('the tax is computed again at sending, but what a person decided stands', () => {
  const draft = after(opened(), 'draft-quote', { listPriceMinor: 22_600_000, taxFacts: petrol })
  const halved = { ...tenth!, id: uuid(92), reductionBasisPoints: 5_000 }
  const changed = after(draft, 'send-quote', { taxFacts: { newEnergy: false, rates: [vat!, halved] } })
  expect(changed.quotes[0]).toMatchObject({
    totalMinor: 23_600_000,
    passedOnMinor: 1_000_000,
    tax: { rate: { id: uuid(92) } },
  })
  const unknown = after(draft, 'send-quote', { taxFacts: { newEnergy: false, rates: [] } })
  expect(unknown.quotes[0]).toMatchObject({
    totalMinor: 22_600_000,
    passedOnMinor: 0,
    tax: { state: 'unknown', reason: 'no-rate' },
  })
  const lines = [{ kind: 'purchase-tax' as const, amountMinor: 123, costMinor: null }]
  const manual = after(opened(), 'draft-quote', { lines, taxFacts: petrol })
  expect(after(manual, 'send-quote', { taxFacts: petrol }).quotes[0]).toMatchObject({
    totalMinor: priceMinor + 123,
    passedOnMinor: 123,
    tax: { state: 'manual' },
  })
})
