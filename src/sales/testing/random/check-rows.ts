import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Database } from '../../../platform/server/database/connect.ts'
import type { EventName, EventOf, SaleEvent } from '../../process/event.contract.ts'

/** Tables whose rows are named by an event of their sale. */
const tables = [
  'follow_ups',
  'notes',
  'contacts',
  'showings',
  'test_drives',
  'test_drive_drivers',
  'test_drive_feedback',
  'quotes',
  'approvals',
  'reservations',
  'contracts',
  'addenda',
  'waitlist_places',
  'payments',
  'refunds',
  'delivery_appointments',
  'delivery_checklists',
  'deliveries',
  'hand_overs',
  'service_reminders',
  'losses',
  'cancellations',
  'attachments',
] as const
type Table = (typeof tables)[number]
type Made = readonly (readonly [Table, string | null | undefined])[]

/** Which rows an event brings into being. A new event says so here, or that it brings none. */
const made: { readonly [A in EventName]: (facts: EventOf<A>['facts']) => Made } = {
  'inquiry-opened': () => [],
  'sale-imported': () => [],
  'customer-linked': () => [],
  'follow-up-planned': facts => [['follow_ups', facts.followUpId]],
  'follow-up-completed': () => [],
  'note-written': facts => [['notes', facts.noteId]],
  'contact-recorded': facts => [['contacts', facts.contactId]],
  'showing-recorded': facts => [['showings', facts.showingId]],
  'test-drive-booked': facts => [['test_drives', facts.testDriveId]],
  'test-drive-rescheduled': () => [],
  'driver-named': facts => [['test_drive_drivers', facts.driver?.driverId]],
  'licence-checked': facts => [['attachments', facts.photoId]],
  'agreement-signed': facts => [['attachments', facts.signatureId]],
  'test-drive-started': () => [],
  'test-drive-returned': () => [],
  'feedback-recorded': facts => [['test_drive_feedback', facts.feedbackId]],
  'test-drive-cancelled': () => [],
  'test-drive-missed': () => [],
  'quote-drafted': facts => [['quotes', facts.quoteId]],
  'quote-revised': facts => [['quotes', facts.quoteId]],
  'quote-sent': () => [],
  'approval-requested': facts => [['approvals', facts.approvalId]],
  'approval-given': () => [],
  'approval-refused': () => [],
  'counter-offer-made': () => [],
  'counter-offer-accepted': () => [],
  'approval-withdrawn': () => [],
  'approval-lapsed': () => [],
  'car-reserved': facts => [['reservations', facts.reservationId]],
  'car-released': () => [],
  'reservation-expired': () => [],
  'contract-signed': facts => [['contracts', facts.contractId]],
  'car-matched': () => [],
  'car-unmatched': () => [],
  'addendum-agreed': facts => [['addenda', facts.addendumId]],
  'waitlist-joined': facts => [['waitlist_places', facts.waitId]],
  'waitlist-left': () => [],
  'car-offered': () => [],
  'payment-recorded': facts => [['payments', facts.paymentId]],
  'payment-reversed': facts => [['payments', facts.reversalId]],
  'refund-requested': facts => [['refunds', facts.refundId]],
  'refund-approved': () => [],
  'refund-refused': () => [],
  'refund-lapsed': () => [],
  'refund-paid': facts => [['payments', facts.paymentId]],
  'item-marked': () => [],
  'item-unmarked': () => [],
  delivered: facts => [['deliveries', facts.deliveryId]],
  'delivery-taken-back': () => [],
  'handed-over': facts => [
    ['hand_overs', facts.handOverId],
    ['service_reminders', facts.reminder?.id],
  ],
  'delivery-booked': facts => [['delivery_appointments', facts.appointmentId]],
  'delivery-rescheduled': () => [],
  'appointment-cancelled': () => [],
  'delivery-prepared': () => [],
  'car-inspected': facts => [['delivery_checklists', facts.checklistId]],
  'checklist-signed': facts => [['attachments', facts.signatureId]],
  'reminder-completed': facts => [['service_reminders', facts.again?.id]],
  'loss-proposed': facts => [['losses', facts.lossId]],
  'loss-confirmed': () => [],
  'loss-declined': () => [],
  'sale-cancelled': facts => [['cancellations', facts.cancellationId]],
  'owner-assigned': () => [],
  'process-moved': () => [],
}

/** What stands in the tables of each sale, as 'table id'. */
export async function readRows(owner: Database, saleIds: readonly string[]): Promise<Map<string, string[]>> {
  const each = tables.map(
    table => sql`select sale_id, ${table} || ' ' || id as name from ${sql.table(`app.${table}`)}
      where sale_id = any(${saleIds}::uuid[])`,
  )
  const { rows } = await sql<{ saleId: string; names: string[] }>`
    select sale_id as "saleId", array_agg(name) as names from (${sql.join(each, sql` union all `)}) rows
     group by sale_id`.execute(owner)
  return new Map(rows.map(({ saleId, names }) => [saleId, names]))
}

/** Every row was brought by an event, and every event brought its row: nothing is half-written, nothing left over. */
export function checkRows(events: readonly SaleEvent[], rows: readonly string[]): void {
  const named = events.flatMap(event => madeBy(event)).filter(([, id]) => id)
  expect(rows.toSorted(), 'rows and events agree').toEqual(
    [...new Set(named.map(([table, id]) => `${table} ${id}`))].toSorted(),
  )
}

function madeBy<A extends EventName>(event: EventOf<A>): Made {
  return made[event.action as A](event.facts as EventOf<A>['facts'])
}
