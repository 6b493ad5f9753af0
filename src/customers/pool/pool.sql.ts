import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'

/** Held until the transaction ends. */
export async function lockHolder(tx: Tx, staffId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('forecourt pool ' || ${staffId}, 0))`.execute(tx)
}

/** What counts against the cap: open leads, or customers. */
export async function countHeld(
  tx: Tx,
  noun: 'leads' | 'customers',
  dealerId: string,
  staffId: string,
): Promise<number> {
  const counted =
    noun === 'leads'
      ? sql`leads where dealer_id = ${dealerId} and owner_id = ${staffId} and state = 'open'`
      : sql`customers where dealer_id = ${dealerId} and owner_id = ${staffId} and merged_into_id is null`
  const { rows } = await sql<{ held: number }>`select count(*)::int as held from ${counted}`.execute(tx)
  return rows[0]?.held ?? 0
}

/** Takes a customer out of the pool. Of two who reach for one, one gets it.
 *  @returns the version made, or undefined when they are not in the pool any more */
export async function claimCustomerFromPool(
  tx: Tx,
  { dealerId, id }: { dealerId: string; id: string },
  staffId: string,
  now: Date,
): Promise<number | undefined> {
  const at = now.toISOString()
  const { rows } = await sql<{ version: number }>`
    update customers set owner_id = ${staffId}, owned_since = ${at}, updated_at = ${at}, version = version + 1
     where dealer_id = ${dealerId} and id = ${id} and owner_id is null and merged_into_id is null
    returning version`.execute(tx)
  return rows[0]?.version
}

export interface Owned {
  readonly id: string
  readonly ownerId: string
}

/** Open leads that nobody has contacted since, locked. */
export async function lockIdleLeads(tx: Tx, dealerId: string, since: Date, most: number): Promise<Owned[]> {
  const { rows } = await sql<Owned>`
    select id, owner_id as "ownerId" from leads
     where dealer_id = ${dealerId} and state = 'open' and owner_id is not null
       and greatest(contacted_at, owned_since, created_at) < ${since.toISOString()}
     order by id limit ${most} for update skip locked`.execute(tx)
  return rows
}

/** Customers that nobody has contacted since outside a sale, locked; after one id, to go on from. */
export async function lockIdleCustomers(
  tx: Tx,
  dealerId: string,
  since: Date,
  { after, most }: { after: string | null; most: number },
): Promise<Owned[]> {
  const { rows } = await sql<Owned>`
    select id, owner_id as "ownerId" from customers
     where dealer_id = ${dealerId} and owner_id is not null and merged_into_id is null and erased_at is null
       and greatest(contacted_at, owned_since, created_at) < ${since.toISOString()}
       ${after ? sql`and id > ${after}::uuid` : sql``}
     order by id limit ${most} for update skip locked`.execute(tx)
  return rows
}

/** Gives each customer to their new owner, or back to the pool. */
export async function giveCustomers(
  tx: Tx,
  dealerId: string,
  given: readonly { readonly customerId: string; readonly ownerId: string | null }[],
  now: Date,
): Promise<void> {
  if (given.length === 0) return
  const at = now.toISOString()
  await sql`
    update customers kept
       set owner_id = given.owner_id, version = kept.version + 1, updated_at = ${at},
           owned_since = case when given.owner_id is not null then ${at}::timestamptz end
      from unnest(${given.map(({ customerId }) => customerId)}::uuid[],
                  ${given.map(({ ownerId }) => ownerId)}::uuid[]) as given (id, owner_id)
     where kept.dealer_id = ${dealerId} and kept.id = given.id`.execute(tx)
}

/** Everything open that a person owns within the open wall, locked in one order. */
export async function lockOwned(
  tx: Tx,
  noun: 'leads' | 'customers',
  staffId: string,
): Promise<{ dealerId: string; id: string }[]> {
  const table = noun === 'leads' ? sql`leads` : sql`customers`
  const live = noun === 'leads' ? sql`state = 'open'` : sql`merged_into_id is null`
  const { rows } = await sql<{ dealerId: string; id: string }>`
    select dealer_id as "dealerId", id from ${table}
     where owner_id = ${staffId} and ${live} order by dealer_id, id for update`.execute(tx)
  return rows
}

export async function countOwned(tx: Tx, noun: 'leads' | 'customers', staffId: string): Promise<number> {
  const table = noun === 'leads' ? sql`leads` : sql`customers`
  const live = noun === 'leads' ? sql`state = 'open'` : sql`merged_into_id is null`
  const { rows } = await sql<{ held: number }>`
    select count(*)::int as held from ${table} where owner_id = ${staffId} and ${live}`.execute(tx)
  return rows[0]?.held ?? 0
}
