import type { Database } from '../platform/server/database/connect.ts'
import type { Task } from '../platform/server/jobs/jobs.ts'
import type { Services } from '../platform/server/services.ts'
import { remindOfLeads } from './leads/remind-of-leads.ts'
import { type KeepsCustomers, recycle } from './pool/recycle.ts'

/** What leads and customers do by themselves: they call when they are forgotten, and go back to the pool.
 *  @param keeps what slices above know of customers who stay with their owner */
export function customersTasks(
  services: Services,
  owner: Database,
  keeps: readonly KeepsCustomers[],
): Task[] {
  return [
    { name: 'remind-of-leads', every: '* * * * *', run: () => remindOfLeads(services, owner) },
    { name: 'recycle-to-pool', every: '25 * * * *', run: () => recycle(services, keeps) },
  ]
}
