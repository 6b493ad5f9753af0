import type { Tx } from '../../platform/server/database/connect.ts'
import type { Scope } from '../../platform/server/scope.ts'
import { within } from '../../platform/server/within.ts'

export interface AskingCustomer {
  readonly id: string
  readonly dealerId: string
  readonly ownerId: string | null
}

export async function findAskingCustomer(
  tx: Tx,
  scope: Scope,
  id: string,
): Promise<AskingCustomer | undefined> {
  return tx
    .selectFrom('customers')
    .select(['id', 'dealer_id as dealerId', 'owner_id as ownerId'])
    .where('id', '=', id)
    .where('merged_into_id', 'is', null)
    .where(within(scope, 'dealer_id', 'owner_id'))
    .executeTakeFirst()
}
