import { sql } from 'kysely'
import type { Tx } from './database/connect.ts'

/** The next human number of a store, kind and year: 'C26-000123'. Concurrent callers wait for each other,
 *  so a rolled-back one leaves no gap.
 *  @param prefix letters that tell the kind  @param today the store's business date */
export async function nextNumber(
  tx: Tx,
  dealerId: string,
  kind: string,
  prefix: string,
  today: string,
): Promise<string> {
  const year = Number(today.slice(0, 4))
  const { rows } = await sql<{ last: number }>`
    insert into counters (dealer_id, kind, year, last) values (${dealerId}, ${kind}, ${year}, 1)
    on conflict (dealer_id, kind, year) do update set last = counters.last + 1
    returning last`.execute(tx)
  const last = rows[0]?.last
  if (last === undefined) throw new Error(`no counter row for ${kind} ${year}`)
  return `${prefix}${today.slice(2, 4)}-${String(last).padStart(6, '0')}`
}
