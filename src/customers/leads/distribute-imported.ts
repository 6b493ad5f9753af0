import { rulesBelow } from '../../network/store-rules/rules-of-store.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { ImportContext } from '../../platform/server/import/import-context.ts'
import { insertOwnerChanges } from '../owner-changes/owner-changes.sql.ts'
import { chooseOwners } from './choose-owners.ts'
import { giveOut } from './give-out.sql.ts'
import type { NewImportedLead } from './leads.import.sql.ts'

/** Gives what waits for a first response to the people at work, as the store gives out a new lead. Where the rule is
 *  the pool, or nobody is at work, it waits there. */
export async function distributeImported(
  tx: Tx,
  context: ImportContext,
  made: readonly NewImportedLead[],
): Promise<void> {
  const { dealerId, today, now, newId, staffId } = context
  const waiting = made.filter(({ clock }) => clock.respondBy !== null)
  const { assignment } = await rulesBelow(tx, context)
  if (assignment === 'by-hand' || waiting.length === 0) return
  const ownerIds = await chooseOwners(tx, dealerId, assignment, today, waiting.length)
  const given = ownerIds.map((ownerId, index) => ({
    leadId: (waiting[index] as NewImportedLead).id,
    ownerId,
  }))
  await giveOut(tx, dealerId, given, now)
  const changes = given.map(({ leadId, ownerId }) => ({
    id: newId(),
    dealerId,
    subject: { leadId },
    previousOwnerId: null,
    ownerId,
  }))
  await insertOwnerChanges(tx, changes, { cause: assignment, by: staffId, at: now })
}
