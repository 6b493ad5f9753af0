import { z } from 'zod'
import { step } from '../acts/acts.contract.ts'
import { Note } from '../inquiries/inquiries.contract.ts'
import { AmountMinor, Code } from '../process/sale.contract.ts'

export const proposeLoss = step({
  name: 'proposeLoss',
  path: '/api/sales/{id}/loss',
  summary: 'Propose that the sale is lost, with a coded reason',
  noun: 'losses',
  body: z.strictObject({
    reason: Code,
    /** the make, or who sold the other car */
    competitor: z.string().trim().max(100).nullable().default(null),
    competitorModel: z.string().trim().max(100).nullable().default(null),
    /** how much less the other asked, in the currency of the sale or the store */
    priceGapMinor: AmountMinor.nullable().default(null),
    note: Note.default(''),
  }),
  problems: ['loss.already-proposed', 'loss.money-held', 'sale.code-unknown', 'sale.closed'],
})

export const confirmLoss = step({
  name: 'confirmLoss',
  path: '/api/sales/{id}/loss/confirmation',
  summary: 'Confirm a proposed loss: the sale ends',
  noun: 'losses',
  verb: 'review',
  problems: ['loss.not-proposed'],
})

export const declineLoss = step({
  name: 'declineLoss',
  path: '/api/sales/{id}/loss/refusal',
  summary: 'Decline a proposed loss with a reason: the sale goes on',
  noun: 'losses',
  verb: 'review',
  body: z.strictObject({ note: Note.min(1) }),
  problems: ['loss.not-proposed'],
})
