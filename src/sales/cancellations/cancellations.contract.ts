import { z } from 'zod'
import { step } from '../acts/acts.contract.ts'
import { Note } from '../inquiries/inquiries.contract.ts'
import { Code, DefaultingParty } from '../process/sale.contract.ts'

export const cancelSale = step({
  name: 'cancelSale',
  path: '/api/sales/{id}/cancellation',
  summary: 'Cancel a signed sale: car back, deposit disposed of by law, invoice reversed',
  noun: 'cancellations',
  body: z.strictObject({ reason: Code, defaultingParty: DefaultingParty, note: Note.default('') }),
  problems: ['contract.missing', 'sale.code-unknown', 'sale.delivered'],
})
