import type { Tx } from '../../platform/server/database/connect.ts'
import type { QuoteLine } from '../process/action.contract.ts'

export interface LabelledLine extends QuoteLine {
  readonly label: string
}

/** The lines of a quote in their order. */
export async function findQuoteLines(tx: Tx, dealerId: string, quoteId: string): Promise<LabelledLine[]> {
  const rows = await tx
    .selectFrom('quote_lines')
    .select(['kind', 'label', 'amount_minor as amountMinor', 'cost_minor as costMinor'])
    .where('dealer_id', '=', dealerId)
    .where('quote_id', '=', quoteId)
    .orderBy('position')
    .execute()
  return rows as LabelledLine[]
}
