import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { TargetFigures } from './targets.contract.ts'

export interface TargetSum {
  /** 'YYYY-MM' */
  readonly month: string
  readonly currency: string
  readonly contracts: number | null
  readonly deliveries: number | null
  readonly amountMinor: number | null
}

/** Store targets by month; of one consultant where one is named. */
export async function sumTargets(
  tx: Tx,
  {
    dealerIds,
    from,
    to,
    ownerId,
  }: { dealerIds: readonly string[]; from: string; to: string; ownerId: string | undefined },
): Promise<TargetSum[]> {
  const { rows } = await sql<TargetSum>`
    select to_char(month, 'YYYY-MM') as month, currency, sum(contracts)::int as contracts,
           sum(deliveries)::int as deliveries, sum(amount_minor)::bigint as "amountMinor"
      from targets
     where dealer_id = any(${dealerIds}::uuid[]) and month between ${from}::date and ${to}::date
       and ${ownerId ? sql`staff_id = ${ownerId}::uuid` : sql`staff_id is null`}
     group by 1, 2 order by 1, 2`.execute(tx)
  return rows
}

export interface TargetRow extends TargetFigures {
  readonly dealerId: string
  readonly id: string
  readonly staffId: string | null
  readonly currency: string
  readonly version: number
}

export async function findTargets(tx: Tx, dealerIds: readonly string[], month: string): Promise<TargetRow[]> {
  const { rows } = await sql<TargetRow>`
    select dealer_id as "dealerId", id, staff_id as "staffId", contracts, deliveries, amount_minor as "amountMinor",
           currency, version
      from targets where dealer_id = any(${dealerIds}::uuid[]) and month = ${month}::date`.execute(tx)
  return rows
}

export interface Setting extends TargetFigures {
  readonly dealerId: string
  readonly id: string
  readonly month: string
  readonly staffId: string | null
  readonly currency: string
  readonly by: string
  readonly at: Date
}

/** @param expected 0 for one that is not there yet
 *  @returns the version made, or undefined when somebody else was first */
export async function writeTarget(tx: Tx, made: Setting, expected: number): Promise<number | undefined> {
  const { contracts, deliveries, amountMinor, currency, by } = made
  const at = made.at.toISOString()
  const same = sql`dealer_id = ${made.dealerId} and month = ${made.month}::date
    and staff_id is not distinct from ${made.staffId}::uuid`
  const { rows } = await (expected === 0
    ? sql<{ version: number }>`
        insert into targets (dealer_id, id, month, staff_id, contracts, deliveries, amount_minor, currency, set_by, set_at)
        values (${made.dealerId}, ${made.id}, ${made.month}::date, ${made.staffId}, ${contracts}, ${deliveries},
                ${amountMinor}, ${currency}, ${by}, ${at})
        on conflict (dealer_id, month, staff_id) do nothing returning version`.execute(tx)
    : sql<{ version: number }>`
        update targets set contracts = ${contracts}, deliveries = ${deliveries}, amount_minor = ${amountMinor},
               currency = ${currency}, set_by = ${by}, set_at = ${at}, version = version + 1
         where ${same} and version = ${expected} returning version`.execute(tx))
  return rows[0]?.version
}

/** People who sell at the stores now, and those who have a target in the month. */
export async function findSellers(
  tx: Tx,
  dealerIds: readonly string[],
  month: string,
): Promise<{ id: string; name: string; dealerId: string }[]> {
  const { rows } = await sql<{ id: string; name: string; dealerId: string }>`
    select s.id, s.name, held.organisation_id as "dealerId"
      from staff_roles held join staff s on s.id = held.staff_id
     where held.organisation_id = any(${dealerIds}::uuid[]) and held.role = 'consultant' and s.deactivated_at is null
    union
    select s.id, s.name, t.dealer_id from targets t join staff s on s.id = t.staff_id
     where t.dealer_id = any(${dealerIds}::uuid[]) and t.month = ${month}::date
     order by 2, 1`.execute(tx)
  return rows
}
