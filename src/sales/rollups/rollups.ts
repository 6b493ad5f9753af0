import type { Database, Tx } from '../../platform/server/database/connect.ts'
import { inScope } from '../../platform/server/database/in-scope.ts'
import { countStaleMonths, findStaleStores, markAllMonths } from './rollups.sql.ts'

/** So many stores are counted before a report is read; a background job counts the rest within a minute. */
const storesAtOnce = 10

/** Brings the counts of these stores up to date inside the reader's own transaction.
 *  @returns whether all of them are: false where more stores wait than one reader should count */
export async function freshen(tx: Tx, dealerIds: readonly string[]): Promise<boolean> {
  const stale = await findStaleStores(tx, dealerIds)
  for (const dealerId of stale.slice(0, storesAtOnce)) await countStaleMonths(tx, dealerId)
  return stale.length <= storesAtOnce
}

/** Counts whatever is stale, store by store, each in a transaction of its own.  @returns months counted */
export async function countStale(app: Database, dealerIds: readonly string[]): Promise<number> {
  let months = 0
  for (const dealerId of dealerIds)
    months += await inScope(app, { dealers: [dealerId] }, tx => countStaleMonths(tx, dealerId))
  return months
}

/** Counts every month of every store again, from its sales.  @returns months counted */
export async function recountAll(app: Database, dealerIds: readonly string[]): Promise<number> {
  let months = 0
  for (const dealerId of dealerIds)
    months += await inScope(app, { dealers: [dealerId] }, async tx => {
      await markAllMonths(tx, dealerId)
      return countStaleMonths(tx, dealerId)
    })
  return months
}
