import { type RawBuilder, sql } from 'kysely'

/** When the time for a first response ends; of those who do not wait for one, never. As the index has it.
 *  @param lead the alias of the leads table */
export function urgentUntil(lead: string): RawBuilder<string> {
  const [state, respondedAt, respondBy] = ['state', 'responded_at', 'respond_by'].map(column =>
    sql.ref(`${lead}.${column}`),
  )
  return sql`(case when ${state} = 'open' and ${respondedAt} is null
    then coalesce(${respondBy}, 'infinity') else 'infinity' end)`
}
