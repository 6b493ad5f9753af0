import { expect, test } from 'vitest'
import {
  type Candidate,
  dayOf,
  dropRefusal,
  indexAt,
  mayBeBooked,
  placeOf,
  slotAt,
  spanRefusal,
} from './calendar.rules.ts'
import type { DriveCar } from './test-drives.contract.ts'

const day = dayOf('2026-03-02', 'Asia/Shanghai')
const [me, other] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002']
const booked = { ...slotAt(day, 4, 1), escortId: me, escortName: '李', state: 'booked' as const }
const car: DriveCar = {
  episodeId: '00000000-0000-7000-8000-000000000010',
  vehicleId: '00000000-0000-7000-8000-000000000011',
  dealerId: '00000000-0000-7000-8000-000000000009',
  stockNumber: 'K1',
  make: '星途',
  modelName: '远山',
  trimName: null,
  plate: null,
  isDemo: true,
  availability: 'available',
  mileageKm: 10,
  taken: [booked],
  offRoad: [],
}
const free: DriveCar = { ...car, episodeId: '00000000-0000-7000-8000-000000000020', taken: [] }
const now = Date.parse(day.startsAt)

function refusal(index: number, change: Partial<Candidate> = {}, cars = [car, free], buffer = 0) {
  const candidate = { ...slotAt(day, index, 1), car, escortId: other, moves: null, ...change }
  return dropRefusal(candidate, cars, buffer, now)
}

test('the line of the day runs from eight to half past eight in half-hours of the store', () => {
  expect(day).toMatchObject({ startsAt: '2026-03-02T00:00:00.000Z', endsAt: '2026-03-02T12:30:00.000Z' })
  expect(slotAt(day, 3, 2)).toEqual({
    startsAt: '2026-03-02T01:30:00.000Z',
    endsAt: '2026-03-02T02:30:00.000Z',
  })
  expect(placeOf(day, slotAt(day, 5, 5))).toEqual({ from: 0.2, to: 0.4 })
  expect([indexAt(-1, 1), indexAt(0.999, 1), indexAt(0.999, 3), indexAt(0.2, 1)]).toEqual([0, 24, 22, 5])
})

test('a slot that another drive of the car touches is free, one that it meets is not', () => {
  expect([3, 4, 5].map(index => refusal(index))).toEqual([null, 'car', null])
  expect([3, 4, 5].map(index => refusal(index, {}, [car], 15))).toEqual(['car', 'car', 'car'])
})

test('an escort is out with one car at a time', () => {
  expect(refusal(4, { car: free, escortId: me })).toBe('escort')
  expect(refusal(4, { car: free, escortId: other })).toBeNull()
  expect(refusal(4, { car: free, escortId: null })).toBeNull()
})

test('a booking that is moved is not in its own way', () => {
  const moves = { ...booked, episodeId: car.episodeId }
  expect(refusal(4, { escortId: me, moves })).toBeNull()
  expect(refusal(4, { car: free, escortId: me, moves })).toBeNull()
})

test('what is past, sold, reserved or off the road takes no booking', () => {
  expect(refusal(0, {}, [car], 0)).toBeNull()
  const past = { ...slotAt(day, 0, 1), car, escortId: other, moves: null }
  expect(dropRefusal(past, [car], 0, now + 1_800_000)).toBe('past')
  expect(refusal(9, { car: { ...car, availability: 'sold' } })).toBe('unavailable')
  expect(refusal(9, { car: { ...car, availability: 'reserved' } })).toBe('unavailable')
  expect(refusal(9, { car: { ...car, availability: 'off-road' } })).toBe('off-road')
  const period = { id: me, reason: 'repair', state: 'planned', ...slotAt(day, 8, 2) } as const
  expect(refusal(9, { car: { ...car, offRoad: [period] } })).toBe('off-road')
  expect(refusal(10, { car: { ...car, offRoad: [period] } })).toBeNull()
  expect(refusal(20, { car: { ...car, offRoad: [{ ...period, endsAt: null }] } })).toBe('off-road')
})

test('a car that is off the road may be booked for after its return, and only when that is known', () => {
  const period = { id: me, reason: 'service', state: 'running', ...slotAt(day, 0, 6) } as const
  const away: DriveCar = { ...car, availability: 'off-road', offRoad: [period] }
  expect(mayBeBooked(away)).toBe(true)
  expect(refusal(5, { car: away })).toBe('off-road')
  expect(refusal(6, { car: away })).toBeNull()
  const unknown = { ...away, offRoad: [{ ...period, endsAt: null }] }
  expect([mayBeBooked(unknown), refusal(20, { car: unknown })]).toEqual([false, 'off-road'])
})

test('a span off the road goes around drives with their buffer, around other periods, and lies ahead', () => {
  const now = Date.parse(slotAt(day, 2, 1).startsAt)
  const period = { id: me, reason: 'service', state: 'planned', ...slotAt(day, 12, 2) } as const
  const busy: DriveCar = { ...car, taken: [booked], offRoad: [period] }
  const drawn = (index: number, halves: number, buffer = 15) =>
    spanRefusal(slotAt(day, index, halves), busy, buffer, now)
  expect([drawn(1, 2), drawn(2, 2), drawn(3, 2)]).toEqual(['past', null, 'car'])
  expect([drawn(5, 2), drawn(5, 2, 0), drawn(6, 6)]).toEqual(['car', null, null])
  expect([drawn(11, 2), drawn(13, 4), drawn(14, 2)]).toEqual(['off-road', 'off-road', null])
})
