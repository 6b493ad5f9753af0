import { z } from 'zod'
import { eventNames } from '../process/event.contract.ts'
import { Warning } from '../process/refusal.contract.ts'
import { StageCode } from '../process/sale.contract.ts'

/** What every step of a sale answers: where the sale stands now, and what was recorded. */
export const Acted = z.object({
  id: z.uuid(),
  dealerId: z.uuid(),
  version: z.int(),
  stage: StageCode,
  events: z.array(z.enum(eventNames)),
  warnings: z.array(Warning),
})
export type Acted = z.infer<typeof Acted>

/** The path parameter of every step. */
export const SaleParams = z.object({ id: z.uuid() })

/** Problems that any step of a sale may answer, besides the refusals of its process. */
export const actProblems = [
  'request.not-found',
  'record.changed',
  'record.version-required',
  'sale.refused',
] as const
