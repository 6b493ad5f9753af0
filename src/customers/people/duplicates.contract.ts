import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { Id, line, StaffName } from '../../platform/scalars.contract.ts'

export const DuplicateKey = z.enum(['phone', 'id-number', 'credit-code', 'name'])
export type DuplicateKey = z.infer<typeof DuplicateKey>

/** Someone who may be the same. `customer` is null when a colleague serves them: only that is disclosed. */
export const Duplicate = z.object({
  by: z.array(DuplicateKey),
  customer: z
    .object({
      id: Id,
      number: z.string(),
      name: z.string(),
      phone: z.string().nullable(),
      owner: StaffName.nullable(),
    })
    .nullable(),
})
export type Duplicate = z.infer<typeof Duplicate>

export const checkDuplicates = contract({
  name: 'checkDuplicates',
  method: 'POST',
  path: '/api/customers/duplicate-checks',
  summary: 'Who at the store may already be this person or company',
  access: { noun: 'customers', verb: 'create' },
  body: z.strictObject({
    dealerId: Id.optional(),
    name: line(200).optional(),
    phone: line(40).optional(),
    idNumber: line(40).optional(),
    creditCode: line(40).optional(),
  }),
  answer: z.object({ duplicates: z.array(Duplicate) }),
  problems: ['request.invalid', 'request.not-found', 'organisation.choose'],
})
