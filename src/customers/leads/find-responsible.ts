import type { StoreRules } from '../../network/store-rules/store-rules.contract.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { chooseOwners } from './choose-owners.ts'

export interface Responsible {
  readonly ownerId: string | null
  /** how the store's rota chose; null: nobody was chosen by it */
  readonly cause: 'round-robin' | 'least-load' | null
}

interface Asked {
  readonly dealerId: string
  readonly rules: Pick<StoreRules, 'assignment'>
  readonly today: string
  /** whom the person who records the lead named; null: the pool; undefined: as the store does it */
  readonly asked: string | null | undefined
}

/** Who answers for a new lead. When nobody is at work it waits in the pool. */
export async function findResponsible(
  tx: Tx,
  { dealerId, rules, today, asked }: Asked,
): Promise<Responsible> {
  if (asked !== undefined) return { ownerId: asked, cause: null }
  if (rules.assignment === 'by-hand') return { ownerId: null, cause: null }
  const [ownerId] = await chooseOwners(tx, dealerId, rules.assignment, today, 1)
  return ownerId === undefined ? { ownerId: null, cause: null } : { ownerId, cause: rules.assignment }
}
