import type { EventOf, SaleEvent } from '../process/event.contract.ts'
import type { Sale } from '../process/sale.contract.ts'
import type { Key } from './noun-rows.rules.ts'
import type { Write } from './writes.ts'

/** The delivery's row stays and says who took it back; what the delivery ended goes on. */
export function takenBackRows(
  { facts }: EventOf<'delivery-taken-back'>,
  key: Key,
  note: string,
  by: string | null,
): Write[] {
  const { deliveryId, reason, takenBackAt, appointment, followUp } = facts
  const rowOf = (id: string) => ({ dealer_id: key.dealer_id, id })
  const set = {
    taken_back_by: by,
    taken_back_at: takenBackAt,
    taken_back_reason: reason,
    taken_back_note: note,
  }
  const booked = { state: 'booked', ended_by: null, ended_at: null }
  return [
    { update: 'deliveries', set, where: rowOf(deliveryId) },
    ...some(appointment, ({ id }) => ({ update: 'delivery_appointments', set: booked, where: rowOf(id) })),
    ...some(followUp, ({ id }) => ({ update: 'follow_ups', set: { superseded_at: null }, where: rowOf(id) })),
  ]
}

/** With the delivery goes the hand-over that followed it, and the reminder of the first service. */
export function takenBackHandOver(
  before: Sale | null,
  event: SaleEvent,
  key: Key,
  by: string | null,
): Write[] {
  if (event.action !== 'delivery-taken-back') return []
  const { takenBackAt: at } = event.facts
  const rowOf = (id: string) => ({ dealer_id: key.dealer_id, id })
  const undone = { taken_back_by: by, taken_back_at: at }
  const cancelled = { cancelled_at: at }
  return [
    ...some(before?.handOver, ({ id }) => ({ update: 'hand_overs', set: undone, where: rowOf(id) })),
    ...some(before?.reminder, ({ id }) => ({
      update: 'service_reminders',
      set: cancelled,
      where: rowOf(id),
    })),
  ]
}

function some<T>(noun: T | null | undefined, write: (noun: T) => Write): Write[] {
  return noun ? [write(noun)] : []
}
