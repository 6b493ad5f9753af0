import { problem } from '../../platform/problem.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { countHeld, lockHolder } from './pool.sql.ts'

/** Whoever holds as much as the store allows takes nothing more out of the pool. Two claims of one person wait for
 *  each other: both would otherwise count before either has taken.
 *  @throws Problem pool.cap-reached */
export async function requireRoom(
  tx: Tx,
  noun: 'leads' | 'customers',
  dealerId: string,
  staffId: string,
  most: number,
): Promise<void> {
  await lockHolder(tx, staffId)
  const held = await countHeld(tx, noun, dealerId, staffId)
  if (held >= most) throw problem('pool.cap-reached', { held, most })
}
