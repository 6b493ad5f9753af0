import { z } from 'zod'
import { step } from '../acts/acts.contract.ts'
import { Note } from '../inquiries/inquiries.contract.ts'
import {
  BusinessDate,
  ContactChannel,
  ContactDirection,
  ContactResult,
  IntentLevel,
} from '../process/sale.contract.ts'

export const recordContact = step({
  name: 'recordContact',
  path: '/api/sales/{id}/contacts',
  summary: 'Record a call or a message, and when to get in touch again',
  noun: 'contacts',
  body: z.strictObject({
    channel: ContactChannel.exclude(['visit']).default('call'),
    direction: ContactDirection.default('out'),
    result: ContactResult,
    intentLevel: IntentLevel.nullable().default(null),
    /** null leaves the follow-up that is planned; without a date the next falls due by the level */
    next: z.strictObject({ dueOn: BusinessDate.nullable() }).nullable().default(null),
    note: Note.default(''),
  }),
  problems: ['sale.closed', 'follow-up.due-in-past', 'consent.missing'],
})
