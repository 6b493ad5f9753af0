import { insertAudit } from '../../platform/server/audit.sql.ts'
import type { Database } from '../../platform/server/database/connect.ts'
import { inScope } from '../../platform/server/database/in-scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { escalateLeads, findStoresWithLateLeads, warnOfLeads } from './remind-of-leads.sql.ts'

/** Marks the leads whose owner is to be warned, and those that nobody answered in time, and tells the screens.
 *  Each lead is marked once: a second run at the same moment finds nothing left to do.
 *  @param owner sees all stores */
export async function remindOfLeads(services: Services, owner: Database): Promise<void> {
  const now = services.ports.now()
  const open = new Set(await services.network.ids())
  for (const dealerId of await findStoresWithLateLeads(owner, now))
    if (open.has(dealerId)) await remindStore(services, dealerId, now)
}

async function remindStore({ app, ports, live }: Services, dealerId: string, now: Date): Promise<void> {
  const topics = await inScope(app, { dealers: [dealerId] }, async tx => {
    const escalated = await escalateLeads(tx, dealerId, now)
    const warned = await warnOfLeads(tx, dealerId, now)
    for (const id of escalated) {
      const line = { dealerId, verb: 'escalated', noun: 'leads', subjectId: id, staffId: null }
      await insertAudit(tx, { ...line, id: ports.newId(), at: now })
    }
    return [...escalated, ...warned].map(id => `leads:${id}`)
  })
  if (topics.length > 0) live.announce([{ dealerId, topics: ['leads', ...topics] }])
}
