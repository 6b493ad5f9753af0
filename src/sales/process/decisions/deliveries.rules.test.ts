import { expect, test } from 'vitest'
import { openItems } from '../delivery-gate.rules.ts'
import { MarkedItem } from '../sale.contract.ts'
import {
  after,
  attempt,
  car,
  contracted,
  deliverable,
  later,
  marked,
  newId,
  opened,
  otherCar,
  people,
  priceMinor,
} from '../sale.fixtures.ts'

const held = { ...car, availability: 'reserved' as const }
const invoice = { id: newId(), number: 'INV-7', issuedOn: '2026-03-02', vin: 'LRWYGDFD3PC939701' }

test('the gate lists every open item with who owes it', () => {
  const { refusal } = attempt(contracted(), 'deliver')
  expect(refusal).toEqual({
    code: 'delivery.item-open',
    facts: { open: 6 },
    owes: [
      { item: 'pdi', role: 'inventory-manager' },
      { item: 'balance', role: 'finance' },
      { item: 'invoice', role: 'finance' },
      { item: 'certificate', role: 'inventory-manager' },
      { item: 'joint-inspection', role: 'consultant' },
      { item: 'documents', role: 'consultant' },
    ],
  })
})

test('each single open item keeps the car', () => {
  for (const item of MarkedItem.options) {
    const others = MarkedItem.options.filter(each => each !== item)
    const { refusal } = attempt(contracted(others, priceMinor), 'deliver')
    expect(refusal?.owes?.map(owed => owed.item)).toEqual([item])
  }
  const unpaid = attempt(contracted(MarkedItem.options, priceMinor - 1), 'deliver')
  expect(unpaid.refusal?.owes).toEqual([{ item: 'balance', role: 'finance' }])
  expect(openItems(deliverable())).toEqual([])
})

test('an item is marked by its owner, with author and time, and marked once', () => {
  const consultant = { actor: people.consultant }
  const keeper = { actor: people.keeper, now: later(1) }
  const sale = after(contracted(), 'mark-item', { item: 'pdi' }, keeper)
  expect(sale).toMatchObject({ stage: 'delivery', items: { pdi: { by: people.keeper.id, at: later(1).at } } })
  expect(attempt(sale, 'mark-item', { item: 'pdi' }).refusal?.code).toBe('delivery.item-already-marked')
  expect(attempt(sale, 'mark-item', { item: 'certificate' }, consultant).refusal?.code).toBe('sale.forbidden')
  expect(attempt(sale, 'mark-item', { item: 'invoice' }, consultant).refusal).toMatchObject({
    code: 'sale.forbidden',
    owes: [{ item: 'mark-item', role: 'finance' }],
  })
  expect(after(sale, 'mark-item', { item: 'documents' }, consultant).items.documents).not.toBeNull()
  const finance = { actor: people.finance }
  expect(attempt(sale, 'mark-item', { item: 'joint-inspection' }, finance).refusal?.code).toBe(
    'sale.forbidden',
  )
})

test('what inventory knows not to be so is not marked, nor delivered', () => {
  const failed = { ...held, pdiPassed: false }
  const pledged = { ...held, certificate: 'pledged' as const }
  expect(attempt(contracted(), 'mark-item', { item: 'pdi', vehicle: failed }).refusal?.code).toBe(
    'delivery.item-not-ready',
  )
  expect(attempt(contracted(), 'mark-item', { item: 'certificate', vehicle: pledged }).refusal?.code).toBe(
    'delivery.item-not-ready',
  )
  expect(attempt(deliverable(), 'deliver', { vehicle: pledged }).refusal?.owes).toEqual([
    { item: 'certificate', role: 'inventory-manager' },
  ])
})

test('the invoice names this car and is not dated ahead', () => {
  const refusals = [
    attempt(contracted(), 'mark-item', { item: 'invoice', invoice: null }),
    attempt(contracted(), 'mark-item', { item: 'invoice', vehicle: null }),
    attempt(contracted(), 'mark-item', { item: 'invoice', invoice: { ...invoice, vin: otherCar.vin! } }),
    attempt(contracted(), 'mark-item', { item: 'invoice', invoice: { ...invoice, issuedOn: '2026-03-03' } }),
    attempt(contracted(), 'mark-item', { item: 'invoice', invoice, vehicle: { ...held, vin: null } }),
    attempt(contracted(), 'mark-item', { item: 'invoice', invoice, vehicle: otherCar }),
  ]
  expect(refusals.map(each => each.refusal?.code)).toEqual([
    'delivery.invoice-missing',
    'sale.field-missing',
    'delivery.invoice-vin-differs',
    'delivery.invoice-in-future',
    'delivery.no-vin',
    'delivery.car-differs',
  ])
  const typed = { ...invoice, vin: ' lrwygdfd3pc939701' }
  expect(after(contracted(), 'mark-item', { item: 'invoice', invoice: typed }).invoices).toEqual([
    { id: invoice.id, number: 'INV-7', issuedOn: '2026-03-02', reversedAt: null },
  ])
})

test('a mark is taken back by an event; a red invoice leaves the first one in the record', () => {
  const marked = after(contracted(), 'mark-item', { item: 'invoice', invoice })
  const taken = after(marked, 'unmark-item', { item: 'invoice' }, { now: later(1) })
  expect(taken).toMatchObject({ items: { invoice: null }, invoices: [{ reversedAt: later(1).at }] })
  expect(attempt(taken, 'unmark-item', { item: 'invoice' }).refusal?.code).toBe('delivery.item-not-marked')
  const again = after(taken, 'mark-item', { item: 'invoice', invoice: { ...invoice, id: newId() } })
  expect(again.invoices.map(each => each.reversedAt === null)).toEqual([false, true])
})

test('nothing is prepared without a contract and a named car', () => {
  const onTrim = after(opened(), 'sign-contract')
  expect(attempt(onTrim, 'mark-item', { item: 'documents' }).refusal?.code).toBe('delivery.no-car')
  expect(attempt(onTrim, 'deliver').refusal?.code).toBe('delivery.no-car')
  expect(attempt(opened(), 'mark-item', { item: 'documents' }).refusal?.code).toBe('sale.stage-not-allowed')
})

test('the car delivered is the contract’s, here, roadworthy, and has a VIN', () => {
  const refusals = [
    attempt(deliverable(), 'deliver', { vehicle: otherCar }),
    attempt(deliverable(), 'deliver', { vehicle: { ...held, vin: null } }),
    attempt(deliverable(), 'deliver', { vehicle: { ...held, inStock: false } }),
    attempt(deliverable(), 'deliver', { vehicle: { ...held, availability: 'off-road' } }),
  ]
  expect(refusals.map(each => each.refusal?.code)).toEqual([
    'delivery.car-differs',
    'delivery.no-vin',
    'vehicle.not-available',
    'vehicle.not-available',
  ])
})

test('delivered once, then handed over: the warranty starts on the day of delivery', () => {
  const delivered = after(deliverable(), 'deliver', {}, { now: later(48) })
  expect(delivered).toMatchObject({
    stage: 'delivery',
    reservation: null,
    delivery: { deliveredOn: '2026-03-04' },
  })
  for (const kind of ['deliver', 'mark-item', 'unmark-item'] as const) {
    expect(attempt(delivered, kind).refusal?.code).toBe('delivery.already-done')
  }
  expect(attempt(delivered, 'cancel-sale').refusal?.code).toBe('sale.delivered')
  const handed = after(delivered, 'hand-over', {}, { now: later(49) })
  expect(handed).toMatchObject({
    stage: 'after-sales',
    followUp: null,
    closedOn: '2026-03-04',
    handOver: { warrantyFrom: '2026-03-04', warrantyTo: '2029-03-04', warrantyKm: 60_000 },
  })
})

test('a hand-over needs a delivery, and closes bookings that are still open', () => {
  const preparing = contracted(['pdi'])
  expect(attempt(preparing, 'hand-over').refusal?.code).toBe('delivery.missing')
  const withBooking = after(opened(), 'book-test-drive', { vehicle: otherCar })
  let sale = after(withBooking, 'sign-contract', { vehicle: car, reservationId: newId() })
  sale = after(sale, 'record-payment', { amountMinor: priceMinor })
  for (const item of MarkedItem.options) sale = marked(sale, item)
  sale = after(after(sale, 'deliver'), 'hand-over')
  expect(sale.testDrives.map(drive => drive.state)).toEqual(['cancelled'])
})
