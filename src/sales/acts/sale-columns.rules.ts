import type { Insertable } from 'kysely'
import { businessDate } from '../../platform/business-date.ts'
import type { Sales } from '../../platform/server/database/generated.ts'
import type { Sale } from '../process/sale.contract.ts'

type Projected = Omit<Insertable<Sales>, 'state' | 'created_at' | 'updated_at' | 'lead_id' | 'external_ref'>

/** The columns by which sales are listed and found: a projection of the folded state, nothing more.
 *  @param timeZone the store's, by whose calendar a contract was signed */
export function saleColumns(sale: Sale, timeZone: string): Projected {
  return {
    dealer_id: sale.dealerId,
    id: sale.id,
    number: sale.number,
    stage: sale.stage,
    sequence: sale.sequence,
    process_version: sale.processVersion,
    origin: sale.origin,
    customer_id: sale.customerId,
    owner_id: sale.ownerId,
    trim_id: sale.trimId,
    episode_id: episodeOf(sale),
    source: sale.source,
    intent_level: sale.intentLevel,
    inquired_on: sale.inquiredOn,
    stage_since: sale.stageSince,
    follow_up_due_on: sale.followUp?.dueOn ?? null,
    amount_minor: amountOf(sale),
    paid_minor: paidMinor(sale),
    currency: sale.currency,
    delivered_on: sale.delivery?.deliveredOn ?? null,
    closed_on: sale.closedOn,
    furthest_stage: sale.furthest,
    contracted_on: sale.contract?.signedAt ? businessDate(sale.contract.signedAt, timeZone) : null,
  }
}

/** The car of a sale: delivered, else under contract, else reserved. */
export function episodeOf(sale: Sale): string | null {
  return sale.delivery?.episodeId ?? sale.contract?.episodeId ?? sale.reservation?.episodeId ?? null
}

/** What the sale is worth to the store: the contract's price, else what the newest quote sells. */
export function amountOf(sale: Sale): number | null {
  const quote = sale.quotes.at(-1)
  return sale.contract?.priceMinor ?? (quote ? quote.totalMinor - quote.passedOnMinor : null)
}

export function paidMinor(sale: Sale): number {
  return sale.payments.reduce((sum, payment) => sum + payment.amountMinor, 0)
}
