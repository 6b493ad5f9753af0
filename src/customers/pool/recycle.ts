import { rulesOfStore } from '../../network/store-rules/rules-of-store.ts'
import { insertAudit } from '../../platform/server/audit.sql.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { inScope } from '../../platform/server/database/in-scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { giveOut } from '../leads/give-out.sql.ts'
import { insertOwnerChanges } from '../owner-changes/owner-changes.sql.ts'
import { giveCustomers, lockIdleCustomers, lockIdleLeads, type Owned } from './pool.sql.ts'

/** A slice above that knows which customers stay with their owner, whatever the days say: those with money or a
 *  contract, and those whom it was in touch with since. */
export type KeepsCustomers = (
  tx: Tx,
  dealerId: string,
  customerIds: readonly string[],
  since: Date,
) => Promise<ReadonlySet<string>>

const dayMs = 86_400_000
const batch = 500

/** Gives back to the pool what nobody was in touch with for the days that each store allows. */
export async function recycle(services: Services, keeps: readonly KeepsCustomers[]): Promise<void> {
  for (const dealerId of await services.network.ids()) {
    const organisation = await services.network.organisation(dealerId)
    if (organisation?.kind === 'dealer') await recycleStore(services, dealerId, keeps)
  }
}

async function recycleStore(
  services: Services,
  dealerId: string,
  keeps: readonly KeepsCustomers[],
): Promise<void> {
  const now = services.ports.now()
  const open = <T>(work: (tx: Tx) => Promise<T>) => inScope(services.app, { dealers: [dealerId] }, work)
  const { recycleDays } = await open(tx => rulesOfStore(tx, services, dealerId))
  if (recycleDays === 0) return
  const since = new Date(now.getTime() - recycleDays * dayMs)
  const place = { services, dealerId, now, since }
  const leads = await open(tx => recycleLeads(tx, place))
  let customers = 0
  for (let after: string | null = null; ; ) {
    const done: Batch = await open(tx => recycleCustomers(tx, place, keeps, after))
    customers += done.recycled
    after = done.last
    if (after === null) break
  }
  const topics = [...(leads > 0 ? ['leads'] : []), ...(customers > 0 ? ['customers'] : [])]
  if (topics.length > 0) services.live.announce([{ dealerId, topics }])
}

interface RecyclingPlace {
  readonly services: Services
  readonly dealerId: string
  readonly now: Date
  readonly since: Date
}

async function recycleLeads(tx: Tx, place: RecyclingPlace): Promise<number> {
  const { dealerId, now, since } = place
  const idle = await lockIdleLeads(tx, dealerId, since, batch * 10)
  await giveOut(
    tx,
    dealerId,
    idle.map(({ id }) => ({ leadId: id, ownerId: null })),
    now,
  )
  await remember(tx, place, 'leads', idle)
  return idle.length
}

interface Batch {
  readonly recycled: number
  /** where the next batch goes on; null: there is none */
  readonly last: string | null
}

/** In batches, each of its own transaction: a store may have years of customers. */
async function recycleCustomers(
  tx: Tx,
  place: RecyclingPlace,
  keeps: readonly KeepsCustomers[],
  after: string | null,
): Promise<Batch> {
  const { dealerId, now, since } = place
  const found = await lockIdleCustomers(tx, dealerId, since, { after, most: batch })
  const ids = found.map(({ id }) => id)
  const kept = new Set<string>()
  for (const keep of keeps) for (const id of await keep(tx, dealerId, ids, since)) kept.add(id)
  const idle = found.filter(({ id }) => !kept.has(id))
  await giveCustomers(
    tx,
    dealerId,
    idle.map(({ id }) => ({ customerId: id, ownerId: null })),
    now,
  )
  await remember(tx, place, 'customers', idle)
  return { recycled: idle.length, last: found.length === batch ? (ids.at(-1) ?? null) : null }
}

async function remember(
  tx: Tx,
  { services: { ports }, dealerId, now }: RecyclingPlace,
  noun: 'leads' | 'customers',
  idle: readonly Owned[],
): Promise<void> {
  if (idle.length === 0) return
  const changes = idle.map(({ id, ownerId }) => ({
    id: ports.newId(),
    dealerId,
    subject: noun === 'leads' ? { leadId: id } : { customerId: id },
    previousOwnerId: ownerId,
    ownerId: null,
  }))
  await insertOwnerChanges(tx, changes, { cause: 'recycled', by: null, at: now })
  const line = { dealerId, verb: 'recycled', noun, staffId: null, facts: { count: idle.length } }
  await insertAudit(tx, { ...line, id: ports.newId(), at: now })
}
