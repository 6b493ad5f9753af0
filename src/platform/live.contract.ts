import { z } from 'zod'
import { contract } from './contract.ts'

/** What `event: change` carries: 'sales' for the list, 'sales:<id>' for one; '*' for everything.
 *  A hint to read again, never a value. */
export const LiveChange = z.object({ topics: z.array(z.string()), dealerId: z.string() })
export type LiveChange = z.infer<typeof LiveChange>

export const readEventStream = contract({
  name: 'readEventStream',
  method: 'GET',
  path: '/api/events/stream',
  summary: 'Changes as they happen, each only to those who may see it; `event: ended` when the session ends',
  access: 'signed-in',
  answer: 'events',
  problems: ['live.too-many-streams'],
})
