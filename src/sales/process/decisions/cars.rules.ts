import type { VehicleFacts } from '../action.contract.ts'
import type { Refusal } from '../refusal.contract.ts'
import type { Sale } from '../sale.contract.ts'
import { type Decide, type Draft, refuse, type Scene } from '../scene.rules.ts'
import { trimDiffers } from './quotes.rules.ts'

export const reserveCar: Decide<'reserve-car'> = (scene, { reservationId, vehicle }) => {
  const refusal = carRefusal(scene.sale, vehicle)
  if (refusal) return refusal
  const expiresAt = new Date(Date.parse(scene.now.at) + scene.process.reservationHours * 3_600_000)
  return [{ ...reserved(scene, reservationId, vehicle, expiresAt.toISOString()), to: scene.to }]
}

export const releaseCar: Decide<'release-car'> = ({ sale, to }) =>
  releasedCar(sale).map(released => ({ ...released, to }))

export const expireReservation: Decide<'expire-reservation'> = ({ sale, to }) => {
  const { reservation } = sale
  if (!reservation) return refuse('reservation.none')
  const facts = { reservationId: reservation.id, episodeId: reservation.episodeId }
  return [{ action: 'reservation-expired', facts, to }]
}

/** 配车: a contract on a trim gets its car. */
export const matchCar: Decide<'match-car'> = (scene, { vehicle, reservationId }) => {
  const { contract } = scene.sale
  if (!contract) return refuse('contract.missing')
  if (trimDiffers(contract.trimId, vehicle.trimId)) {
    return refuse('contract.trim-differs', {}, { field: 'vehicle' })
  }
  const refusal = carRefusal(scene.sale, vehicle)
  if (refusal) return refusal
  const facts = { contractId: contract.id, episodeId: vehicle.episodeId, replacedEpisodeId: null }
  return [...heldCar(scene, reservationId, vehicle), { action: 'car-matched', facts, to: scene.to }]
}

/** A car is free for this sale when nobody holds it, or when this sale does. */
export function carRefusal(sale: Sale, vehicle: VehicleFacts): Refusal | null {
  const { availability } = vehicle
  const isOwn = sale.reservation?.episodeId === vehicle.episodeId && availability === 'reserved'
  if (availability === 'available' || isOwn) return null
  return refuse('vehicle.not-available', { availability }, { field: 'vehicle' })
}

/** Holds the car for a contract: keeps a reservation of it, and gives up one of another car. */
export function heldCar(scene: Scene, reservationId: string, vehicle: VehicleFacts): Draft[] {
  if (scene.sale.reservation?.episodeId === vehicle.episodeId) return []
  return [...releasedCar(scene.sale), reserved(scene, reservationId, vehicle, null)]
}

export function releasedCar({ reservation }: Sale): Draft[] {
  if (!reservation) return []
  const facts = { reservationId: reservation.id, episodeId: reservation.episodeId }
  return [{ action: 'car-released', facts }]
}

export function reserved(
  scene: Scene,
  reservationId: string,
  vehicle: Pick<VehicleFacts, 'episodeId'>,
  expiresAt: string | null,
): Draft {
  const facts = { reservationId, episodeId: vehicle.episodeId, reservedAt: scene.now.at, expiresAt }
  return { action: 'car-reserved', facts }
}
