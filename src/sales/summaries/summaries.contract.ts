import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { BusinessDate, Currency, Id } from '../../platform/scalars.contract.ts'
import { StageCode } from '../process/sale.contract.ts'

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const Money = z.array(z.object({ currency: Currency, amountMinor: z.int() }))

/** Aggregates alone: no customer, no sale, no member of staff. */
export const Summary = z.object({
  from: BusinessDate,
  to: BusinessDate,
  dealers: z.array(z.object({ id: Id, code: z.string(), nameZh: z.string(), nameEn: z.string() })),
  /** how all sales stand now, and what they are worth */
  stages: z.array(z.object({ dealerId: Id, stage: StageCode, count: z.int(), sums: Money })),
  inquiries: z.array(z.object({ dealerId: Id, month: Month, count: z.int() })),
  deliveries: z.array(z.object({ dealerId: Id, month: Month, count: z.int(), sums: Money })),
  /** sales of the period by source: how many came, how many were delivered or lost */
  sources: z.array(z.object({ source: z.string(), count: z.int(), delivered: z.int(), lost: z.int() })),
})
export type Summary = z.infer<typeof Summary>

export const readSummary = contract({
  name: 'readSummary',
  method: 'GET',
  path: '/api/summaries',
  summary: 'Sales by dealer and stage, inquiries and deliveries by month',
  access: { noun: 'summaries', verb: 'read' },
  query: z.strictObject({
    dealerId: Id.optional(),
    /** months, the last twelve unless told */
    months: z.coerce.number<number | string>().int().min(1).max(60).default(12),
  }),
  answer: Summary,
  problems: ['request.invalid'],
})
