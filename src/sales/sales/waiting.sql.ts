import { type RawBuilder, sql } from 'kysely'

const openStage = sql`s.stage in ('inquiry', 'showing', 'test-drive', 'negotiation', 'contract', 'delivery')`

/** A sale `s` that is longer in its stage than its version of the process gives it. */
export function stuckAt(now: Date): RawBuilder<boolean> {
  return sql`(${openStage} and coalesce(s.stage_since < ${now.toISOString()}::timestamptz - (
    select make_interval(secs => (clock ->> 'hours')::float8 * 3600)
      from process_definitions p cross join lateral jsonb_array_elements(p.document -> 'slaHours') clock
     where p.version = s.process_version and clock ->> 'stage' = s.stage limit 1), false))`
}

/** An inquiry `s` of the last 30 days that nobody has answered; imported ones were answered elsewhere. */
export function unansweredAt(now: Date): RawBuilder<boolean> {
  return sql`(s.stage = 'inquiry' and s.origin <> 'import' and s.state ->> 'contactedAt' is null
    and s.created_at > ${now.toISOString()}::timestamptz - interval '30 days')`
}
