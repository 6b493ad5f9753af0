import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { ById, Currency } from '../../platform/scalars.contract.ts'
import { QuoteLine } from '../process/action.contract.ts'

export const UsualLine = z.object({
  kind: QuoteLine.shape.kind,
  label: z.string(),
  /** what it was sold for last */
  amountMinor: z.int(),
  /** null where unknown, and where `costMasked` says that the reader may not see it */
  costMinor: z.int().nullable(),
  costMasked: z.boolean(),
})
export type UsualLine = z.infer<typeof UsualLine>

export const listUsualLines = contract({
  name: 'listUsualLines',
  method: 'GET',
  path: '/api/sales/{id}/usual-lines',
  summary: "What the sale's store puts into its quotes again and again, with the last price",
  access: { noun: 'quotes', verb: 'read' },
  params: ById,
  query: z.strictObject({ currency: Currency }),
  answer: z.object({ items: z.array(UsualLine) }),
  problems: ['request.not-found', 'request.invalid'],
})
