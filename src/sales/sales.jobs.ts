import { findDueReservations } from '../inventory/reservations/reservations.sql.ts'
import type { Database } from '../platform/server/database/connect.ts'
import type { Task } from '../platform/server/jobs/jobs.ts'
import type { Services } from '../platform/server/services.ts'
import { actAsSystem } from './acts/act-as-system.ts'
import { serveWaitlist } from './waitlist/serve-waitlist.ts'

/** What the sales process does by itself: a reservation whose time is over goes back to stock, and a car that
 *  became free is held for whoever is first in line. */
export function salesTasks(services: Services, owner: Database): Task[] {
  return [
    {
      name: 'expire-reservations',
      every: '* * * * *',
      run: async () => {
        await expireReservations(services, owner)
        await serveWaitlist(services, owner)
      },
    },
  ]
}

export async function expireReservations(services: Services, owner: Database): Promise<void> {
  const due = await findDueReservations(owner, await services.network.ids(), services.ports.now())
  for (const reservation of due)
    await actAsSystem(services, reservation, ({ actor }) => ({
      action: { kind: 'expire-reservation', actor, origin: 'system' },
    }))
}
