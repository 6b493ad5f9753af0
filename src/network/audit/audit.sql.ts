import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Position } from '../../platform/server/page.ts'

export interface AuditRow {
  readonly id: string
  readonly dealerId: string
  readonly at: string
  readonly staffId: string | null
  readonly apiKeyId: string | null
  readonly verb: string
  readonly noun: string
  readonly subjectId: string | null
  readonly requestId: string | null
  readonly facts: Record<string, unknown>
}

export interface AskedAudit {
  /** with the time zone in which each counts its days */
  readonly stores: readonly { readonly id: string; readonly timeZone: string }[]
  readonly staffId?: string | undefined
  readonly verb?: string | undefined
  readonly noun?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** only lines about these records, or of this request */
  readonly about?: { readonly subjectIds: readonly string[]; readonly requestId: string } | undefined
  readonly after: Position | null
  readonly limit: number
}

/** The newest lines: those of each store by its key, then the newest of all. */
export async function listAuditRows(tx: Tx, asked: AskedAudit): Promise<AuditRow[]> {
  const { stores, staffId, verb, noun, from, to, about, after, limit } = asked
  const { rows } = await sql<AuditRow>`
    select a.id, a.dealer_id as "dealerId", a.recorded_at as "at", a.staff_id as "staffId",
           a.api_key_id as "apiKeyId", a.verb, a.noun, a.subject_id as "subjectId",
           a.request_id as "requestId", a.facts
      from unnest(${stores.map(store => store.id)}::uuid[], ${stores.map(store => store.timeZone)}::text[])
             as store (id, time_zone)
      cross join lateral (
        select line.* from audit line
         where line.dealer_id = store.id
           ${from ? sql`and line.recorded_at >= (${from}::date::timestamp at time zone store.time_zone)` : sql``}
           ${to ? sql`and line.recorded_at < ((${to}::date + 1)::timestamp at time zone store.time_zone)` : sql``}
           ${staffId ? sql`and line.staff_id = ${staffId}::uuid` : sql``}
           ${verb ? sql`and line.verb = ${verb}` : sql``}
           ${noun ? sql`and line.noun = ${noun}` : sql``}
           ${about ? sql`and (line.subject_id = any(${about.subjectIds}::uuid[]) or line.request_id = ${about.requestId})` : sql``}
           ${after ? sql`and (line.recorded_at, line.id) < (${after.value}::timestamptz, ${after.id}::uuid)` : sql``}
         order by line.recorded_at desc, line.id desc limit ${limit}) a
     order by a.recorded_at desc, a.id desc limit ${limit}`.execute(tx)
  return rows
}
