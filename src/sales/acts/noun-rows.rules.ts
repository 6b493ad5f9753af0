// One case for each event: which rows it makes is said here, what stands in them by the files beside it.
import type { EventOf, SaleEvent } from '../process/event.contract.ts'
import type { Sale } from '../process/sale.contract.ts'
import {
  changedApproval,
  changedRefund,
  reopenedRefund,
  requestedApproval,
  requestedRefund,
} from './approval-rows.rules.ts'
import { contactRows, supersededFollowUp } from './contact-rows.rules.ts'
import { contractRows } from './contract-rows.rules.ts'
import { endingRows } from './ending-rows.rules.ts'
import { handOverRows, keptAppointment, reminderRow, unsignedChecklist } from './hand-over-rows.rules.ts'
import { ledgerRow } from './ledger-rows.rules.ts'
import { quoteRows, settledQuotes } from './quote-rows.rules.ts'
import { takenBackHandOver, takenBackRows } from './taken-back-rows.rules.ts'
import { bookedTestDrive, testDriveRows } from './test-drive-rows.rules.ts'
import { endedWait, waitlistRows } from './waitlist-rows.rules.ts'
import type { Write } from './writes.ts'

/** What a noun's row holds beyond its event: free text and human numbers, which events never carry. */
export interface Details {
  readonly note?: string
  readonly quoteNumber?: string
  readonly contractNumber?: string
  /** numbers of the payments an act records, in order */
  readonly paymentNumbers?: readonly string[]
  readonly reference?: string
  /** a title that is no customer of the store */
  readonly title?: { readonly name: string; readonly creditCode: string } | null
  readonly terms?: string
  readonly lineLabels?: readonly string[]
  readonly closedReason?: string
  readonly competitor?: string | null
  /** of a drive that came back */
  readonly returned?: {
    readonly energyPercent: number | null
    readonly isDamaged: boolean
    readonly note: string
  }
  readonly likes?: string
  readonly dislikes?: string
  readonly invoiceVin?: string
  readonly vin?: string
  readonly mileageKm?: number | null
  /** by point, of those that were looked at now */
  readonly checkNotes?: Readonly<Record<string, string>>
  readonly competitorModel?: string | null
  /** how much less the other asked */
  readonly priceGapMinor?: number | null
  readonly currency?: string
  /** the id of a row that its event does not name */
  readonly rowId?: string
}

/** The rows of the nouns that one event stands for.
 *  @param before the sale before the event, null for its first  @param at when it was recorded */
export function nounRows(
  before: Sale | null,
  event: SaleEvent,
  after: Sale,
  details: Details,
  at: string,
): Write[] {
  const key = { dealer_id: event.dealerId, sale_id: event.saleId }
  const by = event.actor.kind === 'staff' || event.actor.kind === 'api-key' ? event.actor.id : null
  const when = event.occurredAt ?? at
  const rows = rowsOf(event, after, details, key, by, when)
  return [
    ...rows,
    ...keptAppointment(before, event, key, by, when),
    ...unsignedChecklist(before, event, key),
    ...takenBackHandOver(before, event, key, by),
    ...supersededFollowUp(before, event, after, key, when),
    ...settledQuotes(before, after, key),
    ...endedWait(before, event, after, key, when),
    ...reopenedRefund(before, event, key),
  ]
}

export interface Key {
  readonly dealer_id: string
  readonly sale_id: string
}

function rowsOf(
  event: SaleEvent,
  after: Sale,
  details: Details,
  key: Key,
  by: string | null,
  when: string,
): Write[] {
  const note = details.note ?? ''
  switch (event.action) {
    case 'inquiry-opened':
    case 'follow-up-planned':
    case 'follow-up-completed':
    case 'note-written':
    case 'contact-recorded':
    case 'showing-recorded':
      return contactRows(event, key, details, by, when)
    case 'test-drive-booked':
      return bookedTestDrive(event, key, by, when)
    case 'test-drive-rescheduled':
    case 'driver-named':
    case 'licence-checked':
    case 'agreement-signed':
    case 'test-drive-started':
    case 'test-drive-cancelled':
    case 'test-drive-missed':
    case 'test-drive-returned':
    case 'feedback-recorded':
      return testDriveRows(event, after, key, details, by, when)
    case 'quote-drafted':
    case 'quote-revised':
    case 'quote-sent':
      return quoteRows(event, after, details, key, by, when)
    case 'approval-requested':
      return [requestedApproval(event, after, key, details, by)]
    case 'approval-given':
    case 'approval-refused':
    case 'counter-offer-made':
    case 'counter-offer-accepted':
    case 'approval-withdrawn':
    case 'approval-lapsed':
      return [changedApproval(event, after, key, details)]
    case 'refund-requested':
      return requestedRefund(event, after, key, details, by)
    case 'refund-paid':
      return [ledgerRow(event, after, key, details, by), changedRefund(event, after, key, details)]
    case 'refund-approved':
    case 'refund-refused':
    case 'refund-lapsed':
      return [changedRefund(event, after, key, details)]
    case 'contract-signed':
    case 'addendum-agreed':
      return contractRows(event, after, key, details, by)
    case 'waitlist-joined':
    case 'car-offered':
      return waitlistRows(event, key, note, by, when)
    case 'payment-recorded':
    case 'payment-reversed':
      return [ledgerRow(event, after, key, details, by)]
    case 'item-marked':
      return [markedItem(event, key, details, by)]
    case 'item-unmarked':
      return [
        {
          update: 'delivery_items',
          set: { undone_by: by, undone_at: event.facts.unmarkedAt },
          where: { ...key, item: event.facts.item, undone_at: null },
        },
      ]
    case 'delivered':
      return [
        {
          insert: 'deliveries',
          row: {
            ...key,
            id: event.facts.deliveryId,
            episode_id: event.facts.episodeId,
            vin: details.vin ?? '',
            mileage_km: details.mileageKm ?? null,
            delivered_by: by,
            delivered_at: event.facts.deliveredAt,
            taken_back_note: '',
          },
        },
      ]
    case 'delivery-taken-back':
      return takenBackRows(event, key, note, by)
    case 'handed-over':
      return [
        {
          insert: 'hand_overs',
          row: {
            ...key,
            id: event.facts.handOverId,
            adviser_id: event.facts.adviserId,
            warranty_from: event.facts.warrantyFrom,
            warranty_to: event.facts.warrantyTo,
            warranty_km: event.facts.warrantyKm,
            handed_over_by: by,
            handed_over_at: event.facts.handedOverAt,
          },
        },
        ...reminderRow(event, key),
      ]
    case 'loss-proposed':
    case 'loss-confirmed':
    case 'loss-declined':
    case 'sale-cancelled':
      return endingRows(event, after, key, details, by, when)
    case 'delivery-booked':
    case 'delivery-rescheduled':
    case 'appointment-cancelled':
    case 'delivery-prepared':
    case 'car-inspected':
    case 'checklist-signed':
    case 'reminder-completed':
      return handOverRows(event, after, key, details, by, when)
    case 'sale-imported':
    case 'customer-linked':
    case 'car-reserved':
    case 'car-released':
    case 'reservation-expired':
    case 'car-matched':
    case 'car-unmatched':
    case 'waitlist-left':
    case 'owner-assigned':
    case 'process-moved':
      return [] // the sale's own columns say it
    default:
      event satisfies never // each event says which rows it makes, or that it makes none
      return []
  }
}

function markedItem(event: EventOf<'item-marked'>, key: Key, details: Details, by: string | null): Write {
  const { item, invoice, markedAt } = event.facts
  return {
    insert: 'delivery_items',
    row: {
      ...key,
      id: invoice?.id ?? details.rowId ?? '',
      item,
      done_by: by,
      done_at: markedAt,
      invoice_number: invoice?.number ?? null,
      invoiced_on: invoice?.issuedOn ?? null,
      invoice_vin: details.invoiceVin ?? null,
    },
  }
}
