import type { Database } from '../database/connect.ts'
import { makeEventPartitions } from '../database/partitions.ts'
import { forgetAnswersBefore } from '../http/idempotency.sql.ts'
import type { Services } from '../services.ts'
import type { Task } from './jobs.ts'

const answersKeptDays = 7

/** What the platform does by itself: months ahead for the event log, old answers forgotten. */
export function housekeeping({ ports }: Services, owner: Database): Task[] {
  return [
    {
      name: 'make-event-partitions',
      every: '10 3 * * *',
      run: () => makeEventPartitions(owner, ports.now()),
    },
    {
      name: 'forget-answers',
      every: '40 3 * * *',
      run: async () => {
        await forgetAnswersBefore(owner, new Date(ports.now().getTime() - answersKeptDays * 86_400_000))
      },
    },
  ]
}
