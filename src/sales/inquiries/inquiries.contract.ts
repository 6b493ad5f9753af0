import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { Acted } from '../acts/acts.contract.ts'
import { BusinessDate, Code, ContactChannel, Id, IntentLevel } from '../process/sale.contract.ts'

export const Note = z.string().max(2000)

/** Who asked, for what, from where; the sale's first noun. */
export const NewInquiry = z.strictObject({
  dealerId: Id.optional(),
  customerId: Id,
  leadId: Id.optional(),
  source: Code,
  channel: ContactChannel.nullable().default(null),
  intentLevel: IntentLevel.default('B'),
  modelId: Id.nullable().default(null),
  trimId: Id.nullable().default(null),
  /** left out: by the intent level's days */
  followUpDueOn: BusinessDate.nullable().default(null),
  note: Note.default(''),
})

export const openInquiry = contract({
  name: 'openInquiry',
  method: 'POST',
  path: '/api/inquiries',
  summary: 'Open an inquiry: a sale begins',
  access: { noun: 'sales', verb: 'create' },
  body: NewInquiry,
  status: 201,
  answer: Acted.extend({ number: z.string() }),
  problems: [
    'request.invalid',
    'request.not-found',
    'organisation.choose',
    'sale.field-missing',
    'sale.code-unknown',
    'follow-up.due-in-past',
  ],
})
