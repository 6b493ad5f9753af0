import { expect, test } from 'vitest'
import { after, attempt, car, later, newId, opened, people } from '../sale.fixtures.ts'

const booked = () => after(opened(), 'book-test-drive')
const ready = () => after(after(booked(), 'check-licence'), 'sign-agreement')
const started = () => after(ready(), 'start-test-drive')

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

test('a drive starts once a licence valid that day was looked at and the agreement is signed', () => {
  expect(attempt(booked(), 'start-test-drive').refusal?.code).toBe('test-drive.licence-unchecked')
  const checked = after(booked(), 'check-licence')
  expect(attempt(checked, 'start-test-drive').refusal?.code).toBe('test-drive.agreement-unsigned')
  expect(after(ready(), 'start-test-drive')).toMatchObject({
    stage: 'test-drive',
    testDrives: [{ state: 'started', mileageOutKm: 100, licence: { licenceClass: 'C1' } }],
  })
})

test('a licence must hold on the day of the drive, also when it is looked at before', () => {
  const on = (validUntil: string) => attempt(booked(), 'check-licence', { validUntil })
  expect(on('2026-03-01').refusal).toMatchObject({
    code: 'test-drive.licence-expired',
    facts: { validUntil: '2026-03-01' },
  })
  expect(on('2026-03-02').sale?.testDrives[0]?.licence?.validUntil).toBe('2026-03-02')
  const nextWeek = { startsAt: later(24 * 7).at, endsAt: later(24 * 7 + 1).at }
  const ahead = after(opened(), 'book-test-drive', nextWeek)
  const early = attempt(ahead, 'check-licence', { validUntil: '2026-03-05' })
  expect(early.refusal?.code).toBe('test-drive.licence-expired')
  const signed = after(after(booked(), 'check-licence', { validUntil: '2026-03-02' }), 'sign-agreement')
  const tooLate = attempt(signed, 'start-test-drive', {}, { now: later(24) })
  expect(tooLate.refusal?.code).toBe('test-drive.licence-expired')
})

test('nobody signs for a customer who is not named', () => {
  const imported = after(null, 'import-sale', {}, { actor: people.importer })
  const nobody = after(imported, 'book-test-drive')
  expect(attempt(nobody, 'sign-agreement').refusal?.code).toBe('sale.customer-missing')
})

test('a drive that is moved keeps its licence and is signed for anew', () => {
  const [moved] = after(ready(), 'reschedule-test-drive').testDrives
  expect(moved).toMatchObject({
    startsAt: later(3).at,
    blockedUntil: later(4.25).at,
    licence: { licenceClass: 'C1' },
    agreement: null,
  })
  const gone = { vehicle: { ...car, availability: 'sold' as const } }
  expect(attempt(ready(), 'reschedule-test-drive', gone).refusal?.code).toBe('test-drive.car-unavailable')
  const past = { startsAt: later(-3).at, endsAt: later(-2).at }
  expect(attempt(ready(), 'reschedule-test-drive', past).refusal?.code).toBe('test-drive.slot-invalid')
  expect(attempt(started(), 'reschedule-test-drive').refusal?.code).toBe('test-drive.none-booked')
})

test('a car leaves with no fewer kilometres than it came back with before', () => {
  const fewer = attempt(ready(), 'start-test-drive', { mileageOutKm: 39 })
  expect(fewer.refusal).toMatchObject({
    code: 'test-drive.mileage-backwards',
    field: 'mileageOutKm',
    facts: { mileageOutKm: 40 },
  })
  const unknown = { vehicle: { ...car, mileageKm: null }, mileageOutKm: 0 }
  expect(after(ready(), 'start-test-drive', unknown).testDrives[0]?.mileageOutKm).toBe(0)
})

test('feedback is given once, for a drive that came back', () => {
  expect(attempt(started(), 'record-feedback').refusal?.code).toBe('test-drive.none-returned')
  const returned = after(started(), 'return-test-drive')
  const told = after(returned, 'record-feedback')
  expect(told.testDrives[0]?.feedbackId).not.toBeNull()
  expect(attempt(told, 'record-feedback').refusal?.code).toBe('test-drive.none-returned')
  const again = { testDriveId: told.testDrives[0]?.id }
  expect(attempt(told, 'record-feedback', again).refusal).toBeDefined()
})

test('a car comes back with no fewer kilometres than it left with', () => {
  expect(attempt(started(), 'return-test-drive', { mileageInKm: 99 }).refusal?.code).toBe(
    'test-drive.mileage-backwards',
  )
  expect(after(started(), 'return-test-drive', { mileageInKm: 100 })).toMatchObject({
    stage: 'test-drive',
    testDrives: [{ state: 'returned', mileageInKm: 100 }],
  })
})

test('a drive goes one way: booked, then started or cancelled or missed; started, then returned', () => {
  const out = started()
  for (const kind of ['start-test-drive', 'cancel-test-drive', 'miss-test-drive'] as const) {
    expect(attempt(out, kind).refusal?.code).toBe('test-drive.none-booked')
    expect(attempt(ready(), kind, { testDriveId: newId() }).refusal?.code).toBe('test-drive.unknown')
  }
  expect(attempt(booked(), 'return-test-drive').refusal?.code).toBe('test-drive.none-started')
  expect(attempt(out, 'return-test-drive', { testDriveId: newId() }).refusal?.code).toBe('test-drive.unknown')
  expect(after(booked(), 'cancel-test-drive').testDrives[0]?.state).toBe('cancelled')
  expect(after(booked(), 'miss-test-drive', {}, { actor: people.system }).testDrives[0]?.state).toBe('missed')
})

test('a sale is neither lost, cancelled nor handed over while its customer is out with a car', () => {
  const out = started()
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
    const refused = attempt(ready(), 'start-test-drive', { vehicle: { ...car, ...gone } })
    expect(refused.refusal?.code).toBe('test-drive.car-unavailable')
  }
  const own = after(ready(), 'reserve-car')
  const vehicle = { ...car, availability: 'reserved' as const }
  expect(after(own, 'start-test-drive', { vehicle }).stage).toBe('test-drive')
})

test('who drives in place of the customer shows their own licence and signs themselves', () => {
  const other = { driverId: '00000000-0000-7000-8000-0000000000d1', relation: 'spouse' } as const
  const prepared = ready()
  const [driveBefore] = prepared.testDrives
  expect(driveBefore).toMatchObject({ driver: null })
  expect(driveBefore?.licence && driveBefore.agreement).toBeTruthy()
  const named = after(prepared, 'name-driver', { driver: other })
  expect(named.testDrives[0]).toMatchObject({ driver: other, licence: null, agreement: null })
  expect(attempt(named, 'start-test-drive').refusal?.code).toBe('test-drive.licence-unchecked')
  const checked = after(named, 'check-licence')
  expect(attempt(checked, 'start-test-drive').refusal?.code).toBe('test-drive.agreement-unsigned')
  const signed = after(checked, 'sign-agreement')
  expect(after(signed, 'start-test-drive').testDrives[0]).toMatchObject({ state: 'started', driver: other })
  const moved = after(signed, 'reschedule-test-drive')
  expect(moved.testDrives[0]).toMatchObject({ driver: other, agreement: null })
  const back = after(signed, 'name-driver', { driver: null })
  expect(back.testDrives[0]).toMatchObject({ driver: null, licence: null, agreement: null })
  expect(attempt(back, 'name-driver', { driver: null }).refusal?.code).toBe('test-drive.customer-drives')
})

test('a drive is booked with its driver, and none is named once it has started', () => {
  const other = { driverId: '00000000-0000-7000-8000-0000000000d1', relation: 'friend' } as const
  const together = after(opened(), 'book-test-drive', { driver: other })
  expect(together.testDrives).toMatchObject([{ state: 'booked', driver: other, licence: null }])
  const started = after(ready(), 'start-test-drive')
  expect(attempt(started, 'name-driver').refusal?.code).toBe('test-drive.none-booked')
})
