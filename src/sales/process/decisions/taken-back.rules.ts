import type { ActionOf, BeforeDelivery } from '../action.contract.ts'
import { apply } from '../apply.rules.ts'
import type { SaleEvent } from '../event.contract.ts'
import type { Refusal } from '../refusal.contract.ts'
import type { MarkedItem, Sale } from '../sale.contract.ts'
import { type Decide, refuse } from '../scene.rules.ts'
import { reserved } from './cars.rules.ts'
import { undoneItems } from './deliveries.rules.ts'

/** The compensating step of a delivery, and of the hand-over that followed it: the car is the sale's again, as if it had
 *  never left. What is done face to face at the keys is open again; PDI, certificate and invoice are the car's own. */
export const takeBackDelivery: Decide<'take-back-delivery'> = (scene, action) => {
  const { sale, process, now } = scene
  const { delivery, handOver } = sale
  if (!delivery) return refuse('delivery.missing')
  const { reason, reservationId, before } = action
  const back = backRefusal(action)
  if (back) return back
  if (!process.stages.includes(before.stage)) return refuse('process.stage-missing', { stage: before.stage })
  const { id: deliveryId, episodeId } = delivery
  const { furthest, appointment } = before
  const followUp = handOver ? before.followUp : null
  const facts = { deliveryId, episodeId, reason, takenBackAt: now.at, furthest, appointment, followUp }
  return [
    { action: 'delivery-taken-back', facts, to: before.stage },
    reserved(scene, reservationId, { episodeId }, null),
    ...undoneItems(scene, atTheKeys),
  ]
}

/** How the sale stood before its last delivery; null where none is known. The follow-up is the one that the hand-over
 *  found: until then people may have planned another. */
export function beforeDelivery(events: Iterable<SaleEvent>): BeforeDelivery | null {
  let sale: Sale | null = null
  let before: BeforeDelivery | null = null
  for (const event of events) {
    if (sale && event.action === 'delivered') {
      const { stage, furthest, appointment = null, followUp } = sale
      before = { stage, furthest, appointment, followUp }
    }
    if (sale && before && event.action === 'handed-over') before = { ...before, followUp: sale.followUp }
    sale = apply(sale, event)
  }
  return before
}

const atTheKeys: readonly MarkedItem[] = ['joint-inspection', 'documents']

/** A car that is in stock once more was out: what happened to it since is not undone. */
function backRefusal({ whereabouts }: ActionOf<'take-back-delivery'>): Refusal | null {
  if (whereabouts === 'with-customer') return null
  return refuse(whereabouts === 'here' ? 'delivery.car-back-here' : 'delivery.car-back-elsewhere')
}
