import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Cohort } from './overview.contract.ts'
import type { Bucket } from './quartiles.rules.ts'

/** Which counted months to read: first days, both included. */
export interface Counted {
  readonly dealerIds: readonly string[]
  readonly from: string
  readonly to: string
  readonly ownerId: string | undefined
  readonly source: string | undefined
}

/** What a row of an answer stands for. */
export type Apart = 'month' | 'source' | 'owner' | 'dealer' | 'nothing'

const keys: Readonly<Record<Apart, RawBuilder<unknown>>> = {
  month: sql`to_char(month, 'YYYY-MM')`,
  source: sql`source`,
  owner: sql`owner_id::text`,
  dealer: sql`dealer_id::text`,
  nothing: sql`''::text`,
}

export async function sumCohorts(tx: Tx, counted: Counted, apart: Apart): Promise<(Cohort & Keyed)[]> {
  const { rows } = await sql<Cohort & Keyed>`
    select ${keys[apart]} as key, sum(inquiries)::int as inquiries, sum(showings)::int as showings,
           sum(test_drives)::int as "testDrives", sum(negotiations)::int as negotiations,
           sum(contracts)::int as contracts, sum(deliveries)::int as deliveries,
           sum(handed_over)::int as "handedOver", sum(open)::int as open, sum(lost)::int as lost,
           sum(cancelled)::int as cancelled
      from sale_cohorts where ${of(counted, apart)} group by 1 order by 1`.execute(tx)
  return rows
}

interface Keyed {
  readonly key: string
}

export interface SoldRow extends Keyed {
  /** none where no amount is known */
  readonly currency: string
  readonly contracts: number
  readonly contractsMinor: number
  readonly deliveries: number
  readonly deliveriesMinor: number
}

export async function sumSold(tx: Tx, counted: Counted, apart: Apart): Promise<SoldRow[]> {
  const { rows } = await sql<SoldRow>`
    select ${keys[apart]} as key, currency, sum(contracts)::int as contracts, sum(contracts_minor)::bigint as "contractsMinor",
           sum(deliveries)::int as deliveries, sum(deliveries_minor)::bigint as "deliveriesMinor"
      from sale_months where ${of(counted, apart)} group by 1, 2 order by 1, 2`.execute(tx)
  return rows
}

interface EndingRow {
  readonly stage: 'contract' | 'lost' | 'cancelled'
  readonly reason: string
  readonly sales: number
}

export async function sumEndings(tx: Tx, counted: Counted): Promise<EndingRow[]> {
  const { rows } = await sql<EndingRow>`
    select stage, reason, sum(sales)::int as sales
      from sale_endings where ${of(counted, 'nothing')} group by 1, 2 order by 1 desc, 3 desc, 2`.execute(tx)
  return rows
}

export async function sumTimes(tx: Tx, counted: Counted): Promise<(Bucket & { stage: string })[]> {
  const { rows } = await sql<Bucket & { stage: string }>`
    select stage, bucket, sum(sales)::int as sales
      from stage_times where ${of(counted, 'nothing')} group by 1, 2 order by 1, 2`.execute(tx)
  return rows
}

/** The slice that tells apart what is asked for and what rows stand for, and no more. */
function of({ dealerIds, from, to, ownerId, source }: Counted, apart: Apart): RawBuilder<boolean> {
  const [owner, origin] = [
    ownerId !== undefined || apart === 'owner',
    source !== undefined || apart === 'source',
  ]
  const slice = owner && origin ? 'both' : owner ? 'owner' : origin ? 'source' : 'all'
  return sql`dealer_id = any(${dealerIds}::uuid[]) and month between ${from}::date and ${to}::date
    and slice = ${slice} ${ownerId ? sql`and owner_id = ${ownerId}::uuid` : sql``}
    ${source ? sql`and source = ${source}` : sql``}`
}

export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly overdue: number
}

/** The people of a store who own its sales, with what of theirs is overdue today. */
export async function findOwners(
  tx: Tx,
  {
    dealerId,
    ids,
    today,
    source,
  }: { dealerId: string; ids: readonly string[]; today: string; source?: string },
): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select o.id, o.name, (select count(*)::int from sales s
             where s.dealer_id = ${dealerId} and s.owner_id = o.id and s.follow_up_due_on < ${today}::date
               ${source ? sql`and s.source = ${source}` : sql``}) as overdue
      from staff o where o.id = any(${ids}::uuid[]) order by o.name, o.id`.execute(tx)
  return rows
}
