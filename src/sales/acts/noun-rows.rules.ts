// One case for each event: long by nature, and read best beside its siblings.
import type { Json } from '../../platform/server/database/generated.ts'
import type { QuoteLine } from '../process/action.contract.ts'
import type { EventOf, SaleEvent } from '../process/event.contract.ts'
import type { Sale } from '../process/sale.contract.ts'
import {
  changedApproval,
  changedRefund,
  reopenedRefund,
  requestedApproval,
  requestedRefund,
} from './approval-rows.rules.ts'
import { handOverRows, keptAppointment, reminderRow, unsignedChecklist } from './hand-over-rows.rules.ts'
import { bookedTestDrive, testDriveRows } from './test-drive-rows.rules.ts'
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
    case 'test-drive-booked':
      return [bookedTestDrive(event, key, by, when)]
    case 'test-drive-rescheduled':
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
      return quoteRows(event, after, details, key, by, when)
    case 'quote-sent':
      return [
        {
          update: 'quotes',
          set: { state: 'sent', sent_at: event.facts.sentAt, ...retaxed(event.facts) },
          where: { dealer_id: key.dealer_id, id: event.facts.quoteId },
        },
      ]
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
      return [signedContract(event, key, details, by), ...partiesRow(event, key, details)]
    case 'addendum-agreed':
      return [addendumRow(event, after, key, details, by)]
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
          },
        },
      ]
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
      return [
        {
          insert: 'losses',
          row: {
            ...key,
            id: event.facts.lossId,
            reason: event.facts.reason,
            competitor: details.competitor ?? null,
            decision_note: '',
            competitor_model: details.competitorModel ?? null,
            price_gap_minor: details.priceGapMinor ?? null,
            currency: details.priceGapMinor == null ? null : (details.currency ?? null),
            note,
            proposed_by: by,
            proposed_at: event.facts.proposedAt,
          },
        },
      ]
    case 'loss-confirmed':
    case 'loss-declined':
      return [
        {
          update: 'losses',
          set: {
            decision: event.action === 'loss-confirmed' ? 'confirmed' : 'declined',
            decided_by: by,
            decided_at: when,
            decision_note: note,
          },
          where: { dealer_id: key.dealer_id, id: event.facts.lossId },
        },
      ]
    case 'sale-cancelled':
      return [cancelled(event, after, key, note, by), ...endedContract(key, event.facts.cancelledAt)]
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

function quoteRows(
  event: EventOf<'quote-drafted' | 'quote-revised'>,
  after: Sale,
  details: Details,
  key: Key,
  by: string | null,
  when: string,
): Write[] {
  const { facts } = event
  const terms = {
    trim_id: facts.trimId,
    episode_id: facts.episodeId,
    currency: facts.currency,
    list_price_minor: facts.listPriceMinor,
    discount_minor: facts.discountMinor,
    trade_in_minor: facts.tradeInMinor,
    total_minor: facts.totalMinor,
    purchase_tax: facts.tax as Json,
    valid_until: facts.validUntil,
  }
  const isNewVersion = details.quoteNumber !== undefined
  const quote: Write = isNewVersion
    ? {
        insert: 'quotes',
        row: {
          ...key,
          ...terms,
          id: facts.quoteId,
          number: details.quoteNumber ?? '',
          version: facts.version,
          state: after.quotes.find(each => each.id === facts.quoteId)?.state ?? 'draft',
          drafted_by: by,
          drafted_at: when,
        },
      }
    : { update: 'quotes', set: terms, where: { dealer_id: key.dealer_id, id: facts.quoteId } }
  const beyond: Write = {
    remove: 'quote_lines',
    where: { dealer_id: key.dealer_id, quote_id: facts.quoteId },
    from: facts.lines.length,
  }
  return [
    quote,
    ...(event.action === 'quote-revised' && !isNewVersion ? [beyond] : []),
    ...facts.lines.map((line, position) => quoteLine(line, position, facts.quoteId, key, details)),
  ]
}

/** The tax as it was computed again at sending. */
function retaxed({ tax, totalMinor }: EventOf<'quote-sent'>['facts']) {
  return tax && totalMinor !== null ? { purchase_tax: tax as Json, total_minor: totalMinor } : {}
}

function quoteLine(line: QuoteLine, position: number, quoteId: string, key: Key, details: Details): Write {
  return {
    insert: 'quote_lines',
    row: {
      dealer_id: key.dealer_id,
      quote_id: quoteId,
      position,
      kind: line.kind,
      label: details.lineLabels?.[position] ?? '',
      amount_minor: line.amountMinor,
      cost_minor: line.costMinor,
    },
    replaceOn: ['dealer_id', 'quote_id', 'position'],
  }
}

function signedContract(
  event: EventOf<'contract-signed'>,
  key: Key,
  details: Details,
  by: string | null,
): Write {
  const { facts } = event
  return {
    insert: 'contracts',
    row: {
      ...key,
      id: facts.contractId,
      number: details.contractNumber ?? '',
      quote_id: facts.quoteId,
      trim_id: facts.trimId,
      price_minor: facts.priceMinor,
      currency: facts.currency,
      deposit_type: facts.depositMinor > 0 ? facts.depositType : null,
      deposit_minor: facts.depositMinor,
      signed_by: by,
      signed_at: facts.signedAt,
    },
  }
}

function partiesRow(event: EventOf<'contract-signed'>, key: Key, { title }: Details): Write[] {
  const { contractId, parties } = event.facts
  if (!parties) return []
  return [
    {
      insert: 'contract_parties',
      row: {
        ...key,
        id: contractId,
        buyer_id: parties.buyerId,
        title_id: parties.titleId,
        title_name: title?.name ?? null,
        title_credit_code: title?.creditCode ?? null,
        contact_id: parties.contactId,
      },
    },
  ]
}

function addendumRow(
  { facts }: EventOf<'addendum-agreed'>,
  after: Sale,
  key: Key,
  details: Details,
  by: string | null,
): Write {
  return {
    insert: 'addenda',
    row: {
      ...key,
      id: facts.addendumId,
      contract_id: facts.contractId,
      ordinal: facts.ordinal,
      reason: facts.reason,
      price_before_minor: facts.priceBeforeMinor,
      price_minor: facts.priceMinor,
      currency: after.currency,
      delivery_on: facts.deliveryOn,
      terms: details.terms ?? '',
      agreed_by: by,
      agreed_at: facts.agreedAt,
    },
  }
}

function endedContract(key: Key, at: string): Write[] {
  return [{ update: 'contracts', set: { ended_at: at }, where: { ...key, ended_at: null } }]
}

/** Money in is positive, a refund negative; a reversal negates the line it names. */
function ledgerRow(
  event: EventOf<'payment-recorded' | 'payment-reversed' | 'refund-paid'>,
  after: Sale,
  key: Key,
  details: Details,
  by: string | null,
): Write {
  const id = event.action === 'payment-reversed' ? event.facts.reversalId : event.facts.paymentId
  const index = after.payments.findIndex(payment => payment.id === id)
  const line = after.payments[index]
  if (!line) throw new Error(`payment ${id} is not in the folded sale`)
  return {
    insert: 'payments',
    row: {
      ...key,
      id,
      number: details.paymentNumbers?.[0] ?? '',
      purpose: line.purpose,
      method: line.method,
      amount_minor: line.amountMinor,
      currency: after.currency ?? '',
      reference: details.reference ?? '',
      reverses_id: line.reverses,
      recorded_by: by,
      recorded_at: line.at,
    },
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

function cancelled(
  event: EventOf<'sale-cancelled'>,
  after: Sale,
  key: Key,
  note: string,
  by: string | null,
): Write {
  const { facts } = event
  const reversed = after.invoices.find(invoice => invoice.reversedAt === facts.cancelledAt)
  return {
    insert: 'cancellations',
    row: {
      ...key,
      id: facts.cancellationId,
      reason: facts.reason,
      defaulting_party: facts.defaultingParty,
      deposit_disposition: facts.disposition,
      refund_minor: facts.refundMinor,
      kept_minor: facts.keptMinor,
      currency: after.currency,
      red_invoice_of: reversed?.number ?? null,
      note,
      cancelled_by: by,
      cancelled_at: facts.cancelledAt,
    },
  }
}

/** A place on the waitlist that was served, given up or made pointless. */
function endedWait(before: Sale | null, event: SaleEvent, after: Sale, key: Key, when: string): Write[] {
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

/** A planned follow-up that another replaced, or that the end of the sale made pointless. */
function supersededFollowUp(
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

/** Quotes that a later one superseded, or that a contract accepted. */
function settledQuotes(before: Sale | null, after: Sale, key: Key): Write[] {
  const known = new Map(before?.quotes.map(quote => [quote.id, quote.state]))
  return after.quotes
    .filter(({ id, state }) => known.has(id) && known.get(id) !== state)
    .filter(({ state }) => state === 'superseded' || state === 'accepted')
    .map(({ id, state }) => ({ update: 'quotes', set: { state }, where: { dealer_id: key.dealer_id, id } }))
}
