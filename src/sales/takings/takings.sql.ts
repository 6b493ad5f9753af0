import { type RawBuilder, sql } from 'kysely'
import { addDays } from '../../platform/business-date.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { TakenBy } from './takings.rules.ts'

/** The day of takings that a line of the ledger entered now counts for: today, or the day after the last that was
 *  closed. Exact as long as the caller holds the store's payment numbers: a closing waits for them. */
export async function openDayFor(tx: Tx, dealerId: string, currency: string, today: string): Promise<string> {
  const closed = await tx
    .selectFrom('takings')
    .select('taken_on')
    .where('dealer_id', '=', dealerId)
    .where('currency', '=', currency)
    .where('taken_on', '>=', today)
    .orderBy('taken_on', 'desc')
    .limit(1)
    .executeTakeFirst()
  return closed ? addDays(closed.taken_on, 1) : today
}

/** The day a line `p` counts for; those from before there were takings by the store's own calendar. */
export function dayOf(timeZone: string): RawBuilder<string> {
  return sql`coalesce(p.takings_on, (p.recorded_at at time zone ${timeZone})::date)`
}

export interface TakenRow extends TakenBy {
  readonly cashierName: string | null
}

/** A day by cashier and method. */
export async function findTaken(
  tx: Tx,
  {
    dealerId,
    currency,
    day,
    timeZone,
  }: { dealerId: string; currency: string; day: string; timeZone: string },
): Promise<TakenRow[]> {
  const { rows } = await sql<TakenRow>`
    select p.recorded_by as "cashierId", o.name as "cashierName", p.method, count(*)::int as count,
           coalesce(sum(p.amount_minor) filter (where p.amount_minor > 0), 0)::bigint as "inMinor",
           coalesce(-sum(p.amount_minor) filter (where p.amount_minor < 0), 0)::bigint as "outMinor"
      from payments p left join staff o on o.id = p.recorded_by
     where p.dealer_id = ${dealerId} and p.currency = ${currency} and ${onDay(day, timeZone)}
     group by p.recorded_by, o.name, p.method order by o.name nulls last, p.recorded_by, p.method`.execute(tx)
  return rows
}

/** By index where the day stands on the line, and for older lines between its ends. */
function onDay(day: string, timeZone: string): RawBuilder<boolean> {
  return sql`(p.takings_on = ${day}::date or p.takings_on is null
    and p.recorded_at >= (${day}::date)::timestamp at time zone ${timeZone}
    and p.recorded_at < (${day}::date + 1)::timestamp at time zone ${timeZone})`
}

export interface ClosedRow {
  readonly id: string
  readonly day: string
  readonly lines: number
  readonly netMinor: number
  readonly cashMinor: number
  readonly countedMinor: number
  readonly reason: string
  readonly closedById: string | null
  readonly closedByName: string | null
  readonly closedAt: string
}

const closedColumns = sql`t.id, t.taken_on as day, t.lines, t.net_minor as "netMinor", t.cash_minor as "cashMinor",
  t.counted_minor as "countedMinor", t.reason, t.closed_by as "closedById", o.name as "closedByName",
  t.closed_at as "closedAt"`

export async function findClosing(
  tx: Tx,
  { dealerId, currency, day }: { dealerId: string; currency: string; day: string },
): Promise<ClosedRow | null> {
  const { rows } = await sql<ClosedRow>`
    select ${closedColumns} from takings t left join staff o on o.id = t.closed_by
     where t.dealer_id = ${dealerId} and t.currency = ${currency} and t.taken_on = ${day}`.execute(tx)
  return rows[0] ?? null
}

export interface DayRow {
  readonly day: string
  readonly count: number
  readonly netMinor: number
  readonly cashMinor: number
  readonly closed: boolean
  readonly countedMinor: number | null
}

/** Days with money or a closing, newest first. */
export async function findDays(
  tx: Tx,
  {
    dealerId,
    currency,
    from,
    to,
    timeZone,
  }: { dealerId: string; currency: string; from: string; to: string; timeZone: string },
): Promise<DayRow[]> {
  const { rows } = await sql<DayRow>`
    with taken as (
      select ${dayOf(timeZone)} as day, count(*)::int as count, sum(p.amount_minor)::bigint as net,
             coalesce(sum(p.amount_minor) filter (where p.method = 'cash'), 0)::bigint as cash
        from payments p
       where p.dealer_id = ${dealerId} and p.currency = ${currency}
         and p.recorded_at >= (${from}::date - 3)::timestamp and p.recorded_at < (${to}::date + 3)::timestamp
         and ${dayOf(timeZone)} between ${from}::date and ${to}::date
       group by 1),
    closed as (
      select t.taken_on as day, t.counted_minor as counted from takings t
       where t.dealer_id = ${dealerId} and t.currency = ${currency} and t.taken_on between ${from} and ${to})
    select coalesce(taken.day, closed.day) as day, coalesce(taken.count, 0) as count, coalesce(taken.net, 0) as "netMinor",
           coalesce(taken.cash, 0) as "cashMinor", closed.day is not null as closed, closed.counted as "countedMinor"
      from taken full join closed on closed.day = taken.day order by 1 desc limit 400`.execute(tx)
  return rows
}

export interface Closing {
  readonly dealerId: string
  readonly currency: string
  readonly day: string
  readonly id: string
  readonly lines: number
  readonly netMinor: number
  readonly cashMinor: number
  readonly countedMinor: number
  readonly reason: string
  readonly by: string | null
  readonly at: string
}

export async function insertClosing(tx: Tx, closing: Closing): Promise<void> {
  await tx
    .insertInto('takings')
    .values({
      dealer_id: closing.dealerId,
      currency: closing.currency,
      taken_on: closing.day,
      id: closing.id,
      lines: closing.lines,
      net_minor: closing.netMinor,
      cash_minor: closing.cashMinor,
      counted_minor: closing.countedMinor,
      reason: closing.reason,
      closed_by: closing.by,
      closed_at: closing.at,
    })
    .execute()
}
