import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'

/** Whose turn was last. The row stays locked until the transaction ends: of two leads at once the second waits and
 *  sees what the first one took. */
export async function lockRota(tx: Tx, dealerId: string): Promise<string | null> {
  const { rows } = await sql<{ lastStaffId: string | null }>`
    insert into rotas (dealer_id) values (${dealerId})
    on conflict (dealer_id) do update set turns = rotas.turns
    returning last_staff_id as "lastStaffId"`.execute(tx)
  return rows[0]?.lastStaffId ?? null
}

export async function keepTurn(tx: Tx, dealerId: string, staffId: string, taken: number): Promise<void> {
  await sql`
    update rotas set last_staff_id = ${staffId}, turns = turns + ${taken}
     where dealer_id = ${dealerId}`.execute(tx)
}

/** Open leads, by owner. */
export async function countOpenLeads(
  tx: Tx,
  dealerId: string,
  staffIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ ownerId: string; open: number }>`
    select owner_id as "ownerId", count(*)::int as open from leads
     where dealer_id = ${dealerId} and owner_id = any(${staffIds}::uuid[]) and state = 'open'
     group by owner_id`.execute(tx)
  return new Map(rows.map(({ ownerId, open }) => [ownerId, open]))
}
