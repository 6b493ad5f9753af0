import type { Tx } from '../../platform/server/database/connect.ts'
import type { Scope } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { presentVehicles, todaysOf } from './present-vehicle.ts'
import type { Vehicle } from './vehicles.contract.ts'
import { listVehicles } from './vehicles.sql.ts'

/** Cars in stock by VIN, its tail, stock number, plate or model, as the reader may see them.
 *  @param scope of reading vehicles */
export async function searchVehicles(
  tx: Tx,
  scope: Scope,
  q: string,
  limit: number,
  services: Pick<Services, 'network' | 'ports'>,
): Promise<Vehicle[]> {
  const rows = await listVehicles(tx, scope, { q, order: 'newest', after: null, limit })
  const dealerIds = rows.map(row => row.dealerId)
  return presentVehicles(rows, scope, await todaysOf(services.network, dealerIds, services.ports.now()))
}
