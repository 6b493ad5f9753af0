import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { ById, Id, Instant, Written } from '../../platform/scalars.contract.ts'

export const OffRoadReason = z.enum([
  'damaged',
  'repair',
  'service',
  'recall',
  'inspection',
  'registration',
  'exhibition',
  'other',
])
export type OffRoadReason = z.infer<typeof OffRoadReason>

/** A period that holds the car, now or later. */
export const OffRoadPeriod = z.object({
  id: Id,
  reason: OffRoadReason,
  startsAt: Instant,
  /** null: until the car is put back */
  endsAt: Instant.nullable(),
  state: z.enum(['planned', 'running']),
})
export type OffRoadPeriod = z.infer<typeof OffRoadPeriod>

const span = {
  reason: OffRoadReason,
  endsAt: Instant.nullable().default(null),
}

export const planOffRoadPeriod = contract({
  name: 'planOffRoadPeriod',
  method: 'POST',
  path: '/api/vehicles/{id}/off-road-periods',
  summary:
    'Keep a car from being driven, and while the period runs from being sold: from now on or a time ahead',
  access: { noun: 'vehicles', verb: 'edit' },
  params: ById,
  body: z.strictObject({
    ...span,
    /** null: from now on, which takes a free car off the road at once */
    startsAt: Instant.nullable().default(null),
  }),
  answer: Written.extend({ periodId: Id }),
  problems: [
    'request.not-found',
    'vehicle.closed',
    'vehicle.not-free',
    'off-road.span-invalid',
    'off-road.drives-booked',
    'off-road.overlaps',
  ],
})

const Params = ById.extend({ periodId: Id })

export const changeOffRoadPeriod = contract({
  name: 'changeOffRoadPeriod',
  method: 'PATCH',
  path: '/api/vehicles/{id}/off-road-periods/{periodId}',
  summary: 'Move or lengthen a period; of one that has begun only the end and the reason change',
  access: { noun: 'vehicles', verb: 'edit' },
  params: Params,
  body: z.strictObject({ ...span, startsAt: Instant }),
  answer: Written,
  problems: [
    'request.not-found',
    'vehicle.closed',
    'off-road.gone',
    'off-road.begun',
    'off-road.span-invalid',
    'off-road.drives-booked',
    'off-road.overlaps',
  ],
})

export const cancelOffRoadPeriod = contract({
  name: 'cancelOffRoadPeriod',
  method: 'POST',
  path: '/api/vehicles/{id}/off-road-periods/{periodId}/cancellation',
  summary: 'Give up a period that has not begun',
  access: { noun: 'vehicles', verb: 'edit' },
  params: Params,
  answer: Written,
  problems: ['request.not-found', 'vehicle.closed', 'off-road.gone', 'off-road.begun'],
})

export const putBackOnRoad = contract({
  name: 'putBackOnRoad',
  method: 'POST',
  path: '/api/vehicles/{id}/back-on-road',
  summary: 'Offer a car again that is off the road: the period ends now',
  access: { noun: 'vehicles', verb: 'edit' },
  params: ById,
  answer: Written,
  problems: ['request.not-found', 'vehicle.not-off-road', 'vehicle.closed'],
})
