import { findDueReservations } from '../inventory/reservations/reservations.sql.ts'
import type { Database } from '../platform/server/database/connect.ts'
import type { Task } from '../platform/server/jobs/jobs.ts'
import type { Services } from '../platform/server/services.ts'
import { actAsSystem } from './acts/act-as-system.ts'
import { findStaleStores } from './rollups/rollups.sql.ts'
import { countStale } from './rollups/rollups.ts'
import { serveWaitlist } from './waitlist/serve-waitlist.ts'

/** What the sales process does by itself: a reservation whose time is over goes back to stock, a car that became free
 *  is held for whoever is first in line, and months whose sales changed are counted. */
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
    { name: 'count-sales', every: '* * * * *', atStart: true, run: () => countSales(services, owner) },
  ]
}

export async function expireReservations(services: Services, owner: Database): Promise<void> {
  const due = await findDueReservations(owner, await services.network.ids(), services.ports.now())
  for (const reservation of due)
    await actAsSystem(services, reservation, ({ actor }) => ({
      action: { kind: 'expire-reservation', actor, origin: 'system' },
    }))
}

/** Readers count what they look at themselves; this leaves them little to do. */
export async function countSales(services: Services, owner: Database): Promise<void> {
  await countStale(services.app, await findStaleStores(owner, await services.network.ids()))
}
