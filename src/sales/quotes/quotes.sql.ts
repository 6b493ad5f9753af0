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

export async function findTrimModel(tx: Tx, trimId: string): Promise<string | null> {
  const trim = await tx.selectFrom('trims').select('model_id').where('id', '=', trimId).executeTakeFirst()
  return trim?.model_id ?? null
}
