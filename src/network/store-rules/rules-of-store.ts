import type { Tx } from '../../platform/server/database/connect.ts'
import type { KnownOrganisation } from '../../platform/server/network-map.ts'
import type { Services } from '../../platform/server/services.ts'
import type { StoreRules } from './store-rules.contract.ts'
import { effectiveRules } from './store-rules.rules.ts'
import { findRules, type WrittenRules } from './store-rules.sql.ts'
import type { OpeningTimes } from './working-time.rules.ts'

/** The rules in force at a store, with its time zone. */
export type RulesInForce = StoreRules & OpeningTimes

export async function rulesOfStore(
  tx: Tx,
  { network }: Pick<Services, 'network'>,
  dealerId: string,
): Promise<RulesInForce> {
  const organisation = await network.organisation(dealerId)
  const ancestorIds = organisation?.ancestorIds ?? [dealerId]
  const rules = effectiveRules(downwards(ancestorIds, await findRules(tx, ancestorIds)))
  return { ...rules, timeZone: organisation?.timeZone ?? 'UTC' }
}

/** The documents on the way from the root to an organisation, in this order. */
export function downwards(
  ancestorIds: KnownOrganisation['ancestorIds'],
  written: readonly WrittenRules[],
): WrittenRules['document'][] {
  return ancestorIds.flatMap(id =>
    written.filter(each => each.organisationId === id).map(each => each.document),
  )
}
