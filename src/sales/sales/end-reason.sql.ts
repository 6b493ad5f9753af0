import { sql } from 'kysely'

/** Why a sale `s` ended without a delivery; imported ones may not say. */
export const endReason = sql<string>`coalesce(case s.stage when 'lost' then s.state -> 'loss' ->> 'reason'
  when 'cancelled' then s.state -> 'cancellation' ->> 'reason' end, 'not-given')`

/** Why the contract of a sale `s` was signed; many do not say. */
export const winReason = sql<string>`coalesce(s.state -> 'contract' ->> 'winReason', 'not-given')`
