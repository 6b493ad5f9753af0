import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'

/** Writes again what the sales of renamed, merged or erased customers are found by. */
export async function refreshCustomerSearch(
  tx: Tx,
  dealerId: string,
  customerIds: readonly string[],
): Promise<void> {
  await sql`
    update sales set customer_search = left(c.name_search, 240)
      from customers c
     where sales.dealer_id = ${dealerId} and sales.customer_id = any(${customerIds}::uuid[])
       and c.dealer_id = ${dealerId} and c.id = sales.customer_id
       and sales.customer_search is distinct from left(c.name_search, 240)`.execute(tx)
}
