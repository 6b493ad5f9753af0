import { expect, test } from 'vitest'
import { decide } from '../decide.rules.ts'
import { defaultDefinition } from '../default-definition.rules.ts'
import { balanceOf } from '../ledger.rules.ts'
import {
  after,
  attempt,
  car,
  heldOr,
  later,
  newId,
  noon,
  opened,
  otherCar,
  people,
  priceMinor,
  sample,
  uuid,
} from '../sale.fixtures.ts'

const consultant = { actor: people.consultant }
const named = () => ({ vehicle: car, reservationId: newId() })
const quoted = (discountMinor = 0) => after(after(opened(), 'draft-quote', { discountMinor }), 'send-quote')

test('a buyer may sign on a trim without a showing or a test drive', () => {
  const sale = after(opened(), 'sign-contract', {}, consultant)
  expect(sale).toMatchObject({
    stage: 'contract',
    intentLevel: 'O',
    reservation: null,
    contract: { episodeId: null, priceMinor, depositType: 'earnest-money', earnestMinor: 2_000_000 },
  })
})

test('a named car is reserved with the contract, without an end', () => {
  const { sale, events } = attempt(opened(), 'sign-contract', named(), consultant)
  expect(events?.map(event => event.action)).toEqual(['car-reserved', 'contract-signed'])
  expect(sale).toMatchObject({
    contract: { episodeId: car.episodeId },
    reservation: { episodeId: car.episodeId, expiresAt: null },
  })
  expect(attempt(opened(), 'sign-contract', { vehicle: car }).refusal?.field).toBe('reservationId')
})

test('a reservation of the same car is kept, one of another car is given back', () => {
  const reserved = after(opened(), 'reserve-car')
  const same = after(reserved, 'sign-contract', { vehicle: heldOr(reserved, car) })
  expect(same.reservation).toMatchObject({ id: reserved.reservation?.id, expiresAt: null })
  const other = attempt(reserved, 'sign-contract', { vehicle: otherCar, reservationId: newId() })
  expect(other.events?.map(event => event.action)).toEqual([
    'car-released',
    'car-reserved',
    'contract-signed',
  ])
})

test('a car that another buyer holds is not signed for', () => {
  const held = { vehicle: { ...car, availability: 'reserved' as const }, reservationId: newId() }
  expect(attempt(opened(), 'sign-contract', held).refusal?.code).toBe('vehicle.not-available')
})

test('signing on a quote accepts it; it must be sent, current and for the same trim', () => {
  const sale = quoted(100_000)
  const quoteId = sale.quotes[0]!.id
  const price = { quoteId, priceMinor: sale.quotes[0]!.totalMinor }
  expect(after(sale, 'sign-contract', price, consultant).quotes[0]?.state).toBe('accepted')
  const draft = after(opened(), 'draft-quote')
  const refusals = [
    attempt(draft, 'sign-contract', { quoteId: draft.quotes[0]!.id }),
    attempt(sale, 'sign-contract', { quoteId: newId() }),
    attempt(sale, 'sign-contract', price, { now: later(24 * 8) }),
    attempt(sale, 'sign-contract', { ...price, trimId: uuid(99) }),
    attempt(sale, 'sign-contract', { ...price, currency: 'GBP' }),
  ]
  expect(refusals.map(each => each.refusal?.code)).toEqual([
    'quote.not-sent',
    'quote.unknown',
    'quote.expired',
    'quote.trim-differs',
    'sale.currency-differs',
  ])
})

test('a contract is no way around the discount limit', () => {
  const below = { priceMinor: priceMinor - 600_001 }
  expect(attempt(opened(), 'sign-contract', below, consultant).refusal?.code).toBe('quote.over-limit')
  expect(after(opened(), 'sign-contract', below).contract?.priceMinor).toBe(below.priceMinor)
  const sale = quoted(600_000)
  const cheaper = { quoteId: sale.quotes[0]!.id, priceMinor: sale.quotes[0]!.totalMinor - 1 }
  expect(attempt(sale, 'sign-contract', cheaper, consultant).refusal).toMatchObject({
    code: 'quote.over-limit',
    facts: { concessionMinor: 600_001 },
  })
})

test('why the customer signs is kept where it is said, in the codes of the process', () => {
  expect(after(opened(), 'sign-contract', {}).contract).not.toHaveProperty('winReason')
  expect(after(opened(), 'sign-contract', { winReason: 'test-drive' }).contract?.winReason).toBe('test-drive')
  expect(attempt(opened(), 'sign-contract', { winReason: 'luck' }).refusal).toMatchObject({
    code: 'sale.code-unknown',
    facts: { given: 'luck' },
    field: 'winReason',
  })
})

test('what a manager conceded in a sent quote, the consultant signs', () => {
  const sale = quoted(priceMinor / 4)
  const agreed = { quoteId: sale.quotes[0]!.id, priceMinor: sale.quotes[0]!.totalMinor }
  expect(after(sale, 'sign-contract', agreed, consultant).stage).toBe('contract')
})

test('a deposit over a fifth is taken with a warning, and only a fifth is earnest money', () => {
  const action = sample('sign-contract', opened(), { depositMinor: 5_000_000 })
  const decision = decide(defaultDefinition, opened(), action, noon)
  expect(decision).toMatchObject({
    warnings: [
      { code: 'contract.deposit-over-fifth', facts: { depositMinor: 5_000_000, earnestMinor: 4_000_000 } },
    ],
    sale: { contract: { depositMinor: 5_000_000, earnestMinor: 4_000_000 } },
  })
  const prepaid = after(opened(), 'sign-contract', { depositMinor: 5_000_000, depositType: 'prepayment' })
  expect(prepaid.contract).toMatchObject({ depositType: 'prepayment', earnestMinor: 0 })
  const none = after(opened(), 'sign-contract', { depositMinor: 0 })
  expect(none.contract).toMatchObject({ depositType: null, earnestMinor: 0 })
})

test('a deposit paid at signing enters the ledger with it, from those who may take money', () => {
  const paid = { depositPayment: { id: newId(), method: 'card' } }
  const { sale, events } = attempt(opened(), 'sign-contract', paid)
  expect(events?.map(event => event.action)).toEqual(['contract-signed', 'payment-recorded'])
  expect(balanceOf(sale!)).toMatchObject({ depositMinor: 2_000_000, dueMinor: priceMinor - 2_000_000 })
  expect(attempt(opened(), 'sign-contract', paid, consultant).refusal).toMatchObject({
    code: 'sale.forbidden',
    field: 'depositPayment',
    owes: [{ item: 'record-payment', role: 'finance' }],
  })
  const odd = { depositPayment: { id: newId(), method: 'shells' } }
  expect(attempt(opened(), 'sign-contract', odd).refusal?.code).toBe('sale.code-unknown')
})

test('a contract needs a price, a subject, a customer and a fitting deposit, once', () => {
  const importer = { actor: people.importer }
  const anonymous = after(null, 'import-sale', {}, importer)
  const refusals = [
    attempt(opened(), 'sign-contract', { priceMinor: 0 }),
    attempt(opened(), 'sign-contract', { trimId: null }),
    attempt(opened(), 'sign-contract', { ...named(), trimId: uuid(99) }),
    attempt(opened(), 'sign-contract', { depositMinor: priceMinor + 1 }),
    attempt(opened(), 'sign-contract', { depositType: null }),
    attempt(after(opened(), 'record-payment'), 'sign-contract', { currency: 'GBP' }),
    attempt(after(opened(), 'sign-contract'), 'sign-contract'),
    attempt(after(opened(), 'propose-loss'), 'sign-contract'),
    attempt(anonymous, 'sign-contract'),
  ]
  expect(refusals.map(each => each.refusal?.code)).toEqual([
    'contract.price-zero',
    'sale.field-missing',
    'contract.trim-differs',
    'contract.deposit-over-price',
    'sale.field-missing',
    'sale.currency-differs',
    'contract.already-signed',
    'sale.loss-pending',
    'sale.customer-missing',
  ])
  const linked = after(anonymous, 'link-customer')
  expect(after(linked, 'sign-contract').stage).toBe('contract')
  expect(attempt(linked, 'link-customer').refusal?.code).toBe('sale.customer-known')
})

test('a quote for one car does not carry its price over to a dearer one', () => {
  const sale = quoted(0)
  const quote = sale.quotes[0]!
  const signing = { quoteId: quote.id, priceMinor: quote.totalMinor, ...named() }
  expect(
    attempt(sale, 'sign-contract', { ...signing, priceMinor: quote.totalMinor }, consultant).refusal,
  ).toBe(undefined)
  const dearer = { ...signing, priceMinor: quote.totalMinor, listPriceMinor: quote.listPriceMinor * 2 }
  expect(attempt(sale, 'sign-contract', dearer, consultant).refusal?.code).toBe('quote.over-limit')
})
