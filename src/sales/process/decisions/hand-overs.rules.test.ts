import { expect, test } from 'vitest'
import { readinessOf, tally } from '../../deliveries/readiness.rules.ts'
import { checkPoints } from '../hand-over.contract.ts'
import {
  after,
  attempt,
  checkedEntries,
  contracted,
  deliverable,
  later,
  marked,
  newId,
  noon,
  opened,
  otherCar,
  people,
} from '../sale.fixtures.ts'
import { addMonths } from './hand-overs.rules.ts'

const at = (hours: number) => ({ inStock: true, now: later(hours).at, timeZone: noon.timeZone })

test('a sale has one appointment, ahead of now, and none without a contract', () => {
  const booked = after(contracted(), 'book-delivery')
  expect(attempt(booked, 'book-delivery').refusal?.code).toBe('delivery.already-appointed')
  for (const hours of [-1, 0, 367 * 24]) {
    const startsAt = later(hours).at
    expect(attempt(contracted(), 'book-delivery', { startsAt }).refusal?.code).toBe(
      'delivery.appointment-past',
    )
    expect(attempt(booked, 'reschedule-delivery', { startsAt }).refusal?.code).toBe(
      'delivery.appointment-past',
    )
  }
  expect(attempt(opened(), 'book-delivery').refusal?.code).toBe('sale.stage-not-allowed')
  expect(after(booked, 'cancel-appointment').appointment).toBeNull()
  expect(attempt(contracted(), 'cancel-appointment').refusal?.code).toBe('delivery.no-appointment')
})

test('a cancelled sale and a delivered car leave no appointment', () => {
  const cancelled = attempt(after(contracted(), 'book-delivery'), 'cancel-sale')
  expect(cancelled.events?.map(event => event.action)).toContain('appointment-cancelled')
  expect(cancelled.sale?.appointment).toBeNull()
  expect(after(after(deliverable(), 'book-delivery'), 'deliver').appointment).toBeNull()
})

test('what is due counts back from the appointment, and late is what is open after its day', () => {
  const sale = after(contracted(), 'book-delivery', { startsAt: later(72).at })
  const item = (name: string, hours: number) => readinessOf(sale, at(hours)).find(each => each.item === name)
  expect(item('pdi', 0)).toMatchObject({ dueOn: '2026-03-03', overdue: false, role: 'inventory-manager' })
  expect(item('pdi', 48)).toMatchObject({ overdue: true })
  expect(item('cleaned', 72)).toMatchObject({ dueOn: '2026-03-05', overdue: false, blocks: false })
  expect(item('appointment', 0)?.done).toBe(true)
  expect(item('documents', 0)?.personId).toBe(people.consultant.id)
  expect(readinessOf(contracted(), at(0)).every(each => each.dueOn === null && !each.overdue)).toBe(true)
})

test('a preparation is done, not needed or open again, and keeps no car', () => {
  const ready = after(contracted(), 'prepare-delivery', { item: 'plate', state: 'not-needed' })
  const again = { item: 'plate', state: 'not-needed' } as const
  expect(attempt(ready, 'prepare-delivery', again).refusal?.code).toBe('delivery.preparation-unchanged')
  const open = after(ready, 'prepare-delivery', { item: 'plate', state: 'open' })
  expect(tally(readinessOf(open, at(0))).open).toBe(tally(readinessOf(ready, at(0))).open + 1)
  expect(after(deliverable(), 'deliver').delivery).not.toBeNull()
})

test('each point that is missing, unread or at fault without an answer keeps the signature away', () => {
  for (const point of checkPoints) {
    const others = checkedEntries.filter(entry => entry.point !== point)
    const sale = after(contracted(), 'inspect-car', { entries: others })
    expect(attempt(sale, 'sign-checklist').refusal).toMatchObject({
      code: 'delivery.checklist-open',
      facts: { open: 1, point },
    })
    const fault = { point, result: 'not-ok', resolution: null, value: 2, photoIds: [] } as const
    const value = fault.point === 'keys' || fault.point === 'mileage' || fault.point === 'energy' ? 2 : null
    const faulty = after(sale, 'inspect-car', { entries: [{ ...fault, value, photoIds: [] }] })
    expect(attempt(faulty, 'sign-checklist').refusal?.code).toBe('delivery.checklist-open')
    const settled = { ...fault, value, resolution: 'repaired' as const, photoIds: [] }
    const answered = after(faulty, 'inspect-car', { entries: [settled] })
    expect(after(answered, 'sign-checklist').items['joint-inspection']).not.toBeNull()
  }
  const twice = { entries: [checkedEntries[0]!, checkedEntries[0]!] }
  expect(attempt(contracted(), 'inspect-car', twice).refusal?.code).toBe('delivery.point-twice')
  const overfull = { entries: [{ ...checkedEntries.at(-1)!, value: 101 }] }
  expect(attempt(contracted(), 'inspect-car', overfull).refusal?.code).toBe('delivery.reading-invalid')
})

test('the inspection is met by a signature alone, which stands until it is taken back', () => {
  expect(attempt(contracted(), 'mark-item', { item: 'joint-inspection' }).refusal?.code).toBe(
    'delivery.checklist-unsigned',
  )
  const signed = marked(contracted(), 'joint-inspection')
  expect(attempt(signed, 'inspect-car').refusal?.code).toBe('delivery.checklist-signed')
  const taken = after(signed, 'unmark-item', { item: 'joint-inspection' })
  expect(taken.checklist).toMatchObject({ signature: null })
  expect(after(taken, 'inspect-car').checklist?.id).toBe(signed.checklist?.id)
})

test('a car that was swapped in is inspected and signed for anew', () => {
  const inspected = after(contracted(), 'inspect-car')
  const swapped = after(inspected, 'swap-car', { vehicle: otherCar, reservationId: newId() })
  expect(attempt(swapped, 'sign-checklist').refusal?.code).toBe('delivery.checklist-other-car')
  expect(attempt(swapped, 'deliver').refusal?.code).toBe('delivery.checklist-other-car')
  const anew = after(swapped, 'inspect-car')
  expect(anew.checklist).toMatchObject({ episodeId: otherCar.episodeId })
  expect(anew.checklist?.id).not.toBe(inspected.checklist?.id)
})

test('the first service is reminded of once, after the hand-over', () => {
  expect(addMonths('2026-08-31', 6)).toBe('2027-02-28')
  expect(addMonths('2026-11-30', 3)).toBe('2027-02-28')
  const handed = after(after(deliverable(), 'deliver'), 'hand-over')
  expect(handed.reminder).toMatchObject({ dueOn: '2026-09-02', dueKm: 5_000, adviserId: people.adviser.id })
  const answered = after(handed, 'complete-reminder', {}, { actor: people.adviser })
  expect(answered).toMatchObject({ stage: 'after-sales', reminder: { result: 'booked' } })
  expect(attempt(answered, 'complete-reminder').refusal?.code).toBe('reminder.none')
  expect(attempt(contracted(), 'complete-reminder').refusal?.code).toBe('reminder.none')
  const again = { id: crypto.randomUUID(), remindOn: '2026-09-03' }
  const missed = after(
    handed,
    'complete-reminder',
    { result: 'unreachable', again },
    { actor: people.adviser },
  )
  expect(missed.reminder).toEqual({ ...handed.reminder, ...again })
  expect(after(missed, 'complete-reminder', {}, { actor: people.adviser }).reminder).toMatchObject({
    id: again.id,
    result: 'booked',
  })
})
