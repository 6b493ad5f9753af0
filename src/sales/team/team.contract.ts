import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { BusinessDate, Id, StaffName } from '../../platform/scalars.contract.ts'
import { StageCode } from '../process/sale.contract.ts'

/** How one person's open sales stand. */
export const TeamLine = z.object({
  /** null: sales that nobody owns */
  owner: StaffName.nullable(),
  open: z.int(),
  stages: z.array(z.object({ stage: StageCode, count: z.int() })),
  overdue: z.int(),
  stuck: z.int(),
  unanswered: z.int(),
})
export type TeamLine = z.infer<typeof TeamLine>

export const Team = z.object({
  date: BusinessDate,
  people: z.array(TeamLine),
  /** losses that wait for a manager's word */
  lossesProposed: z.int(),
})
export type Team = z.infer<typeof Team>

export const readTeam = contract({
  name: 'readTeam',
  method: 'GET',
  path: '/api/team',
  summary: 'Open sales by person and stage, with what is overdue, stuck or unanswered',
  access: { noun: 'assignments', verb: 'read' },
  query: z.strictObject({ dealerId: Id.optional() }),
  answer: Team,
  problems: ['request.invalid'],
})
