// One statement for each list of the day: they differ in what they join, and read best beside each other.
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Sale, TestDrive } from '../process/sale.contract.ts'
import { type SaleLineRow, saleLineColumns, saleLineJoins } from '../sales/sale-line-columns.sql.ts'

/** Whose day, in which stores: `s` is the sale. */
export interface Day {
  readonly reached: RawBuilder<boolean>
  /** what is reached whoever owns it: a delivered car's adviser is not its seller */
  readonly delivered: RawBuilder<boolean>
  /** the business date, its bounds as instants, and the last date that counts as upcoming */
  readonly date: string
  readonly startsAt: string
  readonly endsAt: string
  readonly upcomingUntil: string
  readonly now: string
}

/** Each list shows so many; counts go further. */
export const listedMost = 100
const listed = sql.lit(listedMost)
const openStage = sql`s.stage in ('inquiry', 'showing', 'test-drive', 'negotiation', 'contract', 'delivery')`

export interface FollowUpRow extends SaleLineRow {
  readonly state: Sale
}

export async function findDueFollowUps(tx: Tx, day: Day): Promise<FollowUpRow[]> {
  const { rows } = await sql<FollowUpRow>`
    select ${saleLineColumns}, s.state
      from (select s.* from sales s
             where ${day.reached} and s.follow_up_due_on <= ${day.upcomingUntil}::date and ${openStage}
             order by s.follow_up_due_on, s.id limit ${listed}) s ${saleLineJoins}
     order by s.follow_up_due_on, s.id`.execute(tx)
  return rows
}

export interface LoadRow {
  readonly ownerId: string | null
  readonly ownerName: string | null
  readonly open: number
  readonly overdue: number
  readonly today: number
  readonly upcoming: number
}

/** Open sales and due follow-ups, by owner. */
export async function countLoads(tx: Tx, day: Day): Promise<LoadRow[]> {
  const { rows } = await sql<LoadRow>`
    select load.*, o.name as "ownerName" from (
      select s.owner_id as "ownerId", count(*)::int as open,
             count(*) filter (where s.follow_up_due_on < ${day.date}::date)::int as overdue,
             count(*) filter (where s.follow_up_due_on = ${day.date}::date)::int as today,
             count(*) filter (where s.follow_up_due_on > ${day.date}::date
               and s.follow_up_due_on <= ${day.upcomingUntil}::date)::int as upcoming
        from sales s where ${day.reached} and ${openStage} group by s.owner_id) load
      left join staff o on o.id = load."ownerId"
     order by load.overdue desc, load.open desc, load."ownerId" limit 500`.execute(tx)
  return rows
}

/** Inquiries of the last month that nobody has answered; the longest waiting first. */
export async function findUnanswered(tx: Tx, day: Day): Promise<FollowUpRow[]> {
  const { rows } = await sql<FollowUpRow>`
    select ${saleLineColumns}, s.state
      from (select s.* from sales s
             where ${day.reached} and s.stage = 'inquiry' and s.origin <> 'import'
               and s.state ->> 'contactedAt' is null
               and s.created_at > ${day.now}::timestamptz - interval '30 days'
             order by s.created_at, s.id limit ${listed}) s ${saleLineJoins}
     order by s.created_at, s.id`.execute(tx)
  return rows
}

export interface TestDriveRow extends SaleLineRow {
  readonly testDriveId: string
  readonly driveState: TestDrive['state']
  readonly startsAt: string
  readonly endsAt: string
  readonly escortId: string
  readonly escortName: string
  readonly driveEpisodeId: string
  readonly state: Sale
}

/** Test drives of the day, and those that are still out from before. */
export async function findTestDrives(tx: Tx, day: Day, escortId: string | null): Promise<TestDriveRow[]> {
  const mine = escortId === null ? day.reached : sql`(${day.reached} or d.escort_id = ${escortId}::uuid)`
  const { rows } = await sql<TestDriveRow>`
    select ${saleLineColumns}, d.id as "testDriveId", d.state as "driveState", d.starts_at as "startsAt",
           d.ends_at as "endsAt", d.escort_id as "escortId", escort.name as "escortName",
           d.episode_id as "driveEpisodeId", s.state
      from test_drives d
      cross join lateral (select * from sales s where s.dealer_id = d.dealer_id and s.id = d.sale_id limit 1) s
      join staff escort on escort.id = d.escort_id ${saleLineJoins}
     where ${mine} and (d.state = 'started' and d.starts_at < ${day.endsAt}::timestamptz
        or d.state in ('booked', 'returned') and d.starts_at >= ${day.startsAt}::timestamptz and d.starts_at < ${day.endsAt}::timestamptz)
     order by d.starts_at, d.id limit ${listed}`.execute(tx)
  return rows
}

/** Cars that are on their way to their buyer: by their appointment, then the longest waiting first. */
export async function findDueDeliveries(tx: Tx, day: Day): Promise<FollowUpRow[]> {
  const { rows } = await sql<FollowUpRow>`
    select ${saleLineColumns}, s.state
      from (select s.* from sales s
             where ${day.reached} and s.delivered_on is null
               and (s.stage = 'delivery' or s.stage = 'contract' and s.episode_id is not null)
             order by s.state -> 'appointment' ->> 'startsAt' nulls last, s.stage_since nulls last, s.id
             limit ${listed}) s ${saleLineJoins}
     order by s.state -> 'appointment' ->> 'startsAt' nulls last, s.stage_since nulls last, s.id`.execute(tx)
  return rows
}

export interface ReminderRow extends SaleLineRow {
  readonly reminderId: string
  readonly dueOn: string
  readonly dueKm: number
}

/** First services that fall due within two weeks, and those to be asked about again; the longest overdue first.
 *  @param remindedBy only those of this adviser, or of this owner where no adviser is named; null: everybody's */
export async function findReminders(tx: Tx, day: Day, remindedBy: string | null): Promise<ReminderRow[]> {
  const mine =
    remindedBy === null
      ? day.delivered
      : sql`${day.delivered} and coalesce(r.adviser_id, s.owner_id) = ${remindedBy}::uuid`
  const { rows } = await sql<ReminderRow>`
    select ${saleLineColumns}, r.id as "reminderId", r.due_on as "dueOn", r.due_km as "dueKm"
      from service_reminders r
      cross join lateral (select * from sales s where s.dealer_id = r.dealer_id and s.id = r.sale_id limit 1) s
      ${saleLineJoins}
     where ${mine} and r.done_at is null and r.cancelled_at is null
       and coalesce(r.remind_on, r.due_on - 14) <= ${day.date}::date
     order by r.due_on, r.id limit ${listed}`.execute(tx)
  return rows
}

export interface LossRow extends SaleLineRow {
  readonly lossId: string
  readonly reason: string
  readonly competitor: string | null
  readonly note: string
  readonly proposedById: string | null
  readonly proposedByName: string | null
  readonly proposedAt: string
}

/** Losses that wait for a manager's word. */
export async function findProposedLosses(tx: Tx, day: Day, dealerIds: readonly string[]): Promise<LossRow[]> {
  const { rows } = await sql<LossRow>`
    select ${saleLineColumns}, l.id as "lossId", l.reason, l.competitor, l.note,
           l.proposed_by as "proposedById", proposer.name as "proposedByName", l.proposed_at as "proposedAt"
      from losses l
      cross join lateral (select * from sales s where s.dealer_id = l.dealer_id and s.id = l.sale_id limit 1) s
      left join staff proposer on proposer.id = l.proposed_by ${saleLineJoins}
     where l.dealer_id = any(${dealerIds}::uuid[]) and l.decision is null and ${day.reached}
     order by l.proposed_at, l.id limit ${listed}`.execute(tx)
  return rows
}

export interface ReservationRow extends SaleLineRow {
  readonly reservationId: string
  readonly expiresAt: string
  readonly offered: boolean
}

/** Reservations that end before tomorrow is over, and cars that are held for those who waited. */
export async function findEndingReservations(tx: Tx, day: Day): Promise<ReservationRow[]> {
  const { rows } = await sql<ReservationRow>`
    select ${saleLineColumns}, r.id as "reservationId", r.expires_at as "expiresAt",
           coalesce(s.state -> 'waiting' -> 'offer', 'null') <> 'null' as offered
      from reservations r
      cross join lateral (select * from sales s where s.dealer_id = r.dealer_id and s.id = r.sale_id limit 1) s
      ${saleLineJoins}
     where ${day.reached} and r.state = 'active' and r.expires_at is not null
       and (r.expires_at < ${day.endsAt}::timestamptz + interval '1 day'
            or coalesce(s.state -> 'waiting' -> 'offer', 'null') <> 'null')
     order by r.expires_at, r.id limit ${listed}`.execute(tx)
  return rows
}

export interface DayCounts {
  readonly newInquiries: number
  readonly deliveries: number
  readonly deliveredThisMonth: number
}

/** What the lists hold beyond what they show. */
export async function countDay(tx: Tx, day: Day): Promise<DayCounts> {
  const { rows } = await sql<DayCounts>`
    select (select count(*)::int from sales s
             where ${day.reached} and s.stage = 'inquiry' and s.origin <> 'import' and s.state ->> 'contactedAt' is null
               and s.created_at > ${day.now}::timestamptz - interval '30 days') as "newInquiries",
           (select count(*)::int from sales s
             where ${day.reached} and s.delivered_on is null
               and (s.stage = 'delivery' or s.stage = 'contract' and s.episode_id is not null)) as deliveries,
           (select count(*)::int from sales s
             where ${day.reached} and s.delivered_on >= date_trunc('month', ${day.date}::date)::date
               and s.delivered_on <= ${day.date}::date) as "deliveredThisMonth"`.execute(tx)
  const counts = rows[0]
  if (!counts) throw new Error('a count answers one row')
  return counts
}
