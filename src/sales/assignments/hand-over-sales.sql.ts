import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'

const running = sql`stage in ('inquiry', 'showing', 'test-drive', 'negotiation', 'contract', 'delivery')`

export interface OwnedSale {
  readonly dealerId: string
  readonly id: string
  readonly customerId: string | null
  readonly sequence: number
}

/** The running sales of a person within the open wall, locked in one order: they do not move on meanwhile. */
export async function lockSalesOf(tx: Tx, staffId: string): Promise<OwnedSale[]> {
  const { rows } = await sql<OwnedSale>`
    select dealer_id as "dealerId", id, customer_id as "customerId", sequence from sales
     where owner_id = ${staffId} and ${running} order by dealer_id, id for update`.execute(tx)
  return rows
}

/** The running sales of a customer that nobody owns, locked in one order. */
export async function lockUnownedSales(tx: Tx, dealerId: string, customerId: string): Promise<OwnedSale[]> {
  const { rows } = await sql<OwnedSale>`
    select dealer_id as "dealerId", id, customer_id as "customerId", sequence from sales
     where dealer_id = ${dealerId} and customer_id = ${customerId} and owner_id is null and ${running}
     order by id for update`.execute(tx)
  return rows
}

export async function countSalesOf(tx: Tx, staffId: string): Promise<{ sales: number; followUps: number }> {
  const { rows } = await sql<{ sales: number; followUps: number }>`
    select count(*)::int as sales, count(follow_up_due_on)::int as "followUps" from sales
     where owner_id = ${staffId} and ${running}`.execute(tx)
  const [counts] = rows
  if (!counts) throw new Error('a count without a row')
  return counts
}

/** Customers whom their owner keeps: one of their sales has money or a contract, or was in touch with them since. */
export async function findKeptCustomers(
  tx: Tx,
  dealerId: string,
  customerIds: readonly string[],
  since: Date,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct customer_id as id from sales
     where dealer_id = ${dealerId} and customer_id = any(${customerIds}::uuid[])
       and (paid_minor <> 0 or stage in ('contract', 'delivery', 'after-sales')
         or greatest((state ->> 'contactedAt')::timestamptz, created_at) >= ${since.toISOString()})`.execute(
    tx,
  )
  return new Set(rows.map(({ id }) => id))
}
