import { findColleagues } from '../../network/staff/colleagues.sql.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Scope } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import type { Customer } from './customers.contract.ts'
import { listCustomers } from './customers.sql.ts'
import { ownedStores } from './owned-stores.ts'
import { presentCustomer } from './present-customer.ts'

/** Customers by name, pinyin, initials, number or phone, as the reader may see them, newest first.
 *  @param scope of reading customers */
export async function searchCustomers(
  tx: Tx,
  scope: Scope,
  q: string,
  limit: number,
  services: Pick<Services, 'network' | 'seals'>,
): Promise<Customer[]> {
  const stores = await ownedStores(scope, q, services)
  const rows = await listCustomers(tx, stores, {
    q,
    order: 'newest',
    after: null,
    limit,
    staffId: scope.staffId,
  })
  const colleagues = await findColleagues(
    tx,
    rows.map(row => row.ownerId),
  )
  return rows.map(row => presentCustomer(row, { scope, seals: services.seals, colleagues }))
}
