import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { ById } from '../../platform/scalars.contract.ts'
import { step } from '../acts/acts.contract.ts'
import { Id } from '../process/sale.contract.ts'

export const joinWaitlist = step({
  name: 'joinWaitlist',
  path: '/api/sales/{id}/waitlist',
  summary: 'Wait for a car of a trim, or for a named one that another sale holds',
  noun: 'reservations',
  body: z.strictObject({
    /** a named car; null: any of the trim */
    episodeId: Id.nullable().default(null),
    /** null: the sale's own */
    trimId: Id.nullable().default(null),
    note: z.string().max(2000).default(''),
  }),
  problems: [
    'waitlist.already-waiting',
    'waitlist.car-held',
    'waitlist.car-free',
    'waitlist.trim-unknown',
    'contract.trim-differs',
    'vehicle.not-available',
    'vehicle.unknown',
  ],
})

export const leaveWaitlist = step({
  name: 'leaveWaitlist',
  path: '/api/sales/{id}/waitlist/leaving',
  summary: 'Give up the place in line, and the car that is held for it',
  noun: 'reservations',
  verb: 'edit',
  problems: ['waitlist.none'],
})

export const readWaitlistPlace = contract({
  name: 'readWaitlistPlace',
  method: 'GET',
  path: '/api/sales/{id}/waitlist',
  summary: 'How many sales stand before this one in line; null when it does not wait',
  access: { noun: 'sales', verb: 'read' },
  params: ById,
  answer: z.object({
    /** 1: the next car is for this sale */
    place: z.int().min(1).nullable(),
  }),
  problems: ['request.not-found'],
})
