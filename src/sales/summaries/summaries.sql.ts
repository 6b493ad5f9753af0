import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Summary } from './summaries.contract.ts'

/** Stores and the dates between which sales count, both included. */
export interface Period {
  readonly dealerIds: readonly string[]
  readonly from: string
  readonly to: string
}

interface StageRow {
  readonly dealerId: string
  readonly stage: Summary['stages'][number]['stage']
  readonly currency: string | null
  readonly count: number
  readonly amountMinor: number
}

/** How all sales of the stores stand now. */
export async function sumStages(tx: Tx, { dealerIds }: Period): Promise<StageRow[]> {
  const { rows } = await sql<StageRow>`
    select dealer_id as "dealerId", stage, case when amount_minor is not null then currency end as currency,
           count(*)::int as count, coalesce(sum(amount_minor), 0)::bigint as "amountMinor"
      from sales where dealer_id = any(${dealerIds}::uuid[])
     group by 1, 2, 3 order by 1, 2, 3`.execute(tx)
  return rows
}

interface MonthRow {
  readonly dealerId: string
  readonly month: string
  readonly currency: string | null
  readonly count: number
  readonly amountMinor: number
}

export async function countInquiries(tx: Tx, { dealerIds, from, to }: Period): Promise<MonthRow[]> {
  const { rows } = await sql<MonthRow>`
    select dealer_id as "dealerId", to_char(inquired_on, 'YYYY-MM') as month, null as currency,
           count(*)::int as count, 0 as "amountMinor"
      from sales
     where dealer_id = any(${dealerIds}::uuid[]) and inquired_on between ${from}::date and ${to}::date
     group by 1, 2 order by 1, 2`.execute(tx)
  return rows
}

export async function countDeliveries(tx: Tx, { dealerIds, from, to }: Period): Promise<MonthRow[]> {
  const { rows } = await sql<MonthRow>`
    select dealer_id as "dealerId", to_char(delivered_on, 'YYYY-MM') as month,
           case when amount_minor is not null then currency end as currency,
           count(*)::int as count, coalesce(sum(amount_minor), 0)::bigint as "amountMinor"
      from sales
     where dealer_id = any(${dealerIds}::uuid[]) and delivered_on between ${from}::date and ${to}::date
     group by 1, 2, 3 order by 1, 2, 3`.execute(tx)
  return rows
}

/** What became of the sales that began in the period, by where they came from. */
export async function countSources(tx: Tx, { dealerIds, from, to }: Period): Promise<Summary['sources']> {
  const { rows } = await sql<Summary['sources'][number]>`
    select source, count(*)::int as count, count(*) filter (where delivered_on is not null)::int as delivered,
           count(*) filter (where stage = 'lost')::int as lost
      from sales
     where dealer_id = any(${dealerIds}::uuid[]) and inquired_on between ${from}::date and ${to}::date
     group by source order by count(*) desc, source limit 100`.execute(tx)
  return rows
}
