import { businessDate } from '../../platform/business-date.ts'
import { seesCost } from '../../platform/permissions.ts'
import type { NetworkMap } from '../../platform/server/network-map.ts'
import { holdsAt, type Scope } from '../../platform/server/scope.ts'
import { agesOf } from './age.rules.ts'
import type { Vehicle } from './vehicles.contract.ts'
import type { VehicleRow } from './vehicles.sql.ts'

/** The business date of each store of a page. */
export async function todaysOf(
  network: NetworkMap,
  dealerIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const todays = new Map<string, string>()
  for (const id of new Set(dealerIds)) {
    const timeZone = (await network.organisation(id))?.timeZone ?? 'UTC'
    todays.set(id, businessDate(now.toISOString(), timeZone))
  }
  return todays
}

/** A car as this reader may see it: the one place where the cost is masked. */
export function presentVehicle(row: VehicleRow, scope: Scope, today: string): Vehicle {
  const { manufacturedOn, importedOn, networkSince, sortValue, costMinor, ...vehicle } = row
  const costMasked = !holdsAt(scope, row.dealerId, seesCost)
  return {
    ...vehicle,
    costMinor: costMasked ? null : costMinor,
    costMasked,
    ages: agesOf({ manufacturedOn, networkSince, receivedOn: row.receivedOn }, today),
  }
}

export function presentVehicles(
  rows: readonly VehicleRow[],
  scope: Scope,
  todays: ReadonlyMap<string, string>,
): Vehicle[] {
  return rows.map(row => presentVehicle(row, scope, todays.get(row.dealerId) ?? ''))
}
