import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { WorkCounts } from './held-work.ts'
import type { Succession } from './successions.contract.ts'

export interface NewSuccession extends WorkCounts {
  readonly id: string
  readonly staffId: string
  readonly successorIds: readonly string[]
  readonly by: string
  readonly at: Date
}

export async function insertSuccession(tx: Tx, made: NewSuccession): Promise<void> {
  await tx
    .insertInto('successions')
    .values({
      id: made.id,
      staff_id: made.staffId,
      successor_ids: [...made.successorIds],
      customers: made.customers,
      leads: made.leads,
      sales: made.sales,
      follow_ups: made.followUps,
      arranged_by: made.by,
      arranged_at: made.at.toISOString(),
    })
    .execute()
}

/** The newest first. */
export async function findSuccessions(tx: Tx, staffId: string): Promise<Succession[]> {
  const { rows } = await sql<Succession>`
    select done.id, done.customers, done.leads, done.sales, done.follow_ups as "followUps",
           done.arranged_at as "arrangedAt",
           case when manager.id is not null then jsonb_build_object('id', manager.id, 'name', manager.name) end as "arrangedBy",
           (select coalesce(jsonb_agg(jsonb_build_object('id', person.id, 'name', person.name) order by person.id), '[]')
              from staff person where person.id = any(done.successor_ids)) as successors
      from successions done left join staff manager on manager.id = done.arranged_by
     where done.staff_id = ${staffId} order by done.id desc limit 20`.execute(tx)
  return rows
}
