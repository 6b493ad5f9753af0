import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Sale, StageCode } from '../process/sale.contract.ts'
import { type AskedSales, conditions } from './asked-sales.ts'
import { runsOf } from './list-sales.sql.ts'

export interface StageSum {
  readonly stage: StageCode
  /** null: sales without an amount yet */
  readonly currency: string | null
  readonly count: number
  readonly amountMinor: number
}

/** How many of the sales asked for stand at each stage, and what they are worth. */
export async function sumByStage(tx: Tx, asked: AskedSales): Promise<StageSum[]> {
  const runs = runsOf(asked)
  if (runs.length === 0) return []
  const parts = runs.map(
    run => sql`select s.stage, s.amount_minor, s.currency from ${run.table}
      join sales s on ${run.bound} and ${conditions(asked)}`,
  )
  const { rows } = await sql<StageSum>`
    select stage, case when amount_minor is not null then currency end as currency, count(*)::int as count,
           coalesce(sum(amount_minor), 0)::bigint as "amountMinor"
      from (${sql.join(parts, sql` union all `)}) found group by 1, 2`.execute(tx)
  return rows
}

/** The folded sales of a page, by id. */
export async function findStates(
  tx: Tx,
  rows: readonly { readonly dealerId: string; readonly id: string }[],
): Promise<Map<string, Sale>> {
  if (rows.length === 0) return new Map()
  const { rows: found } = await sql<{ id: string; state: Sale }>`
    select s.id, s.state
      from unnest(${rows.map(row => row.dealerId)}::uuid[], ${rows.map(row => row.id)}::uuid[]) wanted (dealer_id, id)
      cross join lateral (select s.id, s.state from sales s
                           where s.dealer_id = wanted.dealer_id and s.id = wanted.id limit 1) s`.execute(tx)
  return new Map(found.map(({ id, state }) => [id, state]))
}
