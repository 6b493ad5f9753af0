import type { EventOf, SaleEvent } from '../process/event.contract.ts'
import type { Sale } from '../process/sale.contract.ts'
import type { Key } from './noun-rows.rules.ts'
import type { Write } from './writes.ts'

export function waitlistRows(
  event: EventOf<'waitlist-joined' | 'car-offered'>,
  key: Key,
  note: string,
  by: string | null,
  when: string,
): Write[] {
  switch (event.action) {
    case 'waitlist-joined':
      return [
        {
          insert: 'waitlist_places',
          row: {
            ...key,
            id: event.facts.waitId,
            trim_id: event.facts.trimId,
            episode_id: event.facts.episodeId,
            note,
            joined_by: by,
            joined_at: event.facts.joinedAt,
          },
        },
      ]
    case 'car-offered':
      return [
        {
          update: 'waitlist_places',
          set: {
            offered_episode_id: event.facts.episodeId,
            offered_at: when,
            offer_until: event.facts.until,
          },
          where: { dealer_id: key.dealer_id, id: event.facts.waitId },
        },
      ]
  }
}

/** A place on the waitlist that was served, given up or made pointless. */
export function endedWait(
  before: Sale | null,
  event: SaleEvent,
  after: Sale,
  key: Key,
  when: string,
): Write[] {
  const place = before?.waiting
  if (!place || after.waiting) return []
  const endings: Partial<Record<SaleEvent['action'], string>> = {
    'waitlist-left': 'left',
    'reservation-expired': 'lapsed',
    'car-released': 'declined',
    'loss-confirmed': 'sale-ended',
    'sale-cancelled': 'sale-ended',
    'handed-over': 'sale-ended',
  }
  const set = { ended_at: when, ended_as: endings[event.action] ?? 'served' }
  return [{ update: 'waitlist_places', set, where: { dealer_id: key.dealer_id, id: place.id } }]
}
