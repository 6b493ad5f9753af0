import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { businessDate } from '../../platform/business-date.ts'
import { narrowed } from '../../platform/server/choose-dealer.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { type Scope, scopeOf, walled } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { within } from '../../platform/server/within.ts'
import { actingPerson } from '../acts/act-on-sale.ts'
import type { Actor } from '../process/action.contract.ts'
import { processOfVersion } from '../processes/processes.sql.ts'
import {
  type ApprovalItem,
  type ApprovalList,
  countApprovals,
  listApprovals,
} from './approval-list.contract.ts'
import { type ApprovalRow, findApprovals } from './approval-list.sql.ts'
import { withDeputies } from './delegations.sql.ts'
import { presentApproval } from './present-approval.ts'

export function registerApprovalLists(app: FastifyInstance, services: Services): void {
  route(app, services, listApprovals, async call => ({
    items: await itemsOf(call, call.query.tab, narrowed(call.scope, call.query.dealerId)),
  }))
  route(app, services, countApprovals, async call => {
    const items = await itemsOf(call, 'waiting', narrowed(call.scope, call.query.dealerId))
    return {
      waiting: items.length,
      forMe: items.filter(each => each.forMe).length,
      oldestAt: items[0]?.requestedAt ?? null,
    }
  })
}

const currentMs = 3 * 86_400_000 // over a weekend

type ListCall = Call<typeof listApprovals> | Call<typeof countApprovals>

async function itemsOf(call: ListCall, tab: ApprovalList, scope: Scope): Promise<ApprovalItem[]> {
  const { tx, actor, services, now } = call
  const sells = scopeOf(actor, 'quotes', 'read', await services.network.ids()) !== null
  const reached = sql`${within(scope, 's.dealer_id', 's.owner_id')}`
  const rows = await findApprovals(tx, {
    tab,
    reached,
    staffId: scope.staffId,
    decidedSince: new Date(now.getTime() - currentMs).toISOString(),
    dealerIds: walled(scope),
    all: sells,
  })
  const actors = await actorsAt(call, rows)
  const items: ApprovalItem[] = []
  for (const row of rows) {
    const reader = actors.get(row.dealerId)
    if (!reader) throw new Error(`no reader was looked up for ${row.dealerId}`)
    const process = await processOfVersion(tx, await services.network.rootId(), row.processVersion)
    items.push(presentApproval(scope, row, reader, process))
  }
  return items
}

/** The reader at each store of the list, with the managers they stand in for there today. */
async function actorsAt(call: ListCall, rows: readonly ApprovalRow[]): Promise<Map<string, Actor>> {
  const { tx, services, now } = call
  const actors = new Map<string, Actor>()
  for (const dealerId of new Set(rows.map(row => row.dealerId))) {
    const organisation = await services.network.organisation(dealerId)
    const today = businessDate(now.toISOString(), organisation?.timeZone ?? 'UTC')
    actors.set(
      dealerId,
      await withDeputies(tx, actingPerson({ ...call, intent: null }, dealerId), dealerId, today),
    )
  }
  return actors
}
