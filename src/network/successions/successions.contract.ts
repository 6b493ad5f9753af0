import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { ById, Id, Instant, StaffName, Version } from '../../platform/scalars.contract.ts'

export const Work = z.object({
  customers: z.int(),
  /** open ones */
  leads: z.int(),
  /** those still being sold */
  sales: z.int(),
  followUps: z.int(),
})

/** One summary of what was handed over. */
export const Succession = Work.extend({
  id: Id,
  /** none: the public pool */
  successors: z.array(StaffName),
  arrangedBy: StaffName.nullable(),
  arrangedAt: Instant,
})
export type Succession = z.infer<typeof Succession>

export const readWork = contract({
  name: 'readWork',
  method: 'GET',
  path: '/api/staff/{id}/work',
  summary: 'How much a person holds, and what they have handed over',
  access: { noun: 'staff', verb: 'edit' },
  params: ById,
  answer: z.object({ held: Work, successions: z.array(Succession) }),
  problems: ['request.not-found'],
})

export const arrangeSuccession = contract({
  name: 'arrangeSuccession',
  method: 'POST',
  path: '/api/staff/{id}/succession',
  summary:
    'Hand over all that a person holds, with history; and deactivate them in the same step when they leave',
  access: { noun: 'staff', verb: 'edit' },
  params: ById,
  body: z.strictObject({
    /** several take turns; none: customers and leads go to the public pool */
    successorIds: z.array(Id).max(20),
    leaves: z.boolean(),
  }),
  ifMatch: true,
  status: 201,
  answer: Work.extend({ id: Id, version: Version }),
  problems: [
    'request.not-found',
    'record.changed',
    'record.version-required',
    'staff.above-you',
    'staff.last-administrator',
    'staff.inactive',
    'staff.successor-not-there',
    'staff.sales-need-successor',
  ],
})
