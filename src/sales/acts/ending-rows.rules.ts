import type { EventOf } from '../process/event.contract.ts'
import type { Sale } from '../process/sale.contract.ts'
import type { Details, Key } from './noun-rows.rules.ts'
import type { Write } from './writes.ts'

/** How a sale ends without a delivery: lost, once a manager says so, or cancelled after it was signed. */
export function endingRows(
  event: EventOf<'loss-proposed' | 'loss-confirmed' | 'loss-declined' | 'sale-cancelled'>,
  after: Sale,
  key: Key,
  details: Details,
  by: string | null,
  when: string,
): Write[] {
  const note = details.note ?? ''
  switch (event.action) {
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

function endedContract(key: Key, at: string): Write[] {
  return [{ update: 'contracts', set: { ended_at: at }, where: { ...key, ended_at: null } }]
}
