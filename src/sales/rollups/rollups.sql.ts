import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '../../platform/server/database/connect.ts'
import { advisoryLocks } from '../../platform/server/postgres/advisory-locks.ts'
import { endReason, winReason } from '../sales/end-reason.sql.ts'
import { nextMonth } from './stale-months.rules.ts'

/** Which of these stores have months to count again. */
export async function findStaleStores(db: Database | Tx, dealerIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select store.id from unnest(${dealerIds}::uuid[]) as store (id)
     where exists (select from app.stale_months where dealer_id = store.id)`.execute(db)
  return rows.map(({ id }) => id)
}

/** Counts a store's stale months again. Others who count the same store wait: what was read later wins.
 *  @returns how many months it counted */
export async function countStaleMonths(tx: Tx, dealerId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(${sql.lit(advisoryLocks.counting)}, hashtext(${dealerId}))`.execute(
    tx,
  )
  const { rows } = await sql<{ month: string }>`
    with gone as (delete from app.stale_months where dealer_id = ${dealerId} returning month)
    select distinct month from gone`.execute(tx)
  const months = rows.map(({ month }) => month)
  if (months.length > 0) await countMonths(tx, dealerId, months)
  return months.length
}

/** Makes every month old in which a store has a sale, or a count. */
export async function markAllMonths(tx: Tx, dealerId: string): Promise<void> {
  await sql`
    insert into app.stale_months
    select ${dealerId}::uuid, month, '00000000-0000-0000-0000-000000000000', 0 from (
      select date_trunc('month', day)::date as month
        from app.sales s cross join unnest(array[s.inquired_on, s.contracted_on, s.delivered_on, s.closed_on]) as day
       where s.dealer_id = ${dealerId} and day is not null
      union select month from app.sale_cohorts where dealer_id = ${dealerId}
      union select month from app.sale_months where dealer_id = ${dealerId}
      union select month from app.sale_endings where dealer_id = ${dealerId}
      union select month from app.stage_times where dealer_id = ${dealerId}) known
    on conflict do nothing`.execute(tx)
}

async function countMonths(tx: Tx, dealerId: string, months: readonly string[]): Promise<void> {
  for (const { table, statement } of countings) {
    await sql`delete from ${sql.table(`app.${table}`)}
      where dealer_id = ${dealerId} and month = any(${months}::date[])`.execute(tx)
    await sql`insert into ${sql.table(`app.${table}`)} ${statement(dealerId, months)}`.execute(tx)
  }
}

type Statement = (dealerId: string, months: readonly string[]) => RawBuilder<unknown>

/** The months with their sales: those whose `day` falls in one. Both ends are given, not reckoned in the condition:
 *  behind the wall the index is asked only for what plain comparisons say, and would be read to its end. */
function salesOf(dealerId: string, months: readonly string[], day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`unnest(${months}::date[], ${months.map(nextMonth)}::date[]) as counted (month, next)
    join app.sales s on s.dealer_id = ${dealerId}::uuid and ${day} >= counted.month and ${day} < counted.next`
}

const nobody = sql`'00000000-0000-0000-0000-000000000000'::uuid`
/** Every slice in one pass: the whole, by owner, by source, by both. */
const slices = sql`grouping sets ((), (owner), (source), (owner, source))`
const sliceColumns = sql`
  case grouping(owner, source) when 3 then 'all' when 1 then 'owner' when 2 then 'source' else 'both' end,
  coalesce(owner, ${nobody}), coalesce(source, '')`
const owner = sql`coalesce(s.owner_id, ${nobody}) as owner, s.source`

const ranks = sql`array['inquiry', 'showing', 'test-drive', 'negotiation', 'contract', 'delivery', 'after-sales']`

const cohorts: Statement = (dealerId, months) => sql`
  select ${dealerId}::uuid, month, ${sliceColumns}, count(*), count(*) filter (where reached >= 2),
         count(*) filter (where reached >= 3), count(*) filter (where reached >= 4),
         count(*) filter (where reached >= 5), count(*) filter (where reached >= 6),
         count(*) filter (where reached >= 7),
         count(*) filter (where stage not in ('after-sales', 'lost', 'cancelled')),
         count(*) filter (where stage = 'lost'), count(*) filter (where stage = 'cancelled')
    from (select counted.month, ${owner}, s.stage, array_position(${ranks}, s.furthest_stage) as reached
            from ${salesOf(dealerId, months, sql`s.inquired_on`)}) known
   group by month, ${slices}`

const monthly: Statement = (dealerId, months) => sql`
  select ${dealerId}::uuid, month, ${sliceColumns}, currency, sum(contracts), sum(contracts * amount), sum(deliveries),
         sum(deliveries * amount)
    from (select counted.month, ${owner}, ${amount}, 1 as contracts, 0 as deliveries
            from ${salesOf(dealerId, months, sql`s.contracted_on`)}
          union all
          select counted.month, ${owner}, ${amount}, 0, 1
            from ${salesOf(dealerId, months, sql`s.delivered_on`)}) known
   group by month, currency, ${slices}`
const amount = sql`case when s.amount_minor is null then '' else coalesce(s.currency, '') end as currency,
  coalesce(s.amount_minor, 0) as amount`

const endings: Statement = (dealerId, months) => sql`
  select ${dealerId}::uuid, month, ${sliceColumns}, stage, reason, count(*)
    from (select counted.month, ${owner}, s.stage, ${endReason} as reason
            from ${salesOf(dealerId, months, sql`s.closed_on`)} where s.stage in ('lost', 'cancelled')
          union all
          select counted.month, ${owner}, 'contract', ${winReason}
            from ${salesOf(dealerId, months, sql`s.contracted_on`)}) known
   group by month, stage, reason, ${slices}`

const times: Statement = (dealerId, months) => sql`
  select ${dealerId}::uuid, month, ${sliceColumns}, stage, bucket, count(*)
    from (select counted.month, ${owner}, stayed.key as stage,
                 floor(8 * ln(greatest(60, stayed.value::float8) / 60) / ln(2::float8))::smallint as bucket
            from ${salesOf(dealerId, months, sql`s.inquired_on`)}
           cross join lateral jsonb_each(s.state -> 'stageSeconds') stayed) known
   group by month, stage, bucket, ${slices}`

const countings = [
  { table: 'sale_cohorts', statement: cohorts },
  { table: 'sale_months', statement: monthly },
  { table: 'sale_endings', statement: endings },
  { table: 'stage_times', statement: times },
] as const
