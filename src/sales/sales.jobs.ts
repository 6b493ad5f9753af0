import { findDueReservations } from '../inventory/reservations/reservations.sql.ts'
import type { Database } from '../platform/server/database/connect.ts'
import type { Task } from '../platform/server/jobs/jobs.ts'
import type { Services } from '../platform/server/services.ts'
import { actAsSystem } from './acts/act-as-system.ts'

/** What the sales process does by itself: a reservation whose time is over goes back to stock. */
export function salesTasks(services: Services, owner: Database): Task[] {
  return [{ name: 'expire-reservations', every: '* * * * *', run: () => expireReservations(services, owner) }]
}

export async function expireReservations(services: Services, owner: Database): Promise<void> {
  const due = await findDueReservations(owner, await services.network.ids(), services.ports.now())
  for (const reservation of due) await actAsSystem(services, reservation, 'expire-reservation')
}
