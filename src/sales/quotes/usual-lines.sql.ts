import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { KeptLine } from './quotes.sql.ts'

/** Quotes that are looked at: what the store sold last week is what it sells today. */
const recentQuotes = 400

/** What the store puts into its quotes again and again, with the last price and cost, the most usual first.
 *  A label stands in quotes of two sales at least: what was written once may name its customer. */
export async function findUsualLines(
  tx: Tx,
  { dealerId, currency }: { dealerId: string; currency: string },
): Promise<KeptLine[]> {
  const { rows } = await sql<KeptLine>`
    select l.kind, l.label, (array_agg(l.amount_minor order by q.id desc))[1] as "amountMinor",
           (array_agg(l.cost_minor order by q.id desc) filter (where l.cost_minor is not null))[1] as "costMinor"
      from (select id, sale_id from quotes where dealer_id = ${dealerId} and currency = ${currency}
             order by id desc limit ${recentQuotes}) q
      join quote_lines l on l.dealer_id = ${dealerId} and l.quote_id = q.id
     where l.label <> '' and l.kind <> 'purchase-tax'
     group by l.kind, l.label having count(distinct q.sale_id) > 1
     order by count(*) desc, l.kind, l.label limit 60`.execute(tx)
  return rows
}
