import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'

export interface AbsenceRow {
  readonly id: string
  readonly staffId: string
  readonly firstDay: string
  readonly lastDay: string
  readonly deputyId: string | null
  readonly deputyName: string | null
}

/** Of one person, what ends on or after a day; the nearest first. */
export async function findAbsences(tx: Tx, staffId: string, since: string): Promise<AbsenceRow[]> {
  const { rows } = await sql<AbsenceRow>`
    select away.id, away.staff_id as "staffId", away.first_day as "firstDay", away.last_day as "lastDay",
           away.deputy_id as "deputyId", deputy.name as "deputyName"
      from absences away left join staff deputy on deputy.id = away.deputy_id
     where away.staff_id = ${staffId} and away.cancelled_at is null and away.last_day >= ${since}::date
     order by away.first_day, away.id limit 100`.execute(tx)
  return rows
}

export interface NewAbsence {
  readonly id: string
  readonly staffId: string
  readonly firstDay: string
  readonly lastDay: string
  readonly deputyId: string | null
  readonly by: string
  readonly at: Date
}

export async function insertAbsence(tx: Tx, made: NewAbsence): Promise<void> {
  await tx
    .insertInto('absences')
    .values({
      id: made.id,
      staff_id: made.staffId,
      first_day: made.firstDay,
      last_day: made.lastDay,
      deputy_id: made.deputyId,
      recorded_by: made.by,
      recorded_at: made.at.toISOString(),
    })
    .execute()
}

/** @returns false when there is none such any more */
export async function endAbsence(tx: Tx, staffId: string, id: string, at: Date): Promise<boolean> {
  const done = await tx
    .updateTable('absences')
    .set({ cancelled_at: at.toISOString() })
    .where('id', '=', id)
    .where('staff_id', '=', staffId)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Whether a person is away on any day of a stretch. */
export async function isAway(tx: Tx, staffId: string, firstDay: string, lastDay: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from absences
     where staff_id = ${staffId} and cancelled_at is null
       and daterange(first_day, last_day, '[]') && daterange(${firstDay}::date, ${lastDay}::date, '[]')
     limit 1`.execute(tx)
  return rows.length === 1
}

/** Who stands in for a person on a day; null when they are there, or nobody was named.
 *  A deputy who is away too, or has left, stands in for nobody. */
export async function deputyOn(tx: Tx, staffId: string, day: string): Promise<string | null> {
  const { rows } = await sql<{ deputyId: string }>`
    select away.deputy_id as "deputyId"
      from absences away join staff deputy on deputy.id = away.deputy_id and deputy.deactivated_at is null
     where away.staff_id = ${staffId} and away.cancelled_at is null
       and ${day}::date between away.first_day and away.last_day
       and not exists (select from absences theirs where theirs.staff_id = deputy.id
         and theirs.cancelled_at is null and ${day}::date between theirs.first_day and theirs.last_day)
     limit 1`.execute(tx)
  return rows[0]?.deputyId ?? null
}

/** For whom a person stands in on a day: whose approvals they decide meanwhile. */
export async function standsInFor(tx: Tx, deputyId: string, day: string): Promise<string[]> {
  const { rows } = await sql<{ staffId: string }>`
    select distinct staff_id as "staffId" from absences
     where deputy_id = ${deputyId} and cancelled_at is null and ${day}::date between first_day and last_day
     order by staff_id limit 100`.execute(tx)
  return rows.map(({ staffId }) => staffId)
}

/** Those who sell at a store and are at work on a day, in the order in which leads go round. None of them can leave
 *  before the transaction ends. */
export async function findSellersAtWork(tx: Tx, dealerId: string, day: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select person.id from staff person join staff_roles held on held.staff_id = person.id
     where held.organisation_id = ${dealerId} and held.role = 'consultant' and person.deactivated_at is null
       and not exists (select from absences away where away.staff_id = person.id and away.cancelled_at is null
         and ${day}::date between away.first_day and away.last_day)
     order by person.id for share of person`.execute(tx)
  return rows.map(({ id }) => id)
}
