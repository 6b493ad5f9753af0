import { expect, test } from 'vitest'
import { after, attempt, car, later, newId, opened, people } from '../sale.fixtures.ts'

const booked = () => after(opened(), 'book-test-drive')

test('a showing is the first or a repeat, and may follow a quote', () => {
  const once = after(opened(), 'record-showing')
  const twice = attempt(after(once, 'draft-quote'), 'record-showing')
  expect(once).toMatchObject({ stage: 'showing', showings: 1 })
  expect(twice.sale).toMatchObject({ stage: 'showing', showings: 2 })
  expect(attempt(once, 'record-showing', { visit: 'first' }).refusal?.code).toBe('showing.not-first')
  expect(after(opened(), 'record-showing', { visit: 'repeat' }).showings).toBe(1)
})

test('a booking blocks car and escort until the buffer after its end', () => {
  const [drive] = booked().testDrives
  expect(drive).toMatchObject({
    state: 'booked',
    endsAt: later(2).at,
    blockedUntil: later(2.25).at,
    episodeId: car.episodeId,
    vehicleId: car.vehicleId,
  })
})

test('a slot ends after it starts, within a day, is not over yet and not years away', () => {
  const slots = [
    { startsAt: later(2).at, endsAt: later(2).at },
    { startsAt: later(3).at, endsAt: later(2).at },
    { startsAt: later(-2).at, endsAt: later(-1).at },
    { startsAt: later(1).at, endsAt: later(25.1).at },
    { startsAt: later(400 * 24).at, endsAt: later(400 * 24 + 1).at },
    { startsAt: '9999-12-31T23:00:00Z', endsAt: '9999-12-31T23:59:59Z' },
  ]
  for (const slot of slots) {
    expect(attempt(opened(), 'book-test-drive', slot).refusal?.code).toBe('test-drive.slot-invalid')
  }
  expect(after(opened(), 'book-test-drive', { startsAt: later(-0.1).at }).testDrives).toHaveLength(1)
})

test('a sold, reserved, off-road or absent car cannot be booked', () => {
  for (const availability of ['sold', 'reserved', 'off-road', 'closed'] as const) {
    const refused = attempt(opened(), 'book-test-drive', { vehicle: { ...car, availability } })
    expect(refused.refusal).toMatchObject({ code: 'test-drive.car-unavailable', facts: { availability } })
  }
  const absent = { vehicle: { ...car, inStock: false } }
  expect(attempt(opened(), 'book-test-drive', absent).refusal?.code).toBe('test-drive.car-unavailable')
})

test('a drive starts with a licence valid that day and a signed agreement', () => {
  const valid = { licenceValidUntil: '2026-03-02' }
  expect(after(booked(), 'start-test-drive', valid)).toMatchObject({
    stage: 'test-drive',
    testDrives: [{ state: 'started', mileageOutKm: 100 }],
  })
  const expired = { licenceValidUntil: '2026-03-01' }
  expect(attempt(booked(), 'start-test-drive', expired).refusal?.code).toBe('test-drive.licence-expired')
  const unsigned = { agreementSigned: false }
  expect(attempt(booked(), 'start-test-drive', unsigned).refusal?.code).toBe('test-drive.agreement-unsigned')
})

test('a car comes back with no fewer kilometres than it left with', () => {
  const started = after(booked(), 'start-test-drive')
  expect(attempt(started, 'return-test-drive', { mileageInKm: 99 }).refusal?.code).toBe(
    'test-drive.mileage-backwards',
  )
  expect(after(started, 'return-test-drive', { mileageInKm: 100 })).toMatchObject({
    stage: 'test-drive',
    testDrives: [{ state: 'returned', mileageInKm: 100 }],
  })
})

test('a drive goes one way: booked, then started or cancelled or missed; started, then returned', () => {
  const started = after(booked(), 'start-test-drive')
  for (const kind of ['start-test-drive', 'cancel-test-drive', 'miss-test-drive'] as const) {
    expect(attempt(started, kind).refusal?.code).toBe('test-drive.none-booked')
    expect(attempt(booked(), kind, { testDriveId: newId() }).refusal?.code).toBe('test-drive.unknown')
  }
  expect(attempt(booked(), 'return-test-drive').refusal?.code).toBe('test-drive.none-started')
  expect(attempt(started, 'return-test-drive', { testDriveId: newId() }).refusal?.code).toBe(
    'test-drive.unknown',
  )
  expect(after(booked(), 'cancel-test-drive').testDrives[0]?.state).toBe('cancelled')
  expect(after(booked(), 'miss-test-drive', {}, { actor: people.system }).testDrives[0]?.state).toBe('missed')
})

test('a sale is neither lost, cancelled nor handed over while its customer is out with a car', () => {
  const out = after(booked(), 'start-test-drive')
  expect(attempt(out, 'propose-loss').refusal?.code).toBe('test-drive.car-out')
  expect(attempt(after(out, 'sign-contract'), 'cancel-sale').refusal?.code).toBe('test-drive.car-out')
})

test('a car that was sold, reserved or taken off the road since it was booked is not driven', () => {
  for (const gone of [
    { availability: 'reserved' },
    { availability: 'closed' },
    { availability: 'off-road' },
    { inStock: false },
  ] as const) {
    const refused = attempt(booked(), 'start-test-drive', { vehicle: { ...car, ...gone } })
    expect(refused.refusal?.code).toBe('test-drive.car-unavailable')
  }
  const own = after(booked(), 'reserve-car')
  const vehicle = { ...car, availability: 'reserved' as const }
  expect(after(own, 'start-test-drive', { vehicle }).stage).toBe('test-drive')
})
