import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { BusinessDate, ById, Id, StaffName } from '../../platform/scalars.contract.ts'

export const Absence = z.object({
  id: Id,
  staffId: Id,
  firstDay: BusinessDate,
  /** the last day away */
  lastDay: BusinessDate,
  deputy: StaffName.nullable(),
})
export type Absence = z.infer<typeof Absence>

export const listAbsences = contract({
  name: 'listAbsences',
  method: 'GET',
  path: '/api/staff/{id}/absences',
  summary: 'When a person is away, from this year on, and who stands in',
  access: { noun: 'absences', verb: 'read' },
  params: ById,
  answer: z.object({ items: z.array(Absence), may: z.object({ record: z.boolean() }) }),
  problems: ['request.not-found'],
})

export const recordAbsence = contract({
  name: 'recordAbsence',
  method: 'POST',
  path: '/api/staff/{id}/absences',
  summary: 'A person is away: new leads go to others meanwhile',
  access: { noun: 'absences', verb: 'create' },
  params: ById,
  body: z.strictObject({
    firstDay: BusinessDate,
    lastDay: BusinessDate,
    deputyId: Id.nullable().default(null),
  }),
  status: 201,
  answer: z.object({ id: Id }),
  problems: [
    'request.invalid',
    'request.not-found',
    'staff.inactive',
    'absence.backwards',
    'absence.overlaps',
    'absence.deputy-not-there',
  ],
})

export const cancelAbsence = contract({
  name: 'cancelAbsence',
  method: 'POST',
  path: '/api/staff/{id}/absences/{absenceId}/cancellation',
  summary: 'The person is there after all',
  access: { noun: 'absences', verb: 'create' },
  params: z.object({ id: Id, absenceId: Id }),
  answer: z.object({ id: Id }),
  problems: ['request.not-found'],
})
