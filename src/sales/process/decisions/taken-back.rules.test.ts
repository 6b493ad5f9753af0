import { expect, test } from 'vitest'
import { staleMonths } from '../../rollups/stale-months.rules.ts'
import type { SaleAction } from '../action.contract.ts'
import { replay } from '../apply.rules.ts'
import { decide } from '../decide.rules.ts'
import { defaultDefinition } from '../default-definition.rules.ts'
import type { SaleEvent } from '../event.contract.ts'
import type { Sale } from '../sale.contract.ts'
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
  people,
  sample,
} from '../sale.fixtures.ts'
import { beforeDelivery } from './taken-back.rules.ts'

/** A sale with everything that happened to it. */
interface Told {
  sale: Sale
  events: readonly SaleEvent[]
}

/** A history of steps taken an hour apart. */
function toldBy(steps: readonly ((sale: Sale | null) => SaleAction)[], before?: Told): Told {
  let sale = before?.sale ?? null
  const events = [...(before?.events ?? [])]
  for (const step of steps) {
    const decision = decide(defaultDefinition, sale, step(sale), later(events.length))
    if ('refusal' in decision) throw new Error(decision.refusal.code)
    sale = decision.sale
    events.push(...decision.events)
  }
  if (!sale) throw new Error('no steps')
  return { sale, events }
}

const step =
  (kind: SaleAction['kind'], fields: object = {}) =>
  (sale: Sale | null) =>
    sample(kind, sale, fields)
const untilReady = [
  step('open-inquiry'),
  step('sign-contract', { vehicle: car, reservationId: newId() }),
  step('record-payment'),
  ...['pdi', 'invoice', 'certificate', 'documents'].map(item => step('mark-item', { item })),
  step('inspect-car'),
  step('sign-checklist'),
  (sale: Sale | null) => ({ ...sample('book-delivery', sale), startsAt: later(48).at }) as SaleAction,
]

function takenBack(delivered: Told): Told {
  const before = beforeDelivery(delivered.events)
  return toldBy([step('take-back-delivery', { before })], delivered)
}

/** What no compensating step can leave as it was: its own marks, and what must be done face to face again. */
function lasting({ sequence: _, reservation, items, checklist, reminder: __, ...sale }: Sale) {
  const { pdi, invoice, certificate } = items
  return {
    ...sale,
    heldEpisode: reservation?.episodeId,
    pdi,
    invoice,
    certificate,
    entries: checklist?.entries,
  }
}

test('a delivery that is taken back leaves the sale as it was before', () => {
  const ready = toldBy(untilReady)
  const delivered = toldBy([step('deliver')], ready)
  const back = takenBack(delivered)
  expect(lasting(back.sale)).toEqual(lasting(ready.sale))
  expect(back.sale.items).toMatchObject({ 'joint-inspection': null, documents: null })
  expect(back.sale.checklist?.signature).toBeNull()
  expect(back.sale.reservation).toMatchObject({ expiresAt: null })
  expect(replay(back.events)).toEqual(back.sale)
})

test('with it goes the hand-over: no warranty, no reminder, the follow-up that it ended', () => {
  const ready = toldBy(untilReady)
  const delivered = toldBy(
    [step('deliver'), step('plan-follow-up', { followUp: { id: newId(), dueOn: '2026-03-20' } })],
    ready,
  )
  const handed = toldBy([step('hand-over')], delivered)
  const back = takenBack(handed)
  const { stageSince, stageSeconds, ...rest } = lasting(back.sale)
  const { stageSince: _, stageSeconds: __, ...before } = lasting(delivered.sale)
  expect(handed.sale.followUp).toBeNull()
  expect(rest).toEqual({
    ...before,
    delivery: null,
    heldEpisode: car.episodeId,
    appointment: ready.sale.appointment,
  })
  expect(rest.followUp).toMatchObject({ dueOn: '2026-03-20' })
  expect(back.sale).toMatchObject({ stage: 'delivery', furthest: 'delivery', handOver: null, reminder: null })
  expect(stageSeconds['after-sales']).toBeUndefined()
  expect(stageSince).toBe(back.events.findLast(event => event.action === 'delivery-taken-back')?.occurredAt)
})

test('what was planned before the hand-over stands, and a second delivery is taken back to its own beginning', () => {
  const first = takenBack(toldBy([step('deliver')], toldBy(untilReady)))
  const again = toldBy(
    [
      step('cancel-appointment'),
      step('mark-item', { item: 'documents' }),
      step('sign-checklist'),
      step('deliver'),
      step('plan-follow-up', { followUp: { id: newId(), dueOn: '2026-03-21' } }),
    ],
    first,
  )
  const { sale } = takenBack(again)
  expect(sale).toMatchObject({ delivery: null, appointment: null, followUp: { dueOn: '2026-03-21' } })
})

test('it goes back to the stage that the delivery came from', () => {
  const before = { stage: 'contract', furthest: 'contract', appointment: null, followUp: null } as const
  const delivered = after(deliverable(), 'deliver')
  expect(after(delivered, 'take-back-delivery', { before }).stage).toBe('contract')
  const process = {
    ...defaultDefinition,
    stages: defaultDefinition.stages.filter(each => each !== 'contract'),
  }
  expect(attempt(delivered, 'take-back-delivery', { before }, { process }).refusal?.code).toBe(
    'process.stage-missing',
  )
  expect(beforeDelivery(toldBy(untilReady).events)).toBeNull()
})

test('a manager takes it back, and nobody who sells, keeps or cashes', () => {
  const delivered = after(deliverable(), 'deliver')
  for (const actor of [people.salesManager, people.dealerManager])
    expect(attempt(delivered, 'take-back-delivery', {}, { actor }).refusal).toBeUndefined()
  for (const actor of [people.consultant, people.finance, people.keeper, people.adviser, people.system])
    expect(attempt(delivered, 'take-back-delivery', {}, { actor }).refusal?.code).toBe('sale.forbidden')
})

test('it is refused before a delivery, after the service began, and once the car is back', () => {
  const delivered = after(deliverable(), 'deliver')
  const handed = after(delivered, 'hand-over')
  const served = after(handed, 'complete-reminder', {}, { actor: people.adviser })
  const here = { whereabouts: 'here' as const }
  expect(attempt(opened(), 'take-back-delivery').refusal?.code).toBe('delivery.missing')
  expect(attempt(contracted(), 'take-back-delivery').refusal?.code).toBe('delivery.missing')
  expect(attempt(served, 'take-back-delivery').refusal?.code).toBe('delivery.service-begun')
  expect(attempt(handed, 'take-back-delivery', here).refusal?.code).toBe('delivery.car-back-here')
  expect(attempt(delivered, 'take-back-delivery', { whereabouts: 'elsewhere' }).refusal?.code).toBe(
    'delivery.car-back-elsewhere',
  )
  const back = after(handed, 'take-back-delivery')
  expect(attempt(back, 'take-back-delivery').refusal?.code).toBe('delivery.missing')
  expect(attempt(back, 'complete-reminder').refusal?.code).toBe('reminder.none')
  expect(attempt(back, 'hand-over').refusal?.code).toBe('delivery.missing')
  expect(after(back, 'cancel-sale').stage).toBe('cancelled')
})

test('the keys change hands again only over a new signature', () => {
  const back = after(after(deliverable(), 'deliver'), 'take-back-delivery')
  expect(attempt(back, 'deliver').refusal?.owes?.map(owed => owed.item)).toEqual([
    'joint-inspection',
    'documents',
  ])
  const ready = marked(marked(back, 'documents'), 'joint-inspection')
  expect(after(ready, 'deliver').delivery).not.toBeNull()
})

test('the month in which it counted is counted again', () => {
  const delivered = after(deliverable(), 'deliver', {}, { now: later(24 * 40) })
  const back = after(delivered, 'take-back-delivery', {}, { now: later(24 * 75) })
  const months = staleMonths(delivered, back, 'Asia/Shanghai').map(({ month }) => month)
  expect(delivered.delivery?.deliveredOn).toBe('2026-04-11')
  expect(months).toContain('2026-04-01')
})
