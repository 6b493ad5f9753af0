import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { Currency, Id, Instant, StaffName } from '../../platform/scalars.contract.ts'
import {
  AmountMinor,
  Approval,
  Code,
  IntentLevel,
  Refund,
  RefundPurpose,
  StageCode,
  SumMinor,
} from '../process/sale.contract.ts'
import { CustomerName, TrimName } from '../sales/sale-names.contract.ts'

export const approvalTabs = ['waiting', 'mine', 'decided'] as const
export const ApprovalTab = z.enum(approvalTabs)
export type ApprovalTab = z.infer<typeof ApprovalTab>
/** `current`: one's own that wait, or were decided in the last days */
export const ApprovalList = z.enum([...approvalTabs, 'current'])
export type ApprovalList = z.infer<typeof ApprovalList>

/** Why the reader cannot decide what waits: their own request, over their limit, or not theirs to decide. */
export const Hindrance = z.enum(['own', 'limit', 'role'])

const common = {
  id: Id,
  saleId: Id,
  dealerId: Id,
  number: z.string(),
  stage: StageCode,
  intentLevel: IntentLevel.nullable(),
  customer: CustomerName.nullable(),
  owner: StaffName.nullable(),
  trim: TrimName.nullable(),
  /** what If-Match names when acting from here */
  saleVersion: z.int().min(1),
  reason: Code,
  note: z.string().nullable(),
  requestedBy: StaffName.nullable(),
  requestedAt: Instant,
  decidedBy: StaffName.nullable(),
  decidedAt: Instant.nullable(),
  onBehalfOf: StaffName.nullable(),
  decisionReason: Code.nullable(),
  decisionNote: z.string().nullable(),
  /** who has to do something about it; null when nobody has */
  waitsFor: z.enum(['decision', 'payment', 'requester']).nullable(),
  /** the reader may do what it waits for */
  forMe: z.boolean(),
  hindrance: Hindrance.nullable(),
}

export const ApprovalItem = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('discount'),
    state: Approval.shape.state,
    currency: Currency,
    listPriceMinor: AmountMinor,
    discountMinor: AmountMinor,
    concessionMinor: SumMinor,
    offerMinor: AmountMinor.nullable(),
  }),
  z.object({
    ...common,
    kind: z.literal('refund'),
    state: Refund.shape.state,
    currency: Currency,
    purpose: RefundPurpose,
    amountMinor: SumMinor,
    keptMinor: SumMinor,
  }),
  z.object({
    ...common,
    kind: z.literal('loss'),
    state: z.enum(['pending', 'confirmed', 'declined']),
    currency: Currency.nullable(),
    /** what the sale is worth, where anything was offered */
    amountMinor: z.int().nullable(),
  }),
])
export type ApprovalItem = z.infer<typeof ApprovalItem>

const query = { dealerId: Id.optional() }

export const listApprovals = contract({
  name: 'listApprovals',
  method: 'GET',
  path: '/api/approvals',
  summary: 'Discounts, refunds and losses that wait for a decision, one’s own requests, and what was decided',
  access: { noun: 'approvals', verb: 'read' },
  query: z.strictObject({ ...query, tab: ApprovalList.default('waiting') }),
  /** the longest waiting first, else the newest; at most 200 */
  answer: z.object({ items: z.array(ApprovalItem) }),
  problems: ['request.invalid'],
})

export const countApprovals = contract({
  name: 'countApprovals',
  method: 'GET',
  path: '/api/approvals/counts',
  summary: 'How much waits, how much of it for the reader, and since when',
  access: { noun: 'approvals', verb: 'read' },
  query: z.strictObject(query),
  answer: z.object({
    waiting: z.int(),
    /** what the reader may decide, pay or take: the figure in the navigation */
    forMe: z.int(),
    oldestAt: Instant.nullable(),
  }),
  problems: ['request.invalid'],
})
