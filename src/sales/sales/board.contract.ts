import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import {
  BusinessDate,
  Currency,
  Id,
  Instant,
  line,
  StaffName,
  several,
  Version,
} from '../../platform/scalars.contract.ts'
import { ActionKind } from '../process/action.contract.ts'
import { IntentLevel, StageCode } from '../process/sale.contract.ts'
import { CustomerName, TrimName } from './sale-names.contract.ts'

export const SaleCard = z.object({
  id: Id,
  dealerId: Id,
  number: z.string(),
  stage: StageCode,
  /** null: unknown, an import without a date */
  stageSince: Instant.nullable(),
  /** longer in its stage than the process allows */
  stuck: z.boolean(),
  customer: CustomerName.nullable(),
  owner: StaffName.nullable(),
  trim: TrimName.nullable(),
  /** make, model and trim as written on a car outside the catalogue */
  carName: z.string().nullable(),
  intentLevel: IntentLevel.nullable(),
  followUpDueOn: BusinessDate.nullable(),
  overdue: z.boolean(),
  amountMinor: z.int().nullable(),
  currency: Currency.nullable(),
  lossProposed: z.boolean(),
  /** what the reader may do next, the likeliest first, at most three */
  nextActions: z.array(ActionKind),
  version: Version,
})
export type SaleCard = z.infer<typeof SaleCard>

export const BoardColumn = z.object({
  stage: StageCode,
  count: z.int().min(0),
  sums: z.array(z.object({ currency: Currency, amountMinor: z.int() })),
  cards: z.array(SaleCard),
  nextCursor: z.string().nullable(),
})
export type BoardColumn = z.infer<typeof BoardColumn>

/** Without `stage` every open stage is a column; with one, that column alone, from `cursor` on. */
export const BoardQuery = z.strictObject({
  dealerId: several(Id).optional(),
  ownerId: several(Id).optional(),
  intentLevel: several(IntentLevel).optional(),
  q: line(100).optional(),
  stage: StageCode.optional(),
  cursor: z.string().min(1).max(500).optional(),
  cards: z.coerce.number<number | string>().int().min(1).max(100).default(25),
})
export type BoardQuery = z.infer<typeof BoardQuery>

export const readBoard = contract({
  name: 'readBoard',
  method: 'GET',
  path: '/api/sales/board',
  summary: 'Open sales by stage: count, sum and the first cards of each column',
  access: { noun: 'sales', verb: 'read' },
  query: BoardQuery,
  answer: z.object({ columns: z.array(BoardColumn) }),
  problems: ['request.invalid'],
})
