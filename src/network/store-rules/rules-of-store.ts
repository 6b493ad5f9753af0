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
  return rulesBelow(tx, organisation ?? { ancestorIds: [dealerId], timeZone: 'UTC' })
}

/** The same of an organisation whose place is known. */
export async function rulesBelow(
  tx: Tx,
  { ancestorIds, timeZone }: Pick<KnownOrganisation, 'ancestorIds' | 'timeZone'>,
): Promise<RulesInForce> {
  const rules = effectiveRules(downwards(ancestorIds, await findRules(tx, ancestorIds)))
  return { ...rules, timeZone }
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
