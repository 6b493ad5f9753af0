import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'

const unanswered = sql`state = 'open' and responded_at is null and escalated_at is null`

/** Stores that have something to be reminded of; read as the owner, past every wall. */
export async function findStoresWithLateLeads(owner: Tx, now: Date): Promise<string[]> {
  const at = now.toISOString()
  const { rows } = await sql<{ dealerId: string }>`
    select distinct dealer_id as "dealerId" from app.leads
     where ${unanswered} and warn_at <= ${at} and (warned_at is null or respond_by <= ${at})
     order by dealer_id`.execute(owner)
  return rows.map(({ dealerId }) => dealerId)
}

/** @returns the leads whose time is over since the last run */
export async function escalateLeads(tx: Tx, dealerId: string, now: Date): Promise<string[]> {
  const at = now.toISOString()
  const { rows } = await sql<{ id: string }>`
    update leads set escalated_at = ${at}, warned_at = coalesce(warned_at, ${at}), version = version + 1
     where dealer_id = ${dealerId} and ${unanswered} and warn_at <= ${at} and respond_by <= ${at}
    returning id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** @returns the leads whose owner is to be warned since the last run */
export async function warnOfLeads(tx: Tx, dealerId: string, now: Date): Promise<string[]> {
  const at = now.toISOString()
  const { rows } = await sql<{ id: string }>`
    update leads set warned_at = ${at}
     where dealer_id = ${dealerId} and ${unanswered} and warned_at is null and warn_at <= ${at}
    returning id`.execute(tx)
  return rows.map(({ id }) => id)
}
