import { expect, test } from 'vitest'
import { inventoryEn, inventoryZh } from './inventory.words.ts'
import { Energy } from './models/models.contract.ts'
import { offRoadEn, offRoadZh } from './off-road-periods/off-road.words.ts'
import { OffRoadPeriod, OffRoadReason } from './off-road-periods/off-road-periods.contract.ts'
import {
  Availability,
  CertificateState,
  Condition,
  EpisodeState,
  VehicleOrder,
} from './vehicles/vehicles.contract.ts'

const shown = {
  availability: Availability.options,
  state: EpisodeState.options,
  condition: Condition.options,
  certificate: CertificateState.options,
  energy: Energy.options,
  order: VehicleOrder.options,
  fieldError: ['vin-length', 'vin-character', 'vin-repeated', 'vin-check-digit'],
  warning: ['check-digit'],
} as const

test('every code of stock and catalogue has words in both languages', () => {
  for (const dictionary of [inventoryZh, inventoryEn])
    for (const [name, codes] of Object.entries(shown))
      expect(dictionary[name as keyof typeof shown]).toEqual(
        expect.objectContaining(Object.fromEntries(codes.map(code => [code, expect.stringMatching(/\S/)]))),
      )
})

test('every reason to keep a car off the road has words in both languages', () => {
  for (const { reason, state } of [offRoadZh, offRoadEn]) {
    expect(Object.keys(reason).sort()).toEqual([...OffRoadReason.options].sort())
    expect(Object.keys(state).sort()).toEqual([...OffRoadPeriod.shape.state.options].sort())
  }
})
