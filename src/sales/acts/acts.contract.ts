import { z } from 'zod'
import { contract, type ProblemCode } from '../../platform/contract.ts'
import type { Noun, Verb } from '../../platform/permissions.ts'
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

/** Declares one step of a sale: a noun with an author and a moment, posted to the version that was seen. */
export function step<
  Params extends z.ZodType = typeof SaleParams,
  Body extends z.ZodType = z.ZodNever,
>(declared: {
  name: string
  path: `/api/sales/{id}/${string}`
  summary: string
  noun: Noun
  verb?: Verb
  params?: Params
  body?: Body
  problems?: readonly ProblemCode[]
}) {
  const { name, path, summary, noun, verb = 'create', params, body, problems = [] } = declared
  return contract({
    name,
    method: 'POST',
    path,
    summary,
    access: { noun, verb },
    params: (params ?? SaleParams) as Params,
    body,
    status: 201,
    answer: Acted,
    ifMatch: true,
    problems: [...actProblems, ...problems],
  })
}
