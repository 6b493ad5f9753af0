import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import { endStages, type StageCode } from '../process/sale.contract.ts'

export interface RunningGroup {
  readonly version: number
  readonly stage: StageCode
  readonly count: number
}

/** Sales under way at stores, by version and stage. */
export async function countRunningSales(tx: Tx, dealerIds: readonly string[]): Promise<RunningGroup[]> {
  const { rows } = await sql<RunningGroup>`
    select process_version as version, stage, count(*)::int as count from sales
     where dealer_id = any(${dealerIds}::uuid[]) and stage <> all(${endStages}::text[])
     group by process_version, stage order by process_version desc, stage`.execute(tx)
  return rows
}

/** A stage under a version, and since when a sale has been in it for too long. */
export interface Allowed {
  readonly version: number
  readonly stage: StageCode
  readonly since: string
}

/** How many sales entered their stage before the given moments, by version and stage.
 *  @returns counts in the order of what was asked */
export async function countLateSales(
  tx: Tx,
  dealerIds: readonly string[],
  allowed: readonly Allowed[],
): Promise<number[]> {
  if (allowed.length === 0) return []
  const { rows } = await sql<{ count: number }>`
    select (select count(*)::int from sales
             where dealer_id = any(${dealerIds}::uuid[]) and stage = asked.stage
               and process_version = asked.version and stage_since < asked.since) as count
      from unnest(${allowed.map(each => each.version)}::int[], ${allowed.map(each => each.stage)}::text[],
             ${allowed.map(each => each.since)}::timestamptz[])
             with ordinality as asked (version, stage, since, place)
     order by asked.place`.execute(tx)
  return rows.map(({ count }) => count)
}
