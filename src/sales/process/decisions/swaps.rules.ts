import type { ActionOf } from '../action.contract.ts'
import type { Refusal } from '../refusal.contract.ts'
import type { Contract } from '../sale.contract.ts'
import { type Decide, type Draft, refuse, type Scene } from '../scene.rules.ts'
import { agreed, newPrice, priceRefusal } from './addenda.rules.ts'
import { carRefusal, heldCar, releasedCar } from './cars.rules.ts'
import { undoneItems } from './deliveries.rules.ts'
import { trimDiffers } from './quotes.rules.ts'

/** 换车: the old car goes back, the new one is taken, what was ticked for the old one is undone. */
export const swapCar: Decide<'swap-car'> = (scene, action) => {
  const { contract } = scene.sale
  if (!contract) return refuse('contract.missing')
  const refusal = swapRefusal(scene, contract, action)
  if (refusal) return refusal
  const { vehicle, reservationId } = action
  const differs = trimDiffers(contract.trimId, vehicle.trimId)
  const facts = {
    contractId: contract.id,
    episodeId: vehicle.episodeId,
    replacedEpisodeId: contract.episodeId,
    ...(differs && vehicle.trimId && { trimId: vehicle.trimId }),
  }
  return [
    ...undoneItems(scene),
    ...heldCar(scene, reservationId, vehicle),
    { action: 'car-matched', facts, to: scene.to },
    ...addendumOf(scene, contract, action),
  ]
}

/** The compensating step of a match: the contract stands on its trim again. */
export const unmatchCar: Decide<'unmatch-car'> = scene => {
  const { contract } = scene.sale
  if (!contract?.episodeId) return refuse('contract.no-car')
  const facts = { contractId: contract.id, episodeId: contract.episodeId }
  return [...undoneItems(scene), { action: 'car-unmatched', facts, to: scene.to }, ...releasedCar(scene.sale)]
}

function swapRefusal(scene: Scene, contract: Contract, action: ActionOf<'swap-car'>): Refusal | null {
  const { vehicle, addendum, oldListPriceMinor, listPriceMinor } = action
  if (vehicle.episodeId === contract.episodeId) {
    return refuse('contract.car-unchanged', {}, { field: 'vehicle' })
  }
  const unavailable = carRefusal(scene.sale, vehicle)
  if (unavailable) return unavailable
  if (addendum === null && trimDiffers(contract.trimId, vehicle.trimId)) {
    return refuse('contract.addendum-required', {}, { field: 'addendum' })
  }
  const list = { before: oldListPriceMinor, after: listPriceMinor }
  return priceRefusal(scene, contract, addendum?.priceMinor ?? null, list)
}

function addendumOf(scene: Scene, contract: Contract, { addendum }: ActionOf<'swap-car'>): Draft[] {
  if (!addendum) return []
  const priceMinor = newPrice(contract, addendum.priceMinor)
  const terms = { priceMinor, deliveryOn: null, hasTerms: true, reason: 'car-swap' as const }
  return [agreed(scene, contract, addendum.id, terms)]
}
