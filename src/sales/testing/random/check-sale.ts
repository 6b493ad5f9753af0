import type { Selectable } from 'kysely'
import { expect } from 'vitest'
import type { Sales } from '../../../platform/server/database/generated.ts'
import { saleColumns } from '../../acts/sale-columns.rules.ts'
import { replay } from '../../process/apply.rules.ts'
import type { SaleEvent } from '../../process/event.contract.ts'
import { endStages, type Sale, stageCodes } from '../../process/sale.contract.ts'
import { expectSound } from '../../process/testing/sound-sale.ts'
import { type Stores, timeZone } from './stores.ts'
import type { World } from './world.ts'

/** A sale is what its events say: the fold, its columns, and every move from stage to stage. */
export function checkSale(
  stores: Stores,
  world: World,
  row: Selectable<Sales>,
  events: readonly SaleEvent[],
): void {
  const sale = row.state as unknown as Sale
  expect(
    events.map(event => event.sequence),
    'events count up',
  ).toEqual(events.map((_, index) => index + 1))
  expect(replay(events), 'the log replays to the sale').toEqual(sale)
  expect(row, 'columns are a projection').toMatchObject(saleColumns(sale, timeZone))
  expect(stageCodes, 'a legal stage').toContain(row.stage)
  expectSound(sale)
  checkWay(stores, events, sale)
  for (const [kind, action] of [
    ['expire-reservation', 'reservation-expired'],
    ['offer-car', 'car-offered'],
  ] as const) {
    const key = `${kind} ${sale.id}`
    const done = events.filter(event => event.action === action).length
    stores.tally.accept(kind, done - (world.unattended.get(key) ?? 0))
    world.unattended.set(key, done)
  }
  const unattended = events.filter(event => event.actor.kind === 'system').length
  expect(events.length - unattended, 'accepted steps and events agree').toBe(world.recorded.get(sale.id))
}

/** Every move from stage to stage is one that the process of its time allows, and none leads out of an end. */
function checkWay({ processes }: Stores, events: readonly SaleEvent[], sale: Sale): void {
  for (const event of events) {
    if (event.stageBefore === null || event.stageBefore === event.stageAfter) continue
    if (event.action === 'delivery-taken-back') {
      const delivered = events.findLast(each => each.action === 'delivered' && each.sequence < event.sequence)
      expect(event.stageAfter, 'back where the delivery came from').toBe(delivered?.stageBefore)
      continue
    }
    const process = processes[event.processVersion]
    const allowed = process?.transitions.some(
      each => each.from.includes(event.stageBefore as never) && each.to === event.stageAfter,
    )
    expect(allowed, `${event.action}: ${event.stageBefore} → ${event.stageAfter}`).toBe(true)
  }
  if (!endStages.includes(sale.stage)) return
  expect(sale.reservation && !sale.delivery, 'an ended sale holds no car').toBeFalsy()
  expect(sale.closedOn, 'an ended sale says when').not.toBeNull()
}
