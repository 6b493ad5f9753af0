import { insertAudit } from '../../platform/server/audit.sql.ts'
import type { Database } from '../../platform/server/database/connect.ts'
import { inScope } from '../../platform/server/database/in-scope.ts'
import type { Task } from '../../platform/server/jobs/jobs.ts'
import type { Services } from '../../platform/server/services.ts'
import { touchVehicle } from '../vehicles/stock.sql.ts'
import { beginDuePeriods, endDuePeriods, findDueStores } from './keep-periods.sql.ts'

/** What stock does by itself: cars go off the road and come back when a planned period begins and ends. */
export function inventoryTasks(services: Services, owner: Database): Task[] {
  return [
    {
      name: 'keep-off-road-periods',
      every: '* * * * *',
      atStart: true,
      run: () => keepOffRoadPeriods(services, owner),
    },
  ]
}

export async function keepOffRoadPeriods(services: Services, owner: Database): Promise<void> {
  const due = await findDueStores(owner, await services.network.ids(), services.ports.now())
  for (const dealerId of due) await keepStore(services, dealerId)
}

async function keepStore({ app, ports, live }: Services, dealerId: string): Promise<void> {
  const now = ports.now()
  const moved = await inScope(app, { dealers: [dealerId] }, async tx => {
    const ended = await endDuePeriods(tx, dealerId, now)
    const all = [...ended, ...(await beginDuePeriods(tx, dealerId, now))]
    for (const { vehicleId, reason, verb } of all) {
      const version = await touchVehicle(tx, { dealerId, id: vehicleId, now })
      const facts = { reason, fields: ['availability'], version }
      const line = { dealerId, verb, noun: 'vehicles', subjectId: vehicleId, staffId: null, facts }
      await insertAudit(tx, { ...line, id: ports.newId(), at: now })
    }
    return all
  })
  const topics = moved.map(({ vehicleId }) => `vehicles:${vehicleId}`)
  if (moved.length > 0) live.announce([{ dealerId, topics: ['vehicles', ...topics] }])
}
