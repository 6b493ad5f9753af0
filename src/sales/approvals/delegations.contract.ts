import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { BusinessDate, ById, Id, StaffName } from '../../platform/scalars.contract.ts'

export const Delegation = z.object({
  id: Id,
  dealerId: Id,
  delegator: StaffName,
  deputy: StaffName,
  /** business dates of the store, both included */
  from: BusinessDate,
  to: BusinessDate,
  /** runs today */
  active: z.boolean(),
})
export type Delegation = z.infer<typeof Delegation>

const access = { noun: 'approvals', verb: 'review' } as const

export const listDelegations = contract({
  name: 'listDelegations',
  method: 'GET',
  path: '/api/approvals/delegations',
  summary: 'Who decides in an absent manager’s place, now and later',
  access,
  query: z.strictObject({ dealerId: Id.optional() }),
  answer: z.object({
    items: z.array(Delegation),
    /** who may stand in: the managers of the stores in reach */
    approvers: z.array(StaffName.extend({ dealerId: Id })),
  }),
  problems: ['request.invalid'],
})

export const createDelegation = contract({
  name: 'createDelegation',
  method: 'POST',
  path: '/api/approvals/delegations',
  summary: 'Name a deputy who decides within one’s limit while one is absent',
  access,
  body: z.strictObject({
    dealerId: Id.optional(),
    /** left out: oneself; only the dealer manager names a deputy for another */
    delegatorId: Id.optional(),
    deputyId: Id,
    from: BusinessDate,
    to: BusinessDate,
  }),
  status: 201,
  answer: z.object({ id: Id }),
  problems: [
    'request.not-found',
    'organisation.choose',
    'delegation.deputy-unfit',
    'delegation.dates-invalid',
    'delegation.overlaps',
  ],
})

export const revokeDelegation = contract({
  name: 'revokeDelegation',
  method: 'POST',
  path: '/api/approvals/delegations/{id}/revocation',
  summary: 'End a delegation: from now on the deputy decides by their own limit',
  access,
  params: ById,
  answer: z.object({ id: Id }),
  problems: ['request.not-found'],
})
