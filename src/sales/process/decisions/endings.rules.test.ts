import { expect, test } from 'vitest'
import { defaultDefinition } from '../default-definition.rules.ts'
import { after, attempt, contracted, deliverable, later, opened, otherCar, people } from '../sale.fixtures.ts'

const manager = { actor: people.salesManager }
const consultant = { actor: people.consultant }

test('a loss counts once a manager has confirmed it', () => {
  const proposed = after(opened(), 'propose-loss', { reason: 'competitor' }, consultant)
  expect(proposed).toMatchObject({ stage: 'inquiry', loss: { state: 'proposed', reason: 'competitor' } })
  expect(attempt(proposed, 'confirm-loss', {}, consultant).refusal).toMatchObject({
    code: 'sale.forbidden',
    owes: [{ item: 'confirm-loss', role: 'sales-manager' }],
  })
  const { sale, events } = attempt(proposed, 'confirm-loss', {}, { ...manager, now: later(24) })
  expect(sale).toMatchObject({
    stage: 'lost',
    followUp: null,
    closedOn: '2026-03-03',
    loss: { state: 'confirmed' },
  })
  expect(events?.at(-1)).toMatchObject({
    stageBefore: 'inquiry',
    stageAfter: 'lost',
    durationSeconds: 86_400,
  })
})

test('a declined loss goes on and can be proposed again', () => {
  const declined = after(after(opened(), 'propose-loss'), 'decline-loss', {}, manager)
  expect(declined).toMatchObject({ stage: 'inquiry', loss: null })
  expect(attempt(declined, 'decline-loss').refusal?.code).toBe('loss.not-proposed')
  expect(attempt(declined, 'confirm-loss').refusal?.code).toBe('loss.not-proposed')
  const again = after(declined, 'propose-loss')
  expect(attempt(again, 'propose-loss').refusal?.code).toBe('loss.already-proposed')
})

test('a process without review loses at once', () => {
  const process = { ...defaultDefinition, lossNeedsReview: false }
  const { sale, events } = attempt(opened(), 'propose-loss', {}, { ...consultant, process })
  expect(events?.map(event => event.action)).toEqual(['loss-proposed', 'loss-confirmed'])
  expect(sale?.stage).toBe('lost')
})

test('a lost sale gives its car and its bookings back', () => {
  const busy = after(after(opened(), 'reserve-car'), 'book-test-drive', { vehicle: otherCar })
  const { sale, events } = attempt(after(busy, 'propose-loss'), 'confirm-loss')
  expect(events?.map(event => event.action)).toEqual([
    'test-drive-cancelled',
    'car-released',
    'loss-confirmed',
  ])
  expect(sale).toMatchObject({ reservation: null, testDrives: [{ state: 'cancelled' }] })
})

test('a sale is not lost with the customer’s money, nor after a contract, nor without a known reason', () => {
  const paid = after(opened(), 'record-payment')
  expect(attempt(paid, 'propose-loss').refusal).toMatchObject({
    code: 'loss.money-held',
    owes: [{ item: 'refund', role: 'finance' }],
  })
  const returned = after(paid, 'reverse-payment')
  expect(after(returned, 'propose-loss').loss?.state).toBe('proposed')
  expect(attempt(contracted(), 'propose-loss').refusal?.code).toBe('sale.stage-not-allowed')
  expect(attempt(opened(), 'propose-loss', { reason: 'boredom' }).refusal?.code).toBe('sale.code-unknown')
})

test('a cancellation closes everything in one go', () => {
  const full = after(deliverable(), 'unmark-item', { item: 'documents' })
  const { sale, events } = attempt(full, 'cancel-sale', { defaultingParty: 'none' }, manager)
  expect(events?.map(event => event.action)).toEqual([
    'car-released',
    'item-unmarked',
    'sale-cancelled',
    'refund-requested',
  ])
  expect(sale).toMatchObject({
    stage: 'cancelled',
    reservation: null,
    followUp: null,
    closedOn: '2026-03-02',
    invoices: [{ reversedAt: later(0).at }],
    cancellation: { disposition: 'none', keptMinor: 0, refundMinor: 20_000_000 },
  })
})

test('the deposit follows rule 3: kept, doubled or returned', () => {
  const paid = after(contracted(), 'record-payment', { purpose: 'deposit', amountMinor: 2_000_000 })
  const settled = (defaultingParty: 'buyer' | 'dealer' | 'none') =>
    after(paid, 'cancel-sale', { defaultingParty }).cancellation
  expect(settled('buyer')).toMatchObject({ disposition: 'kept', keptMinor: 2_000_000, refundMinor: 0 })
  expect(settled('dealer')).toMatchObject({ disposition: 'returned-double', refundMinor: 4_000_000 })
  expect(settled('none')).toMatchObject({ disposition: 'returned', refundMinor: 2_000_000 })
})

test('cancelling is a manager’s, needs an order and a known reason', () => {
  expect(attempt(contracted(), 'cancel-sale', {}, consultant).refusal?.code).toBe('sale.forbidden')
  expect(attempt(opened(), 'cancel-sale').refusal?.code).toBe('sale.stage-not-allowed')
  expect(attempt(contracted(), 'cancel-sale', { reason: 'boredom' }).refusal?.code).toBe('sale.code-unknown')
})

test('an ended sale is closed, except that a handed-over one may change its owner', () => {
  const cancelled = after(contracted(), 'cancel-sale')
  expect(attempt(cancelled, 'record-showing').refusal?.code).toBe('sale.closed')
  expect(attempt(cancelled, 'reserve-car').refusal?.code).toBe('sale.closed')
  expect(attempt(cancelled, 'assign-owner').refusal?.code).toBe('sale.closed')
  const done = after(after(deliverable(), 'deliver'), 'hand-over')
  expect(attempt(done, 'record-payment').refusal?.code).toBe('sale.closed')
  expect(after(done, 'assign-owner', {}, manager).ownerId).toBe(people.colleague.id)
})
