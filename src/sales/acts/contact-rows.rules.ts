import type { EventOf, SaleEvent } from '../process/event.contract.ts'
import type { Sale } from '../process/sale.contract.ts'
import type { Details, Key } from './noun-rows.rules.ts'
import type { Write } from './writes.ts'

type ContactEvent = EventOf<
  | 'inquiry-opened'
  | 'follow-up-planned'
  | 'follow-up-completed'
  | 'note-written'
  | 'contact-recorded'
  | 'showing-recorded'
>

/** The rows of how a customer was met, and of what was noted. */
export function contactRows(
  event: ContactEvent,
  key: Key,
  details: Details,
  by: string | null,
  when: string,
): Write[] {
  const note = details.note ?? ''
  switch (event.action) {
    case 'inquiry-opened':
      return details.rowId
        ? [
            {
              insert: 'inquiries',
              row: {
                ...key,
                id: details.rowId,
                source: event.facts.source,
                intent_level: event.facts.intentLevel ?? 'B',
                note,
                opened_by: by,
                opened_at: event.occurredAt,
              },
            },
          ]
        : []
    case 'follow-up-planned':
      return [
        {
          insert: 'follow_ups',
          row: {
            ...key,
            id: event.facts.followUpId,
            due_on: event.facts.dueOn,
            planned_by: by,
            planned_at: when,
            note: '',
          },
        },
      ]
    case 'follow-up-completed':
      return [
        {
          update: 'follow_ups',
          set: { done_by: by, done_at: when, result: event.facts.result, channel: event.channel, note },
          where: { dealer_id: key.dealer_id, id: event.facts.followUpId },
        },
      ]
    case 'note-written':
      return [
        {
          insert: 'notes',
          row: { ...key, id: event.facts.noteId, text: note, written_by: by, written_at: when },
        },
      ]
    case 'contact-recorded':
      return [contactRow(event, key, note, by, when)]
    case 'showing-recorded':
      return [
        {
          insert: 'showings',
          row: {
            ...key,
            id: event.facts.showingId,
            visit: event.facts.visit,
            note,
            shown_by: by,
            shown_at: when,
          },
        },
      ]
    default:
      event satisfies never // each event says which rows it makes
      return []
  }
}

function contactRow(
  { channel, facts }: EventOf<'contact-recorded'>,
  key: Key,
  note: string,
  by: string | null,
  when: string,
): Write {
  const { contactId: id, direction, result } = facts
  return {
    insert: 'contacts',
    row: {
      ...key,
      id,
      channel: channel ?? 'call',
      direction,
      result,
      note,
      recorded_by: by,
      contacted_at: when,
    },
  }
}

/** A planned follow-up that another replaced, or that the end of the sale made pointless. */
export function supersededFollowUp(
  before: Sale | null,
  event: SaleEvent,
  after: Sale,
  key: Key,
  when: string,
): Write[] {
  const open = before?.followUp
  if (!open || open.id === after.followUp?.id || event.action === 'follow-up-completed') return []
  return [
    { update: 'follow_ups', set: { superseded_at: when }, where: { dealer_id: key.dealer_id, id: open.id } },
  ]
}
