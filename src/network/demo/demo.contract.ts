import { z } from 'zod'
import { contract } from '../../platform/contract.ts'

export const clearDemo = contract({
  name: 'clearDemo',
  method: 'POST',
  path: '/api/demo/clearing',
  summary: 'Empty a demo database for real use; everybody is signed out',
  access: { noun: 'demo', verb: 'edit' },
  status: 202,
  /** opens the first-run page of the empty system */
  answer: z.object({ firstRunCode: z.string() }),
  problems: ['demo.not-loaded'],
})
