import { z } from 'zod'
import { step } from '../acts/acts.contract.ts'
import { Id } from '../process/sale.contract.ts'

export const reserveCar = step({
  name: 'reserveCar',
  path: '/api/sales/{id}/reservation',
  summary: 'Reserve a car for this sale until a set time',
  noun: 'reservations',
  body: z.strictObject({ episodeId: Id }),
  problems: ['vehicle.not-available', 'vehicle.unknown', 'reservation.already-held', 'waitlist.others-first'],
})

export const releaseCar = step({
  name: 'releaseCar',
  path: '/api/sales/{id}/reservation/release',
  summary: 'Give the reserved car back',
  noun: 'reservations',
  verb: 'edit',
  problems: ['reservation.none', 'reservation.held-by-contract'],
})
