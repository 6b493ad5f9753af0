import type { Energy } from '../../inventory/models/models.contract.ts'

/** Whether the law counts a car as new-energy (新能源): by battery from the plug. A hybrid without a plug does
 *  not; of any other drive nobody here knows, so no tax is computed for it. */
export function isNewEnergy(energy: Energy | null): boolean | null {
  if (energy === null || energy === 'other') return null
  return energy === 'electric' || energy === 'plug-in-hybrid'
}
