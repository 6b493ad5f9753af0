import { problem } from '../../platform/problem.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { invalid } from '../../platform/server/page.ts'
import { claimVin, findCarByVin, type VinClaim } from './stock.sql.ts'
import { checkVin, type VinWarning } from './vin.rules.ts'

export interface CheckedVin {
  readonly vin: string | null
  readonly warnings: VinWarning[]
}

/** A VIN in its written form (rule 1).
 *  @throws Problem request.invalid with every fault */
export function checkedVin(typed: string | null | undefined): CheckedVin {
  if (typed === null || typed === undefined) return { vin: null, warnings: [] }
  const found = checkVin(typed)
  if (!found.ok) throw invalid('vin', `vin-${found.errors[0]}`, { faults: found.errors })
  return { vin: found.vin, warnings: found.warnings }
}

/** Makes a stay the one holder of a VIN (rule 2).
 *  @throws Problem vehicle.held-here with the car, vehicle.held-elsewhere without naming the store */
export async function holdVin(
  tx: Tx,
  vin: string,
  stay: { dealerId: string; episodeId: string },
  now: Date,
): Promise<void> {
  const claim: VinClaim = await claimVin(tx, vin, stay, now)
  if (claim === 'held-here') {
    const car = await findCarByVin(tx, stay.dealerId, vin)
    throw problem('vehicle.held-here', { vehicleId: car?.vehicleId ?? null })
  }
  if (claim === 'held-elsewhere') throw problem('vehicle.held-elsewhere')
}
