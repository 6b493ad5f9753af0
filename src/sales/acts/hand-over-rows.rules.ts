import type { EventOf, SaleEvent } from '../process/event.contract.ts'
import type { Reminder } from '../process/hand-over.contract.ts'
import type { Sale } from '../process/sale.contract.ts'
import type { Details, Key } from './noun-rows.rules.ts'
import type { Write } from './writes.ts'

export type HandOverEvent = EventOf<
  | 'delivery-booked'
  | 'delivery-rescheduled'
  | 'appointment-cancelled'
  | 'delivery-prepared'
  | 'car-inspected'
  | 'checklist-signed'
  | 'reminder-completed'
>

/** The rows of what prepares a delivery and follows it. */
export function handOverRows(
  event: HandOverEvent,
  after: Sale,
  key: Key,
  details: Details,
  by: string | null,
  when: string,
): Write[] {
  const note = details.note ?? ''
  switch (event.action) {
    case 'delivery-booked':
      return [
        {
          insert: 'delivery_appointments',
          row: {
            ...key,
            id: event.facts.appointmentId,
            ...slotOf(event.facts),
            state: 'booked',
            note,
            booked_by: by,
            booked_at: when,
          },
        },
      ]
    case 'delivery-rescheduled':
      return [
        {
          update: 'delivery_appointments',
          set: { ...slotOf(event.facts), ...(note !== '' && { note }) },
          where: { dealer_id: key.dealer_id, id: event.facts.appointmentId },
        },
      ]
    case 'appointment-cancelled':
      return [
        {
          update: 'delivery_appointments',
          set: { state: 'cancelled', reason: event.facts.reason, ended_by: by, ended_at: when },
          where: { dealer_id: key.dealer_id, id: event.facts.appointmentId },
        },
      ]
    case 'delivery-prepared':
      return [
        {
          insert: 'delivery_preparations',
          row: {
            ...key,
            item: event.facts.item,
            state: event.facts.state,
            set_by: by,
            set_at: event.facts.setAt,
          },
          replaceOn: ['dealer_id', 'sale_id', 'item'],
        },
      ]
    case 'car-inspected':
      return inspectedRows(event, key, details, by)
    case 'checklist-signed':
      return [
        {
          update: 'delivery_checklists',
          set: {
            signature_id: event.facts.signatureId,
            content_sha256: event.facts.contentSha256,
            text_version: event.facts.textVersion,
            text_language: event.facts.textLanguage,
            witness_id: by,
            signed_at: event.facts.signedAt,
          },
          where: { dealer_id: key.dealer_id, id: event.facts.checklistId },
        },
      ]
    case 'reminder-completed':
      return [
        {
          update: 'service_reminders',
          set: { result: event.facts.result, note, done_by: by, done_at: event.facts.doneAt },
          where: { dealer_id: key.dealer_id, id: event.facts.reminderId },
        },
        ...(event.facts.again && after.reminder ? [openReminder(after.reminder, key)] : []),
      ]
    default:
      event satisfies never // each event says which rows it makes
      return []
  }
}

/** An appointment ends with the delivery that it was for. */
export function keptAppointment(
  before: Sale | null,
  event: SaleEvent,
  key: Key,
  by: string | null,
  when: string,
): Write[] {
  const id = event.action === 'delivered' && before?.appointment?.id
  if (!id) return []
  const set = { state: 'kept', ended_by: by, ended_at: when }
  return [{ update: 'delivery_appointments', set, where: { dealer_id: key.dealer_id, id } }]
}

/** Whoever takes the inspection back takes the signature from under it. */
export function unsignedChecklist(before: Sale | null, event: SaleEvent, key: Key): Write[] {
  if (event.action !== 'item-unmarked' || event.facts.item !== 'joint-inspection') return []
  const id = before?.checklist?.id
  const set = {
    signature_id: null,
    content_sha256: null,
    text_version: null,
    text_language: null,
    signed_at: null,
    witness_id: null,
  }
  return id ? [{ update: 'delivery_checklists', set, where: { dealer_id: key.dealer_id, id } }] : []
}

export function reminderRow({ facts }: EventOf<'handed-over'>, key: Key): Write[] {
  const { reminder, adviserId } = facts
  return reminder ? [openReminder({ ...reminder, adviserId }, key)] : []
}

function openReminder(reminder: Omit<Reminder, 'result' | 'doneAt'>, key: Key): Write {
  const { id, dueOn, dueKm, adviserId, remindOn = null } = reminder
  return {
    insert: 'service_reminders',
    row: {
      ...key,
      id,
      adviser_id: adviserId,
      due_on: dueOn,
      due_km: dueKm,
      remind_on: remindOn,
      note: '',
    },
  }
}

type Slot = Pick<EventOf<'delivery-booked'>['facts'], 'startsAt' | 'delivererId' | 'isAgreed'>

function slotOf({ startsAt, delivererId, isAgreed }: Slot) {
  return { starts_at: startsAt, deliverer_id: delivererId, is_agreed: isAgreed }
}

/** Only the points that were looked at now; the others stand as they were. */
function inspectedRows(
  { facts }: EventOf<'car-inspected'>,
  key: Key,
  { checkNotes }: Details,
  by: string | null,
): Write[] {
  const { checklistId, episodeId, entries, inspectedAt } = facts
  const given = entries.filter(({ point }) => checkNotes === undefined || checkNotes[point] !== undefined)
  return [
    {
      insert: 'delivery_checklists',
      row: {
        ...key,
        id: checklistId,
        episode_id: episodeId,
        inspected_by: by,
        inspected_at: inspectedAt,
      },
      replaceOn: ['dealer_id', 'id'],
    },
    ...given.map(
      ({ point, result, resolution, value, photoIds }): Write => ({
        insert: 'delivery_checks',
        row: {
          dealer_id: key.dealer_id,
          checklist_id: checklistId,
          point,
          result,
          resolution,
          value,
          note: checkNotes?.[point] ?? '',
          photo_ids: photoIds,
        },
        replaceOn: ['dealer_id', 'checklist_id', 'point'],
      }),
    ),
  ]
}
