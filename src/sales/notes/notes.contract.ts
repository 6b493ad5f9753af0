import { z } from 'zod'
import { step } from '../acts/acts.contract.ts'

export const writeNote = step({
  name: 'writeNote',
  path: '/api/sales/{id}/notes',
  summary: 'Write a note on a sale',
  noun: 'notes',
  body: z.strictObject({ note: z.string().trim().min(1).max(2000) }),
})
