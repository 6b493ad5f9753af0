import { expect, test } from 'vitest'
import { after, attempt, car, later, newId, opened, otherCar, people, uuid } from '../sale.fixtures.ts'

const reserved = () => after(opened(), 'reserve-car')
const onTrim = () => after(opened(), 'sign-contract')

test('a reservation holds one free car until the process’s hour', () => {
  expect(reserved().reservation).toMatchObject({ episodeId: car.episodeId, expiresAt: later(72).at })
  expect(attempt(reserved(), 'reserve-car', { vehicle: otherCar }).refusal?.code).toBe(
    'reservation.already-held',
  )
  for (const availability of ['reserved', 'sold', 'off-road', 'closed'] as const) {
    const taken = attempt(opened(), 'reserve-car', { vehicle: { ...car, availability } })
    expect(taken.refusal?.code).toBe('vehicle.not-available')
  }
  expect(after(opened(), 'reserve-car', { vehicle: { ...car, inStock: false } }).reservation).not.toBeNull()
})

test('it expires at its time and not a moment before, and only by itself', () => {
  const system = (hours: number) => ({ actor: people.system, now: later(hours) })
  expect(attempt(reserved(), 'expire-reservation', {}, system(71.99)).refusal?.code).toBe(
    'reservation.not-expired',
  )
  expect(after(reserved(), 'expire-reservation', {}, system(72)).reservation).toBeNull()
  expect(attempt(opened(), 'expire-reservation', {}, system(72)).refusal?.code).toBe('reservation.none')
  expect(attempt(reserved(), 'expire-reservation', {}, { now: later(99) }).refusal?.code).toBe(
    'sale.forbidden',
  )
})

test('a reservation is released, but not from under a contract', () => {
  expect(after(reserved(), 'release-car').reservation).toBeNull()
  expect(attempt(opened(), 'release-car').refusal?.code).toBe('reservation.none')
  const signed = after(opened(), 'sign-contract', { vehicle: car, reservationId: newId() })
  expect(attempt(signed, 'release-car').refusal?.code).toBe('reservation.held-by-contract')
  const late = { actor: people.system, now: later(9_000) }
  expect(attempt(signed, 'expire-reservation', {}, late).refusal?.code).toBe('reservation.held-by-contract')
})

test('a contract on a trim is matched to one car of that trim, and keeps it', () => {
  const { sale, events } = attempt(onTrim(), 'match-car', {}, { actor: people.keeper })
  expect(events?.map(event => event.action)).toEqual(['car-reserved', 'car-matched'])
  expect(sale).toMatchObject({
    contract: { episodeId: car.episodeId },
    reservation: { episodeId: car.episodeId, expiresAt: null },
  })
  expect(attempt(sale!, 'match-car', { vehicle: otherCar }).refusal?.code).toBe(
    'contract.car-already-matched',
  )
})

test('the car must be free and of the trim that was signed', () => {
  const wrong = { vehicle: { ...car, trimId: uuid(99) } }
  expect(attempt(onTrim(), 'match-car', wrong).refusal?.code).toBe('contract.trim-differs')
  const sold = { vehicle: { ...car, availability: 'sold' as const } }
  expect(attempt(onTrim(), 'match-car', sold).refusal?.code).toBe('vehicle.not-available')
})

test('matching the reserved car makes its hold permanent; matching another gives the first back', () => {
  const reservedAfter = after(onTrim(), 'reserve-car')
  const same = attempt(reservedAfter, 'match-car')
  expect(same.sale?.reservation).toMatchObject({ id: reservedAfter.reservation?.id, expiresAt: null })
  const other = attempt(reservedAfter, 'match-car', { vehicle: otherCar })
  expect(other.refusal).toBeUndefined()
  expect(other.sale?.reservation).toMatchObject({ episodeId: otherCar.episodeId, expiresAt: null })
})
