import type { HeldWork, Succeeding } from '../../network/successions/held-work.ts'
import type { Successors } from '../../network/successions/successors.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { giveOut } from '../leads/give-out.sql.ts'
import { insertOwnerChanges } from '../owner-changes/owner-changes.sql.ts'
import { countOwned, giveCustomers, lockOwned } from './pool.sql.ts'

/** A leaver's customers go to the successors, or to the pool. */
export const heldCustomers: HeldWork = {
  count: async (tx, staffId) => ({ customers: await countOwned(tx, 'customers', staffId) }),
  handOver: async (call, staffId, successors) => {
    const write: Give = (tx, dealerId, given, now) =>
      giveCustomers(
        tx,
        dealerId,
        given.map(({ id, ownerId }) => ({ customerId: id, ownerId })),
        now,
      )
    return { customers: await handOver(call, 'customers', staffId, successors, write) }
  },
}

/** So do their open leads. */
export const heldLeads: HeldWork = {
  count: async (tx, staffId) => ({ leads: await countOwned(tx, 'leads', staffId) }),
  handOver: async (call, staffId, successors) => {
    const write: Give = (tx, dealerId, given, now) =>
      giveOut(
        tx,
        dealerId,
        given.map(({ id, ownerId }) => ({ leadId: id, ownerId })),
        now,
      )
    return { leads: await handOver(call, 'leads', staffId, successors, write) }
  },
}

type Give = (
  tx: Tx,
  dealerId: string,
  given: readonly { readonly id: string; readonly ownerId: string | null }[],
  now: Date,
) => Promise<void>

async function handOver(
  { tx, now, newId, actor, announce }: Succeeding,
  noun: 'leads' | 'customers',
  staffId: string,
  successors: Successors,
  give: Give,
): Promise<number> {
  const owned = await lockOwned(tx, noun, staffId)
  for (const dealerId of new Set(owned.map(each => each.dealerId))) {
    const given = owned
      .filter(each => each.dealerId === dealerId)
      .map(({ id }) => ({ id, ownerId: successors.toPool ? null : successors.of(dealerId, id) }))
    await give(tx, dealerId, given, now)
    const changes = given.map(({ id, ownerId }) => ({
      id: newId(),
      dealerId,
      subject: noun === 'leads' ? { leadId: id } : { customerId: id },
      previousOwnerId: staffId,
      ownerId,
    }))
    await insertOwnerChanges(tx, changes, { cause: 'succession', by: actor.staffId, at: now })
    announce(dealerId, noun)
  }
  return owned.length
}
