import type { Tx } from '../../platform/server/database/connect.ts'
import type { ContactKind } from './contact-points.contract.ts'
import type { SealedContact } from './contact-seals.ts'

export interface ContactPointRow {
  readonly id: string
  readonly kind: ContactKind
  readonly sealed: Buffer
  readonly createdAt: string
}

export async function findContactPoints(
  tx: Tx,
  dealerId: string,
  customerId: string,
): Promise<ContactPointRow[]> {
  return tx
    .selectFrom('contact_points')
    .select(['id', 'kind', 'sealed', 'created_at as createdAt'])
    .$narrowType<{ kind: ContactKind }>()
    .where('dealer_id', '=', dealerId)
    .where('customer_id', '=', customerId)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(100)
    .execute()
}

export async function findContactPoint(
  tx: Tx,
  dealerId: string,
  customerId: string,
  id: string,
): Promise<ContactPointRow | undefined> {
  return tx
    .selectFrom('contact_points')
    .select(['id', 'kind', 'sealed', 'created_at as createdAt'])
    .$narrowType<{ kind: ContactKind }>()
    .where('dealer_id', '=', dealerId)
    .where('customer_id', '=', customerId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
}

export interface ContactPointInsert extends SealedContact {
  readonly dealerId: string
  readonly id: string
  readonly customerId: string
  readonly kind: ContactKind
  readonly now: Date
}

/** @returns false when the customer has this contact point already */
export async function insertContactPoint(tx: Tx, point: ContactPointInsert): Promise<boolean> {
  const known = await tx
    .selectFrom('contact_points')
    .select('id')
    .where('dealer_id', '=', point.dealerId)
    .where('customer_id', '=', point.customerId)
    .where('kind', '=', point.kind)
    .where('full_index', '=', point.fullIndex)
    .where('removed_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (known) return false
  await tx
    .insertInto('contact_points')
    .values({
      dealer_id: point.dealerId,
      id: point.id,
      customer_id: point.customerId,
      kind: point.kind,
      sealed: point.sealed,
      full_index: point.fullIndex,
      tail_index: point.tailIndex,
      created_at: point.now.toISOString(),
    })
    .execute()
  return true
}

/** @returns false when it was removed already */
export async function removeContactPoint(
  tx: Tx,
  dealerId: string,
  customerId: string,
  id: string,
  now: Date,
): Promise<boolean> {
  const row = await tx
    .updateTable('contact_points')
    .set({ removed_at: now.toISOString() })
    .where('dealer_id', '=', dealerId)
    .where('customer_id', '=', customerId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
