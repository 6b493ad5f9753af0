import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { StageCode } from '../process/sale.contract.ts'
import { stuckAt, unansweredAt } from '../sales/waiting.sql.ts'

export interface TeamRow {
  readonly ownerId: string | null
  readonly ownerName: string | null
  /** null: somebody who sells here and has no open sale */
  readonly stage: StageCode | null
  readonly count: number
  readonly overdue: number
  readonly stuck: number
  readonly unanswered: number
}

/** Open sales of a store by owner and stage, and those who sell there without having one. */
export async function countTeam(
  tx: Tx,
  { dealerId, today, now }: { dealerId: string; today: string; now: Date },
): Promise<TeamRow[]> {
  const { rows } = await sql<TeamRow>`
    with counted as (
      select s.owner_id, s.stage, count(*)::int as count,
             count(*) filter (where s.follow_up_due_on < ${today}::date)::int as overdue,
             count(*) filter (where ${stuckAt(now)})::int as stuck,
             count(*) filter (where ${unansweredAt(now)})::int as unanswered
        from sales s
       where s.dealer_id = ${dealerId}
         and s.stage in ('inquiry', 'showing', 'test-drive', 'negotiation', 'contract', 'delivery')
       group by 1, 2),
    sellers as (
      select held.staff_id from staff_roles held join staff on staff.id = held.staff_id
       where held.organisation_id = ${dealerId} and held.role = 'consultant' and staff.deactivated_at is null)
    select coalesce(c.owner_id, p.staff_id) as "ownerId", o.name as "ownerName", c.stage, coalesce(c.count, 0) as count,
           coalesce(c.overdue, 0) as overdue, coalesce(c.stuck, 0) as stuck, coalesce(c.unanswered, 0) as unanswered
      from counted c full join sellers p on p.staff_id = c.owner_id
      left join staff o on o.id = coalesce(c.owner_id, p.staff_id)
     order by o.name nulls last, 1`.execute(tx)
  return rows
}

export async function countProposedLosses(tx: Tx, dealerIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from losses where dealer_id = any(${dealerIds}::uuid[]) and decision is null`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}
