import type { Tx } from '../../platform/server/database/connect.ts'

export interface ListPrice {
  readonly priceMinor: number
  readonly currency: string
}

export async function findTrimPrice(tx: Tx, trimId: string): Promise<ListPrice | undefined> {
  return tx
    .selectFrom('trims')
    .select(['list_price_minor as priceMinor', 'currency'])
    .where('id', '=', trimId)
    .executeTakeFirst()
}

/** Lines of a draft that a revision has fewer of. */
export async function deleteLinesFrom(
  tx: Tx,
  dealerId: string,
  quoteId: string,
  position: number,
): Promise<void> {
  await tx
    .deleteFrom('quote_lines')
    .where('dealer_id', '=', dealerId)
    .where('quote_id', '=', quoteId)
    .where('position', '>=', position)
    .execute()
}
