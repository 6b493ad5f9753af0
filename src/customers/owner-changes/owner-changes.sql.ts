import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import { insertRows } from '../../platform/server/database/set-writes.ts'
import type { OwnerCause, OwnerChange } from './owner-changes.contract.ts'

export interface NewOwnerChange {
  readonly id: string
  readonly dealerId: string
  readonly subject: { readonly leadId: string } | { readonly customerId: string }
  readonly previousOwnerId: string | null
  readonly ownerId: string | null
}

/** What one decision moved: many rows at once, all for the same cause. */
export async function insertOwnerChanges(
  tx: Tx,
  changes: readonly NewOwnerChange[],
  { cause, by, at }: { cause: OwnerCause; by: string | null; at: Date },
): Promise<void> {
  await insertRows(
    tx,
    'owner_changes',
    changes.map(({ id, dealerId, subject, previousOwnerId, ownerId }) => ({
      dealer_id: dealerId,
      id,
      lead_id: 'leadId' in subject ? subject.leadId : null,
      customer_id: 'customerId' in subject ? subject.customerId : null,
      previous_owner_id: previousOwnerId,
      owner_id: ownerId,
      cause,
      changed_by: by,
      changed_at: at.toISOString(),
    })),
  )
}

/** The newest first. */
export async function findOwnerChanges(
  tx: Tx,
  dealerId: string,
  subject: { readonly leadId: string } | { readonly customerId: string },
): Promise<OwnerChange[]> {
  const about =
    'leadId' in subject
      ? sql`change.lead_id = ${subject.leadId}`
      : sql`change.customer_id = ${subject.customerId}`
  const { rows } = await sql<OwnerChange>`
    select change.id, ${nameOf('previous')} as "from", ${nameOf('next')} as "to", change.cause,
           ${nameOf('changer')} as "by", change.changed_at as "at"
      from owner_changes change
      left join staff previous on previous.id = change.previous_owner_id
      left join staff next on next.id = change.owner_id
      left join staff changer on changer.id = change.changed_by
     where change.dealer_id = ${dealerId} and ${about}
     order by change.changed_at desc, change.id desc limit 50`.execute(tx)
  return rows
}

function nameOf(alias: 'previous' | 'next' | 'changer') {
  const [id, name] = [sql.ref(`${alias}.id`), sql.ref(`${alias}.name`)]
  return sql`case when ${id} is not null then jsonb_build_object('id', ${id}, 'name', ${name}) end`
}
