import { type Decide, refuse } from '../scene.rules.ts'
import { carRefusal, releasedCar, reserved } from './cars.rules.ts'
import { trimDiffers } from './quotes.rules.ts'

/** Nobody waits for what can be had. */
export const joinWaitlist: Decide<'join-waitlist'> = (scene, action) => {
  const { sale, now, to } = scene
  const { waitId, trimId, vehicle, spareCars } = action
  if (trimId === null && vehicle === null) return refuse('sale.field-missing', {}, { field: 'trimId' })
  const asked = vehicle?.trimId ?? trimId
  if (trimDiffers(trimId, asked) || trimDiffers(sale.contract?.trimId ?? null, asked)) {
    return refuse('contract.trim-differs', {}, { field: vehicle ? 'vehicle' : 'trimId' })
  }
  if (vehicle ? vehicle.availability === 'available' : spareCars > 0) {
    return refuse('waitlist.car-free', {}, { field: vehicle ? 'vehicle' : 'trimId' })
  }
  if (vehicle && vehicle.availability !== 'reserved' && vehicle.availability !== 'sold') {
    return refuse('vehicle.not-available', { availability: vehicle.availability }, { field: 'vehicle' })
  }
  const subject = vehicle
    ? { trimId: vehicle.trimId, episodeId: vehicle.episodeId }
    : { trimId, episodeId: null }
  return [{ action: 'waitlist-joined', facts: { waitId, ...subject, joinedAt: now.at }, to }]
}

/** Whoever leaves gives up the car that was held for it. */
export const leaveWaitlist: Decide<'leave-waitlist'> = ({ sale, to }) => {
  const { waiting } = sale
  if (!waiting) return refuse('waitlist.none')
  const left = { action: 'waitlist-left', facts: { waitId: waiting.id }, to } as const
  return waiting.offer ? [left, ...releasedCar(sale)] : [left]
}

/** The car is held for the first in line as long as any reservation, then it is the next one's turn. */
export const offerCar: Decide<'offer-car'> = (scene, { reservationId, vehicle }) => {
  const { process, sale, now, to } = scene
  if (!sale.waiting) return refuse('waitlist.none')
  const refusal = carRefusal(sale, vehicle)
  if (refusal) return refusal
  const until = new Date(Date.parse(now.at) + process.reservationHours * 3_600_000).toISOString()
  const facts = { waitId: sale.waiting.id, episodeId: vehicle.episodeId, until }
  return [{ action: 'car-offered', facts, to }, reserved(scene, reservationId, vehicle, until)]
}
