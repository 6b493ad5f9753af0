import { z } from 'zod'
import { step } from '../acts/acts.contract.ts'
import { Note } from '../inquiries/inquiries.contract.ts'

export const recordShowing = step({
  name: 'recordShowing',
  path: '/api/sales/{id}/showings',
  summary: 'Record a showroom visit',
  noun: 'showings',
  body: z.strictObject({
    /** null: the first of this sale is `first`, later ones `repeat` */
    visit: z.enum(['first', 'repeat']).nullable().default(null),
    note: Note.default(''),
  }),
  problems: ['showing.not-first', 'sale.stage-not-allowed'],
})
