import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'

export interface Colleague {
  readonly id: string
  readonly name: string
}

/** People by id, for the screens that show who owns or did something. */
export async function findColleagues(
  tx: Tx,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, Colleague>> {
  const wanted = [...new Set(ids.filter(id => id !== null))]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<Colleague>`select id, name from staff where id = any(${wanted}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map(row => [row.id, row]))
}

/** Whether a person works at a store now: only such a one may own its customers, leads and sales. They cannot leave
 *  before the transaction ends, so that nothing is given to somebody who is gone. */
export async function worksAt(tx: Tx, staffId: string, organisationId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from staff join staff_roles held on held.staff_id = staff.id
     where staff.id = ${staffId} and staff.deactivated_at is null and held.organisation_id = ${organisationId}
     limit 1 for share of staff`.execute(tx)
  return rows.length === 1
}
