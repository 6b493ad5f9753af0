import { sql } from 'kysely'
import type { Energy } from '../../inventory/models/models.contract.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { QuoteLine } from '../process/action.contract.ts'

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

/** What drives the car: as its own papers say, else as the catalogue says of its trim; null where neither does. */
export async function findEnergy(
  tx: Tx,
  subject: { dealerId: string; episodeId: string | null; trimId: string | null },
): Promise<Energy | null> {
  const { dealerId, episodeId, trimId } = subject
  const { rows } = await sql<{ energy: Energy | null }>`
    select coalesce(
      (select v.energy from stock_episodes e
         cross join lateral (select * from vehicles v where v.dealer_id = e.dealer_id and v.id = e.vehicle_id limit 1) v
        where e.dealer_id = ${dealerId} and e.id = ${episodeId}),
      (select energy from trims where id = ${trimId})) as energy`.execute(tx)
  return rows[0]?.energy ?? null
}

/** A line as it is kept, with its words. */
export interface KeptLine extends QuoteLine {
  readonly label: string
}

export async function findQuoteLines(tx: Tx, dealerId: string, quoteId: string): Promise<KeptLine[]> {
  const { rows } = await sql<KeptLine>`
    select kind, label, amount_minor as "amountMinor", cost_minor as "costMinor" from quote_lines
     where dealer_id = ${dealerId} and quote_id = ${quoteId} order by position limit 50`.execute(tx)
  return rows
}
