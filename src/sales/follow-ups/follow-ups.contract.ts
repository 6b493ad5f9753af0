import { z } from 'zod'
import { SaleParams, step } from '../acts/acts.contract.ts'
import { Note } from '../inquiries/inquiries.contract.ts'
import { BusinessDate, Code, ContactChannel, Id, IntentLevel } from '../process/sale.contract.ts'

export const planFollowUp = step({
  name: 'planFollowUp',
  path: '/api/sales/{id}/follow-ups',
  summary: 'Plan the next contact',
  noun: 'follow-ups',
  body: z.strictObject({
    /** null: by the intent level's days */
    dueOn: BusinessDate.nullable().default(null),
    intentLevel: IntentLevel.nullable().default(null),
  }),
  problems: ['sale.closed', 'follow-up.due-in-past'],
})

export const completeFollowUp = step({
  name: 'completeFollowUp',
  path: '/api/sales/{id}/follow-ups/{followUpId}/completion',
  summary: 'Record the result of a follow-up and plan the next',
  noun: 'follow-ups',
  verb: 'edit',
  params: SaleParams.extend({ followUpId: Id }),
  body: z.strictObject({
    result: Code,
    channel: ContactChannel,
    intentLevel: IntentLevel.nullable().default(null),
    next: z.strictObject({ dueOn: BusinessDate.nullable() }).nullable().default(null),
    note: Note.default(''),
  }),
  problems: [
    'follow-up.unknown',
    'follow-up.next-required',
    'follow-up.due-in-past',
    'sale.code-unknown',
    'consent.missing',
  ],
})
