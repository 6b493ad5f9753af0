import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import { urgentUntil } from './urgency.sql.ts'

/** Open leads of the pool, the longest waiting first, locked: nobody claims them meanwhile.
 *  @param asked only these, or all */
export async function lockPool(
  tx: Tx,
  dealerId: string,
  asked: readonly string[] | null,
  most: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from leads lead
     where dealer_id = ${dealerId} and state = 'open' and owner_id is null
       ${asked ? sql`and id = any(${asked}::uuid[])` : sql``}
     order by ${urgentUntil('lead')}, id limit ${most} for update`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Gives each lead to its new owner, or back to the pool. */
export async function giveOut(
  tx: Tx,
  dealerId: string,
  given: readonly { readonly leadId: string; readonly ownerId: string | null }[],
  now: Date,
): Promise<void> {
  if (given.length === 0) return
  await sql`
    update leads kept
       set owner_id = given.owner_id, version = kept.version + 1,
           owned_since = case when given.owner_id is not null then ${now.toISOString()}::timestamptz end
      from unnest(${given.map(({ leadId }) => leadId)}::uuid[],
                  ${given.map(({ ownerId }) => ownerId)}::uuid[]) as given (id, owner_id)
     where kept.dealer_id = ${dealerId} and kept.id = given.id`.execute(tx)
}
