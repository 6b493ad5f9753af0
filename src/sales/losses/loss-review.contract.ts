import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { StaffName } from '../../platform/scalars.contract.ts'
import { BusinessDate, Code, Currency, Id, Instant, StageCode } from '../process/sale.contract.ts'
import { CustomerName, TrimName } from '../sales/sale-names.contract.ts'

export const LossState = z.enum(['proposed', 'confirmed', 'declined'])
export type LossState = z.infer<typeof LossState>

export const LossLine = z.object({
  id: Id,
  saleId: Id,
  dealerId: Id,
  number: z.string(),
  stage: StageCode,
  saleVersion: z.int().min(1),
  customer: CustomerName.nullable(),
  owner: StaffName.nullable(),
  trim: TrimName.nullable(),
  state: LossState,
  reason: Code,
  competitor: z.string().nullable(),
  competitorModel: z.string().nullable(),
  priceGapMinor: z.int().nullable(),
  currency: Currency.nullable(),
  /** null where nothing was written, and where the reader’s role does not see names */
  note: z.string().nullable(),
  decisionNote: z.string().nullable(),
  proposedBy: StaffName.nullable(),
  proposedAt: Instant,
  decidedBy: StaffName.nullable(),
  decidedAt: Instant.nullable(),
})
export type LossLine = z.infer<typeof LossLine>

export const listLosses = contract({
  name: 'listLosses',
  method: 'GET',
  path: '/api/losses',
  summary: 'Losses proposed, confirmed and declined, newest first, and how often each reason was given',
  access: { noun: 'sales', verb: 'read' },
  query: z.strictObject({
    dealerId: Id.optional(),
    state: LossState.optional(),
    reason: Code.optional(),
    /** proposed on or after this day */
    from: BusinessDate.optional(),
  }),
  answer: z.object({
    /** at most 200 */
    items: z.array(LossLine),
    /** of all that match but for the reason */
    reasons: z.array(
      z.object({ reason: Code, count: z.int(), gapCount: z.int(), averageGapMinor: z.int().nullable() }),
    ),
  }),
  problems: ['request.invalid'],
})
