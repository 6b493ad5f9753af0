import { isDeepStrictEqual } from 'node:util'
import type { Database } from '../../platform/server/database/connect.ts'
import { networkMap } from '../../platform/server/network-map.ts'
import { saleColumns } from '../acts/sale-columns.rules.ts'
import { replay } from '../process/apply.rules.ts'
import { type Disagreement, findCarDisagreements, readSaleRecords, type SaleRecord } from './reconcile.sql.ts'

export interface Reconciliation {
  readonly sales: number
  readonly events: number
  readonly disagreements: readonly Disagreement[]
}

/** Recounts the books: every sale replays from its events to its row, and cars, claims, VINs and money agree.
 *  Changes nothing. */
export async function reconcile(
  owner: Database,
  onProgress?: (sales: number) => void,
): Promise<Reconciliation> {
  const disagreements: Disagreement[] = []
  let sales = 0
  let events = 0
  const network = networkMap(owner, () => new Date())
  for await (const page of readSaleRecords(owner)) {
    for (const record of page) {
      events += record.events.length
      const zone = (await network.organisation(record.state.dealerId))?.timeZone ?? 'UTC'
      disagreements.push(...disagreementsOf(record, zone))
    }
    sales += page.length
    onProgress?.(sales)
  }
  return { sales, events, disagreements: [...disagreements, ...(await findCarDisagreements(owner))] }
}

function disagreementsOf({ row, state, events }: SaleRecord, timeZone: string): Disagreement[] {
  if (events.length === 0) return [{ what: 'a sale without events', subject: row.number }]
  const found: Disagreement[] = []
  if (!isDeepStrictEqual(replay(events), state))
    found.push({ what: 'the events replay to another sale', subject: row.number })
  const projected = Object.entries(saleColumns(state, timeZone))
  if (!projected.every(([column, value]) => isDeepStrictEqual(row[column], value)))
    found.push({ what: 'the columns are not those of the sale', subject: row.number })
  return found
}
